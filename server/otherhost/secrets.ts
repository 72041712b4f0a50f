import type { Client } from 'oauth4webapi'
import { sealing } from '../platform/sealing.js'
import type { Tokens } from './connection.js'

/** What only we and the other host know. */
export interface Secrets {
  client: Client
  /** While the question is open. */
  verifier?: string
  state?: string
  tokens?: Tokens
}

const { seal, unseal } = sealing('staffroom other host')

/** Boxes that only this installation opens; each is bound to its connection. */
export const boxes = (secret: string) => ({
  close: (secrets: unknown, id: string): string => seal(JSON.stringify(secrets), secret, id),
  open: <T>(box: string, id: string): T => JSON.parse(unseal(box, secret, id), revive) as T,
})
export type Boxes = ReturnType<typeof boxes>

const revive = (name: string, value: unknown) => (name === 'expiresAt' ? new Date(String(value)) : value)
