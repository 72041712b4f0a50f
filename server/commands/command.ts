import { type Config, ConfigError, readConfig } from '../config.js'
import { type Database, joinDatabase } from '../platform/database.js'
import { AppError } from '../shared/errors.js'

/** Runs one command against the database that the app uses, beside the app when it runs, and says what went wrong. */
export async function runCommand(
  work: (context: { config: Config; database: Database; args: string[] }) => Promise<void>,
) {
  try {
    const config = readConfig(process.env)
    const database = await joinDatabase({ uri: config.mongodbUri, dataDir: config.dataDir })
    await work({ config, database, args: process.argv.slice(2) }).finally(() => database.close())
    process.exit(0)
  } catch (error) {
    const expected = error instanceof AppError || error instanceof ConfigError
    console.error(expected ? error.message : error)
    process.exit(1)
  }
}

export function fileArgument(args: string[], usage: string): string {
  const [file] = args
  if (file) return file
  console.error(`Usage: ${usage}`)
  process.exit(2)
}
