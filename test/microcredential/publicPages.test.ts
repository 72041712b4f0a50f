import { expect } from 'chai'
import sharp from 'sharp'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, post, visitor } from '../support/signIn.js'
import { aHouseOfAuthors, anAnatomy, anOrganization, decoded, fillIn, type House } from './support.js'

describe('the catalogue and the page of a micro-credential', () => {
  let app: TestApp
  let house: House
  let stranger: Agent

  before(async () => {
    app = await startTestApp()
    house = await aHouseOfAuthors(app)
    stranger = visitor(app)
    await publish('waiting', {})
    await publish('samtaler', {
      ...{
        keyMethod: 'Forutse og velge ut.',
        title: 'Å lede samtaler',
        summary: 'Løft fram det elevene sier.',
        subjects: ['Matematikk'],
      },
      ...{ hours: 16, language: 'nb' as const },
    })
    await publish('hostile', {
      title: '<script>alert("title")</script>',
      competence: '<img src=x onerror=alert(1)> [link](javascript:alert(2))',
      research: [{ title: 'Bad', url: 'javascript:alert(3)', note: '<b>note</b>' }],
      subjects: ['Safety'],
    })
    await add('unpublished', { title: 'A mere draft' })
  })
  after(() => app.close())

  const add = (slug: string, over: Parameters<typeof anAnatomy>[0]) =>
    app.rooms.microcredential.add({
      ...{ slug, organizationId: house.home.id, authorIds: [house.runa.person.id] },
      anatomy: anAnatomy(over),
    })
  async function publish(slug: string, over: Parameters<typeof anAnatomy>[0]) {
    const id = await add(slug, over)
    await app.rooms.microcredential.publish(id)
    return id
  }
  const page = async (path: string, agent = stranger) => (await agent.get(path)).text

  describe('the catalogue', () => {
    it('lists what is published and nothing else', async () => {
      const text = await page('/microcredentials')
      expect(text).to.include('Waiting for an answer').and.include('Å lede samtaler')
      expect(text).not.to.include('A mere draft')
    })

    it('finds by words of the title, the summary and the competence, all of them at once', async () => {
      expect(await page('/microcredentials?q=samtaler'))
        .to.include('Å lede')
        .and.not.include('Waiting')
      expect(await page('/microcredentials?q=quiet+seconds'))
        .to.include('Waiting')
        .and.not.include('Å lede')
      expect(await page('/microcredentials?q=samtaler+quiet')).to.include('Nothing fits all of that')
    })

    it('filters by subject, organization, time and language', async () => {
      for (const filter of ['subject=Matematikk', 'hours=medium', 'language=nb'])
        expect(await page(`/microcredentials?${filter}`), filter)
          .to.include('Å lede')
          .and.not.include('Waiting')
      expect(await page(`/microcredentials?organization=${house.home.slug}`)).to.include('Waiting')
      expect(await page(`/microcredentials?organization=${house.other.slug}`)).to.include('Nothing fits all of that')
    })

    it('shows the choices that were made, so that they survive a reload', async () => {
      const text = await page('/microcredentials?q=lede&subject=Matematikk&hours=medium')
      expect(text)
        .to.include('value="lede"')
        .and.include('value="Matematikk" selected')
        .and.include('value="medium" selected')
    })

    it('goes on with the next page, filters kept', async () => {
      const many = await anOrganization(app)
      for (let i = 0; i < 25; i++) {
        const id = await app.rooms.microcredential.add({
          ...{ slug: `paged-${i}`, organizationId: many.id, authorIds: [house.runa.person.id] },
          anatomy: anAnatomy({ title: `Paged ${i}` }),
        })
        await app.rooms.microcredential.publish(id)
      }
      const first = await page(`/microcredentials?organization=${many.slug}`)
      const next = decoded(/href="([^"]+)" rel="next"/.exec(first)![1]!)
      const second = await page(next)
      expect([first, second].map(text => text.match(/Paged \d+</g)?.length)).to.deep.equal([24, 1])
      expect(second).not.to.include('rel="next"')
    })

    for (const hostile of [
      'q=%22',
      'q[]=a',
      'q=-',
      'hours=constructor',
      'before=%00',
      'subject[$ne]=x',
      `q=${'x'.repeat(3000)}`,
    ])
      it(`takes ${hostile.slice(0, 20)} for an address like any other`, async () => {
        expect((await stranger.get(`/microcredentials?${hostile}`)).status).to.equal(200)
      })
  })

  describe('the page', () => {
    it('says everything one needs to judge it, to a visitor without an account', async () => {
      const text = await page('/microcredentials/waiting')
      for (const part of [
        'Waiting for an answer',
        '<strong>waits</strong>',
        'Ten quiet seconds.',
        'Rowe, 1974',
        '20 to 100 words',
        'At most 2 pieces',
        'Level to reach',
        'Valid for 3 years',
        '6.5',
        'Runa Vik',
      ])
        expect(text, part).to.include(part)
    })

    it('offers to start it, with its slug', async () => {
      expect(await page('/microcredentials/waiting')).to.match(/action="\/claims">[\s\S]*name="slug" value="waiting"/)
    })

    it('says honestly that there is too little to say', async () => {
      const text = await page('/microcredentials/waiting')
      expect(text).to.include('Nobody has earned it yet.').and.include('Nothing to count yet. Shown from 10 on.')
    })

    it('prints hostile words and addresses as words', async () => {
      const text = await page('/microcredentials/hostile')
      expect(text).to.include('&lt;script&gt;alert(&quot;title&quot;)')
      expect(text).not.to.match(/<script>alert|<img src=x|href="javascript:|<b>note/)
    })

    it('exists in Norwegian', async () => {
      const { text } = await stranger.get('/microcredentials/waiting').set('Cookie', 'language=nb')
      expect(text).to.include('Slik blir det vurdert').and.include('lang="nb"')
      expect(text).to.include('6,5 timer · 1 poeng')
    })

    it('does not exist for a draft, nor for a version that never was', async () => {
      for (const path of ['unpublished', 'nothing', 'waiting/v2', 'waiting/v0', 'waiting/v1e0', 'waiting/v-1'])
        expect((await stranger.get(`/microcredentials/${path}`)).status, path).to.equal(404)
    })
  })

  describe('versions', () => {
    it('stay readable as they were, and point to the newest', async () => {
      const { microcredential } = app.rooms
      const id = await publish('versioned', { title: 'First title' })
      const before = await microcredential.version(id, 1)
      await post(house.runa.agent, '/microcredentials/versioned/draft')
      const about = '/microcredentials/versioned/edit/about'
      await fillIn(house.runa.agent, about, { title: 'Second title' })
      await microcredential.publish(id)

      expect(await microcredential.version(id, 1)).to.deep.equal(before)
      expect((await microcredential.latest('versioned')).version).to.equal(2)
      const old = await page('/microcredentials/versioned/v1')
      expect(old)
        .to.include('First title')
        .and.include('A newer one has been published')
        .and.not.include('action="/claims"')
      expect(await page('/microcredentials/versioned')).to.include('Second title')
    })

    it('of a retired one stay readable, but cannot be started', async () => {
      const id = await publish('retired', { title: 'Gone by' })
      await app.rooms.microcredential.retire(id, 'Its time is past.')
      const text = await page('/microcredentials/retired')
      expect(text).to.include('Gone by').and.include('is retired').and.not.include('action="/claims"')
      expect(await page('/microcredentials')).not.to.include('Gone by')
      expect((await app.rooms.microcredential.latest('retired')).state).to.equal('retired')
    })
  })

  describe('the badge image', () => {
    it('is an SVG that may be kept for ever and can run nothing', async () => {
      const { status, headers, body } = await stranger.get('/microcredentials/waiting/v1/badge.svg')
      expect(status).to.equal(200)
      expect(headers['content-type']).to.include('image/svg+xml')
      expect(headers['cache-control']).to.include('immutable')
      expect(headers['content-security-policy']).to.include("default-src 'none'").and.include('sandbox')
      expect(String(body)).to.include('Ten seconds')
    })

    it('is a PNG of 512 pixels, or of another size that we offer', async () => {
      for (const [query, width] of [
        ['', 512],
        ['?size=64', 64],
        ['?size=1024', 1024],
        ['?size=9999', 512],
      ] as const) {
        const { body } = await stranger.get(`/microcredentials/waiting/v1/badge.png${query}`)
        expect((await sharp(body).metadata()).width).to.equal(width)
      }
    })

    it('is asked for again without being sent again', async () => {
      const { headers } = await stranger.get('/microcredentials/waiting/v1/badge.svg')
      const again = await stranger.get('/microcredentials/waiting/v1/badge.svg').set('If-None-Match', headers.etag!)
      expect(again.status).to.equal(304)
    })

    it('does not exist for a draft', async () => {
      expect((await stranger.get('/microcredentials/unpublished/v1/badge.svg')).status).to.equal(404)
    })
  })

  describe('the face to other rooms', () => {
    it('gives versions by their references, and leaves out what does not exist', async () => {
      const { microCredentialId } = await app.rooms.microcredential.latest('waiting')
      const refs = [1, 2].map(version => ({ microCredentialId, version }))
      const found = await app.rooms.microcredential.versions([...refs, { microCredentialId: 'none', version: 1 }])
      expect([...found.keys()]).to.deep.equal([`${microCredentialId}@1`])
    })

    it('adds a slug once', async () => {
      let refused: unknown
      await add('waiting', {}).catch(error => {
        refused = error
      })
      expect(refused).to.have.property('name', 'Conflict')
    })
  })
})
