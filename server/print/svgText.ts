import { type FaceName, runsOf } from './typefaces.js'

export interface TextAt {
  face: FaceName
  size: number
  /** The start of the line, and its baseline. */
  x: number
  y: number
  colour: string
}

/** One line of text as outlines, so that it looks the same where no font is installed. */
export function svgText(text: string, { face, size, x, y, colour }: TextAt): string {
  let at = x
  const glyphs = runsOf(face, text).flatMap(({ font, text: words }) => {
    const scale = size / font.unitsPerEm
    const { glyphs, positions } = font.layout(words)
    return glyphs.map((glyph, i) => {
      const { xAdvance, xOffset, yOffset } = positions[i]!
      const left = at + xOffset * scale
      at += xAdvance * scale
      return outline(glyph.path.toSVG(), left, y - yOffset * scale, scale)
    })
  })
  return `<g fill="${colour}">${glyphs.join('')}</g>`
}

const outline = (path: string, x: number, y: number, scale: number) =>
  path && `<path transform="translate(${rounded(x)} ${rounded(y)}) scale(${scale} ${-scale})" d="${path}"/>`
const rounded = (value: number) => Math.round(value * 100) / 100

/** Lines below one another; answers with the baseline of the last. */
export function svgLines(lines: string[], at: TextAt, leading: number): { svg: string; y: number } {
  const svg = lines.map((line, i) => svgText(line, { ...at, y: at.y + i * leading })).join('')
  return { svg, y: at.y + (lines.length - 1) * leading }
}
