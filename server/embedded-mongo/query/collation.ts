import { type CompareStrings, compareBytes } from '../bson/compare.js'
import type { FoldString } from '../bson/keys.js'
import type { Doc } from '../bson/types.js'
import { badValue, refused } from '../errors.js'

/** How strings of one operation or index compare. `fold` gives equal strings one form: that is what an index holds. */
export interface Collation {
  compare: CompareStrings
  fold: FoldString
  /** Equal for equal collations, to tell whether an index has the one that a query asks for. */
  signature: string
}

const FOLDS: Record<number, FoldString> = {
  1: text => bare(text).toLowerCase(),
  2: text => text.normalize('NFC').toLowerCase(),
  3: text => text,
}
const bare = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '')
/** Making a collator costs more than comparing a thousand strings. */
const made = new Map<string, Collation>()
const MAX_MADE = 100
/** The only values of these that it has. */
const DEFAULTS: Doc = {
  caseLevel: false,
  caseFirst: 'off',
  numericOrdering: false,
  alternate: 'non-ignorable',
  normalization: false,
  backwards: false,
}

/** Undefined stands for the simple collation: the order of bytes. */
export function parseCollation(spec: unknown): Collation | undefined {
  if (spec === undefined || spec === null) return undefined
  const { locale, strength = 3, ...others } = spec as Doc
  if (typeof locale !== 'string') throw badValue("BSON field 'collation.locale' is missing but a required field")
  if (locale === 'simple') return undefined
  const fold = FOLDS[Number(strength)]
  if (!fold) throw refused(`A collation of strength ${String(strength)}`)
  const option = Object.keys(others).find(name => name in DEFAULTS && others[name] !== DEFAULTS[name])
  if (option) throw refused(`A collation with ${option}`)
  const signature = JSON.stringify([locale, Number(strength)])
  const collation = made.get(signature) ?? make(locale, Number(strength), fold, signature)
  if (made.size > MAX_MADE) made.clear()
  made.set(signature, collation)
  return collation
}

function make(locale: string, strength: number, fold: FoldString, signature: string): Collation {
  const collator = collatorFor(locale, strength === 1 ? 'base' : strength === 2 ? 'accent' : 'variant')
  const compare = (a: string, b: string) => {
    const [x, y] = [fold(a), fold(b)]
    return x === y ? 0 : collator.compare(a, b) || compareBytes(x, y)
  }
  return { compare, fold, signature }
}

function collatorFor(locale: string, sensitivity: 'base' | 'accent' | 'variant'): Intl.Collator {
  try {
    return new Intl.Collator(locale.replaceAll('_', '-'), { sensitivity })
  } catch {
    throw badValue(`Field 'locale' is invalid in: { locale: "${locale}" }`)
  }
}
