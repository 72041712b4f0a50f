import { sign } from 'node:crypto'
import { buildCredential, generateIssuerKey, signCredential } from '../../server/openbadges/index.js'
import { signingKey } from '../../server/openbadges/keys.js'

export interface ForeignBadge {
  id?: string
  email?: string
  name?: string
  validFrom?: Date
  validUntil?: Date
  image?: string
}

/** An issuer elsewhere with a key of its own: its credentials verify without asking anybody. */
export async function aForeignIssuer(name = 'Nordlys Academy') {
  const { publicKeyMultibase, secretKeyMultibase } = await generateIssuerKey('did:key')
  const id = `did:key:${publicKeyMultibase}`
  const key = { id: `${id}#${publicKeyMultibase}`, publicKeyMultibase, secretKeyMultibase }
  let badges = 0
  return {
    id,
    /** The same in version 1.1 of the data model, as a token in which it is a claim. */
    async olderToken(over: ForeignBadge = {}): Promise<string> {
      const { proof: _proof, validFrom, validUntil, ...rest } = JSON.parse(await this.badge(over))
      const [, openBadges] = rest['@context']
      const dates = { issuanceDate: validFrom, ...(validUntil && { expirationDate: validUntil }) }
      const vc = { ...rest, '@context': ['https://www.w3.org/2018/credentials/v1', openBadges], ...dates }
      const seconds = (date?: string) => date && Date.parse(date) / 1000
      const claims = { vc, iss: id, jti: vc.id, nbf: seconds(validFrom), exp: seconds(validUntil) }
      const parts = [{ alg: 'EdDSA', typ: 'JWT', kid: key.id }, claims]
      const input = parts.map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
      return `${input}.${sign(null, Buffer.from(input), signingKey(key)).toString('base64url')}`
    },
    async badge(over: ForeignBadge = {}): Promise<string> {
      const n = ++badges
      const { validFrom = new Date('2026-01-10T08:00:00Z'), validUntil, email = 'ada@school.example' } = over
      const title = over.name ?? 'Outdoor learning'
      const credential = buildCredential({
        id: over.id ?? `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
        issuer: { id, name },
        validFrom,
        validUntil,
        recipient: { email, salt: 'pepper' },
        achievement: {
          id: 'https://nordlys.example/outdoor',
          name: title,
          description: 'Plans and leads a lesson outdoors.',
          criteriaId: 'https://nordlys.example/outdoor#criteria',
          criteriaNarrative: 'Two lessons led, one observed.',
          alignments: [],
          rubric: [],
        },
        results: [],
        evidence: [],
      })
      return JSON.stringify(await signCredential(credential, key, validFrom))
    },
  }
}
