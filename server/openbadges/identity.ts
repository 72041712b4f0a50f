import { hash } from 'node:crypto'

/**
 * A recipient's identity as OB 3.0 `IdentityHash`: `sha256$` and the hex SHA-256 of identifier and salt, in UTF-8
 * (Open Badges 3.0, IdentityHash).
 */
export function hashIdentity(identifier: string, salt: string): string {
  return `sha256$${digest('sha256', identifier + salt)}`
}

/** E-mail addresses are compared case-folded (vocabulary: Identity), so they are hashed that way. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** Whether a hash in a badge is that of this identifier. The algorithms are those the standard names; hex in any case. */
export function isHashOf(identityHash: string, identifier: string, salt: string): boolean {
  const [, algorithm, hex] = /^(sha256|md5)\$([0-9A-Fa-f]+)$/.exec(identityHash) ?? []
  if (!algorithm || !hex) return false
  return [identifier, foldEmail(identifier)].some(spelling => digest(algorithm, spelling + salt) === hex.toLowerCase())
}

function digest(algorithm: string, text: string): string {
  return hash(algorithm, text, 'hex')
}
