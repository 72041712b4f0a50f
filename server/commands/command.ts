import { type Config, ConfigError, readConfig } from '../config.js'
import { type Database, type DatabaseSettings, joinDatabase, openForRestore } from '../platform/database.js'
import { AppError } from '../shared/errors.js'

interface Context {
  config: Config
  database: Database
  args: string[]
}

/** Runs one command on the database that the app uses, beside the app when it runs. */
export function runCommand(work: (context: Context) => Promise<void>): Promise<never> {
  return runOn(joinDatabase, work)
}

/** Runs one command on a database that nobody else may be using, and that a restore may have left half full. */
export function runAlone(work: (context: Context) => Promise<void>): Promise<never> {
  return runOn(openForRestore, work)
}

/** Ends the process. */
async function runOn(open: typeof joinDatabase, work: (context: Context) => Promise<void>): Promise<never> {
  try {
    const config = readConfig(process.env)
    const database = await open(settingsIn(config))
    await work({ config, database, args: process.argv.slice(2) }).finally(() => database.close())
  } catch (error) {
    endWith(error)
  }
  process.exit()
}

const settingsIn = ({ mongodbUri, dataDir }: Config): DatabaseSettings => ({ uri: mongodbUri, dataDir })

/** Of the environment; ends the process when that is wrong. */
export function databaseSettings(): DatabaseSettings {
  try {
    return settingsIn(readConfig(process.env))
  } catch (error) {
    return endWith(error)
  }
}

/** With a sentence where a person can mend it. */
export function endWith(error: unknown): never {
  const expected = error instanceof AppError || error instanceof ConfigError
  console.error(expected ? error.message : error)
  process.exit(1)
}

export function fileArgument(usage: string): string {
  const file = process.argv[2]
  if (file) return file
  console.error(`Usage: ${usage}`)
  process.exit(2)
}
