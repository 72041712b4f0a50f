import { randomInt } from 'node:crypto'
import { buildStatusList, STATUS_LIST_LENGTH, signCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { Addresses } from './addresses.js'
import type { SignedDocument, StatusEntry, StatusPurpose } from './award.js'
import type { AwardStore } from './awardStore.js'
import type { Issuers } from './issuers.js'
import type { IssuingOrganization, Neighbours } from './neighbours.js'
import { signedDocument } from './signedDocument.js'
import type { StatusList, StatusListStore } from './statusListStore.js'

/** A list that is nearly full answers most draws with a taken index; then we look which ones are free. */
const BLIND_DRAWS = 8

export interface StatusLists {
  /** A random entry, which may turn out to be taken: then draw again with the next `attempt`, counted from 0. */
  draw(issuer: IssuingOrganization, attempt: number): Promise<StatusEntry>
  /** For many awards: which entries are taken is looked up once, and nothing is drawn twice. */
  drawer(issuer: IssuingOrganization): () => Promise<StatusEntry>
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
  async function open(issuer: IssuingOrganization, purpose: StatusPurpose): Promise<StatusList> {
    const number = ((await lists.latest(issuer.id))?.number ?? 0) + 1
    // A slug has no tilde, so that no other organization's list is called this.
    const id = purpose === 'revocation' ? `${issuer.slug}-${number}` : `${issuer.slug}~suspension-${number}`
    await lists.add({ id, organizationId: issuer.id, number, purpose, revision: 1 })
    // None: somebody else opened a list of the other purpose under this number.
    return (await lists.latest(issuer.id, purpose)) ?? open(issuer, purpose)
  }

  /** The list to draw from, and what is free in it; another one is opened where nothing is. */
  async function room(issuer: IssuingOrganization, purpose: StatusPurpose) {
    const latest = await lists.latest(issuer.id, purpose)
    const free = latest ? await freeIn(latest.id) : []
    if (latest && free.length > 0) return { listId: latest.id, free }
    const { id } = await open(issuer, purpose)
    return { listId: id, free: Array.from({ length }, (_, index) => index) }
  }

  async function freeIn(listId: string): Promise<number[]> {
    const taken = new Set(await awards.takenIndexes(listId))
    return Array.from({ length }, (_, index) => index).filter(index => !taken.has(index))
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

  async function drawFree(issuer: IssuingOrganization, purpose: StatusPurpose): Promise<StatusEntry> {
    const { listId, free } = await room(issuer, purpose)
    return entry(listId, takeOne(free, random), purpose)
  }

  return {
    touch: lists.touch,
    async touchAll(organizationId) {
      for (const id of await lists.of(organizationId)) await lists.touch(id)
    },
    drawFree,
    drawer(issuer) {
      let left: Awaited<ReturnType<typeof room>> | undefined
      return async () => {
        if (!left || left.free.length === 0) left = await room(issuer, 'revocation')
        return entry(left.listId, takeOne(left.free, random), 'revocation')
      }
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

/** Any of these, in no time: the last one takes its place. */
function takeOne(free: number[], random: (below: number) => number): number {
  const at = random(free.length)
  const taken = free[at]!
  free[at] = free[free.length - 1]!
  free.pop()
  return taken
}

/** Nearly all are for revocation: those do not say so. */
function entry(listId: string, index: number, purpose: StatusPurpose): StatusEntry {
  return purpose === 'revocation' ? { listId, index } : { listId, index, purpose }
}
