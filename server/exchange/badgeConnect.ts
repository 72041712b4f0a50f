import { OB2_SCOPES, OFFLINE_ACCESS } from '../authorization/index.js'
import { CONNECTING_PATH } from './discovery.js'
import { answer, imsxAnswer } from './imsx.js'

export const CONNECT_API_PATH = '/ims/ob/v2p1'
export const MANIFEST_PATH = '/.well-known/badgeconnect.json'

export interface ConnectAddresses {
  baseUrl: string
  authorization: string
  token: string
  registration: string
  revocation: string
}

/** Open Badges 2.1, Badge Connect API: where everything is, and what is offered. */
export const manifest = ({ baseUrl, authorization, token, registration, revocation }: ConnectAddresses) => ({
  '@context': 'https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld',
  id: baseUrl + MANIFEST_PATH,
  badgeConnectAPI: [
    {
      name: 'Staffroom',
      image: `${baseUrl}/assets/logo/images/mark.svg`,
      apiBase: baseUrl + CONNECT_API_PATH,
      version: 'v2p1',
      termsOfServiceUrl: `${baseUrl}${CONNECTING_PATH}`,
      privacyPolicyUrl: `${baseUrl}${CONNECTING_PATH}`,
      scopesOffered: [...Object.values(OB2_SCOPES), OFFLINE_ACCESS],
      registrationUrl: registration,
      authorizationUrl: authorization,
      tokenUrl: token,
      tokenRevocationUrl: revocation,
    },
  ],
})

/** BadgeConnectResponse: how it went, and what there is. */
export const connectResponse = (statusCode: number, statusText: string, results: string[]): string =>
  `{"status":${JSON.stringify({ error: null, statusCode, statusText })},"results":[${results.join(',')}]}`

const UNEXPECTED = answer(500, 'internal_server_error', 'Something went wrong here')

/** The same with what went wrong, and whether that was expected. */
export function connectFailure(error: unknown) {
  const known = imsxAnswer(error)
  const { status, body } = known ?? UNEXPECTED
  const { imsx_description: statusText } = body
  const word = body.imsx_codeMinor.imsx_codeMinorField[0]?.imsx_codeMinorFieldValue ?? null
  return {
    isBug: known === undefined,
    status,
    body: { status: { error: word, statusCode: status, statusText }, results: [] },
  }
}
