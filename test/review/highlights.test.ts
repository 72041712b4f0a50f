import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { parseHighlight } from '../../server/review/forms.js'
import { ensurePinnable } from '../../server/review/highlight.js'
import { Invalid, NotFound } from '../../server/shared/errors.js'
import { type Agent, csrfToken, post, signIn } from '../support/signIn.js'
import { allAt, aReviewHouse, CRITERIA, type House } from './aReviewHouse.js'
import { aFrozenSubmission } from './aSubmission.js'

const { evidence: texts } = aFrozenSubmission()
const evidence = [{ ...texts[0]!, text: 'We **looked** at [their work](https://x.example),\nand talked.' }]
const highlight = (over = {}) => ({
  id: 'h',
  criterionId: 'seeing',
  evidenceId: 'e1',
  quote: 'looked at their work, and',
  ...over,
})

describe('a highlight', () => {
  it('quotes words that stand in the piece, as they are read on the page', () => {
    expect(() => ensurePinnable(highlight(), evidence, ['seeing'])).not.to.throw()
    expect(() => ensurePinnable(highlight({ quote: 'never said' }), evidence, ['seeing'])).to.throw(Invalid)
    expect(() => ensurePinnable(highlight({ quote: '***' }), evidence, ['seeing'])).to.throw(Invalid)
  })

  it('needs a piece, a criterion still to be judged, and something to point at', () => {
    expect(() => ensurePinnable(highlight({ evidenceId: 'e9' }), evidence, ['seeing'])).to.throw(NotFound)
    expect(() => ensurePinnable(highlight({ criterionId: 'met-before' }), evidence, ['seeing'])).to.throw(Invalid)
    expect(() => ensurePinnable(highlight({ quote: '' }), evidence, ['seeing'])).to.throw(Invalid)
  })

  it('takes a moment as minutes and seconds', () => {
    const read = (moment: string) => parseHighlight({ criterion: 'c', evidence: 'e1', moment })
    for (const [typed, seconds] of [
      ['1:15', 75],
      ['75', 75],
      ['1:00:01', 3601],
    ] as const)
      expect(read(typed)).to.deep.include({ ok: true }).and.to.have.nested.property('value.seconds', seconds)
    for (const typed of ['1:99', 'soon', '-1', '99999:00:00']) expect(read(typed).ok, typed).to.equal(false)
  })
})

