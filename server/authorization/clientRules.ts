/** What an app says of itself when it registers (RFC 7591, 2), as Open Badges 3.0, 6.2.1.1 requires it. */
export const REQUIRED_METADATA = [
  'client_name',
  'client_uri',
  'logo_uri',
  'tos_uri',
  'policy_uri',
  'software_id',
  'software_version',
  'redirect_uris',
  'scope',
] as const

const ADDRESSES = ['client_uri', 'logo_uri', 'tos_uri', 'policy_uri'] as const
/** Addresses that a server would fetch on its own, on behalf of whoever registers: nothing we offer needs one. */
const FETCHED = [
  'sector_identifier_uri',
  'jwks_uri',
  'request_uris',
  'backchannel_logout_uri',
  'backchannel_client_notification_endpoint',
] as const
const LONGEST_NAME = 100
const LONGEST_ADDRESS = 2000
const MOST_REDIRECTS = 10

export type ClientMetadata = Readonly<Record<string, unknown>>

/**
 * What is wrong with the metadata, in English for the developer of the app, or undefined. All addresses are HTTPS and
 * on one host, so that the name on the consent page belongs to whoever receives the code (Open Badges 3.0, 6.2.1.1).
 * `allow`: hosts that may do without TLS, as for the guarded fetcher.
 */
export function problemOf(metadata: ClientMetadata, allow: readonly string[]): string | undefined {
  const missing = REQUIRED_METADATA.find(name => isEmpty(metadata[name]))
  if (missing) return `${missing} is required`
  const fetched = FETCHED.find(name => !isEmpty(metadata[name]))
  if (fetched) return `${fetched} is not supported: we fetch nothing for a client`
  if (String(metadata.client_name).length > LONGEST_NAME) return `client_name is longer than ${LONGEST_NAME} characters`
  const redirects = metadata.redirect_uris as unknown[]
  if (redirects.length > MOST_REDIRECTS) return `no more than ${MOST_REDIRECTS} redirect_uris`
  const addresses = [...ADDRESSES.map(name => metadata[name]), ...redirects]
  const wrong = addresses.find(address => !isSafeAddress(address, allow))
  if (wrong !== undefined) return `${String(wrong).slice(0, 200)} is not an https address`
  const hosts = new Set(addresses.map(address => new URL(String(address)).host))
  return hosts.size === 1 ? undefined : 'all addresses must be on the same host'
}

const isEmpty = (value: unknown) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0) || value === null

function isSafeAddress(address: unknown, allow: readonly string[]): boolean {
  if (typeof address !== 'string' || address.length > LONGEST_ADDRESS || !URL.canParse(address)) return false
  const { protocol, host, hostname, username, password, hash } = new URL(address)
  if (username || password || hash) return false
  return protocol === 'https:' || (protocol === 'http:' && (allow.includes(host) || allow.includes(hostname)))
}
