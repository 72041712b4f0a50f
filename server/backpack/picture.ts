import sharp from 'sharp'

const SIDE = 400
const MOST_PIXELS = 40_000_000
const LARGEST_DATA_ADDRESS = 2 * 1024 * 1024

/** A picture from outside, drawn anew as a PNG of ours: nothing hostile in it survives. Undefined where it is none. */
export async function redraw(bytes: Uint8Array): Promise<Buffer | undefined> {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1 })
    return await image
      .resize(SIDE, SIDE, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .png()
      .toBuffer()
  } catch {
    // Whatever is wrong with it: a badge without a picture is a badge all the same.
    return undefined
  }
}

/** The bytes in a `data:` address (RFC 2397). */
export function dataIn(address: string): Uint8Array | undefined {
  const [, base64, body] = /^data:image\/[\w.+-]+(;base64)?,(.*)$/s.exec(address) ?? []
  if (body === undefined || address.length > LARGEST_DATA_ADDRESS) return undefined
  return base64 ? Buffer.from(body, 'base64') : Buffer.from(decode(body))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
