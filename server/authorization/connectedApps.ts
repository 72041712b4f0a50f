import type { Provider } from 'oidc-provider'
import { NotFound } from '../shared/errors.js'
import { type AppDescription, described } from './consent.js'
import type { RecordStore } from './recordStore.js'
import { type Permission, permissionsOf, scopesIn } from './scopes.js'

export interface ConnectedApp {
  /** Names the connection. */
  id: string
  app: AppDescription
  permissions: Permission[]
  connectedAt: Date
  lastUsedAt?: Date
}

export function connectedApps(provider: Provider, records: RecordStore) {
  async function connection({ grantId, clientId, payload, createdAt, lastUsedAt }: Grant): Promise<ConnectedApp[]> {
    const client = await provider.Client.find(clientId)
    if (!client) return []
    const { openid } = JSON.parse(payload) as { openid?: { scope?: string } }
    const permissions = permissionsOf(scopesIn(openid?.scope))
    const times = { connectedAt: createdAt, ...(lastUsedAt && { lastUsedAt }) }
    return [{ id: grantId, app: described(client), permissions, ...times }]
  }

  return {
    async list(personId: string): Promise<ConnectedApp[]> {
      return (await Promise.all((await records.grantsOf(personId)).map(connection))).flat()
    },
    async nameOf(clientId: string): Promise<string> {
      const client = await provider.Client.find(clientId)
      return client ? described(client).name : ''
    },
    /** Takes back the consent and all tokens on it. Throws NotFound for what is not theirs. */
    async disconnect(personId: string, id: string): Promise<void> {
      const own = (await records.grantsOf(personId)).some(({ grantId }) => grantId === id)
      if (!own) throw new NotFound('No such connection')
      await records.removeGrant(id)
    },
  }
}
type Grant = Awaited<ReturnType<RecordStore['grantsOf']>>[number]
