import type { Documents, PublishedDocument } from './documents.js'
import type { Formats } from './formats.js'
import { found } from './found.js'
import type { Seeing } from './seeing.js'

export interface DocumentAtDeps {
  documents: Documents
  formats: Formats
  seeing: Seeing
}

/** The document at an address of ours as this viewer may see it, without going over the network. Throws NotFound. */
export function documentAt({ documents, formats, seeing }: DocumentAtDeps) {
  return async (url: string, viewerId: string | undefined): Promise<PublishedDocument> => {
    const [, room = '', id = '', ...rest] = new URL(url).pathname.split('/')
    const [name = '', suffix] = id.split('.')
    if (room === 'badges' && rest.length === 0) return documents.credential(id, viewerId)
    if (room === 'credentials' && suffix === 'jwt') return formats.token(await seeing.see(name, viewerId))
    if (room === 'credentials') return documents.credential(name, viewerId)
    if (room === 'assertions' && suffix === 'jwt') return formats.signedAssertion(await seeing.see(name, viewerId))
    if (room === 'assertions') return formats.hosted(await seeing.see(name, viewerId))
    if (room === 'badge-classes') return documents.badgeClass(id, (rest[0] ?? '').replace(/^v/, ''))
    if (room === 'issuers') return ofIssuer(id, rest)
    if (room === 'status') return documents.statusList(id)
    return found(room === '.well-known' && id === 'did.json' ? await documents.did() : undefined, 'document')
  }

  function ofIssuer(slug: string, [part, number = '']: string[]): Promise<PublishedDocument> {
    if (part === 'did.json') return documents.issuerDid(slug)
    if (part === 'open-badges-2') return documents.badgeIssuer(slug)
    if (part === 'revoked-credentials') return documents.revokedCredentials(slug)
    if (part === 'revocations') return documents.revocations(slug)
    return part === 'keys' ? documents.key(slug, number) : documents.issuer(slug)
  }
}
