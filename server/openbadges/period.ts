import { CREDENTIALS_V1 } from './contexts.js'
import { isObject, type JsonObject } from './json.js'

/** Whether a document follows version 1.1 of the W3C data model: its first context says so. */
export function followsDataModel1(document: unknown): boolean {
  const contexts = isObject(document) ? document['@context'] : undefined
  return Array.isArray(contexts) && contexts[0] === CREDENTIALS_V1
}

/** The dates of a credential in either version of the data model: 1.1, 4.6, and 2.0, 4.9. */
export function periodOf(credential: JsonObject): { validFrom: unknown; validUntil: unknown } {
  const { validFrom, validUntil, issuanceDate, expirationDate } = credential
  return followsDataModel1(credential)
    ? { validFrom: issuanceDate, validUntil: expirationDate }
    : { validFrom, validUntil }
}
