import { generateIssuerKey, type IssuerKey, type PublishedKey } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { IssuerKeyStore, StoredKey } from './issuerKeyStore.js'
import { seal, unseal } from './sealing.js'

export interface IssuersDeps {
  keys: IssuerKeyStore
  clock: Clock
  keyEncryptionSecret: string
}

/** The keys of every issuer here. A controller is the issuer's id: an HTTPS URL or a did:web. */
export interface Issuers {
  /** The key that signs now; the first one is made when it is first asked for. */
  signingKey(controller: string): Promise<IssuerKey>
  /** All that ever signed and still count, the newest first. */
  publishedKeys(controller: string): Promise<PublishedKey[]>
}

export function createIssuers({ keys, clock, keyEncryptionSecret }: IssuersDeps): Issuers {
  // Unsealing and importing a key costs more than signing with it.
  const opened = new Map<string, IssuerKey>()

  async function newest(controller: string): Promise<StoredKey> {
    const [known] = await keys.of(controller)
    if (known) return known
    const { id, publicKeyMultibase, secretKeyMultibase } = await generateIssuerKey(controller)
    const sealedSecret = seal(secretKeyMultibase, keyEncryptionSecret, id)
    const first = { id, controller, number: 1, publicKeyMultibase, sealedSecret, createdAt: clock.now() }
    return (await keys.add(first)) ? first : newest(controller)
  }

  function open({ id, publicKeyMultibase, sealedSecret }: StoredKey): IssuerKey {
    const known = opened.get(id)
    if (known) return known
    const secretKeyMultibase = unseal(sealedSecret, keyEncryptionSecret, id)
    const key = { id, publicKeyMultibase, secretKeyMultibase }
    opened.set(id, key)
    return key
  }

  return {
    signingKey: async controller => open(await newest(controller)),
    async publishedKeys(controller) {
      const stored = await keys.of(controller)
      return stored.map(({ id, publicKeyMultibase }) => ({ id, publicKeyMultibase }))
    },
  }
}
