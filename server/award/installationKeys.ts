import type { Clock } from '../platform/clock.js'
import type { Addresses } from './addresses.js'
import { controllerKeys } from './controllerKeys.js'
import type { StoredKey } from './issuerKeyStore.js'
import type { Issuers } from './issuers.js'
import type { Neighbours } from './neighbours.js'

const CONTROLLERS_SHOWN = 20

export interface InstallationKeysDeps {
  issuers: Issuers
  addresses: Addresses
  neighbours: Pick<Neighbours, 'organizationBySlug'>
  clock: Clock
}

/** Whoever has keys here: an organization, the installation itself, or somebody else with an address. */
export interface Keyholder {
  controller: string
  organization?: { name: string; slug: string }
  isInstallation: boolean
  keys: StoredKey[]
}

/** All keys in the hands of those who run this installation, and its own in particular, which sign transcripts. */
export function installationKeys({ issuers, addresses, neighbours, clock }: InstallationKeysDeps) {
  async function keyholder(keys: StoredKey[]): Promise<Keyholder> {
    const { controller } = keys[0]!
    const [, slug] = controller.split(addresses.issuer(''))
    const organization = slug ? await neighbours.organizationBySlug(slug) : undefined
    return { controller, isInstallation: controller === addresses.did, keys, ...(organization && { organization }) }
  }

  return {
    /** One more than is shown tells whether there is a next page. */
    async page(after: string | undefined): Promise<{ keyholders: Keyholder[]; next?: string }> {
      const all = await issuers.page({ limit: CONTROLLERS_SHOWN + 1, ...(after && { after }) })
      const keyholders = await Promise.all(all.slice(0, CONTROLLERS_SHOWN).map(keyholder))
      const last = keyholders.at(-1)
      return { keyholders, ...(all.length > CONTROLLERS_SHOWN && last && { next: last.controller }) }
    },
    ...controllerKeys({ issuers, clock })(addresses.did),
  }
}
export type InstallationKeys = ReturnType<typeof installationKeys>
