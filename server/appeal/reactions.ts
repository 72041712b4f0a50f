import type { DecisionChallenged } from '../claim/index.js'
import type { Announcement } from '../notification/index.js'
import { type AppealDecided, type Submission, submissionIdOf } from '../review/index.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { convene, rule } from './appeal.js'
import type { Appealing } from './appealing.js'
import type { AppealFiled, AppealOverturned, AppealUpheld, AppealWithdrawn } from './events.js'
import { appealPath } from './paths.js'
import type { AppealStore } from './store.js'

export interface AppealReactionsDeps extends Pick<Appealing, 'fileChallenged'> {
  appeals: AppealStore
  submission(id: string): Promise<Submission>
  review: {
    openAppeal(submissionId: string): Promise<boolean>
    withdraw(withdrawal: { submissionId: string; earnerId: string }): Promise<void>
  }
  titleOf(microCredentialId: string, version: number): Promise<string>
  notify(announcement: Announcement): Promise<void>
  now(): Date
}

/** An appeal's events arrive in their order, so that a panel is asked for before it is sent home. */
export function appealReactions(deps: AppealReactionsDeps) {
  const { appeals, submission, review, titleOf, notify, fileChallenged, now } = deps
  const tell = async (event: AppealFiled | AppealUpheld | AppealOverturned, messageKey: string) =>
    notify({
      eventId: event.id,
      personId: event.earnerId,
      kind: 'decision',
      messageKey,
      values: { title: await titleOf(event.microCredentialId, event.microCredentialVersion) },
      href: appealPath(event),
    })

  const markConvened = (appealId: string): Promise<void> =>
    retryOnStale(async () => {
      const appeal = await appeals.get(appealId)
      const convened = convene(appeal, now())
      if (convened !== appeal) await appeals.save(convened, [])
    })

  return {
    decisionChallenged: ({ claimId, challenged, grounds, at }: DecisionChallenged) =>
      fileChallenged(submissionIdOf(claimId, challenged), grounds, at),
    async appealFiled(event: AppealFiled): Promise<void> {
      await review.openAppeal(event.submissionId)
      await markConvened(event.appealId)
      await tell(event, 'appeal.notice.filed')
    },
    async appealWithdrawn({ appealId, earnerId }: AppealWithdrawn): Promise<void> {
      // What was decided in the very moment of the withdrawal is left as it is: the appeal will not hear of it.
      const { state } = await submission(appealId)
      if (state !== 'decided') await review.withdraw({ submissionId: appealId, earnerId })
    },
    appealDecided: (event: AppealDecided): Promise<void> =>
      retryOnStale(async () => {
        const appeal = await appeals.get(event.submissionId)
        const { decision } = await submission(appeal.submissionId)
        const { state, events } = rule(appeal, decision!, event)
        if (events.length > 0) await appeals.save(state, events)
      }),
    appealUpheld: (event: AppealUpheld) => tell(event, 'appeal.notice.upheld'),
    appealOverturned: (event: AppealOverturned) => tell(event, 'appeal.notice.overturned'),
  }
}
