import { expect } from 'chai'
import { newId } from '../../server/shared/ids.js'
import { linkIn, mailsTo } from '../support/mails.js'
import { csrfToken, post, visitor } from '../support/signIn.js'
import { addressOf, anEndorsedApp, type EndorsedApp, WORDS } from './anEndorsedApp.js'

const SCRIPT = '<script>alert(1)</script> [here](javascript:alert(1)) <img src=x onerror=alert(1)>'
const SIGN = { words: WORDS, step: 'sign' }

describe('endorsements in hostile hands', () => {
  let app: EndorsedApp
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  it('nobody endorses themselves: not by handle, by address, nor for their organization', async () => {
    const award = await app.accepted('public')
    const ada = await app.as(app.ada)
    for (const endorser of ['@ada', 'ADA', app.ada.email, app.ada.email.toUpperCase()]) {
      const refused = await post(ada, `/endorsements/ask/award/${award.id}`, { endorser })
      expect(refused.status, endorser).to.equal(422)
      expect(refused.text).to.include('Nobody endorses themselves')
    }
  })

  it('the earner cannot answer through the link of a guest while signed in', async () => {
    const { id } = await app.asked(await app.accepted('public'), addressOf('self@uni.example'))
    const [mail] = await mailsTo(app, 'self@uni.example')
    const ada = await app.as(app.ada)
    expect((await ada.get(linkIn(mail))).status).to.equal(404)
    expect((await post(ada, `${linkIn(mail)}/statement`, { ...SIGN, name: 'Not me' })).status).to.equal(404)
    expect((await app.endorsement.get(id)).state).to.equal('asked')
  })

  it('nobody asks about what is not theirs, nor learns that it is there', async () => {
    const award = await app.accepted('public')
    for (const who of [app.stranger, app.administrator, app.kari]) {
      const agent = await app.as(who)
      for (const about of [`award/${award.id}`, 'microcredential/looking-at-student-work', `person/${app.ada.id}`]) {
        if (who === app.administrator && about.startsWith('micro')) continue
        expect((await agent.get(`/endorsements/ask/${about}`)).status, about).to.equal(404)
        expect((await post(agent, `/endorsements/ask/${about}`, { endorser: '@kari' })).status, about).to.equal(404)
      }
    }
  })

  it('a request is nobody else’s: not to read, answer, hide or take back', async () => {
    const { id } = await app.asked(await app.accepted('public'))
    for (const agent of [await app.as(app.stranger), await app.as(app.administrator)]) {
      expect((await app.page(`/endorsements/${id}`, agent)).status).to.equal(404)
      for (const verb of ['statement', 'refusal', 'withdrawal', 'recall', 'hiding', 'showing'])
        expect((await post(agent, `/endorsements/${id}/${verb}`, SIGN)).status, verb).to.equal(404)
    }
    expect((await app.endorsement.get(id)).state).to.equal('asked')
    expect((await app.page(`/endorsements/${id}`)).status).to.equal(404)
  })

  it('a link is for one request: another’s seal, a changed one, none, and an id alone open nothing', async () => {
    const first = await app.asked(await app.accepted('public'), addressOf('one@uni.example'))
    const second = await app.asked(await app.accepted('public'), addressOf('two@uni.example'))
    const token = linkIn((await mailsTo(app, 'one@uni.example'))[0])
      .split('/')
      .at(-1)!
    const seal = token.split('.')[1]!
    const forged = [
      `${second.id}.${seal}`,
      `${first.id}.${seal.slice(0, -2)}AA`,
      `${first.id}.`,
      first.id,
      `${newId()}.${seal}`,
    ]
    for (const each of forged) {
      expect((await visitor(app).get(`/endorse/${each}`)).status, each).to.equal(404)
      const answer = await post(visitor(app), `/endorse/${each}/statement`, { ...SIGN, name: 'Mallory' })
      expect(answer.status, each).to.equal(404)
    }
  })

  it('the link of a guest does not answer for somebody who is here, and an account does not for a guest', async () => {
    const inside = await app.asked(await app.accepted('public'))
    const outside = await app.asked(await app.accepted('public'), addressOf('three@uni.example'))
    const link = new URL(app.endorsement.linkFor(inside.id)).pathname
    expect((await visitor(app).get(link)).status).to.equal(404)
    const kari = await app.as(app.kari)
    expect((await post(kari, `/endorsements/${outside.id}/statement`, SIGN)).status).to.equal(404)
  })

  it('signing twice at the same moment signs once', async () => {
    const award = await app.accepted('public')
    const { id } = await app.asked(award)
    const kari = await app.as(app.kari)
    const _csrf = await csrfToken(kari)
    const sign = (words: string) =>
      kari.post(`/endorsements/${id}/statement`).type('form').send({ _csrf, step: 'sign', words })
    const answers = await Promise.all([sign(WORDS), sign('Other words')])
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303])
    await app.drain()
    expect((await app.credential(award)).endorsement).to.have.length(1)
  })

  it('asking twice at the same moment asks once', async () => {
    const award = await app.accepted('public')
    const ada = await app.as(app.ada)
    const _csrf = await csrfToken(ada)
    const ask = () => ada.post(`/endorsements/ask/award/${award.id}`).type('form').send({ _csrf, endorser: '@kari' })
    expect((await Promise.all([ask(), ask()])).map(({ status }) => status).sort()).to.deep.equal([303, 422])
  })

  it('a request that is taken back in the moment it is signed ends in one of both', async () => {
    const { id } = await app.asked(await app.accepted('public'))
    const [kari, ada] = [await app.as(app.kari), await app.as(app.ada)]
    const answers = await Promise.all([
      post(kari, `/endorsements/${id}/statement`, SIGN),
      post(ada, `/endorsements/${id}/recall`),
    ])
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409])
  })

  it('what is written stays words: no script, link or picture comes of it', async () => {
    const award = await app.accepted('public')
    const address = 'mallory@uni.example'
    await app.asked(award, addressOf(address))
    const [mail] = await mailsTo(app, address)
    const form = { name: SCRIPT.slice(0, 90), standing: SCRIPT, words: SCRIPT }
    const look = await post(visitor(app), `${linkIn(mail)}/statement`, { ...form, step: 'look' })
    expect((await post(visitor(app), `${linkIn(mail)}/statement`, { ...form, step: 'sign' })).status).to.equal(303)
    await app.drain()
    const badge = await visitor(app).get(`/badges/${award.id}`)
    for (const { text } of [look, badge]) {
      expect(text).to.not.include('<script>alert').and.not.include('<img src=x').and.not.include('href="javascript')
      expect(text).to.include('&lt;script&gt;')
    }
    const report = await app.verified(JSON.stringify(await app.credential(award)))
    expect(report).to.include({ outcome: 'verified' })
  })

  it('a form without its token is refused, the guest’s too', async () => {
    const { id } = await app.asked(await app.accepted('public'), addressOf('four@uni.example'))
    const link = new URL(app.endorsement.linkFor(id)).pathname
    const { status } = await visitor(app)
      .post(`${link}/statement`)
      .type('form')
      .send({ ...SIGN, name: 'Guest' })
    expect(status).to.equal(403)
  })

  it('nobody learns from profiles who is here', async () => {
    for (const path of [`/profiles/${app.ada.id}`, `/profiles/${newId()}`, `/profiles/${newId()}/withdrawn`])
      expect((await visitor(app).get(path)).status, path).to.equal(404)
    // Ada’s exists as soon as an app asks for it, and says nothing before there is something to say.
    const { id } = await app.endorsement.profileOf(app.ada.id)
    expect((await visitor(app).get(new URL(id).pathname)).status).to.equal(404)
  })

  it('reviewers find nothing of it where they judge', async () => {
    const award = await app.accepted('public')
    await app.given(award)
    const { submissionId } = await app.rooms.award.get(award.id)
    const submission = JSON.stringify(await app.rooms.review.submission(submissionId))
    expect(submission).to.not.include(WORDS).and.not.include('Kari').and.not.include('endorse')
  })
})
