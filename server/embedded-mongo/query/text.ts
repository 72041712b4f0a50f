import { isNumber, toDouble } from '../bson/numbers.js'
import type { Doc } from '../bson/types.js'
import { valuesAt } from './paths.js'

/** Words too common in English to search for. */
const STOP_WORDS = new Set(
  'a about all also an and any are as at be been but by can could did do does for from had has have he her him his how i if in into is it its may me my no not of on or our she so some than that the their them then there these they this to up was we were what when where which who will with would you your'.split(
    ' ',
  ),
)

/** Breaks text into words without case and accents, singular where English makes that easy. */
export function tokenize(text: string, language = 'english'): string[] {
  const words =
    text
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return language === 'english' ? words.filter(word => !STOP_WORDS.has(word)).map(stem) : words
}

function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3)
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2)
  if (word.length > 4 && /(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** How often each word of a document occurs in the indexed fields, by weight. */
export function textWeights(doc: Doc, weights: Doc, language: string): Map<string, number> {
  const totals = new Map<string, number>()
  for (const [path, weight] of Object.entries(weights)) {
    for (const value of valuesAt(doc, path)) {
      if (typeof value !== 'string') continue
      const words = tokenize(value, language)
      for (const word of words) {
        // as in MongoDB, one word counts for more in a short text
        const score = (isNumber(weight) ? toDouble(weight) : 1) * (0.5 + 0.5 / words.length)
        totals.set(word, (totals.get(word) ?? 0) + score)
      }
    }
  }
  return totals
}

export interface TextSearch {
  terms: string[]
  /** The score of a document that the search finds; undefined for one that it does not. */
  score: (doc: Doc) => number | undefined
}

/** Parses `$search`: any of the words, all of the "phrases", none of the -words. */
export function parseSearch(search: string, weights: Doc, language: string): TextSearch {
  const phrases = [...search.matchAll(/"([^"]+)"/g)].map(match => fold(match[1]!))
  const negated = [...search.matchAll(/(?:^|\s)-(\S+)/g)].flatMap(match => tokenize(match[1]!, language))
  const terms = [...new Set(tokenize(search.replace(/(^|\s)-\S+/g, ' '), language))]
  const score = (doc: Doc) => {
    const found = textWeights(doc, weights, language)
    if (negated.some(term => found.has(term))) return undefined
    if (phrases.length > 0 && !containsAll(doc, weights, phrases)) return undefined
    const total = terms.reduce((sum, term) => sum + (found.get(term) ?? 0), 0)
    return total > 0 ? total : undefined
  }
  return { terms, score }
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

function containsAll(doc: Doc, weights: Doc, phrases: string[]): boolean {
  const texts = Object.keys(weights)
    .flatMap(path => valuesAt(doc, path))
    .filter(value => typeof value === 'string')
    .map(fold)
  return phrases.every(phrase => texts.some(text => text.includes(phrase)))
}
