import {
  generateIssuerKey,
  generateRsaKey,
  type IssuerKey,
  type IssuerRsaKey,
  type PublishedKey,
  type PublishedRsaKey,
} from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import type { IssuerKeyStore, StoredEd25519Key, StoredKey, StoredRsaKey } from './issuerKeyStore.js'
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
  /** The key that signs tokens and badges of OB 2.0 now; likewise. For controllers that are web addresses. */
  rsaKey(controller: string): Promise<IssuerRsaKey>
  /** All that ever signed and still count, the newest first. */
  publishedKeys(controller: string): Promise<(PublishedKey | PublishedRsaKey)[]>
}

export function createIssuers({ keys, clock, keyEncryptionSecret }: IssuersDeps): Issuers {
  // Unsealing and importing a key costs more than signing with it.
  const opened = new Map<string, IssuerKey>()
  const openedRsa = new Map<string, IssuerRsaKey>()

  async function newestEd25519(controller: string): Promise<StoredEd25519Key> {
    const stored = await keys.of(controller)
    const known = stored.find(isEd25519)
    if (known) return known
    const { id, publicKeyMultibase, secretKeyMultibase } = await generateIssuerKey(controller)
    const made = { kind: 'ed25519' as const, publicKeyMultibase, ...sealed(id, controller, secretKeyMultibase, stored) }
    return (await keys.add(made)) ? made : newestEd25519(controller)
  }

  async function newestRsa(controller: string): Promise<StoredRsaKey> {
    const stored = await keys.of(controller)
    const known = stored.find(isRsa)
    if (known) return known
    const { publicKeyJwk, secretKeyPem } = await generateRsaKey()
    const id = `${controller}/keys/${nextNumber(stored)}`
    const made = { kind: 'rsa' as const, publicKeyJwk, ...sealed(id, controller, secretKeyPem, stored) }
    return (await keys.add(made)) ? made : newestRsa(controller)
  }

  function sealed(id: string, controller: string, secret: string, stored: StoredKey[]) {
    const number = nextNumber(stored)
    return { id, controller, number, sealedSecret: seal(secret, keyEncryptionSecret, id), createdAt: clock.now() }
  }

  const open = ({ id, publicKeyMultibase, sealedSecret }: StoredEd25519Key): IssuerKey =>
    remembered(opened, id, () => {
      return { id, publicKeyMultibase, secretKeyMultibase: unseal(sealedSecret, keyEncryptionSecret, id) }
    })

  const openRsa = ({ id, publicKeyJwk, sealedSecret }: StoredRsaKey): IssuerRsaKey =>
    remembered(openedRsa, id, () => {
      return { id, publicKeyJwk, secretKeyPem: unseal(sealedSecret, keyEncryptionSecret, id) }
    })

  return {
    signingKey: async controller => open(await newestEd25519(controller)),
    rsaKey: async controller => openRsa(await newestRsa(controller)),
    publishedKeys: async controller => (await keys.of(controller)).map(published),
  }
}

function published(key: StoredKey): PublishedKey | PublishedRsaKey {
  if (key.kind === 'rsa') return { id: key.id, publicKeyJwk: key.publicKeyJwk }
  return { id: key.id, publicKeyMultibase: key.publicKeyMultibase }
}

function remembered<T>(known: Map<string, T>, id: string, make: () => T): T {
  const value = known.get(id) ?? make()
  known.set(id, value)
  return value
}

const nextNumber = ([newest]: StoredKey[]) => (newest?.number ?? 0) + 1
const isEd25519 = (key: StoredKey): key is StoredEd25519Key => key.kind === 'ed25519'
const isRsa = (key: StoredKey): key is StoredRsaKey => key.kind === 'rsa'
