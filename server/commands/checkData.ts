import { checkFiles } from '../platform/checkFiles.js'
import { checkStore } from '../platform/checkStore.js'
import { databaseSettings, endWith, runCommand } from './command.js'

const thousands = new Intl.NumberFormat('en')
const megabytes = (bytes: number) => `${thousands.format(Math.ceil(bytes / 1e6))} MB`

// Before anything opens it: what is wrong with the store itself could end the process that opens it.
const store = await checkStore(databaseSettings()).catch(endWith)
console.log(store.sentence)

await runCommand(async ({ database }) => {
  const files = await checkFiles(database.connection)
  console.log(`Files: ${thousands.format(files.files)} read to their ends, ${megabytes(files.bytes)}.`)
  const problems = [...store.problems, ...files.problems]
  for (const problem of problems) console.error(`- ${problem}`)
  if (problems.length === 0) return console.log('All is well.')
  console.error(`${problems.length} problems. Keep a copy of the data as it is, and restore the last good archive.`)
  process.exitCode = 1
})
