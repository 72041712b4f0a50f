import sharp, { type Metadata } from 'sharp'
import { Invalid } from '../../shared/errors.js'
import { SIZE } from './outline.js'

export const LARGEST_UPLOAD_BYTES = 1024 * 1024
const SMALLEST_SIDE = 256
const SIDE = 1024
const MOST_PIXELS = 4096 * 4096
const SECONDS_TO_DRAW = 5
/** A pixel more on one side is what drawing programs leave, not what anybody meant. */
const SQUARE_TOLERANCE = 0.01
const SVG_DENSITY = 72

export type UploadProblem = 'notImage' | 'notSquare' | 'tooSmall' | 'tooLarge'

/** The image cannot be a badge; `reason` says why. */
export class UnfitImage extends Invalid {
  constructor(readonly reason: UploadProblem) {
    super(`Unfit as a badge image: ${reason}`)
  }
}

/**
 * An uploaded PNG or SVG as an SVG of ours. Either is drawn afresh to pixels, so that no script, no reference to
 * elsewhere and nothing hidden in the file survives. Throws UnfitImage.
 */
export async function badgeFromUpload(bytes: Buffer): Promise<string> {
  const { format, side } = await measured(bytes)
  const density = format === 'svg' ? Math.min(2400, (SVG_DENSITY * SIDE) / side) : SVG_DENSITY
  try {
    const png = await sharp(bytes, { density, limitInputPixels: MOST_PIXELS })
      .timeout({ seconds: SECONDS_TO_DRAW })
      .resize(SIDE, SIDE, { fit: 'fill' })
      .png({ compressionLevel: 9 })
      .toBuffer()
    return wrapped(png)
  } catch {
    throw new UnfitImage('notImage')
  }
}

async function measured(bytes: Buffer): Promise<{ format: 'png' | 'svg'; side: number }> {
  const { format, width = 0, height = 0 } = await metadataOf(bytes)
  if (format !== 'png' && format !== 'svg') throw new UnfitImage('notImage')
  if (Math.abs(width - height) > Math.max(width, height) * SQUARE_TOLERANCE) throw new UnfitImage('notSquare')
  if (format === 'png' && width < SMALLEST_SIDE) throw new UnfitImage('tooSmall')
  return { format, side: Math.max(width, 1) }
}

async function metadataOf(bytes: Buffer): Promise<Metadata> {
  try {
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS }).metadata()
  } catch {
    throw new UnfitImage('notImage')
  }
}

const wrapped = (png: Buffer) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">` +
  `<image width="${SIZE}" height="${SIZE}" href="data:image/png;base64,${png.toString('base64')}"/></svg>`
