/** Chunks of tags in a WAVE file: RIFF INFO, ID3, broadcast and production notes, XMP. */
const TAGS = ['id3 ', 'ID3 ', 'bext', 'iXML', 'axml', '_PMX', 'cart']
const HEADER = 8

/** Overwrites tags where they stand with `JUNK`, which every player skips. */
export function withoutRiffTags(bytes: Uint8Array): Uint8Array {
  const clean = bytes.slice()
  const view = new DataView(clean.buffer)
  for (let at = 12; at + HEADER <= clean.length; ) {
    const end = Math.min(clean.length, at + HEADER + view.getUint32(at + 4, true))
    if (TAGS.includes(word(clean, at)) || (word(clean, at) === 'LIST' && word(clean, at + HEADER) === 'INFO')) {
      clean.set([0x4a, 0x55, 0x4e, 0x4b], at)
      clean.fill(0, at + HEADER, end)
    }
    // Chunks begin at even places.
    at = end + (end % 2)
  }
  return clean
}

const word = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
