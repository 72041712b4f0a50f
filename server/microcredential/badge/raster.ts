import sharp from 'sharp'

const SVG_UNITS = 512
const POINTS_PER_INCH = 72

/** PNG of a square SVG that is 512 units wide, `size` pixels each way. */
export async function rasterise(svg: string, size: number): Promise<Buffer> {
  const density = (POINTS_PER_INCH * size) / SVG_UNITS
  return sharp(Buffer.from(svg), { density })
    .resize(size, size, { fit: 'contain', background: '#0000' })
    .png()
    .toBuffer()
}
