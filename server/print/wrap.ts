import { clusters, type FaceName, widthOf } from './typefaces.js'

export interface Room {
  width: number
  /** Lines at the most; what does not fit ends in "…". */
  lines: number
}

/** Breaks a text into lines that are not wider than there is room. */
export function wrap(face: FaceName, text: string, size: number, room: Room): string[] {
  const lines = broken(face, text, size, room.width)
  if (lines.length <= room.lines) return lines
  const kept = lines.slice(0, room.lines)
  return [...kept.slice(0, -1), shortened(face, `${kept.at(-1)}…`, size, room.width)]
}

export interface SetText {
  size: number
  lines: string[]
}

/** In the largest of these sizes in which all of it fits, else shortened in the smallest. */
export function setLargest(face: FaceName, text: string, sizes: number[], room: Room): SetText {
  const whole = sizes.find(size => broken(face, text, size, room.width).length <= room.lines)
  const size = whole ?? sizes.at(-1)!
  return { size, lines: wrap(face, text, size, room) }
}

function broken(face: FaceName, text: string, size: number, width: number): string[] {
  const lines: string[] = []
  for (const word of text.trim().split(/\s+/)) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word
    if (widthOf(face, longer, size) <= width) lines[Math.max(0, lines.length - 1)] = longer
    else lines.push(...pieces(face, word, size, width))
  }
  return lines
}

/** A word that is wider than a whole line. */
function pieces(face: FaceName, word: string, size: number, width: number): string[] {
  if (widthOf(face, word, size) <= width) return [word]
  const parts = ['']
  for (const sign of clusters(word)) {
    const longer = parts.at(-1) + sign
    if (widthOf(face, longer, size) <= width) parts[parts.length - 1] = longer
    else parts.push(sign)
  }
  return parts
}

function shortened(face: FaceName, line: string, size: number, width: number): string {
  const signs = clusters(line.slice(0, -1))
  while (signs.length > 0 && widthOf(face, `${signs.join('').trimEnd()}…`, size) > width) signs.pop()
  return `${signs.join('').trimEnd()}…`
}
