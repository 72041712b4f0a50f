import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import type { Endorsement } from './endorsement.js'
import { type CompromiseForm, LONGEST_REASON } from './keyForms.js'
import type { OwnKey } from './ownKeys.js'

export interface GuestKeyPageState {
  endorsement: Endorsement
  own: OwnKey
  /** The page of what was signed. */
  back: string
  /** What was said; to be looked over, or changed. */
  chosen?: CompromiseForm
  rejected?: Rejected
}

export function guestKeyPage({ endorsement, back, chosen, rejected }: GuestKeyPageState) {
  const { title, statement } = endorsement
  const typed = chosen && { since: dayOf(chosen.since), reason: chosen.reason }
  const isLook = chosen?.step === 'look'
  return {
    titleKey: 'endorsement.guestKey.title',
    ...formView(typed ?? { since: '', reason: '' }, rejected),
    back,
    action: `${back}/key`,
    about: { title, signedAt: statement!.at },
    form: isLook ? undefined : { max: LONGEST_REASON },
    look: isLook && {
      since: chosen.since,
      isLost: statement!.at >= chosen.since,
      fields: Object.entries(typed ?? {}).map(([name, value]) => ({ name, value })),
    },
  }
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)
