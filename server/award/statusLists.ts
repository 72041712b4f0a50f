import { randomInt } from 'node:crypto'
import { buildStatusList, STATUS_LIST_LENGTH, signCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Addresses } from './addresses.js'
import type { SignedDocument, StatusEntry, StatusPurpose } from './award.js'
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
  /** Likewise, many at once. */
  drawMany(issuer: IssuingOrganization, count: number): Promise<StatusEntry[]>
  /** A random entry of those that are free now. */
  drawFree(issuer: IssuingOrganization, purpose: StatusPurpose): Promise<StatusEntry>
  /** Whoever reads the list from now on gets it signed anew. */
  touch(listId: string): Promise<void>
  /** All lists of an issuer are signed anew. */
  touchAll(organizationId: string): Promise<void>
  /** The signed list as it stands; undefined where there is no such list. */
  signed(listId: string): Promise<SignedDocument | undefined>
}

export interface StatusListsDeps {
  lists: StatusListStore
  awards: Pick<AwardStore, 'setIndexes' | 'takenIndexes'>
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

  /** Lists of both purposes are counted in one row. */
  async function open(issuer: IssuingOrganization, purpose: StatusPurpose): Promise<StatusEntry> {
    const number = ((await lists.latest(issuer.id))?.number ?? 0) + 1
    // A slug has no tilde, so that no other organization's list is called this.
    const id = purpose === 'revocation' ? `${issuer.slug}-${number}` : `${issuer.slug}~suspension-${number}`
    await lists.add({ id, organizationId: issuer.id, number, purpose, revision: 1 })
    const opened = (await lists.latest(issuer.id, purpose)) ?? (await retried(issuer, purpose))
    return entry(opened.id, random(length), purpose)
  }

  /** Somebody else opened a list of the other purpose under this number. */
  async function retried(issuer: IssuingOrganization, purpose: StatusPurpose): Promise<StatusList> {
    await open(issuer, purpose)
    return (await lists.latest(issuer.id, purpose))!
  }

  async function drawFree(issuer: IssuingOrganization, purpose: StatusPurpose): Promise<StatusEntry> {
    const latest = await lists.latest(issuer.id, purpose)
    if (!latest) return open(issuer, purpose)
    const taken = new Set(await awards.takenIndexes(latest.id))
    const free = Array.from({ length }, (_, index) => index).filter(index => !taken.has(index))
    return free.length > 0 ? entry(latest.id, free[random(free.length)]!, purpose) : open(issuer, purpose)
  }

  async function signAnew(stored: StatusList): Promise<SignedDocument> {
    const { id, organizationId, revision, purpose = 'revocation' } = stored
    const revoked = await awards.setIndexes(id)
    const { slug, name } = await neighbours.organization(organizationId)
    const issuer = { id: addresses.issuer(slug), name }
    const now = clock.now()
    const list = { id: addresses.statusList(id), issuer, validFrom: now, revoked, purpose }
    const key = await issuers.signingKey(issuer.id)
    const signed = signedDocument(await signCredential(await buildStatusList(list), key, now), now)
    await lists.keepSigned(id, { ...signed, revision })
    return signed
  }

  return {
    touch: lists.touch,
    async touchAll(organizationId) {
      for (const id of await lists.of(organizationId)) await lists.touch(id)
    },
    drawFree,
    async drawMany(issuer, count) {
      const latest = await lists.latest(issuer.id, 'revocation')
      const taken = new Set(latest && (await awards.takenIndexes(latest.id)))
      const isRoomy = latest && length - taken.size >= 2 * count
      if (!isRoomy) return Promise.all(Array.from({ length: count }, () => drawFree(issuer, 'revocation')))
      const drawn = new Set<number>()
      while (drawn.size < count) {
        const index = random(length)
        if (!taken.has(index)) drawn.add(index)
      }
      return [...drawn].map(index => entry(latest.id, index, 'revocation'))
    },
    async draw(issuer, attempt) {
      const latest = await lists.latest(issuer.id, 'revocation')
      if (!latest || attempt >= BLIND_DRAWS) return drawFree(issuer, 'revocation')
      return entry(latest.id, random(length), 'revocation')
    },
    async signed(listId) {
      const list = await lists.find(listId)
      if (!list) return undefined
      return list.signed?.revision === list.revision ? list.signed : signAnew(list)
    },
  }
}

/** Nearly all are for revocation: those do not say so. */
function entry(listId: string, index: number, purpose: StatusPurpose): StatusEntry {
  return purpose === 'revocation' ? { listId, index } : { listId, index, purpose }
}
