import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import i18next from 'i18next'

export const LANGUAGES = ['en', 'nb'] as const
export type Language = (typeof LANGUAGES)[number]
export const DEFAULT_LANGUAGE: Language = 'en'

export type Translate = (key: string, values?: Record<string, unknown>) => string

export interface I18n {
  translator(language: string): Translate
}

/**
 * Sentences from views/locales/<language>/<room>.json; `room.some.key` finds `some.key` in `room.json`.
 * Members named `@` describe to translators where the sentences around them appear.
 * `onMissing` hears of a key that no file has; in development it throws.
 */
export function loadI18n(localesDir: string, onMissing: (key: string) => void): I18n {
  const instance = i18next.createInstance()
  void instance.init({
    lng: DEFAULT_LANGUAGE,
    fallbackLng: DEFAULT_LANGUAGE,
    resources: Object.fromEntries(
      LANGUAGES.map(language => [language, { translation: readLocale(localesDir, language) }]),
    ),
    interpolation: { escapeValue: false },
    initAsync: false,
    showSupportNotice: false,
    parseMissingKeyHandler: key => {
      onMissing(key)
      return key
    },
  })
  const translators = new Map<string, Translate>()
  return {
    translator(language) {
      const known = translators.get(language)
      if (known) return known
      const fixed = instance.getFixedT(language)
      const translate: Translate = (key, values) => fixed(key, values ?? {}) as string
      translators.set(language, translate)
      return translate
    },
  }
}

export function readLocale(localesDir: string, language: string): Record<string, unknown> {
  const folder = path.join(localesDir, language)
  const files = readdirSync(folder).filter(name => name.endsWith('.json'))
  return Object.fromEntries(
    files.map(name => [path.basename(name, '.json'), JSON.parse(readFileSync(path.join(folder, name), 'utf8'))]),
  )
}

export const isLanguage = (text: unknown): text is Language => LANGUAGES.includes(text as Language)
