/**
 * What the words of CLR 2.0 mean (1EdTech CLR 2.0, its two JSON-LD contexts), which no package ships. Only what the words
 * stand for enters a signature, so these say the same as the published files without being them: in full, since prefixes
 * take a document beyond the fast way.
 */
export const CLR_2 = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
/** The first one, which had no word yet for whether a record is partial, and none for a holder without an id. */
export const FIRST_CLR_2 = 'https://purl.imsglobal.org/spec/clr/v2p0/context.json'

const VOCABULARY = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const OPEN_BADGES_VOCABULARY = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'
const FIRST_OPEN_BADGES_VOCABULARY = 'https://purl.imsglobal.org/spec/ob/v3p0/vocab.html#'
const node = { id: '@id', type: '@type' }
const setOf = (name: string, type: string) => ({ '@id': VOCABULARY + name, '@type': type, '@container': '@set' })
const address = (name: string) => ({ '@id': VOCABULARY + name, '@type': 'xsd:anyURI' })

function contextWith(openBadges: string, ofCredential: object, ofSubject: object) {
  return {
    '@context': {
      ...node,
      ClrCredential: { '@id': `${VOCABULARY}ClrCredential`, '@context': { ...node, ...ofCredential } },
      ClrSubject: {
        '@id': `${VOCABULARY}ClrSubject`,
        '@context': {
          ...node,
          achievement: setOf('achievement', `${openBadges}Achievement`),
          association: setOf('association', `${VOCABULARY}Association`),
          verifiableCredential: setOf(
            'verifiableCredential',
            'https://www.w3.org/2018/credentials#verifiableCredential',
          ),
          ...ofSubject,
        },
      },
      Association: {
        '@id': `${VOCABULARY}Association`,
        '@context': {
          associationType: { '@id': `${VOCABULARY}AssociationType` },
          sourceId: address('sourceId'),
          targetId: address('targetId'),
        },
      },
    },
  }
}

export const clrContext = contextWith(
  OPEN_BADGES_VOCABULARY,
  { partial: { '@id': `${VOCABULARY}partial`, '@type': 'xsd:boolean' } },
  { identifier: setOf('identifier-1', `${OPEN_BADGES_VOCABULARY}Identifier`) },
)
export const firstClrContext = contextWith(FIRST_OPEN_BADGES_VOCABULARY, {}, {})
