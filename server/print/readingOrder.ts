import bidiFactory from 'bidi-js'

export type Direction = 'ltr' | 'rtl'
/** Letters of one direction. */
export interface Stretch {
  text: string
  direction: Direction
}

const bidi = bidiFactory()
const FROM_THE_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}]/u
const ISOLATES = /[\u2066-\u2069]/gu

/** A name in a sentence: its direction does not reach what stands around it (Unicode Standard Annex 9, 2.4.1). */
export const isolated = (name: string): string => `\u2068${name.replace(ISOLATES, '')}\u2069`

/** Whether some of it is not drawn in the order in which it is read. */
export const isTurned = (lines: string[]): boolean => lines.some(line => FROM_THE_RIGHT.test(line))

/** A line's stretches from left to right (Unicode Standard Annex 9, 3.4), brackets mirrored where they are turned. */
export function inReadingOrder(line: string): Stretch[] {
  if (!FROM_THE_RIGHT.test(line)) return [{ text: withoutIsolates(line), direction: 'ltr' }]
  const embedding = bidi.getEmbeddingLevels(line)
  const mirrored = bidi.getMirroredCharactersMap(line, embedding.levels)
  const stretches: (Stretch & { level: number })[] = []
  for (let i = 0; i < line.length; i++) {
    const level = embedding.levels[i]!
    const sign = mirrored.get(i) ?? line[i]!
    const last = stretches.at(-1)
    if (last && last.level === level) last.text += sign
    else stretches.push({ text: sign, level, direction: level % 2 === 1 ? 'rtl' : 'ltr' })
  }
  return reordered(stretches).map(stretch => ({ ...stretch, text: withoutIsolates(stretch.text) }))
}

/** They are not seen. */
export const withoutIsolates = (text: string): string => text.replace(ISOLATES, '')

/** Rule L2: from the highest level to the lowest odd one, whatever stands at that level or above is reversed. */
function reordered<Levelled extends { level: number }>(stretches: Levelled[]): Levelled[] {
  const order = [...stretches]
  for (let level = Math.max(...order.map(each => each.level)); level > 0; level--)
    for (let from = 0; from < order.length; from++) {
      let to = from
      while (to < order.length && order[to]!.level >= level) to++
      order.splice(from, to - from, ...order.slice(from, to).reverse())
      from = to
    }
  return order
}
