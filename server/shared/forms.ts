/** What is wrong with one field: `messageKey` is a locale key, `values` fill it. */
export interface FieldError {
  field: string
  messageKey: string
  values?: Record<string, string | number>
}

export type RawForm = Record<string, unknown>

export type Parsed<T> = { ok: true; value: T } | { ok: false; errors: FieldError[]; raw: RawForm }
export type Rejected = { errors: FieldError[]; raw: RawForm }

export interface TextRule {
  required?: boolean
  /** Characters. */
  max: number
}

/** Reads one submitted form, and gathers all that is wrong instead of stopping at the first. */
export function formReader(body: unknown) {
  const raw = (body ?? {}) as RawForm
  const errors: FieldError[] = []
  const fail = (field: string, messageKey: string, values?: Record<string, string | number>) => {
    errors.push({ field, messageKey, ...(values && { values }) })
  }

  return {
    raw,
    fail,
    text(field: string, { required = false, max }: TextRule): string {
      const text = asText(raw[field])
      if (required && text === '') fail(field, 'forms.required')
      if (text.length > max) fail(field, 'forms.tooLong', { max, length: text.length })
      return text
    },
    choice<T extends string>(field: string, choices: readonly T[], fallback?: T): T {
      const value = asText(raw[field]) as T
      if (choices.includes(value)) return value
      if (fallback !== undefined && value === '') return fallback
      fail(field, 'forms.choose')
      return fallback ?? (choices[0] as T)
    },
    /** Several values under one name; anything outside `choices` is an error. */
    choices<T extends string>(field: string, choices: readonly T[]): T[] {
      const values = asList(raw[field]) as T[]
      if (values.some(value => !choices.includes(value))) fail(field, 'forms.choose')
      return values.filter(value => choices.includes(value))
    },
    number(
      field: string,
      rule: { required?: boolean; min: number; max: number; integer?: boolean },
    ): number | undefined {
      const text = asText(raw[field]).replace(',', '.')
      if (text === '') {
        if (rule.required) fail(field, 'forms.required')
        return undefined
      }
      const value = Number(text)
      const fits = Number.isFinite(value) && value >= rule.min && value <= rule.max
      if (!fits || (rule.integer && !Number.isInteger(value))) {
        fail(field, 'forms.number', { min: rule.min, max: rule.max })
        return undefined
      }
      return value
    },
    checked: (field: string): boolean => asText(raw[field]) !== '',
    list: (field: string): string[] => asList(raw[field]),
    result<T>(value: T): Parsed<T> {
      return errors.length === 0 ? { ok: true, value } : { ok: false, errors, raw }
    },
  }
}

/** Line ends as `\n`, no control characters: what a browser sends is not what was meant. */
function asText(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value
  if (typeof first !== 'string') return ''
  return first
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}

function asList(value: unknown): string[] {
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return values.map(asText).filter(text => text !== '')
}
