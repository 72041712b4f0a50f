/** IDs of RFC 9559: what to look into, what to turn into a Void, and what to overwrite within. */
const SEGMENT = 0x18538067
const INFO = 0x1549a966
const CONTAINERS = [SEGMENT, INFO]
const VOIDED = [0x1254c367, 0x1941a469] // Tags, Attachments
const CLEARED = [0x7ba9, 0x4461, 0x7384] // Title, DateUTC, SegmentFilename
const VOID = 0xec
/** ID and an eight-byte length: the longest header of an element. */
const VOID_HEADER = 9

interface Element {
  id: number
  content: number
  end: number
}

/** Overwrites tags in a WebM file where they stand, so that every cue stays right. */
export function withoutMatroskaTags(bytes: Uint8Array): Uint8Array {
  const clean = bytes.slice()
  clear(clean, 0, clean.length)
  return clean
}

function clear(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; ) {
    const element = elementAt(bytes, at, to)
    if (!element) return
    const { id, content, end } = element
    if (CONTAINERS.includes(id)) clear(bytes, content, end)
    else if (VOIDED.includes(id)) voidOut(bytes, at, content, end)
    else if (CLEARED.includes(id)) bytes.fill(0, content, end)
    at = end
  }
}

/** A number whose leading zeros tell its length (RFC 8794, 4); an ID keeps its marker, a length loses it. */
function elementAt(bytes: Uint8Array, at: number, to: number): Element | undefined {
  const idLength = Math.clz32(bytes[at]!) - 23
  const lengthAt = at + idLength
  if (idLength > 4 || lengthAt >= to) return undefined
  const lengthLength = Math.clz32(bytes[lengthAt]!) - 23
  if (lengthLength > 8 || lengthAt + lengthLength > to) return undefined
  const id = bytes.subarray(at, lengthAt).reduce((sum, byte) => sum * 256 + byte, 0)
  const content = lengthAt + lengthLength
  const first = bytes[lengthAt]! & (0xff >> lengthLength)
  const rest = bytes.subarray(lengthAt + 1, content)
  // All ones: the length is not known, and the element goes on to the end of what holds it.
  const isOpen = first === 0xff >> lengthLength && rest.every(byte => byte === 0xff)
  const length = isOpen ? to - content : rest.reduce((sum, byte) => sum * 256 + byte, first)
  return { id, content, end: Math.min(to, content + length) }
}

function voidOut(bytes: Uint8Array, at: number, content: number, end: number): void {
  bytes.fill(0, content, end)
  if (end - at < VOID_HEADER) return
  bytes.fill(0, at, content)
  bytes[at] = VOID
  bytes[at + 1] = 0x01
  new DataView(bytes.buffer).setUint32(at + 5, end - at - VOID_HEADER)
}
