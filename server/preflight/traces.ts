import { GIVEN_NAMES } from './givenNames.js'

export const TRACE_KINDS = ['ownName', 'school', 'colleague', 'email', 'phone', 'handle', 'page', 'learner'] as const
export type TraceKind = (typeof TRACE_KINDS)[number]

/** A stretch of text that may tell a reader who wrote it, or about whom. */
export interface Trace {
  kind: TraceKind
  /** As it stands in the text. */
  text: string
  start: number
}

/** What we know of the writer, to look for in what they wrote. */
export interface Known {
  name: string
  handle: string
  /** Schools and teams: where people know each other. */
  organizations: string[]
  colleagues: string[]
  /** Words that everybody may read in the micro-credential itself: its authors and sources are nobody's secret. */
  published: string
}

export type TraceFinder = (text: string) => Trace[]

/** Finds what may tell reviewers whose work this is, in the order of the text; where two overlap, the longer. */
export function traceFinder(known: Known): TraceFinder {
  const published = new Set(wordsIn(known.published))
  const namesPeople = knownNames(known)
  return text =>
    withoutOverlap([
      ...namesPeople(text),
      ...found(text, EMAIL, 'email'),
      ...phonesIn(text),
      ...found(text, MENTION, 'handle'),
      ...found(text, PERSONAL_PAGE, 'page'),
      ...learnersIn(text, published),
    ])
}

