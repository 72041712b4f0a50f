import { once } from 'node:events'
import type { Server } from 'node:http'
import { ConfigError } from './config.js'

/** Resolves when the server may be reached; says in words when something else has the port. */
export async function listen(server: Server, port: number): Promise<void> {
  server.listen(port)
  try {
    await once(server, 'listening')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new ConfigError([`PORT ${port} is taken by another program. End that one, or set PORT to another number.`])
  }
}
