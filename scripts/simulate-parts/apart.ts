import { study } from './study.js'
import type { Population } from './world.js'

process.once('message', population => {
  process.send!(study(population as Population), () => process.exit(0))
})
