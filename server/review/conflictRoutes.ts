import type { Response } from 'express'
import type { Rejected } from '../shared/forms.js'
import { newId } from '../shared/ids.js'
import { signedIn, signedInPerson } from '../web/access.js'
import { formView } from '../web/formView.js'
import { leaveNotice } from '../web/notice.js'
import type { GuardedRouter } from '../web/router.js'
import type { ConflictStore } from './conflictStore.js'
import { parseConflict } from './forms.js'

export interface ConflictRoutesDeps {
  conflicts: ConflictStore
  personByHandle(handle: string): Promise<{ id: string } | undefined>
  people(ids: string[]): Promise<Map<string, { name: string; handle: string }>>
  now(): Date
}

/** "Whose work should I never be asked to judge?" */
export function declareConflictRoutes(router: GuardedRouter, deps: ConflictRoutesDeps): void {
  const { conflicts, personByHandle, people, now } = deps

  async function render(res: Response, personId: string, rejected?: Rejected): Promise<void> {
    const declared = await conflicts.declaredBy(personId)
    const others = await people(declared.map(({ otherId }) => otherId))
    if (rejected) res.status(422)
    res.render('review/conflicts', {
      titleKey: 'review.conflicts.title',
      ...formView({}, rejected),
      conflicts: declared.map(({ id, otherId }) => ({ id, ...others.get(otherId) })),
    })
  }

  router.get('/reviews/conflicts', signedIn, (req, res) => render(res, signedInPerson(req).id))

  router.post('/reviews/conflicts', signedIn, async (req, res) => {
    const { id: personId } = signedInPerson(req)
    const form = parseConflict(req.body)
    if (!form.ok) return render(res, personId, form)
    const other = await personByHandle(form.value.handle)
    const errors = [{ field: 'handle', messageKey: 'review.error.handle' }]
    if (!other || other.id === personId) return render(res, personId, { errors, raw: { ...form.value } })
    await conflicts.declare({ id: newId(now()), personId, otherId: other.id, declaredAt: now() })
    leaveNotice(req, 'review.conflicts.declared')
    return res.redirect(303, '/reviews/conflicts')
  })

  router.post('/reviews/conflicts/:id/withdrawal', signedIn, async (req, res) => {
    await conflicts.withdraw(String(req.params.id), signedInPerson(req).id)
    res.redirect(303, '/reviews/conflicts')
  })
}
