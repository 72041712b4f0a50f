import type { GuardedFetch } from '../platform/guardedFetch.js'
import { Invalid } from '../shared/errors.js'
import { type HostDescription, READ } from './connection.js'

const API = '/ims/ob/v3p0'
const DISCOVERY = `${API}/discovery`
const LONGEST = 2000
const LONGEST_TITLE = 100

/** Where a host describes itself: at the address somebody typed, or where the standard has it. */
export function discoveryAddresses(typed: string): string[] {
  const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (/\/discovery\/?$/.test(url.pathname)) return [url.href]
  const path = url.pathname.replace(/\/+$/, '')
  const whole = path.endsWith(API) ? `${path}/discovery` : `${path}${DISCOVERY}`
  return [...new Set([`${url.origin}${whole}`, `${url.origin}${DISCOVERY}`])]
}

/** Asks a host what it offers. Throws Invalid where it does not offer what is needed, Unavailable where it is silent. */
export async function discover(fetchDocument: GuardedFetch, typed: string): Promise<HostDescription> {
  const [first, ...others] = discoveryAddresses(typed)
  let failure: unknown
  for (const address of [first!, ...others]) {
    try {
      const { bytes, url } = await fetchDocument(address, { accept: 'application/json' })
      return descriptionIn(JSON.parse(bytes.toString('utf8')), url)
    } catch (error) {
      failure ??= error instanceof SyntaxError ? new Invalid('The host does not answer with JSON') : error
    }
  }
  throw failure
}

type Json = Record<string, unknown>
const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {})

/** The parts of the OpenAPI document that a client needs. Throws Invalid. */
export function descriptionIn(document: unknown, foundAt: string): HostDescription {
  const { info, servers, components } = objectOf(document)
  const { title, termsOfService, 'x-imssf-privacyPolicyUrl': privacy } = objectOf(info)
  const scheme = objectOf(objectOf(objectOf(components).securitySchemes).OAuth2ACG)
  const flow = objectOf(objectOf(scheme.flows).authorizationCode)
  const server = objectOf(Array.isArray(servers) ? servers[0] : undefined).url
  const base = baseOf(server, foundAt)
  const within = (value: unknown, name: string) => absolute(value, name, base)
  const tokenUrl = within(flow.tokenUrl, 'tokenUrl')
  const scopes = Object.keys(objectOf(flow.scopes))
  if (!scopes.includes(READ)) throw new Invalid('The host does not offer to read badges')
  return keepingSecrets(new URL(foundAt), {
    title: typeof title === 'string' ? title.slice(0, LONGEST_TITLE) : base.host,
    apiBase: base.href.replace(/\/+$/, ''),
    authorizationUrl: within(flow.authorizationUrl, 'authorizationUrl'),
    tokenUrl,
    registrationUrl: within(scheme['x-imssf-registrationUrl'], 'x-imssf-registrationUrl'),
    refreshUrl: typeof flow.refreshUrl === 'string' ? within(flow.refreshUrl, 'refreshUrl') : tokenUrl,
    scopes,
    termsUrl: link(termsOfService, base),
    privacyUrl: link(privacy, base),
  })
}

/**
 * What we send secrets to must be at home where the description was found: else a host could name its own token endpoint
 * beside the registration of another, and be sent what is only for that one (RFC 9700, 4.4 and 4.9.1). The browser alone
 * goes to the authorization endpoint, which real hosts have at another name.
 */
function keepingSecrets(home: URL, host: HostDescription): HostDescription {
  const { apiBase, tokenUrl, refreshUrl, registrationUrl } = host
  const stranger = [apiBase, tokenUrl, refreshUrl, registrationUrl].find(url => !isAtHome(new URL(url), home))
  if (!stranger) return host
  const { host: elsewhere } = new URL(stranger)
  throw new Invalid(`${home.host} would have us send secrets to ${elsewhere}. Connect that site by its own address.`)
}

/** There, or at a name below it, which belongs to nobody else. */
const isAtHome = ({ origin, protocol, hostname }: URL, home: URL) =>
  origin === home.origin || (protocol === 'https:' && hostname.endsWith(`.${home.hostname}`))

/** OpenAPI lets an address have variables, which nobody could fill in here. */
function baseOf(server: unknown, foundAt: string): URL {
  const address = typeof server === 'string' ? server : '.'
  if (!URL.canParse(address, foundAt)) throw new Invalid('The host does not say a web address in its servers')
  return new URL(address, foundAt)
}

/** A link to show; nothing where it is no web address. */
function link(value: unknown, base: URL): string {
  if (typeof value !== 'string' || !URL.canParse(value, base.href)) return ''
  const { protocol, href } = new URL(value, base)
  return /^https?:$/.test(protocol) ? href : ''
}

function absolute(value: unknown, name: string, base: URL): string {
  const isAddress = typeof value === 'string' && value.length <= LONGEST && URL.canParse(value, base.href)
  if (!isAddress) throw new Invalid(`The host does not say its ${name}`)
  const url = new URL(value, base)
  // As safe as the way on which the host was found, and not less.
  if (url.protocol !== 'https:' && url.protocol !== base.protocol) throw new Invalid(`${name} is not an https address`)
  if (!/^https?:$/.test(url.protocol)) throw new Invalid(`${name} is not a web address`)
  return url.href
}
