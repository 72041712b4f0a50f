export type { Consistency } from './frames.js'
export { isHalfRestored, readArchive } from './readArchive.js'
export { openReading, readingInTurn } from './reading.js'
export { type ArchiveReport, writeArchive } from './writeArchive.js'
