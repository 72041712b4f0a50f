import type { ControllerKeys, StoredKey } from '../award/index.js'
import { NotFound } from '../shared/errors.js'
import type { Addresses } from './addresses.js'
import type { Endorsement } from './endorsement.js'
import type { Neighbours } from './neighbours.js'
import type { SignatoryStore } from './signatoryStore.js'
import type { EndorsementStore } from './store.js'

const MOST_LISTED = 50

export interface OwnKeysDeps {
  signatories: Pick<SignatoryStore, 'of'>
  endorsements: Pick<EndorsementStore, 'countSignedWith' | 'signedWithSince'>
  neighbours: Pick<Neighbours, 'signing'>
  addresses: Addresses
}

export interface OwnKey {
  key: StoredKey
  /** The one that signs now. */
  isSigning: boolean
  /** How many endorsements that stand were signed with it. */
  signed: number
}

/** What would no longer count if a key was declared unsafe from a day on, the newest first. */
export interface Doubted {
  listed: Endorsement[]
  hasMore: boolean
}

export interface OwnCompromise {
  number: number
  since: Date
  reason: string
}

/**
 * The keys with which somebody signs what they say of others, in their own hands. `of`: a person, or the endorsement that
 * a guest signed.
 */
export function ownKeys({ signatories, endorsements, neighbours, addresses }: OwnKeysDeps) {
  async function ringOf(of: string): Promise<ControllerKeys | undefined> {
    const signatory = await signatories.of(of)
    return signatory && neighbours.signing.keysOf(addresses.profile(signatory.id))
  }

  async function listed(ring: ControllerKeys | undefined): Promise<OwnKey[]> {
    const keys = (await ring?.all()) ?? []
    const signing = keys.find(({ revoked }) => !revoked)
    return Promise.all(
      keys.map(async key => ({
        ...{ key, isSigning: key === signing, signed: await endorsements.countSignedWith(key.id) },
      })),
    )
  }

  async function openKey(of: string, number: number): Promise<OwnKey> {
    const own = (await listed(await ringOf(of))).find(({ key }) => key.number === number)
    if (!own) throw new NotFound('No such key')
    return own
  }

  return {
    /** The newest first; none until something was signed. */
    of: async (of: string): Promise<OwnKey[]> => listed(await ringOf(of)),
    find: openKey,
    /** False where the key that signs now has signed nothing that stands: then a new one would change nothing. */
    async replace(personId: string): Promise<boolean> {
      const ring = await ringOf(personId)
      const signing = (await listed(ring)).find(({ isSigning }) => isSigning)
      if (!ring || !signing?.signed) return false
      await ring.replace('ed25519', personId)
      return true
    },
    async doubted({ key }: OwnKey, since: Date): Promise<Doubted> {
      const found = await endorsements.signedWithSince(key.id, since, MOST_LISTED + 1)
      return { listed: found.slice(0, MOST_LISTED), hasMore: found.length > MOST_LISTED }
    },
    /** Said of a key that is revoked already, nothing changes. `by`: who has an account. */
    async reportCompromise(of: string, { number, since, reason }: OwnCompromise, by?: string): Promise<void> {
      const { key } = await openKey(of, number)
      const ring = await ringOf(of)
      if (!key.revoked) await ring!.reportCompromise({ number, since, reason }, by)
    },
  }
}
export type OwnKeys = ReturnType<typeof ownKeys>
