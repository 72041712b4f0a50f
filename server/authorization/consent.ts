import type { Provider } from 'oidc-provider'
import { NotFound } from '../shared/errors.js'
import { CLIENT } from './adapter.js'
import { errors } from './oidcProvider.js'
import type { RecordStore } from './recordStore.js'
import { type Permission, permissionsOf, scopesGranted, scopesIn } from './scopes.js'

type Client = NonNullable<Awaited<ReturnType<Provider['Client']['find']>>>
type Incoming = Parameters<Provider['interactionDetails']>[0]
type Outgoing = Parameters<Provider['interactionDetails']>[1]

/** An app's question to a person, as long as it is open. */
export interface Question {
  uid: string
  clientId: string
  client: AppDescription
  permissions: Permission[]
  scopes: string[]
  /** Where the answer will be carried. */
  redirectUri: string
}

/** What an app said of itself. */
export interface AppDescription {
  name: string
  /** The host that all its addresses are on. */
  host: string
  url: string
  policyUrl: string
  termsUrl: string
}

export interface Answer {
  personId: string
  permissions: Permission[]
}

/** The question that this browser was sent here with. Throws NotFound in any other browser, and when it is too late. */
export function openQuestion(provider: Provider) {
  return async (req: Incoming, res: Outgoing, uid: string): Promise<Question> => {
    const interaction = await provider.interactionDetails(req, res).catch(asNotFound)
    const { params } = interaction
    if (interaction.uid !== uid) throw new NotFound('No such question')
    const clientId = String(params.client_id)
    const client = await provider.Client.find(clientId)
    if (!client) throw new NotFound('The app is gone')
    const scopes = scopesIn(params.scope)
    const redirectUri = String(params.redirect_uri)
    return { uid, clientId, client: described(client), permissions: permissionsOf(scopes), scopes, redirectUri }
  }
}

/** What the person lets the app do becomes a grant; where to go with it is answered. */
export function allow(provider: Provider, records: RecordStore) {
  return async (req: Incoming, res: Outgoing, question: Question, { personId, permissions }: Answer) => {
    const granted = scopesGranted(question.scopes, permissions)
    const grant = new provider.Grant({ accountId: personId, clientId: question.clientId })
    grant.addOIDCScope(granted.join(' '))
    const refused = question.scopes.filter(scope => !granted.includes(scope))
    if (refused.length > 0) grant.rejectOIDCScope(refused.join(' '))
    const grantId = await grant.save()
    await records.keep(CLIENT, question.clientId)
    const login = { accountId: personId, remember: false }
    return provider.interactionResult(req, res, { login, consent: { grantId } }, { mergeWithLastSubmission: false })
  }
}

export function refuse(provider: Provider) {
  return (req: Incoming, res: Outgoing): Promise<string> =>
    provider.interactionResult(req, res, { error: 'access_denied', error_description: 'The person said no' })
}

export function described(client: Client): AppDescription {
  const url = client.clientUri ?? ''
  const host = URL.canParse(url) ? new URL(url).host : ''
  return {
    name: client.clientName ?? host,
    host,
    url,
    policyUrl: client.policyUri ?? '',
    termsUrl: client.tosUri ?? '',
  }
}

function asNotFound(error: unknown): never {
  if (error instanceof errors.SessionNotFound) throw new NotFound('No such question in this browser')
  throw error
}
