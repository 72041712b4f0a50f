import type { Response } from 'express'
import { formReader, type Rejected } from '../shared/forms.js'
import { newId } from '../shared/ids.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { formView } from '../web/formView.js'
import { localPath } from '../web/localPath.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import { MOST_PHRASES, type PhraseStore } from './phraseStore.js'

const LONGEST_PHRASE = 600

/** Sentences that a reviewer keeps, to find them again in the next review. */
export function declarePhraseRoutes(
  router: GuardedRouter,
  { phrases, now }: { phrases: PhraseStore; now(): Date },
): void {
  async function render(res: Response, reviewerId: string, rejected?: Rejected): Promise<void> {
    if (rejected) res.status(422)
    const kept = await phrases.of(reviewerId)
    res.render('review/phrases', { titleKey: 'review.phrases.pageTitle', ...formView({}, rejected), phrases: kept })
  }

  router.get('/reviews/phrases', signedIn, (req, res) => render(res, signedInPerson(req).id))

  router.post('/reviews/phrases', signedIn, async (req, res) => {
    const { id: reviewerId } = signedInPerson(req)
    const form = formReader(req.body)
    const text = form.text('text', { required: true, max: LONGEST_PHRASE })
    const kept = await phrases.of(reviewerId)
    if (kept.length >= MOST_PHRASES) form.fail('text', 'review.phrases.enough', { max: MOST_PHRASES })
    const parsed = form.result({ text })
    if (!parsed.ok) return render(res, reviewerId, parsed)
    if (!kept.some(phrase => phrase.text === text)) await phrases.add({ id: newId(now()), reviewerId, text })
    leaveNotice(req, 'review.phrases.added')
    return res.redirect(303, localPath((req.body as { back?: unknown }).back, '/reviews/phrases'))
  })

  router.post('/reviews/phrases/:id/removal', signedIn, async (req, res) => {
    await phrases.remove(String(req.params.id), signedInPerson(req).id)
    res.redirect(303, '/reviews/phrases')
  })
}
