/**
 * What the words of a bitstring status list mean (W3C Bitstring Status List 1.0, its JSON-LD context): credentials of
 * version 1.1 of the data model need it, version 2 has them in its own. Only what the words stand for enters a signature,
 * so this says the same as the published file without being it.
 */
export const STATUS_V1 = 'https://www.w3.org/ns/credentials/status/v1'

const STATUS = 'https://www.w3.org/ns/credentials/status#'
const node = { '@protected': true, id: '@id', type: '@type' }
const reference = (name: string) => ({ '@id': STATUS + name, '@type': '@id' })

export const statusContext = {
  '@context': {
    ...node,
    BitstringStatusListCredential: `${STATUS}BitstringStatusListCredential`,
    BitstringStatusList: {
      '@id': `${STATUS}BitstringStatusList`,
      '@context': {
        ...node,
        encodedList: { '@id': `${STATUS}encodedList`, '@type': 'https://w3id.org/security#multibase' },
        statusPurpose: `${STATUS}statusPurpose`,
        ttl: `${STATUS}ttl`,
      },
    },
    BitstringStatusListEntry: {
      '@id': `${STATUS}BitstringStatusListEntry`,
      '@context': {
        ...node,
        statusListCredential: reference('statusListCredential'),
        statusListIndex: `${STATUS}statusListIndex`,
        statusPurpose: `${STATUS}statusPurpose`,
        statusMessage: {
          '@id': `${STATUS}statusMessage`,
          '@context': { ...node, message: `${STATUS}message`, status: `${STATUS}status` },
        },
        statusReference: reference('statusReference'),
        statusSize: { '@id': `${STATUS}statusSize`, '@type': 'https://www.w3.org/2001/XMLSchema#integer' },
      },
    },
  },
}
