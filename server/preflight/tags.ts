import { withoutId3 } from './id3.js'
import { withoutMatroskaTags } from './matroskaTags.js'
import { withoutMp4Tags } from './mp4Tags.js'
import { withoutOggTags } from './oggTags.js'
import { withoutRiffTags } from './riffTags.js'

/** A recording, its sound and pictures untouched, without title, artist, place, device and time. */
export function withoutTags(bytes: Uint8Array): Uint8Array {
  return cleanerFor(bytes)(bytes)
}

function cleanerFor(bytes: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  if (start.startsWith('OggS')) return withoutOggTags
  if (start.startsWith('RIFF')) return withoutRiffTags
  if (start.startsWith('\x1a\x45\xdf\xa3')) return withoutMatroskaTags
  if (/^(?:ftyp|moov|mdat|wide|free|skip)$/.test(start.slice(4, 8))) return withoutMp4Tags
  return withoutId3
}
