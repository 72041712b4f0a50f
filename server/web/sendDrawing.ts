import type { Response } from 'express'
import type { Drawing } from '../platform/drawings.js'

/** Asked for again each time, and answered with 304 while it still shows the same. */
export function sendDrawing(res: Response, { bytes, etag }: Drawing, type: 'png' | 'pdf', reach = 'private'): void {
  res
    .set({ ETag: etag, 'Cache-Control': `${reach}, no-cache` })
    .type(type)
    .send(bytes)
}
