import type { Response } from 'express'
import { formReader, type Parsed, type Rejected } from '../shared/forms.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { formView, options } from '../web/formView.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import { MOST_AT_A_TIME, type ReviewerSettings, type ReviewerSettingsStore } from './settingsStore.js'

const LANGUAGES = ['en', 'nb'] as const
const DAY_MS = 24 * 3600 * 1000
const DAY = /^\d{4}-\d{2}-\d{2}$/

export interface SettingsRoutesDeps {
  settings: ReviewerSettingsStore
  /** All subjects of the catalogue. */
  subjects(): Promise<string[]>
}

/** How much a reviewer takes on, in which languages and subjects, and when not at all. */
export function declareSettingsRoutes(router: GuardedRouter, { settings, subjects }: SettingsRoutesDeps): void {
  async function render(res: Response, personId: string, rejected?: Rejected): Promise<void> {
    const stored = await settings.of(personId)
    const form = formView(fieldsOf(stored), rejected)
    const known = [...new Set([...(await subjects()), ...stored.subjects])]
    const { languages, subjects: chosen } = form.values
    res.status(rejected ? 422 : 200).render('review/settings', {
      titleKey: 'review.settings.title',
      ...form,
      languages: options(LANGUAGES, 'review.settings.language', languages),
      subjects: known.map(value => ({ value, label: value, selected: [chosen].flat().includes(value) })),
    })
  }

  router.get('/reviews/settings', signedIn, (req, res) => render(res, signedInPerson(req).id))

  router.post('/reviews/settings', signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const known = [...(await subjects()), ...(await settings.of(id)).subjects]
    const form = parseReviewerSettings(req.body, known)
    if (!form.ok) return render(res, id, form)
    await settings.save(id, form.value)
    leaveNotice(req, 'review.settings.kept')
    return res.redirect(303, '/reviews')
  })
}

/** The last day away is a whole day: one is asked again from the day after. */
export function parseReviewerSettings(body: unknown, subjects: string[]): Parsed<ReviewerSettings> {
  const form = formReader(body)
  const capacity = form.number('capacity', { required: true, min: 1, max: MOST_AT_A_TIME, integer: true }) ?? 1
  const [from, last] = [dayIn(form, 'awayFrom'), dayIn(form, 'awayUntil')]
  if (Boolean(from) !== Boolean(last)) form.fail(from ? 'awayUntil' : 'awayFrom', 'review.error.bothDays')
  if (from && last && last < from) form.fail('awayUntil', 'review.error.dayOrder')
  return form.result({
    capacity,
    languages: form.choices('languages', LANGUAGES),
    subjects: form.choices('subjects', subjects),
    ...(from && last && { away: { from, until: new Date(last.getTime() + DAY_MS) } }),
  })
}

function dayIn(form: ReturnType<typeof formReader>, field: string): Date | undefined {
  const text = form.text(field, { max: 10 })
  const day = new Date(`${text}T00:00:00Z`)
  if (text === '' || (DAY.test(text) && !Number.isNaN(day.getTime()))) return text === '' ? undefined : day
  form.fail(field, 'review.error.day')
  return undefined
}

const dayText = (date: Date) => date.toISOString().slice(0, 10)

const fieldsOf = ({ capacity, languages, subjects, away }: ReviewerSettings) => ({
  capacity,
  languages,
  subjects,
  awayFrom: away && dayText(away.from),
  awayUntil: away && dayText(new Date(away.until.getTime() - DAY_MS)),
})
