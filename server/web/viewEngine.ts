import type { Express } from 'express'
import { engine } from 'express-handlebars'
import Handlebars from 'handlebars'
import type { Assets } from './assets.js'
import type { Translate } from './i18n.js'
import { iconSvg } from './icons.js'
import { inProject } from './paths.js'

/** What the layout and the helpers read; the rest of a view-model belongs to its page. */
export interface ViewContext {
  language: string
  timeZone: string
  translate: Translate
  csrfToken(): string
}

const { SafeString, escapeExpression } = Handlebars

export function installViewEngine(app: Express, assets: Assets): void {
  app.engine(
    'hbs',
    engine({ extname: 'hbs', defaultLayout: 'main', helpers: helpers(assets), ...folders, compilerOptions }) as never,
  )
  app.set('view engine', 'hbs')
  app.set('views', inProject('views'))
  app.enable('view cache')
}

// An indented partial must not indent the lines of what somebody wrote into a textarea.
const compilerOptions = { preventIndent: true }

const folders = { layoutsDir: inProject('views/layouts'), partialsDir: inProject('views/partials') }

function helpers(assets: Assets) {
  return {
    /** {{t "room.key" name=value}}, or {{t messageKey values}} with the values in an object. */
    t: (key: string, ...rest: unknown[]) => {
      const options = rest.at(-1) as Handlebars.HelperOptions
      const values = rest.length > 1 ? (rest[0] as object) : undefined
      return context(options).translate(key, { ...values, ...options.hash })
    },
    csrf: (options: Handlebars.HelperOptions) =>
      new SafeString(`<input type="hidden" name="_csrf" value="${escapeExpression(context(options).csrfToken())}">`),
    csrfToken: (options: Handlebars.HelperOptions) => context(options).csrfToken(),
    /** "Done:", "Now:" or "May come:", for those who do not see the shape. */
    timelineState: (state: string, options: Handlebars.HelperOptions) =>
      context(options).translate(`layout.timeline.${state}`),
    initials: (name: string) => initialsOf(name),
    icon: (name: string) => new SafeString(iconSvg(name)),
    asset: (name: string) => assets.url(name),
    date: timeHelper({ day: 'numeric', month: 'long', year: 'numeric' }, dayIn),
    /** A day that somebody chose in a calendar, kept as midnight in UTC: the same day wherever it is read. */
    chosenDay: timeHelper({ day: 'numeric', month: 'long', year: 'numeric' }, dayIn, 'UTC'),
    day: timeHelper({ weekday: 'long', day: 'numeric', month: 'long' }, dayIn),
    dateTime: timeHelper({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }, at =>
      at.toISOString(),
    ),
    number: (value: number, options: Handlebars.HelperOptions) => numberFormat(context(options).language).format(value),
  }
}

/** What a machine reads says no more than the words: of a day not its minute, which might tell whose doing it was. */
function timeHelper(
  format: Intl.DateTimeFormatOptions,
  forMachines: (at: Date, timeZone: string) => string,
  everywhere?: string,
) {
  const inWords = kept(
    (language, timeZone) =>
      new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...format, timeZone: timeZone! }),
  )
  return (at: Date | string | undefined, options: Handlebars.HelperOptions) => {
    if (!at) return ''
    const { language, timeZone: own } = context(options)
    const timeZone = everywhere ?? own
    const date = new Date(at)
    const text = inWords(language, timeZone).format(date)
    return new SafeString(`<time datetime="${forMachines(date, timeZone)}">${escapeExpression(text)}</time>`)
  }
}

const calendarDay = kept((_, timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone: timeZone! }))

/** As 2026-03-02. */
const dayIn = (at: Date, timeZone: string): string => calendarDay('', timeZone).format(at)

const numberFormat = kept(language => new Intl.NumberFormat(language))

/** Making a formatter costs a hundred times its use; there are few languages and time zones. */
function kept<Format>(make: (language: string, timeZone?: string) => Format) {
  const made = new Map<string, Format>()
  return (language: string, timeZone?: string): Format => {
    const key = `${language} ${timeZone ?? ''}`
    const known = made.get(key)
    if (known) return known
    const format = make(language, timeZone)
    made.set(key, format)
    return format
  }
}

const context = (options: Handlebars.HelperOptions) => (options.data as { root: ViewContext }).root

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : ''].map(word => word?.[0]?.toUpperCase() ?? '').join('')
}
