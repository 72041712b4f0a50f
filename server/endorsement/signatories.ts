import type { IssuerForCredential } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import { newId } from '../shared/ids.js'
import type { Translate } from '../web/i18n.js'
import type { Addresses } from './addresses.js'
import type { Neighbours } from './neighbours.js'
import type { Signatory, SignatoryStore } from './signatoryStore.js'

export interface SignatoriesDeps {
  store: SignatoryStore
  neighbours: Neighbours
  addresses: Addresses
  clock: Clock
  translate: Translate
}

/** A guest, as they describe themselves; only the domain of their address is ever published. */
export interface GuestDetails {
  name: string
  standing: string
  domain: string
}

/** Who signs here. An organization signs with its own key, everybody else with one that is kept for them alone. */
export function signatories({ store, neighbours, addresses, clock, translate }: SignatoriesDeps) {
  const enter = async (kind: Signatory['kind'], of: string): Promise<Signatory> => {
    const now = clock.now()
    return (await store.of(of)) ?? store.add({ id: newId(now), kind, of, createdAt: now })
  }

  /** Says what is known of whoever signs, and that this platform keeps their key. */
  async function issuerOf(signatory: Signatory): Promise<IssuerForCredential> {
    const id = addresses.profile(signatory.id)
    if (signatory.kind === 'organization')
      return neighbours.signing.issuerOf(await neighbours.organization(signatory.of))
    if (signatory.kind === 'guest') {
      const { name = '', standing = '', domain = '' } = signatory
      const known = translate('endorsement.signatory.guest', { domain })
      return { id, name, description: [standing, known].filter(Boolean).join('. ') }
    }
    const { name } = await neighbours.person(signatory.of)
    return { id, name, description: translate('endorsement.signatory.person') }
  }

  return {
    find: store.find,
    ofPerson: (personId: string) => enter('person', personId),
    ofOrganization: (organizationId: string) => enter('organization', organizationId),
    async ofGuest(endorsementId: string, { name, standing, domain }: GuestDetails): Promise<Signatory> {
      const entered = await enter('guest', endorsementId)
      const details = { name, standing, domain }
      await store.describe(entered.id, details)
      return { ...entered, ...details }
    },
    issuerOf,
  }
}
export type Signatories = ReturnType<typeof signatories>
