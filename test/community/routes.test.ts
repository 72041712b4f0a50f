import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, post, signIn, visitor } from '../support/signIn.js'

describe('communities in the app', () => {
  let app: TestApp
  let ingrid: Agent
  let tomas: Agent
  let ids: Record<string, string>

  before(async () => {
    app = await startTestApp()
    const people = await Promise.all(
      ['ingrid', 'tomas', 'hilde'].map(handle =>
        app.rooms.account.addPerson(aPerson({ handle, name: `${handle} Moen`, email: `${handle}@example.org` })),
      ),
    )
    ids = Object.fromEntries(people.map(({ handle, id }) => [handle, id]))
    ingrid = await signIn(app, people[0]!)
    tomas = await signIn(app, people[1]!)
  })
  after(() => app.close())

  let founded = 0
  async function aCommunity(visibility: 'open' | 'request' | 'invitation' = 'open') {
    const slug = `circle-${founded++}`
    await app.rooms.community.found({
      ...{
        slug,
        name: `Circle ${slug}`,
        purpose: 'We look at student work.',
        norms: 'Be kind.',
        visibility,
        language: 'en',
      },
      founderId: ids.ingrid!,
    })
    return `/communities/${slug}`
  }

  it('founds one by the form, and its founder facilitates it', async () => {
    const answer = await post(ingrid, '/communities', {
      name: 'Ærlige spørsmål',
      purpose: 'We ask.',
      visibility: 'open',
      language: 'nb',
    })
    expect(answer.status).to.equal(303)
    expect(answer.headers.location).to.equal('/communities/aerlige-sporsmal')
    const page = await ingrid.get('/communities/aerlige-sporsmal/members')
    expect(page.text).to.include('Facilitator')
  })

  it('shows the form again with what was typed when the address is taken', async () => {
    const [, , slug] = (await aCommunity()).split('/')
    const answer = await post(ingrid, '/communities', {
      name: 'Another',
      slug: slug!,
      purpose: 'My long purpose',
      visibility: 'open',
      language: 'en',
    })
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('My long purpose').and.include('href="#slug"').and.include('Error:')
  })

  it('lets a visitor read an open one, and not write', async () => {
    const path = await aCommunity()
    expect((await visitor(app).get(path)).status).to.equal(200)
    const answer = await visitor(app).post(`${path}/threads`).type('form').send({ title: 'x', text: 'y' })
    expect(answer.headers.location).to.equal('/sign-in')
  })

  it('lets nobody write who has not joined', async () => {
    const path = await aCommunity()
    expect((await post(tomas, `${path}/threads`, { title: 'Hello', text: 'There' })).status).to.equal(403)
  })

  it('keeps a conversation from start to reply', async () => {
    const path = await aCommunity()
    await post(tomas, `${path}/join`)
    const started = await post(tomas, `${path}/threads`, { title: 'Why eleven?', text: 'Eleven **same** errors.' })
    expect(started.status).to.equal(303)
    const thread = started.headers.location!
    await post(ingrid, `${thread}/replies`, { text: 'Show us one.' })
    const page = await visitor(app).get(thread)
    expect(page.text).to.include('<strong>same</strong>').and.include('Show us one.').and.include('1 reply')
  })

  it('tells those who take part, once each, and mentioned members by name', async () => {
    const path = await aCommunity()
    await post(tomas, `${path}/join`)
    const thread = (await post(tomas, `${path}/threads`, { title: 'Tickets', text: 'Look, @ingrid' })).headers.location!
    await post(ingrid, `${thread}/replies`, { text: 'I did.' })
    await app.drain()
    await app.drain()
    expect((await ingrid.get('/notifications')).text).to.include('tomas Moen mentioned you in “Tickets”')
    const told = (await tomas.get('/notifications')).text.match(/ingrid Moen replied in “Tickets”/g)
    expect(told).to.have.length(1)
  })

  it('does not tell people of conversations that they may not read', async () => {
    const path = await aCommunity('request')
    await post(ingrid, `${path}/threads`, { title: 'Between us', text: '@hilde should not hear' })
    await app.drain()
    expect(await app.rooms.notification.unread(ids.hilde!)).to.equal(0)
  })

  it('answers 404 to strangers for one by invitation, in every way of asking', async () => {
    const path = await aCommunity('invitation')
    for (const way of ['', '/members', '/threads/new', '/edit'])
      expect((await tomas.get(path + way)).status, way).to.equal(404)
    expect((await post(tomas, `${path}/join`)).status).to.equal(404)
    expect((await tomas.get('/communities')).text).not.to.include(path)
    expect((await tomas.get('/communities?q=circle')).text).not.to.include(path)
  })

  it('lets in whom a facilitator invites', async () => {
    const path = await aCommunity('invitation')
    expect((await post(ingrid, `${path}/invitations`, { handle: '@Tomas' })).status).to.equal(303)
    expect((await post(tomas, `${path}/join`)).status).to.equal(303)
    expect((await tomas.get(`${path}/threads/new`)).status).to.equal(200)
  })

  it('lets in by request only after a facilitator said yes, and shows nothing before', async () => {
    const path = await aCommunity('request')
    await post(ingrid, `${path}/threads`, { title: 'Secret question', text: 'x' })
    await post(tomas, `${path}/join`)
    expect((await tomas.get(path)).text).not.to.include('Secret question')
    expect((await tomas.get(`${path}/members`)).status).to.equal(403)
    expect((await post(tomas, `${path}/requests/tomas`, { answer: 'accept' })).status).to.equal(403)
    await post(ingrid, `${path}/requests/tomas`, { answer: 'accept' })
    expect((await tomas.get(path)).text).to.include('Secret question')
  })

  it('does not show a thread under another community’s address', async () => {
    const closed = await aCommunity('request')
    const thread = (await post(ingrid, `${closed}/threads`, { title: 'Inside', text: 'x' })).headers.location!
    const open = await aCommunity()
    expect((await visitor(app).get(`${open}/threads/${thread.split('/').at(-1)}`)).status).to.equal(404)
  })

  it('keeps a draft by the server and offers it again, until it is said', async () => {
    const path = await aCommunity()
    const saved = await post(ingrid, `${path}/threads/draft`, { title: '', text: 'Half a thou' })
    expect(saved.body).to.have.property('savedAt')
    expect((await ingrid.get(`${path}/threads/new`)).text).to.include('Half a thou')
    await post(ingrid, `${path}/threads`, { title: 'Whole', text: 'A whole thought' })
    expect((await ingrid.get(`${path}/threads/new`)).text).not.to.include('Half a thou')
  })

  it('shows an empty reply again with a linked error', async () => {
    const path = await aCommunity()
    const thread = (await post(ingrid, `${path}/threads`, { title: 'Q', text: 'x' })).headers.location!
    const answer = await post(ingrid, `${thread}/replies`, { text: '   ' })
    expect(answer.status).to.equal(422)
    expect(answer.text).to.include('href="#text"')
  })

  it('makes hostile text inert', async () => {
    const path = await aCommunity()
    const title = '<script>alert(1)</script>'
    const thread = (await post(ingrid, `${path}/threads`, { title, text: '<img src=x onerror=alert(2)>' })).headers
      .location!
    const { text } = await visitor(app).get(thread)
    expect(text).not.to.include('<script>alert').and.not.include('<img src=x')
  })

  it('lets one leave, but not the last facilitator', async () => {
    const path = await aCommunity()
    await post(tomas, `${path}/join`)
    expect((await post(tomas, `${path}/leave`)).status).to.equal(303)
    expect((await post(ingrid, `${path}/leave`)).status).to.equal(409)
  })

  it('keeps a facilitator when the last two leave at the same moment', async () => {
    const path = await aCommunity()
    const community = (await app.rooms.community.ofPerson(ids.ingrid!)).find(({ slug }) => path.endsWith(slug))!
    await app.rooms.community.addMember({ communityId: community.id, personId: ids.tomas!, role: 'facilitator' })
    await Promise.allSettled([ids.ingrid!, ids.tomas!].map(id => app.rooms.community.leave(community.slug, id)))
    expect((await visitor(app).get(`${path}/members`)).text).to.include('Facilitator')
  })

  it('joins once however often the button is pressed', async () => {
    const path = await aCommunity()
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(tomas, `${path}/join`)))
    expect(answers.filter(({ status }) => status === 303)).to.have.length(1)
    expect((await ingrid.get(`${path}/members`)).text.match(/\/people\/tomas/g)).to.have.length(1)
  })

  it('is changed by its facilitators only', async () => {
    const path = await aCommunity()
    expect(
      (await post(tomas, `${path}/edit`, { name: 'Mine', purpose: 'x', visibility: 'open', language: 'en' })).status,
    ).to.equal(403)
    await post(ingrid, `${path}/edit`, { name: 'Renamed', purpose: 'New purpose', visibility: 'open', language: 'en' })
    expect((await visitor(app).get(path)).text)
      .to.include('Renamed')
      .and.include('New purpose')
  })

  it('finds what was said', async () => {
    const path = await aCommunity()
    await post(ingrid, `${path}/threads`, { title: 'Fractions again', text: 'Numerators and sorrow' })
    expect((await ingrid.get(`${path}?q=sorrow`)).text).to.include('Fractions again')
    expect((await ingrid.get(`${path}?q=joy`)).text).not.to.include('Fractions again')
    expect((await ingrid.get('/communities?q=student')).text).to.include('Circle')
  })

  it('opens one conversation with a shared entry, and lets go of it when it is not shared any more', async () => {
    const path = await aCommunity()
    const community = (await app.rooms.community.ofPerson(ids.ingrid!)).find(({ slug }) => path.endsWith(slug))!
    const shared = { entryId: 'e1', ownerId: ids.ingrid!, communityId: community.id, at: app.clock.now(), id: 'x' }
    const { entryShared, entryUnshared } = app.rooms.community.reactions as Record<
      string,
      (event: object) => Promise<void>
    >
    for (let i = 0; i < 2; i++) await entryShared!({ ...shared, name: 'entryShared', title: 'My exit tickets' })
    expect((await ingrid.get(path)).text.match(/My exit tickets/g)).to.have.length(1)
    await entryUnshared!({ ...shared, name: 'entryUnshared' })
    expect((await ingrid.get(path)).text).not.to.include('My exit tickets')
  })
})
