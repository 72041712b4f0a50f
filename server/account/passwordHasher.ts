import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Without a hash it does the same work and answers false: time must not tell who has an account. */
  verify(passwordHash: string | undefined, password: string): Promise<boolean>
}

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, two passes, one lane. */
const OWASP = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function argon2Hasher(options = OWASP): PasswordHasher {
  const nobodys = hash(randomBytes(24), options)
  return {
    hash: password => hash(plain(password), options),
    async verify(passwordHash, password) {
      const matches = await verify(passwordHash ?? (await nobodys), plain(password))
      return matches && passwordHash !== undefined
    },
  }
}

/** NIST SP 800-63B: one form for letters that keyboards write in several ways. */
const plain = (password: string) => password.normalize('NFKC')
