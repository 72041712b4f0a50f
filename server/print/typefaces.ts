import { filesOf, isListed, type LoadedFont, load } from './fontFiles.js'
import { type Direction, inReadingOrder, withoutIsolates } from './readingOrder.js'

export type FaceName = 'serif' | 'sans'

/** In the order in which they are asked for a letter; what the sans does not have, the serif may. */
const HOUSE: Record<FaceName, string[]> = {
  serif: ['source-serif-4'],
  sans: ['atkinson-hyperlegible-next', 'source-serif-4'],
}
const SCRIPTS = ['arabic', 'hebrew', 'devanagari', 'bengali', 'tamil', 'thai', 'ethiopic', 'georgian', 'armenian']
const OTHERS = [...SCRIPTS.map(script => `noto-sans-${script}`), 'noto-emoji']
/** One sign is written in four ways: simplified and traditional Chinese, Japanese, Korean. */
const EAST_ASIAN = ['noto-sans-sc', 'noto-sans-tc', 'noto-sans-jp', 'noto-sans-kr']
const EAST_ASIAN_SIGN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u
/** For what no font has: it says that something is left out, where a box would say nothing. */
export const LEFT_OUT = '[…]'
/** They join or choose shapes, and are not seen themselves. */
const UNSEEN = /\u200c|\u200d|\ufe0e|\ufe0f/u
/** They could turn the words around them, and nobody sees them (Unicode Standard Annex 9, 2.1 to 2.3). */
const TURNING = /[\u200e\u200f\u061c\u202a-\u202e]/gu

/** Letters in a row that one font sets in one direction. */
export interface TextRun extends LoadedFont {
  text: string
}

/** The runs of a line from left to right. Combining marks stay with their letter. */
export function runsOf(face: FaceName, text: string): TextRun[] {
  const line = text.normalize('NFC').replace(TURNING, '')
  const families = familiesFor(face, line)
  return inReadingOrder(line).flatMap(stretch => {
    const runs = oneWay(families, stretch.text)
    if (stretch.direction === 'rtl') runs.reverse()
    return runs.map(run => turned(run, stretch.direction))
  })
}

/** Whether there is a letter for all of it. */
export function canPrint(text: string): boolean {
  const line = withoutIsolates(text.normalize('NFC').replace(TURNING, ''))
  const families = familiesFor('sans', line)
  return clusters(line).every(letter => fontFor(families, letter) !== undefined)
}

export function widthOf(face: FaceName, text: string, size: number): number {
  return runsOf(face, text).reduce((width, run) => width + runWidth(run, size), 0)
}

export const runWidth = ({ font, text }: TextRun, size: number): number =>
  (font.layout(text).advanceWidth * size) / font.unitsPerEm

function oneWay(families: string[], text: string): TextRun[] {
  const runs: TextRun[] = []
  for (const letter of clusters(text)) {
    const last = runs.at(-1)
    // Letters go on in the font of those before them; blanks, numbers and signs are the house's where it has them.
    const goesOn = last && HAS_LETTER.test(letter) && sets(last, letter)
    const chosen = goesOn ? last : fontFor(families, letter)
    if (!chosen) leaveOut(runs, families)
    else if (last?.file === chosen.file) last.text += letter
    else runs.push({ ...chosen, text: letter })
  }
  return runs
}

function leaveOut(runs: TextRun[], families: string[]): void {
  if (runs.at(-1)?.text.endsWith(LEFT_OUT)) return
  const font = fontFor(families, '[')!
  runs.push({ ...font, text: LEFT_OUT })
}

/**
 * fontkit turns letters of scripts that are written from right to left, and them alone: what stands among them without a
 * script of its own is turned here, and numbers in such letters are turned back.
 */
function turned(run: TextRun, direction: Direction): TextRun {
  const isTurnedByFontkit = RIGHT_TO_LEFT.test(run.text)
  const isTurned = direction === 'rtl'
  return isTurned === isTurnedByFontkit ? run : { ...run, text: clusters(run.text).reverse().join('') }
}
const HAS_LETTER = /\p{L}/u
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

/** Of the East Asian families the one comes first that has all such signs of a text, so that they go together. */
function familiesFor(face: FaceName, text: string): string[] {
  const signs = [...text].filter(sign => EAST_ASIAN_SIGN.test(sign))
  if (signs.length === 0) return [...HOUSE[face], ...OTHERS, ...EAST_ASIAN]
  const first = EAST_ASIAN.find(family => signs.every(sign => fontFor([family], sign))) ?? EAST_ASIAN[0]!
  return [...HOUSE[face], first, ...OTHERS, ...EAST_ASIAN.filter(family => family !== first)]
}

function fontFor(families: string[], letter: string): LoadedFont | undefined {
  for (const family of families)
    for (const file of filesOf(family)) {
      if (!seen(letter).every(sign => isListed(file, sign))) continue
      const font = load(file)
      if (sets(font, letter)) return font
    }
  return undefined
}

const sets = ({ font }: LoadedFont, letter: string) => seen(letter).every(sign => font.hasGlyphForCodePoint(sign))
const seen = (letter: string) => [...letter].filter(sign => !UNSEEN.test(sign)).map(sign => sign.codePointAt(0)!)
const segmenter = new Intl.Segmenter()
/** Letters as they are read: with their marks. */
export const clusters = (text: string) => Array.from(segmenter.segment(text), ({ segment }) => segment)
