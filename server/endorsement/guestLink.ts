import { createHmac, timingSafeEqual } from 'node:crypto'
import { isId } from '../shared/ids.js'

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64url')

/**
 * What lets somebody without an account answer one request, and later take the endorsement back: the request's id and a
 * seal on it. Nothing of it is kept, so there is nothing to steal; it can be sent again and be the same.
 */
export function guestLinks(secret: string) {
  const sealOf = (id: string) => hmac(secret, `endorsement ${id}`)
  return {
    tokenFor: (id: string): string => `${id}.${sealOf(id)}`,
    /** The request that a token is for. */
    idIn(token: string): string | undefined {
      const [id = '', seal = ''] = token.split('.')
      if (!isId(id)) return undefined
      const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(id))]
      return given.length === right.length && timingSafeEqual(given, right) ? id : undefined
    },
    /** By which an address is known again without being kept. */
    known: (foldedAddress: string): string => hmac(secret, `endorser ${foldedAddress}`),
  }
}
export type GuestLinks = ReturnType<typeof guestLinks>
