import { type Splice, splice } from './redact.js'
import { decoded, encoded, isEmpty, isEnd, isText, localName, tagName, withAttributes, xmlTokens } from './xmlText.js'

/** Elements that end a stretch of reading: paragraphs, table cells, shared strings, comments; and where lines break. */
const BLOCKS = new Set(['p', 'h', 'si', 'is', 'c', 'tc', 'tr', 'comment', 'table-cell', 'annotation', 'pt'])
const BREAKS = new Set(['br', 'tab', 'cr', 'line-break', 's'])
/** Attributes that people read or that lead somewhere. */
const SPOKEN = new Set(['descr', 'title', 'alt', 'tooltip', 'display', 'href', 'Target'])
/** Elements whose `name` somebody chose: pictures, shapes, sheets. Elsewhere it is the name of a font or a style. */
const NAMED = /^(?:docPr|cNvPr|sheet|frame|table|bookmark-start|bookmarkStart)$/
/** A figure in a cell says nothing; a telephone number might. */
const TELLING = /\p{L}|\d{6}/u

export interface XmlPassage {
  text: string
  isAttribute: boolean
}

interface Block {
  /** Which tokens of the document its text lies in. */
  at: number[]
}

/** The text of a document, paragraph by paragraph, however many runs a paragraph is cut into. */
export function passagesIn(xml: string): XmlPassage[] {
  const tokens = xmlTokens(xml)
  const blocks = blocksOf(tokens).map(({ at }) => ({
    text: at.map(index => textOf(tokens[index]!)).join(''),
    isAttribute: false,
  }))
  const attributes = tokens.filter(token => !isText(token)).flatMap(spokenIn)
  return [...blocks, ...attributes.map(text => ({ text, isAttribute: true }))].filter(({ text }) => TELLING.test(text))
}

/** The document with stretches of its text replaced, also where they run over from one run into the next. */
export function rewrite(xml: string, splicesIn: (text: string) => Splice[]): string {
  const tokens = xmlTokens(xml)
  for (const { at } of blocksOf(tokens)) {
    const texts = at.map(index => textOf(tokens[index]!))
    const splices = splicesIn(texts.join(''))
    if (splices.length === 0) continue
    splice(texts, splices).forEach((text, position) => {
      const index = at[position]!
      if (isText(tokens[index]!)) tokens[index] = encoded(text)
    })
  }
  return tokens.map(token => (isText(token) ? token : rewriteSpoken(token, splicesIn))).join('')
}

function blocksOf(tokens: string[]): Block[] {
  const blocks: Block[] = [{ at: [] }]
  tokens.forEach((token, index) => {
    const name = isText(token) ? '' : localName(tagName(token) ?? '')
    if (isText(token) || (BREAKS.has(name) && isEmpty(token))) blocks.at(-1)!.at.push(index)
    else if (BLOCKS.has(name) && (isEnd(token) || !isEmpty(token))) blocks.push({ at: [] })
  })
  return blocks.filter(({ at }) => at.some(index => isText(tokens[index]!) && tokens[index]!.trim() !== ''))
}

/** A line break or a tab stands between two words. */
const textOf = (token: string) => (isText(token) ? decoded(token) : ' ')

function spokenIn(tag: string): string[] {
  const values: string[] = []
  withAttributes(tag, (name, value) => {
    if (isSpoken(tag, name)) values.push(value)
    return value
  })
  return values
}

/** An address that names somebody leads nowhere afterwards: half an address would lead to somebody else. */
function rewriteSpoken(tag: string, splicesIn: (text: string) => Splice[]): string {
  return withAttributes(tag, (name, value) => {
    if (!isSpoken(tag, name)) return value
    const splices = splicesIn(value)
    if (splices.length === 0) return value
    return isAddress(value) ? 'about:blank' : splice([value], splices)[0]!
  })
}

const isSpoken = (tag: string, attribute: string) =>
  SPOKEN.has(localName(attribute)) || (localName(attribute) === 'name' && NAMED.test(localName(tagName(tag) ?? '')))

const isAddress = (value: string) => /^(?:https?|mailto|file|tel):/i.test(value)
