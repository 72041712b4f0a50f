import * as oauth from 'oauth4webapi'
import { isShallow, MAX_DEPTH } from '../openbadges/index.js'
import type { Clock } from '../platform/clock.js'
import { FetchFailed } from '../platform/guardedFetch.js'
import type { GuardedRequest } from '../platform/guardedRequest.js'
import { Invalid, Unavailable } from '../shared/errors.js'
import { type HostDescription, hostKey, type Tokens, wantedScopes } from './connection.js'

/** The host no longer lets us in: the person must connect anew. */
export class Disconnected extends Unavailable {}

export interface HostClientDeps {
  request: GuardedRequest
  clock: Clock
  baseUrl: string
}

export type HostClient = ReturnType<typeof hostClient>

const SOFTWARE = { software_id: 'staffroom', software_version: '1' }

/** OAuth 2 and the Open Badges 3.0 API, seen from the client's side. */
export function hostClient({ request, clock, baseUrl }: HostClientDeps) {
  const redirectUri = (host: HostDescription) => `${baseUrl}/badges/hosts/callback/${hostKey(host)}`
  // Which addresses may do without TLS is decided where all requests go out, and nowhere else.
  const way = {
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: (
      url: string,
      { method, headers, body }: oauth.CustomFetchOptions<string, BodyInit | undefined>,
    ) => request(url, { method, headers, body: body as string | URLSearchParams | undefined }),
  }
  const server = (host: HostDescription): oauth.AuthorizationServer => ({
    issuer: new URL(host.tokenUrl).origin,
    authorization_endpoint: host.authorizationUrl,
    token_endpoint: host.tokenUrl,
    registration_endpoint: host.registrationUrl,
  })
  const secretOf = (client: oauth.Client) => oauth.ClientSecretBasic(String(client.client_secret))

  function tokensIn(answer: oauth.TokenEndpointResponse, asked: string[], before?: string): Tokens {
    const refreshToken = answer.refresh_token ?? before
    return {
      accessToken: answer.access_token,
      ...(refreshToken && { refreshToken }),
      ...(answer.expires_in !== undefined && {
        expiresAt: new Date(clock.now().getTime() + answer.expires_in * 1000),
      }),
      scopes: answer.scope?.split(' ') ?? asked,
    }
  }

  return {
    /** Tells the host who we are (RFC 7591). Throws Invalid or Unavailable. */
    async register(host: HostDescription): Promise<oauth.Client> {
      const metadata = {
        client_name: `Staffroom (${new URL(baseUrl).host})`,
        client_uri: `${baseUrl}/`,
        logo_uri: `${baseUrl}/assets/logo/images/mark.svg`,
        tos_uri: `${baseUrl}/connecting`,
        policy_uri: `${baseUrl}/connecting`,
        ...SOFTWARE,
        redirect_uris: [redirectUri(host)],
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        scope: wantedScopes(host.scopes).join(' '),
      }
      return guarded(async () => {
        const answer = await oauth.dynamicClientRegistrationRequest(server(host), metadata, way)
        const client = await oauth.processDynamicClientRegistrationResponse(answer)
        if (!isShallow(client, MAX_DEPTH)) throw new Invalid('The host answered something that cannot be kept')
        return client
      })
    },

    /** Where the person says yes or no. */
    async questionUrl(host: HostDescription, client: oauth.Client, verifier: string, state: string): Promise<string> {
      const url = new URL(host.authorizationUrl)
      const asked = {
        client_id: client.client_id,
        redirect_uri: redirectUri(host),
        response_type: 'code',
        scope: wantedScopes(host.scopes).join(' '),
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
      }
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
      return url.href
    },

    /** Redeems what the person came back with. Throws Invalid where they said no, or it is no answer to our question. */
    redeem: (host: HostDescription, client: oauth.Client, back: URLSearchParams, verifier: string, state: string) =>
      guarded(async () => {
        const named = { ...server(host), issuer: issuerOf(back, host) }
        const parameters = oauth.validateAuthResponse(named, client, back, state)
        const answer = await oauth.authorizationCodeGrantRequest(
          named,
          client,
          secretOf(client),
          parameters,
          redirectUri(host),
          verifier,
          way,
        )
        const tokens = await oauth.processAuthorizationCodeResponse(named, client, answer)
        return tokensIn(tokens, wantedScopes(host.scopes))
      }),

    /** Throws Disconnected where the host no longer honours the token. */
    async refresh(host: HostDescription, client: oauth.Client, tokens: Tokens): Promise<Tokens> {
      if (!tokens.refreshToken) throw new Disconnected('The connection has ended')
      const as = { ...server(host), token_endpoint: host.refreshUrl }
      try {
        const answer = await oauth.refreshTokenGrantRequest(as, client, secretOf(client), tokens.refreshToken, way)
        return tokensIn(await oauth.processRefreshTokenResponse(as, client, answer), tokens.scopes, tokens.refreshToken)
      } catch (error) {
        if (error instanceof oauth.ResponseBodyError) throw new Disconnected('The host ended the connection')
        throw asUnavailable(error)
      }
    },

    /** Tells the host that the connection has ended (RFC 7009), if it says where. Silence is no failure. */
    async revoke(host: HostDescription, client: oauth.Client, tokens: Tokens): Promise<void> {
      const { origin } = new URL(host.tokenUrl)
      try {
        const answer = await request(`${origin}/.well-known/oauth-authorization-server`)
        const { revocation_endpoint } = (await answer.json()) as { revocation_endpoint?: unknown }
        if (typeof revocation_endpoint !== 'string' || new URL(revocation_endpoint).origin !== origin) return
        const as = { ...server(host), revocation_endpoint }
        await oauth.revocationRequest(as, client, secretOf(client), tokens.refreshToken ?? tokens.accessToken, way)
      } catch {
        // It ends by itself when the tokens do; here it has ended in any case.
      }
    },

    /** One call of the API. Throws Disconnected where the token is refused, FetchFailed without an answer. */
    async call(tokens: Tokens, url: string, init: { method: string; body?: string; type?: string }): Promise<Response> {
      const { method, body, type } = init
      const headers = { accept: 'application/json', authorization: `Bearer ${tokens.accessToken}` }
      const answer = await request(url, {
        method,
        body,
        headers: { ...headers, ...(type && { 'content-type': type }) },
      })
      if (answer.status === 401) throw new Disconnected('The host refuses our token')
      return answer
    },
  }
}

/**
 * Who answered (RFC 9207), so that a code of one host is never carried to another: whoever names itself must be at home
 * where the code is redeemed. Whoever does not is known by the way back, which each host has for itself.
 */
function issuerOf(back: URLSearchParams, host: HostDescription): string {
  const home = new URL(host.tokenUrl).origin
  const issuer = back.get('iss') ?? home
  if (!URL.canParse(issuer) || new URL(issuer).origin !== home)
    throw new Invalid('The answer is of another host than the one that was asked')
  return issuer
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof oauth.ResponseBodyError || error instanceof oauth.AuthorizationResponseError)
      throw new Invalid(error.error_description ?? error.error)
    if (error instanceof oauth.OperationProcessingError) throw new Invalid(error.message)
    throw asUnavailable(error)
  }
}

function asUnavailable(error: unknown): unknown {
  const isTheirs =
    error instanceof oauth.OperationProcessingError || error instanceof oauth.WWWAuthenticateChallengeError
  return isTheirs ? new FetchFailed('The host did not answer as the standard has it') : error
}
