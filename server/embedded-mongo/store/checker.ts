import os from 'node:os'
import { describeDamage, isDamage } from './damage.js'
import { DAMAGED } from './lookThrough.js'
import { atMoment } from './verify.js'

/** A process that looks a store through beside its owner, and speaks only when something is wrong with it. */
const folder = process.argv[2] ?? ''
os.setPriority(os.constants.priority.PRIORITY_LOW)
try {
  await atMoment(folder, () => undefined)
} catch (error) {
  if (!isDamage(error)) throw error
  console.error(describeDamage(folder, error))
  process.exitCode = DAMAGED
}
