// The yardstick: Express and one route that sends so many bytes of JSON, nothing else.

import express from 'express'

const body = `{"x":"${'x'.repeat(Number(process.env.SIZE) - 8)}"}`
const app = express()
app.get('/', (_req, res) => res.type('json').send(body))
app.listen(process.env.PORT, () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))
