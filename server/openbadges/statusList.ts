import { promisify } from 'node:util'
import { createGunzip, gzip } from 'node:zlib'
import { CREDENTIALS_V2 } from './contexts.js'
import type { UnsignedCredential } from './credential.js'
import { dateTime } from './dates.js'
import { MAX_STATUS_LIST_BYTES } from './limits.js'
import { decodeMultibase } from './multibase.js'

/** Entries in a list: the least that hides one holder in the crowd (W3C Bitstring Status List 1.0, 2.2). */
export const STATUS_LIST_LENGTH = 131_072

export interface StatusListForCredential {
  /** HTTPS URL of the list. */
  id: string
  issuer: { id: string; name: string }
  validFrom: Date
  /** Indexes of the entries that are set. */
  revoked: Iterable<number>
  purpose: 'revocation' | 'suspension'
}

/** A BitstringStatusListCredential (idem, 2.2 and 3.3), ready to be signed by the issuer of the credentials in it. */
export async function buildStatusList(list: StatusListForCredential): Promise<UnsignedCredential> {
  const encodedList = `u${(await promisify(gzip)(bitstring(list.revoked))).toString('base64url')}`
  return {
    '@context': [CREDENTIALS_V2],
    id: list.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: { id: list.issuer.id, name: list.issuer.name },
    validFrom: dateTime(list.validFrom),
    credentialSubject: {
      id: `${list.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      encodedList,
    },
  }
}

export type DecodedList = { bits: Uint8Array } | { problem: 'unreadable' | 'oversized' }

/** Inflates an `encodedList` (idem, 3.4), no further than the cap: a few kilobytes of gzip can hold gigabytes. */
export async function decodeStatusList(encodedList: string): Promise<DecodedList> {
  const compressed = encodedList.startsWith('u') ? decodeMultibase(encodedList) : undefined
  if (!compressed) return { problem: 'unreadable' }
  const gunzip = createGunzip()
  gunzip.end(compressed)
  const parts: Buffer[] = []
  let size = 0
  try {
    for await (const part of gunzip as AsyncIterable<Buffer>) {
      size += part.length
      if (size > MAX_STATUS_LIST_BYTES) return { problem: 'oversized' }
      parts.push(part)
    }
  } catch {
    return { problem: 'unreadable' }
  }
  return { bits: Buffer.concat(parts) }
}

/** The first index is the leftmost bit (idem, 3.2). */
export function isSet(bits: Uint8Array, index: number): boolean {
  return (bits[index >> 3]! & (0x80 >> (index & 7))) !== 0
}

function bitstring(indexes: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(STATUS_LIST_LENGTH / 8)
  for (const index of indexes) {
    const isEntry = Number.isInteger(index) && index >= 0 && index < STATUS_LIST_LENGTH
    if (!isEntry) throw new RangeError(`A status list has no entry ${index}`)
    bits[index >> 3]! |= 0x80 >> (index & 7)
  }
  return bits
}
