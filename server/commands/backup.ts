import { writeArchive } from '../platform/archive.js'
import { fileArgument, runCommand } from './command.js'

await runCommand(async ({ database, args }) => {
  const file = fileArgument(args, 'scripts/backup FILE')
  const { collections, documents } = await writeArchive(database.connection, file, new Date())
  console.log(`${documents} documents of ${collections} collections are in ${file}`)
})
