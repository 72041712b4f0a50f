import type { Award } from '../../server/award/index.js'
import type { VerificationReport } from '../../server/openbadges/index.js'
import { aBadgeApp } from '../award/aBadgeApp.js'
import { aPerson } from '../support/aPerson.js'
import { type Agent, visitor } from '../support/signIn.js'

export type EndorsedApp = Awaited<ReturnType<typeof anEndorsedApp>>

export const WORDS = 'I sat in on three of her lessons. She looks before she judges.'
const KARI = { kind: 'person', handle: 'kari' } as const

/** The app with people and an organization that can be asked, and as many awards of Ada's as a test wants. */
export async function anEndorsedApp() {
  const app = await aBadgeApp()
  const { endorsement } = app.rooms
  const kari = await app.rooms.account.addPerson(aPerson({ handle: 'kari', name: 'Kari Elvestad' }))
  const leader = await app.rooms.account.addPerson(aPerson({ handle: 'liv', name: 'Liv Aune' }))
  await app.rooms.organization.addMember({ organizationId: app.elsewhere.id, personId: leader.id, roles: ['leader'] })
  type Whom = Parameters<typeof endorsement.ask>[0]['whom']

  /** A day has room for five mails by one person, and counts by the clock on the wall. */
  const anotherDay = () => app.db.collection('ratelimits').deleteMany({})

  const asked = async (award: Pick<Award, 'id'>, whom: Whom = KARI) => {
    await anotherDay()
    const subject = { kind: 'award' as const, id: award.id }
    const request = await endorsement.ask({ subject, askedBy: app.ada.id, whom, message: 'You saw it in October.' })
    await app.drain()
    return request
  }

  return {
    ...app,
    ...{ kari, leader, endorsement, asked, anotherDay },
    /** Kari was asked and has signed. */
    async given(award: Pick<Award, 'id'>) {
      const { id } = await asked(award)
      const given = await endorsement.give(id, { personId: kari.id }, WORDS)
      await app.drain()
      return given
    },
    credential: async ({ id }: Pick<Award, 'id'>) => JSON.parse((await app.rooms.award.get(id)).signed.json),
    /** As a stranger verifies a text. */
    async verified(text: string): Promise<VerificationReport> {
      const report = await app.rooms.verification.verify({ bytes: Buffer.from(text) }, undefined)
      if (!('checks' in report)) throw new Error(report.unreadable)
      return report
    },
    page: (path: string, agent: Agent = visitor(app)) => agent.get(path).set('Accept', 'text/html'),
  }
}

export const codesOf = ({ checks }: VerificationReport) => checks.map(({ code }) => code)
export const addressOf = (address: string) =>
  ({ kind: 'address', address, folded: address.toLowerCase(), language: 'en' }) as const
