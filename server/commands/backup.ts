import { writeArchive } from '../platform/archive/index.js'
import { systemClock } from '../platform/clock.js'
import { amount, inWords } from './archiveWords.js'
import { fileArgument, runCommand } from './command.js'

const file = fileArgument('scripts/backup FILE')

await runCommand(async ({ database }) => {
  const report = await writeArchive(database.connection, file, systemClock.now())
  console.log(`${amount(report)} are in ${file}. ${inWords(report.consistency)}`)
})
