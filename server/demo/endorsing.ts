import type { DemoEndorsement } from './content/types.js'
import { awardOf } from './holding.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const DAYS_UNTIL_ANSWERED = 2

/** People ask others for a word about their work, and are answered, or are not yet. */
export const endorsing = (telling: Telling): Moment[] =>
  telling.network.endorsements.flatMap(endorsement => {
    const { by, daysAgo, ends, withdrawnDaysAgo } = endorsement
    const { calendar } = telling
    const request = requestOf(telling, endorsement)
    const signer = signerKey(endorsement) ?? by
    const asked = { at: calendar.some(daysAgo, by, 'asking'), happens: request.ask }
    if (ends === 'asked') return [asked]
    const given = { at: calendar.evening(daysAgo - DAYS_UNTIL_ANSWERED, signer), happens: request.give }
    if (withdrawnDaysAgo === undefined) return [asked, given]
    return [asked, given, { at: calendar.evening(withdrawnDaysAgo, signer), happens: request.withdraw }]
  })

function signerKey({ endorser }: DemoEndorsement): string | undefined {
  if ('person' in endorser) return endorser.person
  return 'organization' in endorser ? endorser.signer : undefined
}

function requestOf(telling: Telling, endorsement: DemoEndorsement) {
  const { rooms, cast } = telling
  const signerId = () => cast.id('person', signerKey(endorsement)!)
  let id = ''

  return {
    async ask(): Promise<void> {
      const { by, message } = endorsement
      const request = { subject: await subjectOf(telling, endorsement), whom: whomOf(telling, endorsement), message }
      ;({ id } = await rooms.endorsement.ask({ ...request, askedBy: cast.id('person', by) }))
    },
    async give(): Promise<void> {
      const { endorser, words = '' } = endorsement
      const signer = 'guest' in endorser ? { guest: detailsOf(endorser.guest) } : { personId: signerId() }
      await rooms.endorsement.give(id, signer, words)
    },
    withdraw: async (): Promise<void> => void (await rooms.endorsement.withdraw(id, signerId())),
  }
}

async function subjectOf(telling: Telling, { about }: DemoEndorsement) {
  const { rooms, network, cast } = telling
  if ('person' in about) return { kind: 'person' as const, id: cast.id('person', about.person) }
  if ('microCredential' in about) {
    const id = cast.id('microCredential', about.microCredential)
    return { kind: 'microcredential' as const, id, version: (await rooms.microcredential.version(id, 1)).version }
  }
  const earned = network.submissions.find(({ by, award }) => by === about.awardOf && award)!
  return { kind: 'award' as const, id: (await awardOf(telling, earned)).id }
}

function whomOf({ network }: Telling, { by, endorser }: DemoEndorsement) {
  if ('person' in endorser) {
    const { handle } = network.people.find(({ key }) => key === endorser.person)!
    return { kind: 'person' as const, handle }
  }
  if ('organization' in endorser) {
    const { slug } = network.organizations.find(({ key }) => key === endorser.organization)!
    return { kind: 'organization' as const, slug }
  }
  const { address } = endorser.guest
  const { language } = network.people.find(({ key }) => key === by)!
  return { kind: 'address' as const, address, folded: address.toLowerCase(), language }
}

const detailsOf = ({ address, name, standing }: { address: string; name: string; standing: string }) => ({
  ...{ name, standing, domain: address.split('@')[1]! },
})
