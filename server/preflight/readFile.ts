import { readOffice } from './office.js'
import type { FileReading } from './reading.js'
import { readText } from './readText.js'
import type { Replacement } from './redact.js'
import { withoutTags } from './tags.js'

export interface Work {
  mediaType: string
  replacements: Replacement[]
}

/** Reads one file and makes its clean copy. Whatever a hostile file makes of it happens in a process of its own. */
export async function readFile(bytes: Uint8Array, { mediaType, replacements }: Work): Promise<FileReading> {
  if (mediaType === 'application/pdf') return (await import('./readPdf.js')).readPdf(bytes)
  if (/^(?:audio|video)\//.test(mediaType)) return { passages: [], notes: ['mediaUnheard'], clean: withoutTags(bytes) }
  if (mediaType.startsWith('text/')) return readText(bytes, replacements)
  try {
    return readOffice(bytes, replacements)
  } catch {
    return { passages: [], notes: ['broken'] }
  }
}
