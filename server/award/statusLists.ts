import { randomInt } from 'node:crypto'
import { buildStatusList, STATUS_LIST_LENGTH, signCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Addresses } from './addresses.js'
import type { SignedDocument, StatusEntry } from './award.js'
import type { AwardStore } from './awardStore.js'
import type { Issuers } from './issuers.js'
import type { IssuingOrganization, Neighbours } from './neighbours.js'
import { signedDocument } from './signAward.js'
import type { StatusList, StatusListStore } from './statusListStore.js'

/** A list that is nearly full answers most draws with a taken index; then we look which ones are free. */
const BLIND_DRAWS = 8

export interface StatusLists {
  /** A random entry, which may turn out to be taken: then draw again with the next `attempt`, counted from 0. */
  draw(issuer: IssuingOrganization, attempt: number): Promise<StatusEntry>
  /** Whoever reads the list from now on gets it signed anew. */
  touch(listId: string): Promise<void>
  /** The signed list as it stands; undefined where there is no such list. */
  signed(listId: string): Promise<SignedDocument | undefined>
}

export interface StatusListsDeps {
  lists: StatusListStore
  awards: Pick<AwardStore, 'revokedIndexes' | 'takenIndexes'>
  issuers: Issuers
  addresses: Addresses
  clock: Clock
  neighbours: Pick<Neighbours, 'organization'>
  /** Entries in a list. */
  length?: number
  random?: (below: number) => number
}

export function createStatusLists(deps: StatusListsDeps): StatusLists {
  const { lists, awards, issuers, addresses, clock, neighbours } = deps
  const { length = STATUS_LIST_LENGTH, random = randomInt } = deps

  async function open(issuer: IssuingOrganization, number: number): Promise<string> {
    const id = `${issuer.slug}-${number}`
    await lists.add({ id, organizationId: issuer.id, number, revision: 1 })
    return id
  }

  async function drawFree(issuer: IssuingOrganization, latest: StatusList): Promise<StatusEntry> {
    const taken = new Set(await awards.takenIndexes(latest.id))
    const free = Array.from({ length }, (_, index) => index).filter(index => !taken.has(index))
    if (free.length > 0) return { listId: latest.id, index: free[random(free.length)]! }
    return { listId: await open(issuer, latest.number + 1), index: random(length) }
  }

  async function signAnew({ id, organizationId, revision }: StatusList): Promise<SignedDocument> {
    const revoked = await awards.revokedIndexes(id)
    const { slug, name } = await neighbours.organization(organizationId)
    const issuer = { id: addresses.issuer(slug), name }
    const now = clock.now()
    const list = { id: addresses.statusList(id), issuer, validFrom: now, revoked, purpose: 'revocation' as const }
    const key = await issuers.signingKey(issuer.id)
    const signed = signedDocument(await signCredential(await buildStatusList(list), key, now), now)
    await lists.keepSigned(id, { ...signed, revision })
    return signed
  }

  return {
    touch: lists.touch,
    async draw(issuer, attempt) {
      const latest = await lists.latest(issuer.id)
      if (!latest) return { listId: await open(issuer, 1), index: random(length) }
      return attempt < BLIND_DRAWS ? { listId: latest.id, index: random(length) } : drawFree(issuer, latest)
    },
    async signed(listId) {
      const list = await lists.find(listId)
      if (!list) return undefined
      return list.signed?.revision === list.revision ? list.signed : signAnew(list)
    },
  }
}
