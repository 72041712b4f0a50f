import { expect } from 'chai'
import sharp from 'sharp'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, csrfToken, post, visitor } from '../support/signIn.js'
import { aHouseOfAuthors, anAnatomy, decoded, fieldsIn, fillIn, type House } from './support.js'

describe('authors', () => {
  let app: TestApp
  let house: House
  let runa: Agent
  let george: Agent
  let drafts = 0

  before(async () => {
    app = await startTestApp()
    house = await aHouseOfAuthors(app)
    runa = house.runa.agent
    george = house.george.agent
  })
  after(() => app.close())

  /** A complete draft that nobody has published. */
  async function aDraft(over: Parameters<typeof anAnatomy>[0] = {}) {
    const slug = `draft-${++drafts}`
    const authorIds = [house.runa.person.id]
    const id = await app.rooms.microcredential.add({
      slug,
      organizationId: house.home.id,
      authorIds,
      anatomy: anAnatomy(over),
    })
    return { id, slug, edit: `/microcredentials/${slug}/edit` }
  }
  async function aPublished() {
    const draft = await aDraft()
    await app.rooms.microcredential.publish(draft.id)
    return draft
  }
  const page = async (path: string, agent = runa) => (await agent.get(path)).text
  const saved = async (path: string, agent = runa) => fieldsIn(await page(path, agent))
  const autosave = async (agent: Agent, path: string, fields: Record<string, string>) =>
    agent.post(`${path}/autosave`).type('form').accept('json').send(fields)

  describe('beginning', () => {
    it('need a title only, and come to the first page of the form', async () => {
      const answer = await post(runa, '/microcredentials', {
        ...{ title: 'Å vente på svar', organizationId: house.home.id, language: 'nb' },
      })
      expect(answer.status).to.equal(303)
      expect(answer.headers.location).to.equal('/microcredentials/a-vente-pa-svar/edit/about')
      expect((await saved(answer.headers.location!)).title).to.equal('Å vente på svar')
    })

    it('get an address of its own for each, though the titles are the same', async () => {
      const begin = () => post(runa, '/microcredentials', { title: 'New', organizationId: house.home.id })
      const locations = await Promise.all([begin(), begin()].map(async answer => (await answer).headers.location))
      expect(locations.sort()).to.deep.equal([
        '/microcredentials/new-2/edit/about',
        '/microcredentials/new-3/edit/about',
      ])
    })

    it('keep what they chose when the title is missing', async () => {
      const answer = await post(runa, '/microcredentials', { organizationId: house.home.id, language: 'nb' })
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('Error:').and.include('href="#title"').and.include('value="nb" selected')
    })

    it('do not begin one for an organization that is not theirs', async () => {
      const answer = await post(runa, '/microcredentials', { title: 'Theirs', organizationId: house.other.id })
      expect(answer.status).to.equal(403)
    })

    it('are told who may write when they may not', async () => {
      expect(await page('/microcredentials/new', house.member.agent)).to.include('are written by authors')
      const answer = await post(house.member.agent, '/microcredentials', {
        title: 'Mine',
        organizationId: house.home.id,
      })
      expect(answer.status).to.equal(403)
    })
  })

  describe('writing a section', () => {
    it('save and go on to the next', async () => {
      const { edit } = await aDraft()
      const answer = await fillIn(runa, `${edit}/about`, { title: 'Another title' })
      expect(answer.headers.location).to.equal(`${edit}/method`)
      expect((await saved(`${edit}/about`)).title).to.equal('Another title')
    })

    it('have their words saved as they type, and may then send the same form', async () => {
      const { edit } = await aDraft()
      const form = await saved(`${edit}/about`)
      const answer = await autosave(runa, `${edit}/about`, { ...form, summary: 'Half a sen' })
      expect(answer.status).to.equal(200)
      expect(answer.body.savedAt).to.equal('2026-03-02T09:00:00.000Z')
      expect((await saved(`${edit}/about`)).summary).to.equal('Half a sen')
      await autosave(runa, `${edit}/about`, { ...form, summary: 'Half a sentence.' })
      const sent = await runa
        .post(`${edit}/about`)
        .type('form')
        .send({ ...form, summary: 'A whole one.' })
      expect(sent.status).to.equal(303)
      expect((await saved(`${edit}/about`)).summary).to.equal('A whole one.')
    })

    it('add, move and remove rows without a script, and lose nothing', async () => {
      const { edit } = await aDraft()
      const path = `${edit}/method`
      const added = await fillIn(runa, path, { 'components-0-text': 'Typed before adding', row: 'add:components' })
      expect(added.headers.location).to.equal(`${path}#components-1`)
      await fillIn(runa, path, { 'components-1-title': 'Second', row: 'up:components:1' })
      expect(await saved(path)).to.include({
        'components-0-title': 'Second',
        'components-1-text': 'Typed before adding',
      })
      await fillIn(runa, path, { row: 'remove:components:0' })
      expect(await saved(path))
        .to.include({ 'components-0-title': 'Count' })
        .and.not.have.property('components-1-title')
    })

    it('add one row when the button is pressed twice', async () => {
      const { edit } = await aDraft()
      const form = { ...(await saved(`${edit}/method`)), row: 'add:components' }
      const press = () => runa.post(`${edit}/method`).type('form').send(form)
      const [first, second] = await Promise.all([press(), press()])
      expect([first.status, second.status]).to.deep.equal([303, 303])
      expect(await saved(`${edit}/method`)).not.to.have.property('components-2-title')
    })

    it('are told at once what cannot be meant, with what they typed kept', async () => {
      const { edit } = await aDraft()
      const answer = await fillIn(runa, `${edit}/hours`, { hours: 'two days', credits: '' })
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('href="#hours"').and.include('value="two days"').and.not.include('href="#credits"')
      expect((await saved(`${edit}/hours`)).hours).to.equal('two days')
    })

    it('are told what is too long, with all of it kept', async () => {
      const { edit } = await aDraft()
      const long = 'å'.repeat(401)
      const answer = await fillIn(runa, `${edit}/about`, { summary: long })
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include(long)
      expect((await saved(`${edit}/about`)).summary).to.equal('Ask, count to ten, and hear what comes.')
    })

    it('come from a problem in the overview straight to its field', async () => {
      const { edit } = await aDraft({ research: [] })
      const text = decoded(await page(edit))
      expect(text).to.include(`${edit}/sources?check=1#research`)
      expect(await page(`${edit}/sources?check=1`))
        .to.include('href="#research"')
        .and.include('id="research"')
    })

    it('print hostile words as words', async () => {
      const { edit } = await aDraft()
      await fillIn(runa, `${edit}/about`, { title: '"><script>alert(1)</script>', summary: '</textarea><script>x' })
      for (const path of [edit, `${edit}/about`, `${edit}/badge`, edit.replace('edit', 'preview/earner')])
        expect(await page(path), path).not.to.match(/<script>(alert|x)/)
    })
  })

  describe('writing together', () => {
    it('may write in different sections at the same moment', async () => {
      const { edit } = await aDraft()
      await Promise.all([
        fillIn(runa, `${edit}/about`, { title: "Runa's title" }),
        fillIn(george, `${edit}/method`, { keyMethod: "George's method" }),
      ])
      expect((await saved(`${edit}/about`)).title).to.equal("Runa's title")
      expect((await saved(`${edit}/method`)).keyMethod).to.equal("George's method")
    })

    it('are shown what the other wrote, and keep their own words, before anything is replaced', async () => {
      const { edit } = await aDraft()
      const [hers, his] = [await saved(`${edit}/about`), await saved(`${edit}/about`, george)]
      await runa
        .post(`${edit}/about`)
        .type('form')
        .send({ ...hers, summary: 'Written by Runa' })
      const answer = await george
        .post(`${edit}/about`)
        .type('form')
        .send({ ...his, summary: 'Written by George' })
      expect(answer.status).to.equal(409)
      expect(answer.text)
        .to.include('Runa Vik wrote in this section')
        .and.include('Written by George')
        .and.include('Written by Runa')
      expect((await saved(`${edit}/about`)).summary).to.equal('Written by Runa')

      const insisting = await george.post(`${edit}/about`).type('form').send(fieldsIn(answer.text))
      expect(insisting.status).to.equal(303)
      expect((await saved(`${edit}/about`)).summary).to.equal('Written by George')
    })

    it('are not overwritten by what another form saves by itself', async () => {
      const { edit } = await aDraft()
      const his = await saved(`${edit}/about`, george)
      await fillIn(runa, `${edit}/about`, { summary: 'Written by Runa' })
      const answer = await autosave(george, `${edit}/about`, { ...his, summary: 'Typed by George' })
      expect(answer.status).to.equal(409)
      expect((await saved(`${edit}/about`)).summary).to.equal('Written by Runa')
    })

    it('lose nothing when twenty saves of two forms arrive at once', async () => {
      const { edit } = await aDraft()
      const [hers, his] = [await saved(`${edit}/about`), await saved(`${edit}/sources`, george)]
      await Promise.all(
        Array.from({ length: 10 }, (_, i) => [
          autosave(runa, `${edit}/about`, { ...hers, summary: `Runa ${i}` }),
          autosave(george, `${edit}/sources`, { ...his, 'research-0-note': `George ${i}` }),
        ]).flat(),
      )
      expect((await saved(`${edit}/about`)).summary).to.match(/^Runa \d$/)
      expect((await saved(`${edit}/sources`))['research-0-note']).to.match(/^George \d$/)
    })
  })

  describe('design review', () => {
    const request = (slug: string, agent = runa) => post(agent, `/microcredentials/${slug}/design-review`)
    const approve = (slug: string, agent: Agent) => post(agent, `/microcredentials/${slug}/versions`)

    it('is refused for an incomplete draft, with every problem linked to its field', async () => {
      const { slug, edit } = await aDraft({ research: [], hours: 0 })
      const answer = await request(slug)
      expect(answer.status).to.equal(422)
      expect(decoded(answer.text))
        .to.include('Error:')
        .and.include(`${edit}/sources?check=1#research`)
        .and.include(`${edit}/hours?check=1#hours`)
    })

    it('takes four eyes: who asked cannot approve, a colleague can', async () => {
      const { slug } = await aDraft()
      expect((await request(slug)).status).to.equal(303)
      expect((await approve(slug, runa)).status).to.equal(403)
      expect((await runa.get(`/microcredentials/${slug}/v1`)).status).to.equal(404)
      expect((await approve(slug, george)).headers.location).to.equal(`/microcredentials/${slug}`)
      expect((await visitor(app).get(`/microcredentials/${slug}`)).status).to.equal(200)
    })

    it('may be answered by an administrator of the organization, who may read but not write', async () => {
      const { slug, edit } = await aDraft()
      const chief = house.chief.agent
      expect((await chief.get(edit)).status).to.equal(200)
      expect((await post(chief, `${edit}/about`, { title: 'Mine' })).status).to.be.oneOf([403, 404])
      await request(slug)
      expect((await approve(slug, chief)).status).to.equal(303)
    })

    it('publishes once, however many approve at the same moment', async () => {
      const { slug } = await aDraft()
      await request(slug)
      const answers = await Promise.all([george, house.chief.agent, george].map(agent => approve(slug, agent)))
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, 409, 409])
      expect((await app.rooms.microcredential.latest(slug)).version).to.equal(1)
    })

    it('sends a draft back with a note that its author reads', async () => {
      const { slug, edit } = await aDraft()
      await request(slug)
      expect((await post(george, `/microcredentials/${slug}/design-review/return`, { note: '' })).status).to.equal(422)
      await post(george, `/microcredentials/${slug}/design-review/return`, { note: 'Levels two and three overlap.' })
      expect(await page(edit))
        .to.include('George Ito sent it back')
        .and.include('Levels two and three overlap.')
    })

    it('closes the form until it is answered or taken back', async () => {
      const { slug, edit } = await aDraft()
      const form = await saved(`${edit}/about`)
      await request(slug)
      expect((await runa.get(`${edit}/about`)).headers.location).to.equal(edit)
      expect((await runa.post(`${edit}/about`).type('form').send(form)).status).to.equal(409)
      await post(runa, `/microcredentials/${slug}/design-review/withdrawal`)
      expect((await runa.get(`${edit}/about`)).status).to.equal(200)
    })

    it('tells those who can answer, and then the author', async () => {
      const { slug } = await aDraft({ title: 'Told about' })
      await request(slug)
      await app.drain()
      expect(await page('/notifications', george)).to.include('Runa Vik asks for a design review of “Told about”')
      expect(await page('/notifications', runa)).not.to.include('asks for a design review of “Told about”')
      await approve(slug, george)
      await app.drain()
      expect(await page('/notifications', runa)).to.include('“Told about” is published as version 1')
    })
  })

  describe('after publication', () => {
    it('write the next version beside the one that stands', async () => {
      const { slug, edit } = await aPublished()
      await post(runa, `/microcredentials/${slug}/draft`)
      await fillIn(runa, `${edit}/about`, { title: 'The second' })
      expect(await page(`/microcredentials/${slug}`))
        .to.include('Waiting for an answer')
        .and.not.include('The second')
      await post(runa, `/microcredentials/${slug}/design-review`)
      await post(george, `/microcredentials/${slug}/versions`)
      expect((await app.rooms.microcredential.latest(slug)).anatomy.title).to.equal('The second')
    })

    it('retire it with a reason, and not without', async () => {
      const { slug, edit } = await aPublished()
      expect((await post(runa, `/microcredentials/${slug}/retirement`, { note: ' ' })).status).to.equal(422)
      await post(runa, `/microcredentials/${slug}/retirement`, { note: 'It counted slips.' })
      expect(await page(edit)).to.include('It counted slips.')
      expect((await post(runa, `/microcredentials/${slug}/draft`)).status).to.equal(409)
    })

    it('find all of it in one list', async () => {
      const { slug } = await aPublished()
      expect(await page('/microcredentials/writing')).to.include(`/microcredentials/${slug}/edit`)
      expect(await page('/microcredentials/writing', house.stranger.agent)).not.to.include(
        `/microcredentials/${slug}/edit`,
      )
    })
  })

  describe('the badge designer', () => {
    it('shows each choice, and draws what is asked for', async () => {
      const { edit } = await aDraft()
      expect(await page(`${edit}/badge`))
        .to.include('Ten seconds')
        .and.include('name="shape" value="leaf"')
      const { body, headers } = await runa.get(
        `${edit}/badge/drawing.svg?shape=leaf&colour=plum&icon=sprout&text=Leafy`,
      )
      expect(String(body)).to.include('>Leafy<')
      expect(headers['cache-control']).to.include('no-store')
    })

    it('draws nothing that the designer does not have', async () => {
      const { edit } = await aDraft()
      expect((await runa.get(`${edit}/badge/drawing.svg?icon=../../../etc/passwd`)).status).to.equal(404)
    })

    it('takes an image of their own, publishes it, and gives the drawing back when asked', async () => {
      const { slug, edit, id } = await aDraft()
      const red = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#ff0000' } })
        .png()
        .toBuffer()
      const token = await csrfToken(runa)
      const send = (bytes: Buffer) =>
        runa.post(`${edit}/badge/upload?_csrf=${token}`).attach('upload', bytes, 'badge.png')
      expect((await send(red)).status).to.equal(303)
      await app.rooms.microcredential.publish(id)
      const { body } = await runa.get(`/microcredentials/${slug}/v1/badge.png?size=64`)
      const pixels = await sharp(body).removeAlpha().raw().toBuffer()
      expect([...pixels.subarray(0, 3)]).to.deep.equal([255, 0, 0])

      await post(runa, `/microcredentials/${slug}/draft`)
      await post(runa, `${edit}/badge/upload/removal`)
      const drawing = await runa.get(`${edit}/badge/image.svg`)
      expect(String(drawing.body)).to.include('Ten seconds')
    })

    it('says why it does not take an image', async () => {
      const { edit } = await aDraft()
      const token = await csrfToken(runa)
      const send = (bytes: Buffer) =>
        runa.post(`${edit}/badge/upload?_csrf=${token}`).attach('upload', bytes, 'badge.png')
      const wide = await sharp({ create: { width: 600, height: 300, channels: 3, background: 'red' } })
        .png()
        .toBuffer()
      for (const [bytes, why] of [
        [wide, 'A badge is square'],
        [Buffer.from('hello'), 'not a PNG or an SVG'],
        [Buffer.alloc(1024 * 1024 + 1), 'larger than 1 MB'],
      ] as const) {
        const answer = await send(bytes)
        expect(answer.status).to.equal(422)
        expect(answer.text).to.include(why).and.include('href="#upload"')
      }
    })
  })

  describe('previews', () => {
    it('show the draft as an earner and as a reviewer will see it', async () => {
      const { slug } = await aDraft({ title: 'Seen before' })
      expect(await page(`/microcredentials/${slug}/preview/earner`))
        .to.include('Seen before')
        .and.include('20 to 100 words')
      expect(await page(`/microcredentials/${slug}/preview/reviewer`)).to.include('Does the teacher wait?')
    })

    it('work for a draft in which nothing is written yet', async () => {
      const { headers } = await post(runa, '/microcredentials', { title: 'Bare', organizationId: house.home.id })
      const base = headers.location!.replace('/edit/about', '')
      for (const path of ['preview/earner', 'preview/reviewer', 'edit'])
        expect((await runa.get(`${base}/${path}`)).status, path).to.equal(200)
    })
  })

  describe('permissions', () => {
    const reading = (slug: string) =>
      [
        ...['edit', 'edit/about', 'edit/badge', 'preview/earner', 'preview/reviewer', 'retirement'],
        ...['design-review/return', 'edit/badge/image.svg', 'edit/badge/drawing.svg'],
      ].map(path => `/microcredentials/${slug}/${path}`)
    const writing = (slug: string) =>
      [
        ...['edit/about', 'edit/about/autosave', 'draft', 'design-review', 'design-review/withdrawal', 'versions'],
        ...['edit/badge/upload/removal'],
      ].map(path => `/microcredentials/${slug}/${path}`)

    it('hide a draft from everyone who does not write in its organization', async () => {
      const { slug } = await aDraft()
      for (const { agent } of [house.stranger, house.member]) {
        for (const path of reading(slug)) expect((await agent.get(path)).status, path).to.equal(404)
        for (const path of writing(slug)) expect((await post(agent, path, { title: 'x' })).status, path).to.equal(404)
      }
    })

    it('forbid the authors of others to touch what everyone may read', async () => {
      const { slug } = await aPublished()
      for (const path of writing(slug)) expect((await post(house.stranger.agent, path)).status, path).to.equal(403)
      for (const path of ['retirement', 'design-review/return'])
        expect((await post(house.stranger.agent, `/microcredentials/${slug}/${path}`, { note: 'x' })).status).to.equal(
          403,
        )
    })

    it('send those who are not signed in to the sign-in page', async () => {
      const { slug } = await aDraft()
      const { status, headers } = await visitor(app).get(`/microcredentials/${slug}/edit`)
      expect([status, headers.location]).to.deep.equal([303, '/sign-in'])
    })

    it('refuse every change without the token of the form', async () => {
      const { slug } = await aDraft()
      for (const path of writing(slug)) expect((await runa.post(path).type('form').send({})).status, path).to.equal(403)
    })
  })
})
