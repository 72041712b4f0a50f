import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { post, visitor } from '../support/signIn.js'
import { anEndorsedApp, codesOf, type EndorsedApp, WORDS } from './anEndorsedApp.js'

const SLUG = 'looking-at-student-work'

describe('what else is endorsed', () => {
  let app: EndorsedApp
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  describe('a micro-credential', () => {
    const asked = async (handle: string) => {
      const subject = { kind: 'microcredential', id: app.microCredentialId, version: 1 } as const
      const whom = { kind: 'person', handle } as const
      return app.endorsement.ask({ subject, askedBy: app.author.id, whom, message: '' })
    }

    it('is endorsed at its authors’ asking: shown on its page, and in every award of that version', async () => {
      const earlier = await app.accepted('public')
      const author = await app.as(app.author)
      const page = `/microcredentials/${SLUG}`
      const ask = `/endorsements/ask/microcredential/${SLUG}`
      expect((await author.get(page)).text).to.include(ask)
      expect((await visitor(app).get(page)).text).to.not.include(ask)
      expect((await post(author, ask, { endorser: 'kari' })).status).to.equal(303)
      await app.drain()
      const [{ id } = { id: '' }] = await app.endorsement.askedBy(app.author.id, 1)
      await app.endorsement.give(id, { personId: app.kari.id }, WORDS)
      await app.drain()

      expect((await visitor(app).get(page)).text).to.include(WORDS)
      const later = await app.accepted('public')
      for (const award of [earlier, later]) {
        const credential = await app.credential(award)
        const [said] = credential.credentialSubject.achievement.endorsement
        expect(said.credentialSubject.id).to.equal(credential.credentialSubject.achievement.id)
        const report = await app.verified(JSON.stringify(credential))
        expect(report, JSON.stringify(report.checks)).to.include({ outcome: 'verified' })
        expect(codesOf(report)).to.include('endorsements-valid')
      }

      await app.endorsement.withdraw(id, app.kari.id)
      await app.drain()
      for (const award of [earlier, later])
        expect((await app.credential(award)).credentialSubject.achievement).to.not.have.property('endorsement')
      expect((await visitor(app).get(page)).text)
        .to.include('Withdrawn')
        .and.not.include(WORDS)
    })

    it('is not endorsed by who wrote it, nor by other authors of its issuer', async () => {
      const colleague = await app.rooms.account.addPerson(aPerson({ handle: 'colleague' }))
      await app.rooms.organization.addMember({
        organizationId: app.issuer.id,
        personId: colleague.id,
        roles: ['author'],
      })
      for (const handle of [app.author.handle, colleague.handle]) {
        const refused = await post(await app.as(app.author), `/endorsements/ask/microcredential/${SLUG}`, {
          endorser: `@${handle}`,
        })
        expect(refused.status).to.equal(422)
        expect(refused.text).to.include('Nobody endorses themselves')
      }
    })

    it('is hidden by any of its authors, who share it', async () => {
      const { id } = await asked('siv')
      await app.endorsement.give(id, { personId: app.stranger.id }, WORDS)
      const other = await app.rooms.account.addPerson(aPerson({ handle: 'co-author' }))
      await app.rooms.organization.addMember({ organizationId: app.issuer.id, personId: other.id, roles: ['author'] })
      expect((await post(await app.as(other), `/endorsements/${id}/hiding`)).status).to.equal(303)
      expect((await visitor(app).get(`/microcredentials/${SLUG}`)).text).to.not.include(WORDS)
    })
  })

  describe('a person', () => {
    it('is endorsed at their own asking: shown on their page, and in their profile', async () => {
      const ada = await app.as(app.ada)
      expect((await ada.get('/endorsements')).text).to.include('/endorsements/ask/person/me')
      const ask = '/endorsements/ask/person/me'
      expect((await ada.get(ask)).status).to.equal(200)
      expect((await post(ada, ask, { endorser: '@kari' })).status).to.equal(303)
      const [{ id } = { id: '' }] = await app.endorsement.askedBy(app.ada.id, 1)
      const { statement } = await app.endorsement.give(id, { personId: app.kari.id }, WORDS)
      await app.drain()
      expect((await visitor(app).get('/people/ada')).text)
        .to.include(WORDS)
        .and.include('Kari Elvestad')

      const about = JSON.parse(statement!.signed.json).credentialSubject.id
      const profile = await visitor(app).get(new URL(about).pathname).set('Accept', 'application/json')
      expect(JSON.parse(profile.text)).to.include({ id: about, name: 'Ada Berg' })
      expect(JSON.parse(profile.text).endorsement).to.deep.equal([JSON.parse(statement!.signed.json)])
      expect(await app.verified(statement!.signed.json)).to.include({ outcome: 'verified' })
    })

    it('keeps it under another handle, and whoever takes the old one does not get it', async () => {
      const bo = await app.rooms.account.addPerson(aPerson({ handle: 'bo', name: 'Bo Lie' }))
      const subject = { kind: 'person', id: bo.id } as const
      const whom = { kind: 'person', handle: 'kari' } as const
      const { id } = await app.endorsement.ask({ subject, askedBy: bo.id, whom, message: '' })
      await app.endorsement.give(id, { personId: app.kari.id }, WORDS)
      const { name, language, timeZone, teaches, aims, bio } = bo
      const profile = { name, language, timeZone, teaches, aims, bio }
      await app.rooms.account.actions.changeProfile(bo.id, { ...profile, handle: 'bodil' })
      await app.rooms.account.addPerson(aPerson({ handle: 'bo', name: 'Another Bo', email: 'another@school.example' }))
      const member = await app.as(app.stranger)
      expect((await member.get('/people/bodil')).text).to.include(WORDS)
      expect((await member.get('/people/bo')).text).to.not.include(WORDS)
    })

    it('shows visitors nothing of what was withdrawn, and members that it was', async () => {
      const liv = app.leader
      const subject = { kind: 'person', id: liv.id } as const
      const whom = { kind: 'person', handle: 'kari' } as const
      const { id } = await app.endorsement.ask({ subject, askedBy: liv.id, whom, message: '' })
      await app.endorsement.give(id, { personId: app.kari.id }, WORDS)
      await app.endorsement.withdraw(id, app.kari.id)
      expect((await visitor(app).get('/people/liv')).status).to.equal(303)
      const page = (await (await app.as(app.stranger)).get('/people/liv')).text
      expect(page).to.include('Withdrawn').and.not.include(WORDS)
    })
  })
})
