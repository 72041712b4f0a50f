const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** What Unicode names beside countries: unions, outlying Oceania, pseudo-locales and the unknown region. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])

/** ISO 3166-1 alpha-2, as the CLDR data of this Node knows it; codes of former countries stand for others and go. */
export const COUNTRIES: readonly string[] = LETTERS.flatMap(first => LETTERS.map(second => first + second)).filter(
  isCountry,
)

function isCountry(code: string): boolean {
  if (NO_COUNTRIES.has(code) || Intl.getCanonicalLocales(`und-${code}`)[0] !== `und-${code}`) return false
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined
}

export const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames(language, { type: 'region' }).of(code) ?? code
