import type { Request } from 'express'
import { personOf } from './access.js'
import { DEFAULT_LANGUAGE, isLanguage, LANGUAGES, type Language } from './i18n.js'

export { type I18n, isLanguage, type Language } from './i18n.js'

export const LANGUAGE_COOKIE = 'language'

/** The cookie of the language switch wins, then the person's setting, then what the browser asks for. */
export function chooseLanguage(req: Request): Language {
  const chosen = cookie(req, LANGUAGE_COOKIE) ?? personOf(req)?.language
  if (isLanguage(chosen)) return chosen
  // Norwegians' browsers ask for `no` and `nn` as well; Bokmål serves them all.
  const accepted = req.acceptsLanguages('en', 'nb', 'no', 'nn')
  if (accepted === false) return DEFAULT_LANGUAGE
  return LANGUAGES.find(language => language === accepted) ?? 'nb'
}

function cookie(req: Request, name: string): string | undefined {
  const pairs = (req.headers.cookie ?? '').split(/;\s*/).map(pair => pair.split('='))
  return pairs.find(([key]) => key === name)?.[1]
}
