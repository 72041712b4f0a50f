import {
  generateIssuerKey,
  generateRsaKey,
  type IssuerKey,
  type IssuerRsaKey,
  type PublishedKey,
  type PublishedRsaKey,
  readIssuerKey,
} from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import { Conflict } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import type { KeyEvent } from './events.js'
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
  /** The key that signs tokens and badges of OB 2.0 now; likewise. */
  rsaKey(controller: string): Promise<IssuerRsaKey>
  /** All that ever signed and still count, the newest first. */
  publishedKeys(controller: string): Promise<(PublishedKey | PublishedRsaKey)[]>
  /** All there are, the newest first. */
  keys(controller: string): Promise<StoredKey[]>
  /** Of everybody here, so many controllers at a time. */
  page: IssuerKeyStore['page']
  /** A new key of this kind signs from now on; what the earlier ones signed stays good. */
  replace(controller: string, kind: StoredKey['kind'], by: KeyDeed): Promise<void>
  /** The issuer's own key signs from now on. False where the text is no Ed25519 key, or one that is known here. */
  bring(controller: string, secret: string, by: KeyDeed): Promise<boolean>
  /** Nothing that the key signed counts since then. Another one signs from now on. */
  revoke(key: StoredKey, since: Date, by: KeyDeed): Promise<void>
}

export interface KeyDeed {
  /** Absent of somebody without an account. */
  actorId?: string
  /** Absent where it is the installation's own, or that of somebody who endorses. */
  organizationId?: string
  reason?: string
}

export function createIssuers({ keys, clock, keyEncryptionSecret }: IssuersDeps): Issuers {
  // Unsealing and importing a key costs more than signing with it.
  const opened = new Map<string, IssuerKey>()
  const openedRsa = new Map<string, IssuerRsaKey>()

  async function newestEd25519(controller: string): Promise<StoredEd25519Key> {
    const stored = await keys.of(controller)
    const known = stored.filter(isInForce).find(isEd25519)
    if (known) return known
    const made = ed25519(await generateIssuerKey(controller), controller, stored)
    return (await keys.add(made)) ? made : newestEd25519(controller)
  }

  function ed25519(key: IssuerKey, controller: string, stored: StoredKey[]): StoredEd25519Key {
    const { id, publicKeyMultibase, secretKeyMultibase } = key
    return { kind: 'ed25519', publicKeyMultibase, ...sealed(id, controller, secretKeyMultibase, stored) }
  }

  async function newestRsa(controller: string): Promise<StoredRsaKey> {
    const stored = await keys.of(controller)
    const known = stored.filter(isInForce).find(isRsa)
    if (known) return known
    const made = await anRsaKey(controller, stored)
    return (await keys.add(made)) ? made : newestRsa(controller)
  }

  async function anRsaKey(controller: string, stored: StoredKey[]): Promise<StoredRsaKey> {
    const { publicKeyJwk, secretKeyPem } = await generateRsaKey()
    const id = rsaKeyId(controller, nextNumber(stored))
    return { kind: 'rsa', publicKeyJwk, ...sealed(id, controller, secretKeyPem, stored) }
  }

  const told = (name: KeyEvent['name'], keyId: string, by: KeyDeed): KeyEvent => {
    const at = clock.now()
    return { id: newId(at), at, name, keyId, ...by }
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
    keys: keys.of,
    page: keys.page,
    async replace(controller, kind, by) {
      const stored = await keys.of(controller)
      const made =
        kind === 'rsa'
          ? await anRsaKey(controller, stored)
          : ed25519(await generateIssuerKey(controller), controller, stored)
      if (!(await keys.add(made, [told('issuerKeyReplaced', made.id, by)])))
        throw new Conflict('Somebody else added a key in this moment')
    },
    async bring(controller, secret, by) {
      const key = readIssuerKey(controller, secret)
      if (!key) return false
      const made = { ...ed25519(key, controller, await keys.of(controller)), brought: true }
      return keys.add(made, [told('issuerKeyBrought', made.id, by)])
    },
    async revoke(key, since, by) {
      await keys.revoke(key.id, since, { ...told('issuerKeyRevoked', key.id, by), since })
    },
  }
}

function published(key: StoredKey): PublishedKey | PublishedRsaKey {
  const revoked = key.revoked && { revoked: key.revoked }
  if (key.kind === 'rsa') return { id: key.id, publicKeyJwk: key.publicKeyJwk, ...revoked }
  return { id: key.id, publicKeyMultibase: key.publicKeyMultibase, ...revoked }
}

function remembered<T>(known: Map<string, T>, id: string, make: () => T): T {
  const value = known.get(id) ?? make()
  known.set(id, value)
  return value
}

/** Below a web address it has one of its own; in the document of a DID it is a fragment (W3C DID Core 1.0, 3.2). */
const rsaKeyId = (controller: string, number: number) =>
  controller.startsWith('did:') ? `${controller}#key-${number}` : `${controller}/keys/${number}`
const nextNumber = ([newest]: StoredKey[]) => (newest?.number ?? 0) + 1
const isInForce = ({ revoked }: StoredKey) => !revoked
const isEd25519 = (key: StoredKey): key is StoredEd25519Key => key.kind === 'ed25519'
const isRsa = (key: StoredKey): key is StoredRsaKey => key.kind === 'rsa'
