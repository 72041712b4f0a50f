import { type CompareStrings, compareBytes } from '../bson/compare.js'
import type { FoldString } from '../bson/keys.js'
import type { Doc } from '../bson/types.js'
import { badValue } from '../errors.js'

/** How strings of one operation or index compare. `fold` gives equal strings one form: that is what an index holds. */
export interface Collation {
  compare: CompareStrings
  fold: FoldString
  /** Equal for equal collations, to tell whether an index has the one that a query asks for. */
  signature: string
}

/** Undefined stands for the simple collation: the order of bytes. */
export function parseCollation(spec: unknown): Collation | undefined {
  if (spec === undefined || spec === null) return undefined
  const { locale, strength = 3, caseLevel = false, numericOrdering = false, caseFirst = 'off' } = spec as Doc
  if (typeof locale !== 'string') throw badValue("BSON field 'collation.locale' is missing but a required field")
  if (locale === 'simple') return undefined
  const level = Number(strength)
  const fold = foldFor(level, caseLevel === true)
  const collator = collatorFor(locale, {
    sensitivity: level === 1 ? (caseLevel ? 'case' : 'base') : level === 2 ? 'accent' : 'variant',
    numeric: numericOrdering === true,
    caseFirst: caseFirst === 'upper' || caseFirst === 'lower' ? caseFirst : 'false',
  })
  const compare = (a: string, b: string) => {
    const x = fold(a)
    const y = fold(b)
    return x === y ? 0 : collator.compare(a, b) || compareBytes(x, y)
  }
  return { compare, fold, signature: JSON.stringify([locale, level, caseLevel, numericOrdering, caseFirst]) }
}

function collatorFor(locale: string, options: Intl.CollatorOptions): Intl.Collator {
  try {
    return new Intl.Collator(locale.replaceAll('_', '-'), options)
  } catch {
    throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`)
  }
}

function foldFor(strength: number, caseLevel: boolean): FoldString {
  if (strength >= 3) return text => text
  if (strength === 2) return text => text.normalize('NFC').toLowerCase()
  const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')
  return caseLevel ? bare : text => bare(text).toLowerCase()
}
