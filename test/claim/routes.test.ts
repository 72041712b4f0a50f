import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { aReviewHouse, CRITERIA, type House, SLUG, words } from '../review/aReviewHouse.js'
import { type Agent, csrfToken, post, signIn } from '../support/signIn.js'

describe('the earner’s pages', () => {
  let house: House
  let ada: Person
  let agent: Agent
  let path: string

  before(async () => {
    house = await aReviewHouse(['bo', 'cy'])
  })
  after(() => house.close())
  beforeEach(async () => {
    ada = await house.anEarner()
    agent = await signIn(house, ada)
    path = (await post(agent, '/claims', { slug: SLUG }, `/microcredentials/${SLUG}`)).headers.location!
  })

  const claimNow = () => house.rooms.claim.get(path.split('/')[2]!)
  const part = (name: string) => agent.get(`${path}?part=${name}`)
  async function fill(): Promise<void> {
    await house.complete(await claimNow())
  }

  it('begin one claim however often one clicks', async () => {
    const token = await csrfToken(agent, path)
    const clicks = Array.from({ length: 6 }, () =>
      agent.post('/claims').type('form').send({ _csrf: token, slug: SLUG }),
    )
    const answers = await Promise.all(clicks)
    expect(new Set(answers.map(({ headers }) => headers.location))).to.deep.equal(new Set([path]))
    expect(await house.rooms.claim.ofPerson(ada.id)).to.have.length(1)
    expect((await post(agent, '/claims', { slug: 'no-such' }, path)).status).to.equal(404)
  })

  it('save as one types, and show what was saved, with the words counted', async () => {
    const _csrf = await csrfToken(agent, path)
    const text = `<img src=x onerror=alert(1)> ${words(9)}`
    const saved = await agent
      .post(`${path}/draft`)
      .set('Accept', 'application/json')
      .type('form')
      .send({ _csrf, part: 'overview', 'response-setting': text })
    expect(saved.body.savedAt).to.equal(house.clock.now().toISOString())
    const page = await part('overview')
    expect(page.text).to.include('&lt;img src').and.include('Words so far: 12')
    expect(page.text).not.to.include('<img src=x')
  })

  it('save and go on without a script, and stay within our own pages', async () => {
    const form = { part: 'overview', next: 'artefacts', 'response-setting': 'A' }
    const answer = await post(agent, `${path}/draft`, form, path)
    expect(answer.headers.location).to.equal(`${path}?part=artefacts`)
    const bent = await post(agent, `${path}/draft`, { ...form, next: '', part: '//evil.example' }, path)
    expect(bent.headers.location).to.match(/^\/claims\//)
  })

  it('keep a text that is too long to save in the form', async () => {
    const text = 'x'.repeat(60_001)
    const answer = await post(agent, `${path}/draft`, { part: 'overview', 'response-setting': text }, path)
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include(text)
  })

  it('show the reviewers’ rubric beside every part', async () => {
    for (const name of ['overview', 'artefacts', 'reflection', 'self-assessment', 'check'])
      expect((await part(name)).text, name)
        .to.include('What reviewers look for')
        .and.include('needed to meet it')
  })

  it('take evidence from the journal without uploading it again', async () => {
    const entry = await house.rooms.journal.addEntry({ ownerId: ada.id, title: 'A page', experience: 'We looked.' })
    const choices = await agent.get(`${path}/pieces/new?requirement=work-and-record`)
    expect(choices.text).to.include(`entry:${entry.id}`)
    const form = { requirement: 'work-and-record', picked: [`entry:${entry.id}`] }
    const answer = await post(agent, `${path}/pieces`, form, path)
    expect(answer.headers.location).to.equal(`${path}?part=artefacts#slot-work-and-record`)
    expect((await part('artefacts')).text).to.include('A page')
    expect((await agent.get(`${path}/preview`)).text).to.include('We looked.')
  })

  it('take no entry and no artefact of somebody else', async () => {
    const other = await house.anEarner()
    const entry = await house.rooms.journal.addEntry({ ownerId: other.id, title: 'Secret', experience: 'Mine.' })
    const link = await house.rooms.artefact.addLink({ ownerId: other.id, url: 'https://example.org', name: 'Theirs' })
    for (const picked of [`entry:${entry.id}`, `artefact:${link.id}`]) {
      const answer = await post(agent, `${path}/pieces`, { requirement: 'work-and-record', picked }, path)
      expect(answer.status).to.equal(404)
    }
  })

  it('take a file in place, and say why another is refused', async () => {
    const token = await csrfToken(agent, path)
    const upload = (name: string, bytes: Buffer) =>
      agent
        .post(`${path}/artefacts?requirement=work-and-record&_csrf=${encodeURIComponent(token)}`)
        .attach('file', bytes, name)
    expect((await upload('notes.txt', Buffer.from('What we saw.'))).status).to.equal(303)
    expect((await part('artefacts')).text).to.include('notes.txt')
    const refused = await upload('page.html', Buffer.from('<!doctype html><script>alert(1)</script>'))
    expect(refused.status).to.equal(422)
    expect(refused.text).to.include('href="#file"')
    const forged = await agent
      .post(`${path}/artefacts?requirement=work-and-record`)
      .attach('file', Buffer.from('x'), 'x.txt')
    expect(forged.status).to.equal(403)
  })

  it('take a link, and refuse what is none', async () => {
    const link = (url: string) => post(agent, `${path}/links`, { requirement: 'work-and-record', url }, path)
    expect((await link('https://example.org/work')).status).to.equal(303)
    const refused = await link('javascript:alert(1)')
    expect(refused.status).to.equal(422)
    expect(refused.text).to.include('javascript:alert(1)').and.include('Error:')
  })

  it('take words written in place', async () => {
    const begun = await post(agent, `${path}/writings`, { requirement: 'work-and-record' }, path)
    const field = `writing-${begun.headers.location!.split('/').at(-1)}`
    await post(agent, `${path}/draft`, { part: 'artefacts', [field]: 'On page two.' }, begun.headers.location)
    expect((await agent.get(begun.headers.location!)).text).to.include('On page two.')
    const [piece] = (await claimNow()).draft.responses[0]!.pieces
    expect((await post(agent, `${path}/pieces/${piece!.id}/removal`, {}, path)).status).to.equal(303)
    expect((await claimNow()).draft.responses[0]!.pieces).to.deep.equal([])
  })

  it('name everything that is missing, each with the way to it, and do not submit before', async () => {
    const { text } = await part('check')
    for (const field of ['response-setting', 'slot-work-and-record', 'response-seen', `level-${CRITERIA[0]}`])
      expect(text).to.include(`#${field}"`)
    const answer = await post(agent, `${path}/submission`, {}, path)
    expect(answer.headers.location).to.equal(`${path}?part=check`)
    expect((await claimNow()).state).to.equal('drafting')
  })

  it('submit once, by way of a page that says what it means', async () => {
    await fill()
    const confirm = await agent.get(`${path}/submission`)
    expect(confirm.text).to.include('Submit this?')
    const _csrf = await csrfToken(agent, `${path}/submission`)
    const clicks = Array.from({ length: 5 }, () => agent.post(`${path}/submission`).type('form').send({ _csrf }))
    expect((await Promise.all(clicks)).map(({ status }) => status)).to.deep.equal([303, 303, 303, 303, 303])
    await house.drain()
    const submission = await house.rooms.review.submission(`${(await claimNow()).id}-1`)
    expect(submission.timeline.filter(({ name }) => name === 'submissionSubmitted')).to.have.length(1)
    expect((await agent.get(path)).text)
      .to.include('Who knows what, and when')
      .and.include('Answer expected by')
  })

  it('show reviewers exactly what the preview showed', async () => {
    await fill()
    const evidenceIn = (html: string) =>
      html
        .slice(html.indexOf('id="evidence-title"'), html.lastIndexOf('</article>'))
        .replaceAll(/\/(claims|reviews)\/[^"]*\/evidence/g, '/evidence')
        .replaceAll(/&#x3D;/g, '=')
        // What reviewers do with a piece is no part of it.
        .replaceAll(/<details class="disclosure pin"[\s\S]*?<\/details>/g, '')
        .replaceAll(/\s+/g, ' ')
    const preview = (await agent.get(`${path}/preview`)).text
    await post(agent, `${path}/submission`, {}, path)
    await house.drain()
    const { id } = await claimNow()
    const [reviewer] = await house.acceptAll(`${id}-1`)
    const submission = await house.rooms.review.submission(`${id}-1`)
    const { reviewId } = house.reviewOf(submission, reviewer!)
    const workspace = (await (await signIn(house, reviewer!)).get(`/reviews/${reviewId}`)).text
    expect(evidenceIn(workspace)).to.include('word42').and.to.equal(evidenceIn(preview))
  })

  it('put a claim away and take it up again', async () => {
    expect((await agent.get(`${path}/withdrawal`)).text).to.include('Put this claim away?')
    await post(agent, `${path}/withdrawal`, {}, `${path}/withdrawal`)
    expect((await claimNow()).state).to.equal('withdrawn')
    await post(agent, `${path}/reopening`, {}, path)
    expect((await claimNow()).state).to.equal('drafting')
  })

  it('let nobody judge an attempt that was put away in the moment in which it was handed in', async () => {
    await fill()
    const { id, personId } = await claimNow()
    // As after the write that hands in, and before its reviewers have it.
    await house.db.collection('claims').updateOne({ _id: id as never }, { $set: { state: 'submitted' } })
    await house.rooms.claim.withdraw({ claimId: id, personId })
    await house.drain()
    expect((await house.rooms.review.submission(`${id}-1`)).state).to.equal('withdrawn')
    await house.rooms.claim.reopen({ claimId: id, personId })
    await house.rooms.claim.submit({ claimId: id, personId })
    expect((await house.rooms.review.submission(`${id}-2`)).state).to.equal('submitted')
  })

  it('take up no second claim beside an open one', async () => {
    await post(agent, `${path}/withdrawal`, {}, `${path}/withdrawal`)
    await house.rooms.claim.begin({ personId: ada.id, slug: SLUG })
    expect((await post(agent, `${path}/reopening`, {}, path)).status).to.equal(409)
  })

  it('exist for nobody else', async () => {
    const stranger = await signIn(house, await house.anEarner())
    for (const page of [
      '',
      '?part=check',
      '/preview',
      '/submission',
      '/timeline',
      '/withdrawal',
      '/preview/evidence/e1',
    ])
      expect((await stranger.get(path + page)).status, page).to.equal(404)
    for (const act of ['draft', 'pieces', 'links', 'writings', 'submission', 'withdrawal', 'reopening'])
      expect((await post(stranger, `${path}/${act}`, { requirement: 'work-and-record' })).status, act).to.equal(404)
  })
})
