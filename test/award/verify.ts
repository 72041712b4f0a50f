import { type VerificationReport, verifyBadge } from '../../server/openbadges/index.js'
import type { AwardHouse } from './anAwardHouse.js'

/** As a stranger would: through the public documents of the house, at its own time. */
export async function verify(house: AwardHouse, award: { signed: { json: string } }): Promise<VerificationReport> {
  const fetchJson = async (url: string) => ({
    document: JSON.parse((await house.award.documentAt(url, undefined)).json),
  })
  const credential = JSON.parse(award.signed.json)
  return verifyBadge(
    { kind: 'ob3-json', credential, container: 'text', text: '' },
    { now: house.clock.now(), fetchJson },
  )
}
