import * as oauth from 'oauth4webapi'
import type { TestApp } from '../support/app.js'
import { type Agent, csrfToken, signIn } from '../support/signIn.js'

export const OB3 = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/'
export const READ = `${OB3}credential.readonly`
export const UPSERT = `${OB3}credential.upsert`
export const PROFILE = `${OB3}profile.readonly`
export const UPDATE = `${OB3}profile.update`
export const OB2 = 'https://purl.imsglobal.org/spec/ob/v2p1/scope/'
export const CONNECT = ['assertion.readonly', 'assertion.create', 'profile.readonly', 'profile.update'].map(
  name => OB2 + name,
)
export const EVERYTHING = [READ, UPSERT, PROFILE, UPDATE, 'offline_access']

/** The tests' own server has no TLS. */
export const insecure = { [oauth.allowInsecureRequests]: true }
export const REDIRECT = 'https://portfolio.example/callback'

export const clientMetadata = (over: Record<string, unknown> = {}) => ({
  client_name: 'Portfolio',
  client_uri: 'https://portfolio.example/',
  logo_uri: 'https://portfolio.example/logo.png',
  tos_uri: 'https://portfolio.example/terms',
  policy_uri: 'https://portfolio.example/privacy',
  software_id: 'portfolio',
  software_version: '1.0',
  redirect_uris: [REDIRECT],
  scope: [...EVERYTHING, ...CONNECT].join(' '),
  token_endpoint_auth_method: 'client_secret_basic',
  ...over,
})

/** An app as somebody else would write it, with a well-known client library and nothing of ours. */
export function anApp(url: string) {
  const as: oauth.AuthorizationServer = {
    issuer: url,
    authorization_endpoint: `${url}/oauth/authorize`,
    token_endpoint: `${url}/oauth/token`,
    registration_endpoint: `${url}/oauth/register`,
    revocation_endpoint: `${url}/oauth/revoke`,
  }
  return {
    as,
    async register(over: Record<string, unknown> = {}) {
      const response = await oauth.dynamicClientRegistrationRequest(as, clientMetadata(over), insecure)
      return oauth.processDynamicClientRegistrationResponse(response)
    },
    async question(client: oauth.Client, over: Record<string, string | undefined> = {}) {
      const verifier = oauth.generateRandomCodeVerifier()
      const state = oauth.generateRandomState()
      const asked = {
        client_id: client.client_id,
        redirect_uri: REDIRECT,
        response_type: 'code',
        scope: EVERYTHING.join(' '),
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        ...over,
      }
      const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== undefined) as string[][])
      return { path: `/oauth/authorize?${query}`, verifier, state }
    },
    async redeem(client: oauth.Client, back: URL, { verifier, state }: { verifier: string; state: string }) {
      const parameters = oauth.validateAuthResponse(as, client, back, state)
      const secret = oauth.ClientSecretBasic(String(client.client_secret))
      const answer = await oauth.authorizationCodeGrantRequest(
        as,
        client,
        secret,
        parameters,
        REDIRECT,
        verifier,
        insecure,
      )
      return oauth.processAuthorizationCodeResponse(as, client, answer)
    },
    async refresh(client: oauth.Client, token: string) {
      const secret = oauth.ClientSecretBasic(String(client.client_secret))
      const answer = await oauth.refreshTokenGrantRequest(as, client, secret, token, insecure)
      return oauth.processRefreshTokenResponse(as, client, answer)
    },
    async revoke(client: oauth.Client, token: string) {
      const secret = oauth.ClientSecretBasic(String(client.client_secret))
      await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, secret, token, insecure))
    },
  }
}

/** Follows the app's request to the page where the person decides. */
export async function openConsent(agent: Agent, path: string): Promise<string> {
  const { status, headers } = await agent.get(path)
  if (status !== 303) throw new Error(`authorize answered ${status}`)
  return pathOf(headers.location!)
}

/** Answers the page, and follows to where the browser leaves for the app. */
export async function answerConsent(agent: Agent, page: string, form: Record<string, string | string[]>): Promise<URL> {
  const _csrf = await csrfToken(agent, page)
  const answered = await agent
    .post(page)
    .type('form')
    .send({ _csrf, ...form })
  if (answered.status !== 303) throw new Error(`consent answered ${answered.status}`)
  const resumed = await agent.get(pathOf(answered.headers.location!))
  return new URL(resumed.headers.location!)
}

export const ALL_TICKED = ['readBadges', 'readProfile', 'addBadges', 'changeProfile', 'stayConnected']
export const pathOf = (url: string) => new URL(url, 'http://x').pathname + new URL(url, 'http://x').search

/** From registration to tokens, the way it usually goes. */
export async function connect(
  app: TestApp,
  url: string,
  person: { email: string },
  permissions = ALL_TICKED,
  scope = EVERYTHING,
) {
  const portfolio = anApp(url)
  const client = await portfolio.register()
  const question = await portfolio.question(client, { scope: scope.join(' ') })
  const agent = await signIn(app, person)
  const page = await openConsent(agent, question.path)
  const back = await answerConsent(agent, page, { answer: 'allow', permissions })
  const tokens = await portfolio.redeem(client, back, question)
  return { portfolio, client, agent, tokens, back, question }
}