const EMAIL = /[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250})\.\p{L}{2,24}/gu
const MENTION = /(?<![\p{L}\p{N}._%+@/-])@[\p{L}\p{N}_]{3,40}/gu
/** Places on the web that name whoever shares something there. */
const PERSONAL_PAGE =
  /(?:https?:\/\/)?(?:(?<![\w-])[\w-]{1,63}\.){0,3}(?:linkedin\.com\/in|facebook\.com|instagram\.com|tiktok\.com\/@|x\.com|twitter\.com|threads\.net|sites\.google\.com|docs\.google\.com|drive\.google\.com|sharepoint\.com|1drv\.ms|padlet\.com|youtube\.com\/@|wordpress\.com|blogspot\.com|github\.io|wixsite\.com)[^\s<>"')\]]{0,300}/giu

function knownNames({ name, handle, organizations, colleagues }: Known): TraceFinder {
  const whole = (terms: string[], kind: TraceKind) => finder(terms, 'giu', kind)
  const capitalised = (terms: string[], kind: TraceKind) => finder(terms.filter(isCapitalised), 'gu', kind)
  const finders = [
    whole([name], 'ownName'),
    capitalised(nameParts(name), 'ownName'),
    whole(handle.length >= SHORTEST_HANDLE ? [handle] : [], 'handle'),
    whole(organizations, 'school'),
    capitalised(organizations.flatMap(shortSchoolNames), 'school'),
    whole(colleagues, 'colleague'),
    capitalised(colleagues.flatMap(nameParts), 'colleague'),
  ]
  return text => finders.flatMap(find => find(text))
}

const SHORTEST_HANDLE = 4
const SHORTEST_NAME = 3

const nameParts = (name: string) => name.split(/\s+/).filter(part => part.length >= SHORTEST_NAME)
const isCapitalised = (text: string) => /^\p{Lu}/u.test(text)
const wordsIn = (text: string) => text.match(/\p{L}+/gu) ?? []

/** Words that schools share, and that give none of them away. */
const GENERIC =
  /(?<!\p{L})(?:the|of|and|og|i|for|at|in|school|schools|academy|college|primary|secondary|elementary|middle|high|upper|lower|infant|junior|community|international|learning|education|district|municipality|kommune|fylkeskommune|team|department|skole|skolen|barneskole|ungdomsskole|grunnskole|videregående|vgs|barnehage|friskole|montessori|steinerskole)(?!\p{L})/giu

/** "Northgate" of "Northgate Academy of Learning"; and whole names that are written without the kind of school. */
function shortSchoolNames(name: string): string[] {
  const core = name.replace(GENERIC, ' ').replace(/[^\p{L}\p{N}\s'’-]/gu, ' ')
  const parts = core.split(/\s+/).filter(part => part.length > SHORTEST_NAME && isCapitalised(part))
  return [parts.join(' '), ...parts].filter(part => part !== '')
}

/** Whole words only, a genitive included; a space in a name may be any white space. */
function finder(terms: string[], flags: string, kind: TraceKind): TraceFinder {
  const pattern = anyOf(terms, flags)
  return pattern ? text => found(text, pattern, kind) : () => []
}

/** One pattern for all terms, the longest first; undefined without any. */
export function anyOf(terms: string[], flags: string): RegExp | undefined {
  const wanted = [...new Set(terms.map(term => term.trim()).filter(term => term !== ''))]
  if (wanted.length === 0) return undefined
  const longestFirst = wanted.sort((one, other) => other.length - one.length || (one < other ? -1 : 1))
  const alternatives = longestFirst.map(term => term.split(/\s+/).map(escaped).join('\\s+'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?=(?:['’]?s)?(?![\\p{L}\\p{N}]))`, flags)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const found = (text: string, pattern: RegExp, kind: TraceKind): Trace[] =>
  [...text.matchAll(pattern)].map(match => ({ kind, text: match[0], start: match.index }))

const NUMBER = /(?<![\p{L}\p{N}.,/:#=_-])(?:\+|\(?00)?\(?\d[\d ().\u00a0-]{5,20}\d(?![\p{L}\p{N}]|[.,/:]\d)/gu
/** Norway: eight digits from 2 upwards, in pairs, as 3-2-3 or in one; Britain: 0 and nine or ten more; North America. */
const NATIONAL = [
  /^[2-9]\d(?: \d\d){3}$|^[2-9]\d\d \d\d \d{3}$|^[2-9]\d{7}$/,
  /^\(?0\d[\d ()-]{8,14}$/,
  /^\(?[2-9]\d\d\)?[ .-][2-9]\d\d[ .-]\d{4}$/,
]
const A_DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$/

function phonesIn(text: string): Trace[] {
  return found(text, NUMBER, 'phone').filter(({ text: number }) => {
    const digits = number.replace(/\D/g, '')
    const plain = number.replaceAll('\u00a0', ' ')
    if (/^(?:\+|\(?00)/.test(number)) return digits.length >= 8 && digits.length <= 15
    return !A_DATE.test(plain) && NATIONAL.some(pattern => pattern.test(plain))
  })
}

/** "my pupil Jayden", "eleven Kasper": a name that follows such a word is somebody's, however rare. */
const CUE =
  /(?<=(?<!\p{L})(?:pupils?|students?|learners?|child|boy|girl|kid|named|called|eleven|elev|elevene|jenta|gutten|barnet|heter|navn|kalt)\s+)\p{Lu}\p{Ll}[\p{L}'’-]{0,30}/gu
const CAPITALISED = /(?<![\p{L}\p{N}])\p{Lu}\p{Ll}[\p{L}-]{0,30}/gu
/** "Emma Smith (2019)", "Smith, Emma et al., 2019": a source, not a learner. */
const CITED = /^(?:['’]s)?(?:\s+(?:\p{Lu}[\p{L}.'’-]*|&|and|og|et al\.?,?)){0,5},?\s*\(?(?:19|20)\d\d/u
const NO_NAMES = new Set(
  'I We You He She It They My Our The This That These Those A An In On At As And But Or If When What Who How Why Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December English Norwegian Spanish French German Maths Science History Year Grade Class Group Work Jeg Vi Du Han Hun Det De Den En Et Min Vår Og Men Hvis Når Hva Hvem Norsk Engelsk Mandag Tirsdag Onsdag Torsdag Fredag'.split(
    ' ',
  ),
)

function learnersIn(text: string, published: Set<string>): Trace[] {
  const named = found(text, CUE, 'learner').filter(({ text: word }) => !NO_NAMES.has(word))
  const common = found(text, CAPITALISED, 'learner').flatMap(trace => {
    const name = givenNameIn(trace.text)
    return name ? [{ ...trace, text: name }] : []
  })
  return [...named, ...common].filter(
    ({ text: name, start }) =>
      !published.has(name) && !CITED.test(text.slice(start + name.length, start + name.length + 120)),
  )
}

/** The name itself where its Norwegian genitive stands ("Emmas bok"). */
const givenNameIn = (word: string): string | undefined =>
  [word, word.replace(/s$/, '')].find(form => GIVEN_NAMES.has(form))

function withoutOverlap(traces: Trace[]): Trace[] {
  const ordered = traces.sort((one, other) => one.start - other.start || other.text.length - one.text.length)
  const kept: Trace[] = []
  for (const trace of ordered) {
    const last = kept.at(-1)
    if (!last || trace.start >= last.start + last.text.length) kept.push(trace)
    else if (trace.text.length > last.text.length) kept[kept.length - 1] = trace
  }
  return kept
}
