import { PER_VIEWER } from '../web/sendDocument.js'

export const CREDENTIAL = 'application/vc+ld+json'
/** What version 2.0 of the data model calls it in the end (W3C Verifiable Credentials 2.0, 6.2). */
export const VC = 'application/vc'
export const LINKED_DATA = 'application/ld+json'
export const JSON_TYPE = 'application/json'
export const SVG_POLICY = { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" }

export const bakedHeaders = (id: string, format: string) => ({
  'Cache-Control': `${PER_VIEWER}no-cache, no-transform`,
  'Content-Disposition': `inline; filename="badge-${id}.${format}"`,
})
