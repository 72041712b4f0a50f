import sharp, { type Metadata, type Sharp } from 'sharp'
import { Refused } from './accepted.js'

/** More than any camera in a classroom takes; a small file that claims more is a decompression bomb. */
const MOST_PIXELS = 120_000_000
/** What is kept: enough to read a whole page of handwriting in a photo of it. */
const KEPT_PIXELS = 24_000_000
const THUMBNAIL_SIDE = 960
const QUALITY = 88
const TIME_LIMIT_SECONDS = 30

const FORMATS: Record<string, string> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
}

/** The picture upright, without what the camera wrote into it: place, time, device, preview. Throws Refused. */
export async function cleanPicture(bytes: Buffer, mediaType: string): Promise<Buffer> {
  const metadata = await measure(bytes, mediaType)
  const drawn = open(bytes).autoOrient().resize(keptSize(metadata))
  try {
    return await inFormat(drawn, mediaType, metadata).timeout({ seconds: TIME_LIMIT_SECONDS }).toBuffer()
  } catch {
    throw new Refused('broken')
  }
}

/** A small WebP of the picture, for lists. */
export async function thumbnail(bytes: Buffer | RawPicture): Promise<Buffer> {
  const source = Buffer.isBuffer(bytes)
    ? sharp(bytes, { limitInputPixels: MOST_PIXELS, pages: 1 })
    : sharp(bytes.pixels, { raw: { width: bytes.width, height: bytes.height, channels: 4 } })
  return await source
    .resize({ width: THUMBNAIL_SIDE, height: THUMBNAIL_SIDE, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 78 })
    .timeout({ seconds: TIME_LIMIT_SECONDS })
    .toBuffer()
}

/** Red, green, blue, alpha; eight bits each. */
export interface RawPicture {
  width: number
  height: number
  pixels: Buffer
}

const open = (bytes: Buffer): Sharp =>
  sharp(bytes, { animated: true, limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })

async function measure(bytes: Buffer, mediaType: string): Promise<Metadata> {
  const metadata = await sharp(bytes, { animated: true, limitInputPixels: false })
    .metadata()
    .catch(() => undefined)
  if (!metadata || metadata.format !== FORMATS[mediaType]) throw new Refused('broken')
  if (metadata.width * metadata.height > MOST_PIXELS)
    throw new Refused('hugePicture', { megapixels: MOST_PIXELS / 1_000_000 })
  return metadata
}

/** Scaled by area, so that a long screenshot stays readable. */
function keptSize({ width, height, pageHeight, pages = 1, autoOrient }: Metadata) {
  const scale = Math.min(1, Math.sqrt(KEPT_PIXELS / (width * (pageHeight ?? height))))
  if (scale === 1 || pages > 1) return {}
  return { width: Math.round((autoOrient?.width ?? width) * scale) }
}

function inFormat(drawn: Sharp, mediaType: string, { isPalette }: Metadata): Sharp {
  if (mediaType === 'image/png') return drawn.png({ palette: isPalette })
  if (mediaType === 'image/gif') return drawn.gif()
  if (mediaType === 'image/webp') return drawn.webp({ quality: QUALITY })
  return drawn.jpeg({ quality: QUALITY })
}
