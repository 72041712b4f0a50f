import { readArchive } from '../platform/archive.js'
import { fileArgument, runCommand } from './command.js'

await runCommand(async ({ database, args }) => {
  const file = fileArgument(args, 'scripts/restore FILE')
  const { collections, documents } = await readArchive(database.connection, file)
  console.log(`${documents} documents of ${collections} collections are back`)
})
