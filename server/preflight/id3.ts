const HEADER = 10
const FOOTER = 10
const ID3V1_LENGTH = 128
const APE_LENGTH = 32

/** An MP3 without its tags: ID3v2 before the sound (id3.org, 2.4.0 structure), APEv2 and ID3v1 behind it. */
export function withoutId3(bytes: Uint8Array): Uint8Array {
  let start = 0
  let end = bytes.length
  while (says(bytes, start, 'ID3') && start + HEADER <= end) start = Math.min(end, start + id3Length(bytes, start))
  if (end - start >= ID3V1_LENGTH && says(bytes, end - ID3V1_LENGTH, 'TAG')) end -= ID3V1_LENGTH
  if (end - start >= APE_LENGTH && says(bytes, end - APE_LENGTH, 'APETAGEX'))
    end = Math.max(start, end - apeLength(bytes, end))
  return start === 0 && end === bytes.length ? bytes : bytes.slice(start, end)
}

/** Sizes are "syncsafe": seven bits a byte. A flag tells of a footer. */
function id3Length(bytes: Uint8Array, at: number): number {
  const size = [6, 7, 8, 9].reduce((sum, offset) => sum * 128 + (bytes[at + offset]! & 0x7f), 0)
  return HEADER + size + ((bytes[at + 5]! & 0x10) === 0 ? 0 : FOOTER)
}

/** The size in the footer counts items and footer; a flag tells of a header as well. */
function apeLength(bytes: Uint8Array, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset + end - APE_LENGTH, APE_LENGTH)
  const hasHeader = (view.getUint32(20, true) & 0x80000000) !== 0
  return view.getUint32(12, true) + (hasHeader ? APE_LENGTH : 0)
}

const says = (bytes: Uint8Array, at: number, word: string) =>
  at >= 0 && [...word].every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
