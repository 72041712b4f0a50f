import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Clock } from '../platform/clock.js'
import { sealing } from '../platform/sealing.js'
import { errors } from './oidcProvider.js'
import { GRANT, type NewRecord, type RecordStore } from './recordStore.js'

/** An app that registered and that nobody ever let in is forgotten after this long. */
const UNUSED_CLIENT_MS = 180 * 24 * 3600 * 1000
export const CLIENT = 'Client'

const { seal, unseal } = sealing('staffroom oauth client')

export interface AdapterDeps {
  records: RecordStore
  clock: Clock
  keyEncryptionSecret: string
}

/** Between the OAuth server's idea of storage and ours. Secrets of clients are sealed, tokens known by digest only. */
export function recordAdapter({ records, clock, keyEncryptionSecret }: AdapterDeps, kind: string): Adapter {
  const close = (json: string, id: string) => (kind === CLIENT ? seal(json, keyEncryptionSecret, id) : json)
  const open = (box: string, id: string) => (kind === CLIENT ? unseal(box, keyEncryptionSecret, id) : box)

  return {
    async upsert(id, { jti, ...payload }) {
      await records.put(kind, id, { payload: close(JSON.stringify(payload), id), ...linksOf(id, payload) }, clock.now())
    },
    async find(id) {
      const found = await records.find(kind, id)
      if (!found) return undefined
      const payload = JSON.parse(open(found.payload, id)) as AdapterPayload
      const consumed = found.consumedAt && { consumed: seconds(found.consumedAt) }
      return kind === CLIENT ? payload : { ...payload, jti: id, ...consumed }
    },
    // Two who redeem one code at the same moment: the second is refused, and what the first got with it.
    async consume(id) {
      if (await records.consume(kind, id, clock.now())) return
      const grantId = await grantOf(id)
      if (grantId) await records.removeGrant(grantId)
      throw new errors.InvalidGrant('already used')
    },
    destroy: id => records.remove(kind, id),
    revokeByGrantId: grantId => records.removeOfGrant(grantId, kind),
    // Only for sessions that outlive a request, and for device codes: neither is used here.
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  }

  async function grantOf(id: string): Promise<string | undefined> {
    const found = await records.find(kind, id)
    return found && (JSON.parse(found.payload) as AdapterPayload).grantId
  }

  function linksOf(id: string, { grantId, accountId, clientId, exp }: AdapterPayload): Omit<NewRecord, 'payload'> {
    const isGrant = kind === GRANT
    const expiresAt = kind === CLIENT ? clock.now().getTime() + UNUSED_CLIENT_MS : exp && exp * 1000
    return {
      ...(grantId !== undefined && { grantId }),
      ...(isGrant && { grantId: id, personId: String(accountId), clientId: String(clientId) }),
      ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
    }
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
