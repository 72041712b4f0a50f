import { randomBytes, randomUUID } from 'node:crypto'
import { versionKey } from '../microcredential/index.js'
import {
  buildTranscript,
  MAX_CONTENTS,
  type SignedCredential,
  signCredential,
  signCredentialToken,
} from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import { NotFound } from '../shared/errors.js'
import type { Addresses } from './addresses.js'
import { type Association, associationsAmong } from './associations.js'
import { type Award, isHeld, stateAt } from './award.js'
import type { AwardStore } from './awardStore.js'
import { type PublishedDocument, published } from './documents.js'
import { tokenDocument } from './formats.js'
import type { Issuers } from './issuers.js'
import type { AwardedVersion, Neighbours } from './neighbours.js'

export interface TranscriptDeps {
  awards: Pick<AwardStore, 'ofPerson'>
  issuers: Issuers
  addresses: Addresses
  neighbours: Neighbours
  clock: Clock
}

/** What a person holds and what still stands, newest first, and how that hangs together. */
export interface Transcript {
  personId: string
  awards: Award[]
  /** What each was awarded for, by its id. */
  versions: Map<string, AwardedVersion>
  associations: Association[]
}

const versionOf = ({ microCredentialId, microCredentialVersion: version }: Award) => ({ microCredentialId, version })

/** For the eyes of the person alone, who passes it on. */
export function transcripts({ awards, issuers, addresses, neighbours, clock }: TranscriptDeps) {
  /** CLR 2.0, ClrCredential: issued by this installation, since it gathers what several issuers signed. */
  async function unsigned({ personId, awards, associations }: Transcript) {
    if (awards.length === 0) throw new NotFound('Nothing to put on a transcript')
    const { name, email } = await neighbours.person(personId)
    const achievement = ({ slug, microCredentialVersion }: Award) => addresses.achievement(slug, microCredentialVersion)
    return buildTranscript({
      id: `urn:uuid:${randomUUID()}`,
      name,
      issuer: { id: addresses.did, name: 'Staffroom' },
      recipient: { email, salt: randomBytes(16).toString('hex') },
      validFrom: clock.now(),
      credentials: awards.map(({ signed }) => JSON.parse(signed.json) as SignedCredential),
      associations: associations.map(({ type, source, target }) => ({
        type,
        source: achievement(source),
        target: achievement(target),
      })),
    })
  }

  return {
    async of(personId: string): Promise<Transcript> {
      const found = await awards.ofPerson(personId, { limit: MAX_CONTENTS })
      // One that is revoked or suspended would make verifiers refuse the whole.
      const standing = found.filter(
        award => isHeld(award) && ['active', 'expired'].includes(stateAt(award, clock.now())),
      )
      const refs = standing.map(versionOf)
      const versions = await neighbours.versions(refs)
      const own = (award: Award) => versions.get(versionKey(versionOf(award)))!
      const things = new Map(standing.map(award => [award.id, own(award)]))
      return { personId, awards: standing, versions: things, associations: associationsAmong(standing, things) }
    },
    /** With an embedded proof. Throws NotFound where there is nothing to sign. */
    async signed(transcript: Transcript): Promise<PublishedDocument> {
      const key = await issuers.signingKey(addresses.did)
      return published(await signCredential(await unsigned(transcript), key, clock.now()))
    },
    /** The same as VC-JWT. */
    async token(transcript: Transcript): Promise<PublishedDocument> {
      const key = await issuers.rsaKey(addresses.did)
      return tokenDocument(await signCredentialToken({ ...(await unsigned(transcript)) }, key))
    },
  }
}
