import { unzipSync, type Zippable, zipSync } from 'fflate'

/** What an archive may grow to, all its files together. */
const MOST_BYTES = 400 * 1024 * 1024
const MOST_FILES = 10_000
/** ZIP knows no earlier day; one that says nothing about when the file was made. */
const NO_TIME = new Date(1980, 0, 2)

export type Files = Map<string, Uint8Array>

/** Throws when it is no whole ZIP archive, or one that would grow beyond all bounds. */
export function openArchive(bytes: Uint8Array): Files {
  let total = 0
  let count = 0
  const found = unzipSync(bytes, {
    filter({ originalSize }) {
      total += originalSize
      if (total > MOST_BYTES || ++count > MOST_FILES) throw new Error('The archive is too large')
      return true
    },
  })
  return new Map(Object.entries(found).filter(([name]) => !name.endsWith('/')))
}

/** The same files always give the same bytes. `mimetype` comes first and uncompressed (ODF 1.3 part 2, 3.3). */
export function closeArchive(files: Files): Uint8Array {
  const ordered = [...files].sort(([one], [other]) => Number(other === 'mimetype') - Number(one === 'mimetype'))
  const zippable: Zippable = Object.fromEntries(
    ordered.map(([name, bytes]) => [name, [bytes, { level: name === 'mimetype' ? 0 : 6, mtime: NO_TIME }]]),
  )
  return zipSync(zippable)
}
