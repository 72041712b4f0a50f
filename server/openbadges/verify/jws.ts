import type { KeyObject } from 'node:crypto'
import { compactVerify, errors } from 'jose'
import { isObject, isShallow, type JsonObject } from '../json.js'
import { MAX_DEPTH } from '../limits.js'
import { decodeBase64Url } from '../multibase.js'

/** Algorithms that prove who signed. `none` proves nothing, and with HS256 the public key would be the secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519']

/** A credential or presentation may stand in a claim of its token. */
const DEEPEST = MAX_DEPTH + 1

export interface Jws {
  header: JsonObject
  payload: JsonObject
  compact: string
}

/** The parts of a compact JWS over JSON (RFC 7515, 7.1), not yet verified; undefined where it is none. */
export function decodeJws(compact: string): Jws | undefined {
  const [header, payload, signature, ...more] = compact.split('.').map(decodeBase64Url)
  if (!header || !payload || !signature || more.length > 0) return undefined
  const parts = [json(header), json(payload)]
  // What is nested deeper cannot be walked, compared or reported without running out of stack.
  if (!parts.every(part => isShallow(part, DEEPEST))) return undefined
  return isObject(parts[0]) && isObject(parts[1]) ? { header: parts[0], payload: parts[1], compact } : undefined
}

export function isTrustworthyAlgorithm(algorithm: unknown): algorithm is string {
  return typeof algorithm === 'string' && ALGORITHMS.includes(algorithm)
}

/** Whether the key made the signature, with the algorithm that its header names. */
export async function isJwsSignedBy({ compact, header }: Jws, key: KeyObject): Promise<boolean> {
  if (!isTrustworthyAlgorithm(header.alg)) return false
  try {
    await compactVerify(compact, key, { algorithms: [header.alg] })
    return true
  } catch (error) {
    // A key of another type than the algorithm's is a TypeError to jose.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return false
    throw error
  }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
