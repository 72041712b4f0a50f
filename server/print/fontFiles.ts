import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { inProject } from '../web/paths.js'
import { unpackFont } from './unpackFont.js'

/** A font package in files, each for some letters. */
export interface FontFile {
  /** Below node_modules; also its name. */
  file: string
  /** Every second number begins a stretch of code points, the one after it ends it. */
  ranges: number[]
}

export interface LoadedFont {
  file: string
  font: Font
  /** The same as plain TrueType. */
  bytes: Buffer
}

const PACKAGES = '@fontsource-variable'
/** Far more than one paper needs; a font takes a megabyte or less. */
const FONTS_KEPT = 60
const listed = new Map<string, FontFile[]>()
const loaded = new Map<string, LoadedFont>()

/** The files of a package, from its own list of which letters are where. */
export function filesOf(family: string): FontFile[] {
  const known = listed.get(family)
  if (known) return known
  const folder = `${PACKAGES}/${family}`
  const subsets = JSON.parse(readFileSync(inProject('node_modules', folder, 'unicode.json'), 'utf8')) as object
  const files = Object.entries(subsets).map(([subset, ranges]) => ({
    file: `${folder}/files/${family}-${subset.replace(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: rangesIn(String(ranges)),
  }))
  listed.set(family, files)
  return files
}

export function isListed({ ranges }: FontFile, codePoint: number): boolean {
  for (let i = 0; i < ranges.length; i += 2) if (codePoint >= ranges[i]! && codePoint <= ranges[i + 1]!) return true
  return false
}

/** The fonts come with the packages: a server without any fonts of its own draws the same. */
export function load({ file }: FontFile): LoadedFont {
  const known = loaded.get(file)
  // The one that was used longest ago is the first to go.
  if (known) loaded.delete(file)
  const font = known ?? unpacked(file)
  loaded.set(file, font)
  if (loaded.size > FONTS_KEPT) loaded.delete(loaded.keys().next().value!)
  return font
}

function unpacked(file: string): LoadedFont {
  const bytes = unpackFont(readFileSync(inProject('node_modules', file)))
  return { file, font: create(bytes), bytes }
}

/** `U+600-6FF,U+750`, as in CSS. */
function rangesIn(css: string): number[] {
  return css.split(',').flatMap(range => {
    const [first = '', last = first] = range.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })
}
