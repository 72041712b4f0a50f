import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Dispute } from './readReasons.js'

/** By criterion, the most disputed first: in no order, and with no date, that would tell whose they are. */
export function reasonsPage({ anatomy, slug }: MicroCredentialVersion, disputes: Dispute[]) {
  const names = [...new Set(disputes.map(({ criterionName }) => criterionName))]
  const criteria = names.map(name => {
    const these = disputes.filter(({ criterionName }) => criterionName === name)
    const overturned = these.filter(({ isOverturned }) => isOverturned).length
    return { name, count: these.length, overturned, disputes: these.sort(byReason).map(disputeView) }
  })
  return {
    titleKey: 'appeal.reasons.title',
    microCredentialTitle: anatomy.title,
    microCredentialHref: `/microcredentials/${slug}/edit`,
    criteria: criteria.sort((one, other) => other.overturned - one.overturned || other.count - one.count),
  }
}

const disputeView = ({ reason, first, fresh, isOverturned }: Dispute) => ({
  ...{ reason, first, fresh },
  shape: isOverturned ? 'done' : 'stopped',
  outcomeKey: isOverturned ? 'appeal.reasons.overturned' : 'appeal.reasons.upheld',
})

const byReason = (one: Dispute, other: Dispute) => (one.reason < other.reason ? -1 : 1)
