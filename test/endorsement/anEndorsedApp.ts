import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { aPerson } from '../support/aPerson.js'

export type EndorsedApp = Awaited<ReturnType<typeof anEndorsedApp>>

export const WORDS = 'I sat in on three of her lessons. She looks before she judges.'

/** The app with Ada's public award, and Kari, a colleague elsewhere, who can be asked. */
export async function anEndorsedApp() {
  const app = await aBadgeApp()
  const award = await app.accepted('public')
  const kari = await app.rooms.account.addPerson(aPerson({ handle: 'kari', name: 'Kari Elvestad' }))
  const leader = await app.rooms.account.addPerson(aPerson({ handle: 'liv', name: 'Liv Aune' }))
  await app.rooms.organization.addMember({ organizationId: app.elsewhere.id, personId: leader.id, roles: ['leader'] })
  const subject = { kind: 'award' as const, id: award.id }

  return {
    ...app,
    ...{ award, kari, leader, subject },
    /** Ada asks; answers the request. */
    asked: (
      whom: Parameters<BadgeApp['rooms']['endorsement']['ask']>[0]['whom'] = { kind: 'person', handle: 'kari' },
    ) => app.rooms.endorsement.ask({ subject, askedBy: app.ada.id, whom, message: 'You saw it in October.' }),
    /** Kari was asked and has signed. */
    async given() {
      const { id } = await this.asked()
      const given = await app.rooms.endorsement.give(id, { personId: kari.id }, WORDS)
      await app.drain()
      return given
    },
    async credential() {
      return JSON.parse((await app.rooms.award.get(award.id)).signed.json)
    },
    /** As a stranger verifies a text. */
    async verified(text: string) {
      const report = await app.rooms.verification.verify({ bytes: Buffer.from(text) }, undefined)
      if (!('checks' in report)) throw new Error(report.unreadable)
      return report
    },
  }
}
