import { readFileSync } from 'node:fs'
import { create, type Font } from 'fontkit'
import { inProject } from '../web/paths.js'

export type FaceName = 'serif' | 'sans'

const SERIF = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'].map(
  script => `source-serif-4/files/source-serif-4-${script}-wght-normal.woff2`,
)
const SANS = ['latin', 'latin-ext'].map(
  script => `atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${script}-wght-normal.woff2`,
)
/** In the order in which they are asked for a letter; what the sans does not have, the serif may. */
const FILES: Record<FaceName, string[]> = { serif: SERIF, sans: [...SANS, ...SERIF] }

export interface PackagedFont {
  file: string
  font: Font
}
/** Words in a row that one font can set. */
export interface TextRun extends PackagedFont {
  text: string
}

const loaded = new Map<string, PackagedFont>()

/** The fonts come with the packages: a server without any fonts of its own draws the same. */
function packaged(file: string): PackagedFont {
  const known = loaded.get(file)
  if (known) return known
  const font = create(readFileSync(inProject('node_modules/@fontsource-variable', file)))
  const made = { file, font }
  loaded.set(file, made)
  return made
}

/** A letter that no font has goes to the first, which draws its box. Combining marks stay with their letter. */
export function runsOf(face: FaceName, text: string): TextRun[] {
  const runs: TextRun[] = []
  for (const { segment } of letters.segment(text.normalize('NFC'))) {
    const last = runs.at(-1)
    const chosen = last && sets(last.font, segment) ? last : fontFor(face, segment)
    if (last?.file === chosen.file) last.text += segment
    else runs.push({ file: chosen.file, font: chosen.font, text: segment })
  }
  return runs
}

const letters = new Intl.Segmenter()

function fontFor(face: FaceName, letter: string): PackagedFont {
  const file = FILES[face].find(each => sets(packaged(each).font, letter))
  return packaged(file ?? FILES[face][0]!)
}

const sets = (font: Font, letter: string) => [...letter].every(sign => font.hasGlyphForCodePoint(sign.codePointAt(0)!))

export function widthOf(face: FaceName, text: string, size: number): number {
  return runsOf(face, text).reduce(
    (width, run) => width + (run.font.layout(run.text).advanceWidth * size) / run.font.unitsPerEm,
    0,
  )
}
