const PAGE_HEADER = 27
const CONTINUED = 1
/** How a packet of comments begins in Vorbis (I, 5.2) and Opus (RFC 7845, 5.2). */
const COMMENTS = ['\x03vorbis', 'OpusTags']

/** Overwrites the comments of an Ogg file where they stand, and signs the pages anew (RFC 3533, 6). */
export function withoutOggTags(bytes: Uint8Array): Uint8Array {
  const clean = bytes.slice()
  let isComments = false
  for (let at = 0; isPage(clean, at); ) {
    const { body, end, firstPacketEnd, isContinued } = pageAt(clean, at)
    const begins = COMMENTS.find(word => says(clean, body, word))
    isComments = begins !== undefined || (isContinued && isComments)
    if (isComments) {
      blank(clean, body + (begins ? begins.length : 0), firstPacketEnd, begins !== undefined)
      sign(clean, at, end)
      isComments = firstPacketEnd === end
    }
    at = end
  }
  return clean
}

function pageAt(bytes: Uint8Array, at: number) {
  const segments = bytes.subarray(at + PAGE_HEADER, at + PAGE_HEADER + bytes[at + 26]!)
  const body = at + PAGE_HEADER + segments.length
  const last = segments.findIndex(length => length < 255)
  const lengthOf = (some: Uint8Array) => some.reduce((sum, length) => sum + length, 0)
  return {
    body,
    isContinued: (bytes[at + 5]! & CONTINUED) !== 0,
    firstPacketEnd: body + lengthOf(last < 0 ? segments : segments.subarray(0, last + 1)),
    end: Math.min(bytes.length, body + lengthOf(segments)),
  }
}

/**
 * No vendor and no comment; what is left of the packet is padding. The last byte stays: Vorbis ends its packet with a
 * framing bit, and reads it where the comments end, so the byte behind the empty list carries one as well.
 */
function blank(bytes: Uint8Array, from: number, to: number, isStart: boolean): void {
  bytes.fill(0, from, to)
  if (isStart && from + 8 < to) bytes[from + 8] = 1
}

function sign(bytes: Uint8Array, at: number, end: number): void {
  const view = new DataView(bytes.buffer)
  view.setUint32(at + 22, 0, true)
  view.setUint32(at + 22, checksum(bytes.subarray(at, end)), true)
}

const TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = (value & 0x80000000) !== 0 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})

const checksum = (page: Uint8Array) =>
  page.reduce((sum, byte) => ((sum << 8) ^ TABLE[((sum >>> 24) ^ byte) & 0xff]!) >>> 0, 0)

const isPage = (bytes: Uint8Array, at: number) => at + PAGE_HEADER <= bytes.length && says(bytes, at, 'OggS')
const says = (bytes: Uint8Array, at: number, word: string) =>
  [...word].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
