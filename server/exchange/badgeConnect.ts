import { OB2_SCOPES, OFFLINE_ACCESS } from '../authorization/index.js'
import { Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated, Unavailable } from '../shared/errors.js'
import { CONNECTING_PATH } from './discovery.js'
import { expected, type Kind } from './expected.js'
import { isCompactJws } from './held.js'

export const CONNECT_API_PATH = '/ims/ob/v2p1'
export const MANIFEST_PATH = '/.well-known/badgeconnect.json'

export interface ConnectAddresses {
  baseUrl: string
  authorization: string
  token: string
  registration: string
  revocation: string
}

/** Open Badges 2.1, Manifest Structure and Manifest Properties: where everything is, and what is offered. */
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

/** Open Badges 2.1, Response Envelope, Status: `error` is for people, `statusText` is one of these words. */
type StatusText =
  | 'OK'
  | 'REQUEST_VALIDATION_ERROR'
  | 'INVALID_BADGE'
  | 'BAD_REQUEST'
  | 'UNAUTHENTICATED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'METHOD_NOT_ALLOWED'
interface Status {
  error: string | null
  statusCode: number
  statusText: StatusText
}
const OK: Status = { error: null, statusCode: 200, statusText: 'OK' }

/** 200 GET Assertions Response. Each assertion is given as it is kept: signed ones are texts, the others JSON. */
export function assertionsResponse(texts: string[]): string {
  const unsigned = texts.filter(text => !isCompactJws(text))
  const signed = texts.filter(isCompactJws)
  const members = `"assertions":[${unsigned.join(',')}],"signedAssertions":${JSON.stringify(signed)}`
  return `{"status":${JSON.stringify(OK)},${members}}`
}

/** 200 POST Assertion Response. */
export const RECEIVED = { status: OK }

/** 200 GET and POST Profile Response. */
export const profileResponse = (profile: object) => ({ status: OK, profile })

/** Assertion Payload: signed, or as JSON; where both are there the signed one counts. Throws Invalid. */
export function assertionIn(body: unknown): string {
  const { assertion, signedAssertion } = (body ?? {}) as { assertion?: unknown; signedAssertion?: unknown }
  if (typeof signedAssertion === 'string' && isCompactJws(signedAssertion)) return signedAssertion
  const hasOne = typeof assertion === 'object' && assertion !== null && (signedAssertion ?? null) === null
  if (!hasOne) throw new Invalid('There is no assertion in it', 'assertion')
  return JSON.stringify(assertion)
}

/** An assertion that cannot be kept. */
export class InvalidBadge extends Invalid {}
/** A resource that is there, asked for in a way that is not. */
export class MethodNotAllowed extends NotFound {}

/** 400, 401, 404 and 405 Response: there are no other codes, but that one may be told to wait. */
const FAILURES = new Map<Kind, [number, StatusText]>([
  [InvalidBadge, [400, 'INVALID_BADGE']],
  [Invalid, [400, 'REQUEST_VALIDATION_ERROR']],
  [Conflict, [400, 'BAD_REQUEST']],
  [Unauthenticated, [401, 'UNAUTHENTICATED']],
  [Forbidden, [401, 'PERMISSION_DENIED']],
  [MethodNotAllowed, [405, 'METHOD_NOT_ALLOWED']],
  [NotFound, [404, 'NOT_FOUND']],
  [TooMany, [429, 'BAD_REQUEST']],
  [Unavailable, [503, 'BAD_REQUEST']],
])

/** What went wrong, and whether that was expected. */
export function connectFailure(error: unknown) {
  const known = expected(error, FAILURES)
  const [statusCode, statusText] = known?.answer ?? [500, 'BAD_REQUEST' as const]
  const words = known?.error.message ?? 'Something went wrong here'
  const status: Status = { error: words, statusCode, statusText }
  return { isBug: known === undefined, status: statusCode, body: { status } }
}
