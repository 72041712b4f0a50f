/** A picture inside a document, its pixels untouched, without what a camera or a program wrote beside them. */
export function withoutCameraData(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return strippedJpeg(bytes)
  if (PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)) return strippedPng(bytes)
  return bytes
}

/** Segments kept: JFIF (APP0), colour profiles (APP2) and Adobe's colour transform (APP14); T.81, B.1. */
const KEPT_SEGMENTS = [0xe0, 0xe2, 0xee]
const COMMENT = 0xfe
const START_OF_SCAN = 0xda

function strippedJpeg(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== START_OF_SCAN) {
    const marker = bytes[at + 1]!
    const end = at + 2 + view.getUint16(at + 2)
    const isAbout = marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !KEPT_SEGMENTS.includes(marker))
    if (!isAbout) kept.push(bytes.subarray(at, end))
    at = end
  }
  kept.push(bytes.subarray(at))
  return joined(kept)
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
/** PNG third edition, 11.3: words, times and camera data beside the picture. */
const ABOUT = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf']

function strippedPng(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = Math.min(bytes.length, at + 12 + view.getUint32(at))
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (!ABOUT.includes(type)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return joined(kept)
}

export function joined(parts: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
