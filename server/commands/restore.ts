import { readArchive } from '../platform/archive/index.js'
import { amount, inWords } from './archiveWords.js'
import { fileArgument, runAlone } from './command.js'

const file = fileArgument('scripts/restore FILE')

await runAlone(async ({ database }) => {
  const report = await readArchive(database.connection, file)
  const { consistency } = report
  console.log(`${amount(report)} are back.`)
  if (consistency.read !== 'at one moment') console.log(`About the archive: ${inWords(consistency)}`)
})
