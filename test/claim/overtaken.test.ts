import { expect } from 'chai'
import { aReviewHouse, type House, SLUG } from '../review/aReviewHouse.js'
import { type Agent, csrfToken, post, signIn } from '../support/signIn.js'

type Fields = Record<string, string>

describe('a claim that is open in two tabs', () => {
  let house: House
  let agent: Agent
  let path: string
  before(async () => {
    house = await aReviewHouse(['bo', 'cy'])
  })
  after(() => house.close())
  beforeEach(async () => {
    agent = await signIn(house, await house.anEarner())
    path = (await post(agent, '/claims', { slug: SLUG }, `/microcredentials/${SLUG}`)).headers.location!
  })

  /** What the form of a page sends along unseen. */
  function tab(html: string): Fields {
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    house.clock.advance(1000)
    return { editorId: hidden('editorId'), openedAt: hidden('openedAt'), part: hidden('part') }
  }
  const open = async (part = 'overview') => tab((await agent.get(`${path}?part=${part}`)).text)
  const save = (from: Fields, fields: Fields) => post(agent, `${path}/draft`, { ...from, ...fields }, path)
  async function autosave(from: Fields, fields: Fields) {
    const _csrf = await csrfToken(agent, path)
    const body = { _csrf, ...from, ...fields }
    house.clock.advance(1000)
    return agent.post(`${path}/draft`).set('Accept', 'application/json').type('form').send(body)
  }
  const page = async (part = 'overview') => (await agent.get(`${path}?part=${part}`)).text

  it('saves the words of the one that writes on, and refuses those of the other as it types', async () => {
    const [one, other] = [await open(), await open()]
    expect((await autosave(one, { 'response-setting': 'From one' })).status).to.equal(200)
    expect((await autosave(one, { 'response-setting': 'From one, and on' })).status).to.equal(200)
    expect((await autosave(other, { 'response-setting': 'From the other' })).status).to.equal(409)
    expect(await page())
      .to.include('From one, and on')
      .and.not.include('From the other')
  })

  it('shows both texts when the other one is saved by hand, and writes over neither', async () => {
    const [one, other] = [await open(), await open()]
    await save(one, { 'response-setting': 'From <one>' })
    const both = await save(other, { 'response-setting': 'From the other' })
    expect(both.status).to.equal(409)
    expect(both.text).to.include('You wrote here in another place meanwhile')
    expect(both.text).to.include('>From the other</textarea>').and.include('From &lt;one&gt;</p>')
    expect(both.text).not.to.include('data-autosave=')
    expect(await page())
      .to.include('From &lt;one&gt;')
      .and.not.include('From the other')
  })

  it('takes the choice: one’s own words, or those that stand', async () => {
    const [one, other] = [await open(), await open()]
    await save(one, { 'response-setting': 'From one' })
    const both = await save(other, { 'response-setting': 'From the other' })
    expect(both.text).to.include(`href="${path}?part`)
    expect(await page()).to.include('From one')
    const chosen = await save(tab(both.text), { 'response-setting': 'From the other, with From one' })
    expect(chosen.status).to.equal(303)
    expect(await page()).to.include('From the other, with From one')
  })

  it('asks again where the first tab went on writing before the choice was made', async () => {
    const [one, other] = [await open(), await open()]
    await save(one, { 'response-setting': 'From one' })
    const both = tab((await save(other, { 'response-setting': 'From the other' })).text)
    await autosave(one, { 'response-setting': 'From one, later' })
    const again = await save(both, { 'response-setting': 'From the other' })
    expect(again.status).to.equal(409)
    expect(again.text).to.include('From one, later')
  })

  it('is not in its own way: other parts, the same words, and what one has saved oneself', async () => {
    const [one, other] = [await open(), await open()]
    await save(one, { 'response-setting': 'The same' })
    expect((await save(other, { 'response-setting': 'The same' })).status).to.equal(303)
    const reflection = await open('reflection')
    await save(await open(), { 'response-setting': 'Something else' })
    expect((await save(reflection, { 'response-seen': 'Of another part' })).status).to.equal(303)
    const fresh = await open()
    for (const text of ['A', 'AB', 'ABC'])
      expect((await autosave(fresh, { 'response-setting': text })).status).to.equal(200)
  })

  it('goes on being the same tab after a save that was not taken', async () => {
    const [one, other] = [await open(), await open()]
    await save(one, { 'response-setting': 'From one' })
    const tooLong = await save(other, { 'response-setting': 'x'.repeat(60_001) })
    expect(tooLong.status).to.equal(422)
    expect((await save(tab(tooLong.text), { 'response-setting': 'From the other' })).status).to.equal(409)
  })

  it('keeps both judgements of oneself apart, level and words', async () => {
    const [one, other] = [await open('self-assessment'), await open('self-assessment')]
    const criterion = /name="note-([^"]+)"/.exec(await page('self-assessment'))![1]!
    const level = new RegExp(`name="level-${criterion}" value="([^"]+)"`).exec(await page('self-assessment'))![1]!
    await save(one, { [`level-${criterion}`]: level, [`note-${criterion}`]: 'Seen in one' })
    const both = await save(other, { [`note-${criterion}`]: 'Seen in the other' })
    expect(both.status).to.equal(409)
    expect(both.text).to.include('Seen in one</p>').and.include('>Seen in the other</textarea>')
  })

  it('keeps both versions of evidence that is written in place', async () => {
    const slot = /requirement&#x3D;([\w-]+)|requirement=([\w-]+)/.exec(await page('artefacts'))!
    const begun = await post(agent, `${path}/writings`, { requirement: (slot[1] ?? slot[2])! }, path)
    const sheet = begun.headers.location!
    const field = `writing-${sheet.split('/').at(-1)}`
    const openSheet = async () => tab((await agent.get(sheet)).text)
    const [one, other] = [await openSheet(), await openSheet()]
    await save(one, { [field]: 'On the first sheet' })
    const both = await save(other, { [field]: 'On the second sheet' })
    expect(both.status).to.equal(409)
    expect(both.text).to.include('On the first sheet</p>').and.include('>On the second sheet</textarea>')
    expect((await save(tab(both.text), { [field]: 'On the second sheet' })).status).to.equal(303)
    expect((await agent.get(sheet)).text).to.include('On the second sheet')
  })

  it('keeps what could not be saved on the device by itself for each part', async () => {
    const kept = (html: string) => /data-autosave="([^"]+)"/.exec(html)?.[1]
    expect(kept(await page('overview'))).not.to.equal(kept(await page('reflection')))
  })
})
