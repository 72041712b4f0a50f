import type { FileStore } from '../platform/files.js'
import type { BadgeDesign } from './anatomy.js'
import { drawBadge } from './badge/drawBadge.js'
import { rasterise } from './badge/raster.js'

export const PNG_SIZES = [64, 128, 256, 512, 1024] as const
const PNGS_KEPT = 200

export interface BadgeImages {
  /** The image of a design as it looks now: drawn, or what was uploaded instead. */
  svg(design: BadgeDesign, seed: string, look?: { oneInk: boolean }): Promise<string>
  /** Stores the image for good, and answers with its digest: a published version keeps it for ever. */
  keep(design: BadgeDesign, seed: string): Promise<string>
  kept(digest: string): Promise<string>
  png(digest: string, size: number): Promise<Buffer>
}

export function badgeImages(deps: { files: FileStore; iconPaths: (name: string) => string }): BadgeImages {
  const rasters = new Map<string, Promise<Buffer>>()

  const svg: BadgeImages['svg'] = async (design, seed, look) =>
    design.uploadDigest
      ? (await deps.files.read(design.uploadDigest)).toString('utf8')
      : drawBadge(design, seed, deps.iconPaths(design.icon), look)
  const kept = async (digest: string) => (await deps.files.read(digest)).toString('utf8')

  return {
    svg,
    kept,
    async keep(design, seed) {
      const { digest } = await deps.files.storeBytes(Buffer.from(await svg(design, seed)))
      return digest
    },
    png(digest, size) {
      const key = `${digest}@${size}`
      const known = rasters.get(key)
      if (known) return known
      const raster = kept(digest).then(image => rasterise(image, size))
      raster.catch(() => rasters.delete(key))
      rasters.set(key, raster)
      if (rasters.size > PNGS_KEPT) rasters.delete(rasters.keys().next().value!)
      return raster
    },
  }
}
