import { createHash } from 'node:crypto'

/** What another host says of its Open Badges 3.0 API (Open Badges 3.0, 6.1). */
export interface HostDescription {
  title: string
  /** Without a slash at its end. */
  apiBase: string
  authorizationUrl: string
  tokenUrl: string
  registrationUrl: string
  refreshUrl: string
  scopes: string[]
  termsUrl: string
  privacyUrl: string
}

/**
 * Names all its addresses together. Who names another token endpoint is another host, whatever else the two share, and
 * gets a client and a way back of its own (RFC 9700, 4.4.2.2).
 */
export function hostKey(host: HostDescription): string {
  const { apiBase, authorizationUrl, tokenUrl, refreshUrl, registrationUrl } = host
  const addresses = JSON.stringify([apiBase, authorizationUrl, tokenUrl, refreshUrl, registrationUrl])
  return createHash('sha256').update(addresses).digest('base64url')
}

export interface Tokens {
  accessToken: string
  refreshToken?: string
  /** Where the host says when (RFC 6749, 5.1, only recommends it); else it is good until it is refused. */
  expiresAt?: Date
  scopes: string[]
}

/** What the last look into a host gave. */
export interface SyncResult {
  at: Date
  brought: number
  known: number
  refused: number
}

/** A person's connection to another host that keeps badges of theirs. */
export interface HostConnection {
  id: string
  personId: string
  host: HostDescription
  /** `pending` until the person came back from there; `broken` when the host no longer lets us in. */
  state: 'pending' | 'connected' | 'broken'
  /** Digest of the state that the answer must carry, while it is pending. */
  stateDigest?: string
  createdAt: Date
  connectedAt?: Date
  nextSyncAt?: Date
  lastSync?: SyncResult
}

export const MOST_CONNECTIONS = 20
const DAY_MS = 24 * 3600 * 1000

export const nextSync = (now: Date): Date => new Date(now.getTime() + DAY_MS)
/** A pending connection is forgotten after this long. */
export const PENDING_MS = 3600 * 1000

export const SCOPE = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/'
export const READ = `${SCOPE}credential.readonly`
export const UPSERT = `${SCOPE}credential.upsert`
const WANTED = [READ, UPSERT, 'offline_access']

/** What we ask for: never more than the host offers. */
export const wantedScopes = (offered: string[]): string[] => WANTED.filter(scope => offered.includes(scope))

export const mayPush = (tokens: Pick<Tokens, 'scopes'>): boolean => tokens.scopes.includes(UPSERT)
