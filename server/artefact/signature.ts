import { ACCEPTED, type RefusalReason, Refused } from './accepted.js'

/** Names that `file-type` has for what we call otherwise. */
const SAME_AS: Record<string, string> = {
  'audio/x-m4a': 'audio/mp4',
  'audio/ogg; codecs=opus': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
  'image/apng': 'image/png',
}

const REASONS: readonly [RegExp, RefusalReason][] = [
  [/^image\/(heic|heif)/, 'heic'],
  [/^(image\/|application\/postscript|application\/eps|application\/dicom)/, 'otherPicture'],
  [/^audio\//, 'otherSound'],
  [/^(video\/|application\/(mxf|ogg|vnd\.ms-asf))/, 'otherFilm'],
  [/cfb$|visio|ms-outlook/, 'oldOffice'],
  [/rtf$/, 'richText'],
  [/(zip|tar|rar|7z|bzip2|xz|zstd|lz4|lzip|lzh|compress|arj|cpio|ace|diskimage|cab|unix-archive)/, 'archive'],
  [/(elf|mach-binary|msdownload|wasm|flash|java|deb|rpm|shortcut|alias|htmlhelp|extension|android)/, 'program'],
  [/pgp-encrypted/, 'encrypted'],
]

/** Text by nature, whatever signature it happens to begin with. */
const READ_AS_TEXT = ['application/xml', 'text/calendar', 'text/vcard', 'text/vtt']

/** The media type that a signature stands for; undefined when the bytes may still be text. Throws Refused. */
export function typeFromSignature(signature: string | undefined, start: Buffer): string | undefined {
  if (signature === undefined || READ_AS_TEXT.includes(signature)) return undefined
  const mediaType = SAME_AS[signature] ?? signature
  if (mediaType === 'video/webm') return webmType(start)
  if (mediaType === 'application/pdf' || ACCEPTED[mediaType]) return mediaType
  throw new Refused(REASONS.find(([pattern]) => pattern.test(mediaType))?.[1] ?? 'unknown')
}

/** A WebM file names the codec of each track near its start (RFC 9559, 5.1.4.1.21); `V_` is for pictures. */
function webmType(start: Buffer): string {
  const text = start.toString('latin1')
  return text.includes('A_') && !text.includes('V_') ? 'audio/webm' : 'video/webm'
}
