import { microCredentialStore } from '../microcredential/store.js'
import { versionNumbered } from '../microcredential/version.js'
import { checkFiles } from '../platform/checkFiles.js'
import { checkStore } from '../platform/checkStore.js'
import type { Connection } from '../platform/database.js'
import { checkDecisions } from '../review/checkDecisions.js'
import { submissionStore } from '../review/store.js'
import { databaseSettings, endWith, runCommand } from './command.js'

const noWake = () => {}

function decisionsIn(connection: Connection) {
  const microCredentials = microCredentialStore(connection, noWake)
  return checkDecisions({
    submissions: submissionStore(connection, noWake),
    version: async (id, number) => versionNumbered(await microCredentials.find(id), number),
  })
}

const thousands = new Intl.NumberFormat('en')
const megabytes = (bytes: number) => `${thousands.format(Math.ceil(bytes / 1e6))} MB`

// Before anything opens it: what is wrong with the store itself could end the process that opens it.
const store = await checkStore(databaseSettings()).catch(endWith)
console.log(store.sentence)

await runCommand(async ({ database }) => {
  const files = await checkFiles(database.connection)
  console.log(`Files: ${thousands.format(files.files)} read to their ends, ${megabytes(files.bytes)}.`)
  const decisions = await decisionsIn(database.connection)
  console.log(`Decisions: ${thousands.format(decisions.decisions)} followed again from their audit trails.`)
  const problems = [...store.problems, ...files.problems, ...decisions.problems]
  for (const problem of problems) console.error(`- ${problem}`)
  if (problems.length === 0) return console.log('All is well.')
  console.error(`${problems.length} problems. Keep a copy of the data as it is, and restore the last good archive.`)
  process.exitCode = 1
})
