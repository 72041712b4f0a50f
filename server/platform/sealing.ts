import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const KEY_BYTES = 32
const IV_BYTES = 12
const SALT_BYTES = 16
const TAG_BYTES = 16
const HEADER_BYTES = SALT_BYTES + IV_BYTES + TAG_BYTES

/**
 * AES-256-GCM under a key derived by HKDF-SHA-256 (RFC 5869) from the secret and a salt of its own. `name` is bound to
 * the box, so that a sealed secret cannot be passed off under another name; `purpose` keeps the boxes of one use apart
 * from those of another. The secret must be long and random: HKDF does not slow down guessing, and config.ts refuses a
 * short one in production.
 */
export function sealing(purpose: string) {
  const derive = (secret: string, salt: Buffer) => Buffer.from(hkdfSync('sha256', secret, salt, purpose, KEY_BYTES))
  return {
    seal(plain: string, secret: string, name: string): string {
      const salt = randomBytes(SALT_BYTES)
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', derive(newestOf(secret), salt), iv).setAAD(Buffer.from(name))
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]).toString('base64')
    },
    /** Throws where the secrets are others, or the box was altered or renamed. */
    unseal(box: string, secret: string, name: string): string {
      const [, ...earlier] = secretsIn(secret)
      for (const each of earlier.reverse()) {
        try {
          return opened(box, each, name)
        } catch {
          // Sealed with another one of them.
        }
      }
      return opened(box, newestOf(secret), name)
    },
  }

  function opened(box: string, secret: string, name: string): string {
    const bytes = Buffer.from(box, 'base64')
    const salt = bytes.subarray(0, SALT_BYTES)
    const iv = bytes.subarray(SALT_BYTES, SALT_BYTES + IV_BYTES)
    const tag = bytes.subarray(SALT_BYTES + IV_BYTES, HEADER_BYTES)
    const sealed = bytes.subarray(HEADER_BYTES)
    const decipher = createDecipheriv('aes-256-gcm', derive(secret, salt), iv, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(name)).setAuthTag(tag)
    return decipher.update(sealed, undefined, 'utf8') + decipher.final('utf8')
  }
}

function newestOf(secret: string): string {
  const [newest] = secretsIn(secret)
  if (!newest) throw new Error('There is no secret to seal with')
  return newest
}

/**
 * The first one seals; those after it, parted by blanks, still open what they sealed. So a secret can be replaced.
 * Blanks around them are no secret.
 */
export const secretsIn = (secret: string): string[] => secret.split(/\s+/).filter(Boolean)
