// The yardstick: Express and Handlebars, a layout and a list, nothing else.

import path from 'node:path'
import express from 'express'
import { engine } from 'express-handlebars'

const views = path.join(import.meta.dirname, 'views')
const app = express()
app.engine('hbs', engine({ extname: 'hbs', layoutsDir: path.join(views, 'layouts') }))
app.set('view engine', 'hbs')
app.set('views', views)
app.enable('view cache')
const rows = Array.from({ length: 20 }, (_, n) => ({
  title: `Row ${n}`,
  text: 'A sentence of ordinary length in a row.',
}))
app.get('/', (_req, res) => res.render('page', { rows }))
app.listen(process.env.PORT, () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))
