/**
 * What the words of CLR 2.0 mean (1EdTech CLR 2.0.1, JSON-LD context), which no package ships. Only what the words stand
 * for enters a signature, so this says the same as the published file without being it: in full, since prefixes take a
 * document beyond the fast way.
 */
export const CLR_2 = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'

const VOCABULARY = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const OPEN_BADGES_VOCABULARY = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'
const node = { id: '@id', type: '@type' }
const setOf = (name: string, type: string) => ({ '@id': VOCABULARY + name, '@type': type, '@container': '@set' })
const address = (name: string) => ({ '@id': VOCABULARY + name, '@type': 'xsd:anyURI' })

export const clrContext = {
  '@context': {
    ...node,
    ClrCredential: { '@id': `${VOCABULARY}ClrCredential`, '@context': node },
    ClrSubject: {
      '@id': `${VOCABULARY}ClrSubject`,
      '@context': {
        ...node,
        achievement: setOf('achievement', `${OPEN_BADGES_VOCABULARY}Achievement`),
        association: setOf('association', `${VOCABULARY}Association`),
        verifiableCredential: setOf('verifiableCredential', 'https://www.w3.org/2018/credentials#verifiableCredential'),
        identifier: setOf('identifier-1', `${OPEN_BADGES_VOCABULARY}Identifier`),
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
