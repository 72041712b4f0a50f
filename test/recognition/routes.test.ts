import { expect } from 'chai'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { type Agent, post } from '../support/signIn.js'

const QUEUE = '/organizations/tindvik/recognition'
const WHOLE = { outcome: 'approved', hours: '25', credits: '1', note: 'Counts as in-service days' }

describe('recognition', () => {
  let app: BadgeApp
  let ada: Agent
  let olav: Agent
  let otto: Agent
  before(async () => {
    app = await aBadgeApp()
    ada = await app.as(app.ada)
    olav = await app.as(app.officer)
    otto = await app.as(app.otherOfficer)
  })
  after(() => app.close())

  const recognitionOf = async (awardId: string) => (await app.rooms.recognition.of(awardId, app.municipality.id))!
  /** Ada's award in the queue of the municipality that her school belongs to. */
  async function waiting() {
    const award = await app.accepted('unlisted')
    const recognition = await recognitionOf(award.id)
    return { award, recognition, path: `${QUEUE}/${recognition.id}` }
  }

  describe('the queue', () => {
    it('holds what members of a school below choose to show, and nothing private', async () => {
      const { path } = await waiting()
      const hidden = await app.accepted('private')
      expect((await olav.get(QUEUE)).text)
        .to.include(path)
        .and.include('Ada Berg')
      expect(await recognitionOf(hidden.id)).to.equal(undefined)
    })

    it('loses what its holder no longer shows, and gets it back when it is shown again', async () => {
      const { award, path } = await waiting()
      await post(ada, `/badges/${award.id}/showing`, { visibility: 'private' })
      await app.drain()
      expect((await olav.get(QUEUE)).text).to.not.include(path)
      expect((await olav.get(path)).text).to.include('does not show this badge any more')
      await post(ada, `/badges/${award.id}/showing`, { visibility: 'public' })
      await app.drain()
      expect((await olav.get(QUEUE)).text).to.include(path)
    })

    it('is for officers of the organization or one above, and for nobody else', async () => {
      const { path } = await waiting()
      for (const agent of [ada, otto, await app.as(app.administrator)]) {
        for (const page of [QUEUE, path]) expect((await agent.get(page)).status).to.equal(403)
        expect((await post(agent, `${path}/decision`, WHOLE)).status).to.equal(403)
        expect((await post(agent, `${path}/undo`)).status).to.equal(403)
        expect((await post(agent, `${QUEUE}/decisions`, { ids: 'x' })).status).to.equal(403)
      }
      expect((await olav.get('/organizations/storlia/recognition')).status).to.equal(200)
    })

    it('does not open one organization’s requests from the address of another', async () => {
      const { recognition } = await waiting()
      const path = `/organizations/wren-lake/recognition/${recognition.id}`
      expect((await otto.get(path)).status).to.equal(404)
      expect((await post(otto, `${path}/decision`, WHOLE)).status).to.equal(404)
    })

    it('takes several at once for what they state, and says when one was gone', async () => {
      const [one, other] = [await waiting(), await waiting()]
      const ids = [one.recognition.id, other.recognition.id]
      await post(olav, `${QUEUE}/decisions`, { ids: [...ids, 'nothing'], note: '' })
      expect((await olav.get(QUEUE)).text).to.include('2 of 3 recognised')
      for (const { award } of [one, other])
        expect((await recognitionOf(award.id)).decision).to.include({ hours: 25, credits: 1 })
    })

    it('says so when nothing was chosen', async () => {
      await waiting()
      const answer = await post(olav, `${QUEUE}/decisions`, {})
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('href="#ids"')
    })

    it('shows each of a long list once, page by page', async () => {
      const page = await olav.get(`${QUEUE}?list=decided`)
      expect(page.status).to.equal(200)
      expect((await olav.get(`${QUEUE}?after=zzz&before=no-date_x`)).status).to.equal(200)
    })
  })

  describe('a decision', () => {
    it('stands on the transcript, and the holder is told', async () => {
      const { path } = await waiting()
      const answer = await post(olav, `${path}/decision`, WHOLE)
      expect([answer.status, answer.headers.location]).to.deep.equal([303, QUEUE])
      await app.drain()
      expect((await ada.get('/transcript')).text)
        .to.include('Tindvik kommune')
        .and.include('Counts as in-service days')
      expect((await ada.get('/notifications')).text).to.include('Tindvik kommune recognises')
    })

    it('keeps what was typed when it is not complete', async () => {
      const { path } = await waiting()
      const answer = await post(olav, `${path}/decision`, {
        outcome: 'partlyApproved',
        hours: '12',
        credits: '',
        note: '',
      })
      expect(answer.status).to.equal(422)
      expect(answer.text)
        .to.include('value="12"')
        .and.include('href="#note"')
        .and.match(/value="partlyApproved" checked/)
    })

    it('can be undone, and leaves both in the trace', async () => {
      const { path, award } = await waiting()
      await post(olav, `${path}/decision`, { outcome: 'denied', note: 'Not ours' })
      await post(olav, `${path}/undo`)
      expect((await recognitionOf(award.id)).state).to.equal('underReview')
      expect((await olav.get(path)).text)
        .to.include('Olav Berg decided: Not ours')
        .and.include('undid the decision')
      expect((await post(olav, `${path}/undo`)).status).to.equal(409)
    })

    it('is made once by two officers at the same moment', async () => {
      const { recognition } = await waiting()
      const asked = { recognitionId: recognition.id, organizationId: app.municipality.id, by: app.officer.id }
      const verdict = { outcome: 'approved', hours: 5, credits: 0, note: '' } as const
      const attempts = Array.from({ length: 8 }, () => app.rooms.recognition.decide(asked, verdict))
      const outcomes = await Promise.allSettled(attempts)
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    })

    it('cannot be made on an award that was revoked meanwhile', async () => {
      const { award, path } = await waiting()
      await app.rooms.award.revoke({ awardId: award.id, by: app.administrator.id, reason: 'A mistake' })
      expect((await post(olav, `${path}/decision`, WHOLE)).status).to.equal(409)
    })

    it('is paused while the award is suspended, and counts again with it', async () => {
      const { award, path } = await waiting()
      await post(olav, `${path}/decision`, WHOLE)
      await app.rooms.award.suspend({ awardId: award.id, by: app.administrator.id, reason: 'A doubt' })
      await app.drain()
      expect((await recognitionOf(award.id)).state).to.equal('paused')
      const transcript = (await ada.get('/transcript')).text
      expect(transcript).to.include('Paused').and.include('A doubt')
      await app.rooms.award.reinstate({ awardId: award.id, by: app.administrator.id })
      await app.drain()
      expect((await recognitionOf(award.id)).state).to.equal('approved')
    })

    it('is reversed in sight of everyone when the award is revoked', async () => {
      const { award, path } = await waiting()
      await post(olav, `${path}/decision`, { ...WHOLE, note: 'Before the revocation' })
      const totals = (page: string) => Number(/What counts now[\s\S]*?<tbody>[\s\S]*?numeric">(\d+)</.exec(page)?.[1])
      const before = totals((await ada.get('/transcript')).text)
      await app.rooms.award.revoke({ awardId: award.id, by: app.administrator.id, reason: 'Copied work' })
      await app.drain()
      expect((await recognitionOf(award.id)).state).to.equal('reversed')
      const transcript = (await ada.get('/transcript')).text
      expect(transcript)
        .to.include('Before the revocation')
        .and.include('Reversed, because the badge was revoked: Copied work')
      expect(totals(transcript)).to.equal(before - 1)
      expect((await olav.get(path)).text).to.include('Copied work')
    })
  })

  describe('asking for it', () => {
    it('shows a private award to officers of that organization only', async () => {
      const { id } = await app.accepted('private', ['e2'])
      expect((await olav.get(`/badges/${id}`)).status).to.equal(404)
      expect((await ada.get(`/badges/${id}`)).text).to.include('Ask Tindvik kommune to recognise this')
      const answer = await post(ada, `/badges/${id}/recognitions`, { organizationId: app.municipality.id })
      expect(answer.status).to.equal(303)
      await app.drain()
      expect((await olav.get(`/badges/${id}`)).text)
        .to.include('Artefact 1 (PDF)')
        .and.not.include('What others see')
      expect((await otto.get(`/badges/${id}`)).status).to.equal(404)
      expect((await olav.get('/notifications')).text).to.include('asks Tindvik kommune to recognise')
      const { id: recognitionId } = await recognitionOf(id)
      expect((await post(olav, `${QUEUE}/${recognitionId}/decision`, WHOLE)).status).to.equal(303)
    })

    it('ends when the holder says so, whatever became of it', async () => {
      const { id } = await app.accepted('private')
      await post(ada, `/badges/${id}/recognitions`, { organizationId: app.municipality.id })
      const ending = `/badges/${id}/recognitions/${app.municipality.id}/ending`
      expect((await ada.get(`/badges/${id}`)).text).to.include('Stop showing it to Tindvik kommune')
      expect((await post(otto, ending)).status).to.equal(404)
      expect((await olav.get(`/badges/${id}`)).status).to.equal(200)
      const { id: recognitionId } = await recognitionOf(id)
      expect((await post(ada, ending)).status).to.equal(303)
      expect((await olav.get(`/badges/${id}`)).status).to.equal(404)
      expect((await post(olav, `${QUEUE}/${recognitionId}/decision`, WHOLE)).status).to.be.oneOf([404, 409])
      const { text } = await ada.get(`/badges/${id}`)
      expect(text).to.include('They see this badge no longer').and.include('Ask Tindvik kommune to recognise this')
      await app.drain()
      await post(ada, ending)
      expect((await recognitionOf(id)).state).to.equal('withdrawn')
    })

    it('ends when the holder leaves', async () => {
      const { id } = await app.accepted('private')
      await post(ada, `/badges/${id}/recognitions`, { organizationId: app.municipality.id })
      expect((await olav.get(`/badges/${id}`)).status).to.equal(200)
      const memberships = app.db.collection('memberships')
      const joined = await memberships.findOne({ personId: app.ada.id, organizationId: app.school.id })
      await memberships.deleteOne({ _id: joined!._id })
      expect((await olav.get(`/badges/${id}`)).status).to.equal(404)
      await memberships.insertOne(joined!)
      expect((await olav.get(`/badges/${id}`)).status).to.equal(200)
    })

    it('is for the holder, and only of an organization of theirs', async () => {
      const { id } = await app.accepted('public')
      const ask = (agent: Agent, organizationId: string) =>
        post(agent, `/badges/${id}/recognitions`, { organizationId })
      expect((await ask(otto, app.elsewhere.id)).status).to.equal(404)
      expect((await ask(ada, app.elsewhere.id)).status).to.equal(404)
      expect((await ask(ada, 'nothing')).status).to.equal(404)
    })
  })

  it('finds what was shown before there was an officer', async () => {
    const { id } = await app.accepted('public')
    expect(await app.rooms.recognition.of(id, app.school.id)).to.equal(undefined)
    await app.rooms.organization.addMember({
      organizationId: app.school.id,
      personId: app.author.id,
      roles: ['officer'],
    })
    await app.drain()
    expect((await app.rooms.recognition.of(id, app.school.id))?.state).to.equal('matched')
  })

  it('keeps a transcript to its owner', async () => {
    expect((await otto.get('/transcript')).text).to.not.include('Looking at student work')
  })
})
