import sharp from 'sharp'

const SIDE = 8
const MOST_PIXELS = 120_000_000
const BITS_IN_A_BAND = 16
/** Of 64; scaled, re-encoded and brightened copies differ in fewer. By the pigeonhole they share one of four bands. */
export const MOST_DIFFERENT_BITS = 3

/** Whether each point of a small grey picture is brighter than its neighbour (N. Krawetz's dHash), as 64 bits. */
export async function pictureHash(bytes: Buffer): Promise<string | undefined> {
  const grey = await sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1 })
    .greyscale()
    .resize(SIDE + 1, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer()
    .catch(() => undefined)
  if (!grey) return undefined
  const bits = Array.from({ length: SIDE * SIDE }, (_, index) => {
    const at = Math.floor(index / SIDE) * (SIDE + 1) + (index % SIDE)
    return grey[at]! > grey[at + 1]! ? '1' : '0'
  }).join('')
  // A plain surface has no neighbours to tell apart: all such pictures would be one.
  return new Set(bits).size === 1 ? undefined : bits
}

export const pictureBands = (bits: string): string[] =>
  Array.from({ length: bits.length / BITS_IN_A_BAND }, (_, band) => {
    const part = bits.slice(band * BITS_IN_A_BAND, (band + 1) * BITS_IN_A_BAND)
    return `p${band}:${Number.parseInt(part, 2).toString(36)}`
  })

export const differentBits = (one: string, other: string): number =>
  [...one].filter((bit, index) => bit !== other[index]).length
