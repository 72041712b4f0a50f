import type { Response } from 'express'

/** Text to be served as it is, and the strong ETag of these bytes. */
export interface TaggedText {
  json: string
  etag: string
}

/** Who may have it depends on who asks, so no cache that several share may keep it. */
export const PER_VIEWER = 'private, '

/** Asked again each time, and answered with 304 while nothing changed; never compressed, for its ETag is of these bytes. */
export function sendDocument(res: Response, { json, etag }: TaggedText, type: string, reach = ''): void {
  res.set({ ETag: etag, 'Cache-Control': `${reach}no-cache, no-transform`, 'Access-Control-Allow-Origin': '*' })
  res.set('Content-Type', type).send(Buffer.from(json))
}