describe('the tools of a reviewer', () => {
  let house: House
  let ada: Person
  let claimId: string
  let submissionId: string
  let panel: Person[]
  let agent: Agent
  let path: string

  before(async () => {
    house = await aReviewHouse()
    ada = await house.anEarner()
    ;({ claimId, submissionId } = await house.submitted(ada))
    panel = await house.acceptAll(submissionId)
    agent = await signIn(house, panel[0]!)
    const submission = await house.rooms.review.submission(submissionId)
    path = `/reviews/${house.reviewOf(submission, panel[0]!).reviewId}`
  })
  after(() => house.close())

  const pinned = (form: Record<string, string>) =>
    post(agent, `${path}/highlights`, { evidence: 'e1', criterion: CRITERIA[0]!, quote: 'word3 word4', ...form })

  it('pin by a form, show it beside the criterion, and take it away again', async () => {
    const answer = await pinned({})
    expect(answer.status).to.equal(303)
    expect(answer.headers.location).to.equal(`${path}#pinned-${CRITERIA[0]}`)
    const page = (await agent.get(path)).text
    expect(page).to.include('word3 word4</p></blockquote>')
    const removal = /formaction="([^"]+removal)"/.exec(page.replaceAll('&#x3D;', '='))![1]!
    await post(agent, removal)
    expect((await agent.get(path)).text).not.to.include('word3 word4</p></blockquote>')
  })

  it('say what is wrong with a quote that stands nowhere, to a person and to a script', async () => {
    await pinned({ quote: 'nowhere at all' })
    expect((await agent.get(path)).text).to.include('That is not in this piece.')
    const form = { _csrf: await csrfToken(agent), evidence: 'e1', criterion: 'none', quote: 'word3' }
    const answer = await agent.post(`${path}/highlights`).set('Accept', 'application/json').type('form').send(form)
    expect(answer.status).to.equal(422)
    expect(answer.body).to.deep.equal({ field: 'criterion' })
  })

  it('lose no pin of many that are set at the same moment, keep each once, and not without end', async () => {
    const _csrf = await csrfToken(agent, path)
    const send = (quote: string) =>
      agent
        .post(`${path}/highlights`)
        .set('Accept', 'application/json')
        .type('form')
        .send({ _csrf, evidence: 'e1', criterion: CRITERIA[1]!, quote })
    const quotes = Array.from({ length: 12 }, (_, index) => `word${index + 10}`)
    const twice = await Promise.all([...quotes, ...quotes].map(send))
    expect(twice.map(({ status }) => status)).to.deep.equal(twice.map(() => 201))
    const shown = async () => (await agent.get(path)).text.match(/data-highlight="[^"]+"|formaction="[^"]+removal"/g)!
    expect(await shown()).to.have.length(12)
    const rest = await Promise.all(Array.from({ length: 49 }, (_, index) => send(`word${index + 40}`)))
    expect(rest.filter(({ status }) => status === 409)).to.have.length(1)
    expect(await shown()).to.have.length(60)
    const removals = (await shown()).map(text => /"([^"]+)"/.exec(text.replaceAll('&#x3D;', '='))![1]!)
    await Promise.all(removals.map(removal => agent.post(removal).type('form').send({ _csrf })))
    expect((await agent.get(path)).text).not.to.match(/formaction="[^"]+removal"/)
  })

  it('keep pins while the words beside them are saved', async () => {
    await pinned({ quote: 'word5 word6' })
    await post(agent, `${path}/draft`, { [`comment-${CRITERIA[0]}`]: 'Because of this.' })
    const page = (await agent.get(path)).text
    expect(page).to.include('word5 word6</p></blockquote>').and.to.include('Because of this.')
  })

  it('keep phrases for the next review, each for its reviewer alone', async () => {
    await post(agent, '/reviews/phrases', { text: 'I looked for the learners’ own words.', back: path })
    await post(agent, '/reviews/phrases', { text: 'I looked for the learners’ own words.' })
    expect((await agent.get(path)).text.match(/I looked for the learners’ own words\./g)).to.have.length(1)
    const other = await signIn(house, panel[1]!)
    expect((await other.get('/reviews/phrases')).text).not.to.include('I looked for')
    const removal = /action="(\/reviews\/phrases\/[^/"]+\/removal)"/.exec(
      (await agent.get('/reviews/phrases')).text,
    )![1]!
    await post(other, removal)
    expect((await agent.get('/reviews/phrases')).text).to.include('I looked for')
    await post(agent, removal)
    expect((await agent.get('/reviews/phrases')).text).not.to.include('I looked for')
    expect((await post(agent, '/reviews/phrases', { text: ' ' })).status).to.equal(422)
  })

  it('are nobody else’s', async () => {
    const stranger = await signIn(house, await house.anEarner())
    expect((await post(stranger, `${path}/highlights`, { evidence: 'e1', quote: 'word3' })).status).to.equal(404)
  })

  it('bring what was pinned to the earner, beside the criterion it belongs to, and no further pins after that', async () => {
    for (const person of panel) await house.lock(submissionId, person, allAt('met', 'met', 'partly'))
    await house.drain()
    const page = (await (await signIn(house, ada)).get(`/claims/${claimId}`)).text
    expect(page).to.include('word5 word6</p></blockquote>')
    expect(page.replaceAll('&#x3D;', '=')).to.include(`href="/claims/${claimId}/attempts/1#e1"`)
    expect((await pinned({ quote: 'word7' })).status).to.equal(409)
  })
})
