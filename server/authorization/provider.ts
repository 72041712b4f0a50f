import { generateKeyPairSync } from 'node:crypto'
import type { Configuration, Provider as ProviderType } from 'oidc-provider'
import type { GuardedRequest } from '../platform/guardedRequest.js'
import { type AdapterDeps, recordAdapter } from './adapter.js'
import { type ClientMetadata, problemOf } from './clientRules.js'
import { errors, Provider } from './oidcProvider.js'
import { ALL_SCOPES, OFFLINE_ACCESS } from './scopes.js'

const MINUTE = 60
const DAY = 24 * 3600
/** Seconds; codes and access tokens as Open Badges 3.0, 6.2.3 has them. */
const LIFETIMES = {
  AuthorizationCode: 10 * MINUTE,
  AccessToken: 60 * MINUTE,
  RefreshToken: 90 * DAY,
  Interaction: 60 * MINUTE,
  Session: 60 * MINUTE,
}
const LASTING_GRANT = 365 * DAY
/** A code is redeemed at its last moment, and what it gave lives for its hour. */
const PASSING_GRANT = LIFETIMES.AuthorizationCode + LIFETIMES.AccessToken

export const OAUTH_PATHS = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  registration: '/oauth/register',
  revocation: '/oauth/revoke',
  jwks: '/oauth/jwks',
} as const
export const consentPath = (uid: string): string => `/oauth/consent/${uid}`

export interface ProviderDeps extends AdapterDeps {
  baseUrl: string
  secure: boolean
  cookieSecret: string
  /** The only way out, should the library ever want to fetch something. */
  request: GuardedRequest
  /** Hosts that may register without TLS: those that the guarded fetcher may reach so. */
  allow: readonly string[]
  isActive(personId: string): Promise<boolean>
  /** Shows a person that the app which sent them did not ask properly, where the app cannot be told. */
  showProblem: NonNullable<Configuration['renderError']>
}

/** OAuth 2 as Open Badges 3.0, 6.2 profiles it, by oidc-provider: codes with PKCE and state, no ID tokens, no sessions. */
export function createProvider(deps: ProviderDeps): ProviderType {
  const provider = new Provider(deps.baseUrl, configuration(deps))
  // Behind the one proxy that createApp trusts in production.
  provider.proxy = deps.secure
  return provider
}

const configuration = (deps: ProviderDeps): Configuration => ({
  adapter: kind => recordAdapter(deps, kind),
  routes: OAUTH_PATHS,
  fetch: (url, { method = 'GET', headers } = {}) =>
    deps.request(String(url), { method, headers: Object.fromEntries(new Headers(headers)) }),
  // The library will not start without a key for ID tokens. We issue none, so this one signs nothing and is not kept.
  jwks: { keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })] },
  scopes: ALL_SCOPES,
  responseTypes: ['code'],
  clientAuthMethods: ['client_secret_basic'],
  clientDefaults: {
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
  },
  pkce: { required: () => true },
  extraParams: { state: requireState, response_mode: onlyByQuery },
  extraClientMetadata: { properties: ['software_id', 'software_version'], validator: checkClient(deps.allow) },
  rotateRefreshToken: true,
  issueRefreshToken: async (_ctx, client, code) =>
    client.grantTypeAllowed('refresh_token') && code.scopes.has(OFFLINE_ACCESS),
  expiresWithSession: () => false,
  // Each time anew: an app that comes back asks the person, and shows it what they say today.
  loadExistingGrant: async ctx => {
    const grantId = ctx.oidc.result?.consent?.grantId
    return grantId ? ctx.oidc.provider.Grant.find(grantId) : undefined
  },
  findAccount: async (_ctx, personId) =>
    (await deps.isActive(personId)) ? { accountId: personId, claims: async () => ({ sub: personId }) } : undefined,
  interactions: { url: (_ctx, interaction) => consentPath(interaction.uid) },
  cookies: {
    keys: [deps.cookieSecret],
    short: { signed: true, httpOnly: true, sameSite: 'lax', secure: deps.secure },
    long: { signed: true, httpOnly: true, sameSite: 'lax', secure: deps.secure },
  },
  renderError: deps.showProblem,
  ttl: {
    ...LIFETIMES,
    Grant: (_ctx, grant) => (grant.getOIDCScope().includes(OFFLINE_ACCESS) ? LASTING_GRANT : PASSING_GRANT),
  },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    resourceIndicators: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    dPoP: { enabled: false },
    registration: { enabled: true, issueRegistrationAccessToken: false },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
  },
})

function requireState(_ctx: unknown, state: string | undefined): void {
  if (!state) throw new errors.InvalidRequest('state is required')
}

function onlyByQuery(_ctx: unknown, mode: string | undefined): void {
  if (mode !== undefined && mode !== 'query') throw new errors.InvalidRequest('only response_mode=query is supported')
}

const checkClient = (allow: readonly string[]) => (ctx: unknown, _key: string, _value: unknown, metadata: object) => {
  // Only at registration: the settings may have changed since.
  if (!ctx) return
  const problem = problemOf(metadata as ClientMetadata, allow)
  if (problem) throw new errors.InvalidClientMetadata(problem)
}
