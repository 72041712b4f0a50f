import { PER_VIEWER } from '../web/sendDocument.js'

export const CREDENTIAL = 'application/vc+ld+json'
export const LINKED_DATA = 'application/ld+json'
export const JSON_TYPE = 'application/json'
export const SVG_POLICY = { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" }

export const bakedHeaders = (id: string, format: string) => ({
  'Cache-Control': `${PER_VIEWER}no-cache, no-transform`,
  'Content-Disposition': `inline; filename="badge-${id}.${format}"`,
})
