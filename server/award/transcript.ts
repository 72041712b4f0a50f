import { randomBytes, randomUUID } from 'node:crypto'
import { buildTranscript, type SignedCredential, signCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Addresses } from './addresses.js'
import { type Award, isHeld, stateAt } from './award.js'
import type { AwardStore } from './awardStore.js'
import { type PublishedDocument, published } from './documents.js'
import type { Issuers } from './issuers.js'
import type { Neighbours } from './neighbours.js'

export interface TranscriptDeps {
  awards: Pick<AwardStore, 'ofPerson'>
  issuers: Issuers
  addresses: Addresses
  neighbours: Neighbours
  clock: Clock
}

const MOST_AWARDS = 500

/** What a person holds and what still stands, in one credential that this installation signs. For their own eyes. */
export function signedTranscript({ awards, issuers, addresses, neighbours, clock }: TranscriptDeps) {
  return async (personId: string): Promise<PublishedDocument> => {
    const { name, email } = await neighbours.person(personId)
    const found = await awards.ofPerson(personId, { limit: MOST_AWARDS })
    // One that is revoked or suspended would make verifiers refuse the whole.
    const standing = found.filter(award => isHeld(award) && ['active', 'expired'].includes(stateAt(award, clock.now())))
    const transcript = buildTranscript({
      id: `urn:uuid:${randomUUID()}`,
      name,
      issuer: { id: addresses.did, name: 'Staffroom' },
      recipient: { email, salt: randomBytes(16).toString('hex') },
      validFrom: clock.now(),
      credentials: standing.map(({ signed }) => JSON.parse(signed.json) as SignedCredential),
      replaced: replacedAmong(standing, addresses),
    })
    return published(await signCredential(transcript, await issuers.signingKey(addresses.did), clock.now()))
  }
}

/** Of one micro-credential, each version and the next one that the same person earned. */
function replacedAmong(awards: Award[], addresses: Addresses): { older: string; newer: string }[] {
  const sorted = [...awards].sort((one, other) => one.microCredentialVersion - other.microCredentialVersion)
  return sorted.flatMap((award, i) => {
    const isNext = (other: Award) =>
      other.microCredentialId === award.microCredentialId && other.microCredentialVersion > award.microCredentialVersion
    const newer = sorted.slice(i + 1).find(isNext)
    return newer ? [{ older: addresses.credential(award.id), newer: addresses.credential(newer.id) }] : []
  })
}
