import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import type { HostConnection } from './connection.js'

const SHAPES = { pending: 'waiting', connected: 'done', broken: 'stopped' } as const

export interface PushChoice {
  value: string
  label: string
}

export const hostsPage = (connections: HostConnection[], rejected?: Rejected, detail?: string) => ({
  titleKey: 'otherhost.list.title',
  ...formView({ address: '' }, rejected),
  detail,
  connections: connections.map(connectionView),
})

export function connectionPage(connection: HostConnection, page: { leaveUrl?: string; choices: PushChoice[] }) {
  const { host } = connection
  return {
    title: host.title,
    ...formView({}),
    connection: connectionView(connection),
    leaveUrl: page.leaveUrl,
    leaveHost: page.leaveUrl && new URL(page.leaveUrl).host,
    termsUrl: host.termsUrl || undefined,
    privacyUrl: host.privacyUrl || undefined,
    choices: connection.state === 'connected' ? page.choices : [],
  }
}

function connectionView({ id, host, state, connectedAt, lastSync }: HostConnection) {
  return {
    path: `/badges/hosts/${id}`,
    title: host.title,
    host: new URL(host.apiBase).host,
    state: { labelKey: `otherhost.state.${state}`, shape: SHAPES[state] },
    isConnected: state === 'connected',
    isPending: state === 'pending',
    isBroken: state === 'broken',
    connectedAt,
    lastSync,
  }
}
