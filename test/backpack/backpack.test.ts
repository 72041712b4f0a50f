import { expect } from 'chai'
import sharp from 'sharp'
import { bakePng } from '../../server/openbadges/index.js'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { linkIn, mailsTo } from '../support/mails.js'
import { type Agent, csrfToken, post, visitor } from '../support/signIn.js'
import { aForeignIssuer } from './aForeignBadge.js'

const NEW = '/badges/brought/new'
const DAY_MS = 24 * 3600 * 1000

describe('bringing badges from elsewhere', () => {
  let app: BadgeApp
  let ada: Agent
  let issuer: Awaited<ReturnType<typeof aForeignIssuer>>

  before(async () => {
    app = await aBadgeApp()
    ada = await app.as(app.ada)
    issuer = await aForeignIssuer()
  })
  after(() => app.close())

  const bringText = (text: string, agent = ada) => post(agent, '/badges/brought', { text }, NEW)
  const bringFile = async (bytes: Buffer, name: string) =>
    ada.post(`/badges/brought?_csrf=${await csrfToken(ada, NEW)}`).attach('file', bytes, name)
  const page = async (href: string, agent = ada) => agent.get(href)

  it('keeps a pasted badge, says what was found and when, and shows it among one’s own', async () => {
    const { status, headers } = await bringText(await issuer.badge({ name: 'Reading the forest' }))
    expect(status).to.equal(303)
    const { text } = await page(headers.location!)
    expect(text).to.include('Reading the forest').and.include('Genuine and in force').and.include('2 March 2026')
    expect(text).to.include('It names one of your confirmed e-mail addresses.')
    expect((await page('/badges')).text).to.include('Reading the forest')
  })

  it('keeps an image with the badge inside byte for byte, and shows a picture of its own making', async () => {
    const plain = await sharp({ create: { width: 60, height: 60, channels: 4, background: 'teal' } })
      .png()
      .toBuffer()
    const baked = Buffer.from(bakePng(plain, await issuer.badge()))
    const { headers } = await bringFile(baked, 'badge.png')
    const file = await ada.get(`${headers.location}/file`).buffer(true)
    expect(Buffer.compare(file.body as Buffer, baked)).to.equal(0)
    expect(file.headers).to.include({ 'content-type': 'image/png' })
    expect(file.headers['content-disposition']).to.include('attachment')
    const picture = await ada.get(`${headers.location}/picture.png`)
    expect((await sharp(picture.body as Buffer).metadata()).width).to.equal(400)
  })

  it('lets the newer copy take the place of the older one, and not the other way round', async () => {
    const older = await issuer.badge({ id: 'urn:x:again', name: 'First words' })
    const newer = await issuer.badge({
      id: 'urn:x:again',
      name: 'Better words',
      validFrom: new Date('2026-02-01T00:00:00Z'),
    })
    const first = await bringText(older)
    const second = await bringText(newer)
    expect(second.headers.location).to.equal(first.headers.location)
    const third = await bringText(older)
    expect((await page(third.headers.location!)).text)
      .to.include('Better words')
      .and.include('You have a newer copy')
  })

  it('knows which copy is the newer one, and when it ends, in older versions of the data model too', async () => {
    const id = 'urn:x:of-old'
    const older = await issuer.olderToken({ id, name: 'First words' })
    const newer = await issuer.olderToken({
      ...{ id, name: 'Better words' },
      validFrom: new Date('2026-02-01T00:00:00Z'),
      validUntil: new Date('2031-05-17T00:00:00Z'),
    })
    const first = await bringText(older)
    expect((await page(first.headers.location!)).text)
      .to.include('First words')
      .and.include('Genuine and in force')
    const second = await bringText(newer)
    expect(second.headers.location).to.equal(first.headers.location)
    const third = await bringText(older)
    expect((await page(third.headers.location!)).text)
      .to.include('Better words')
      .and.include('You have a newer copy')
      .and.include('17 May 2031')
  })

  it('lets nothing that cannot be checked take the place of what was genuine', async () => {
    const genuine = await issuer.badge({ id: 'urn:x:mine', name: 'As it was written' })
    const first = await bringText(genuine)
    const altered = JSON.parse(genuine)
    altered.credentialSubject.achievement.name = 'As it was not'
    altered.validFrom = '2026-02-20T00:00:00Z'
    altered.proof[0].cryptosuite = 'bbs-2023'
    const second = await bringText(JSON.stringify(altered))
    expect(second.headers.location).to.equal(first.headers.location)
    const { text } = await page(first.headers.location!)
    expect(text).to.include('As it was written').and.include('Genuine and in force').and.include('We could not check')
    expect(text).to.not.include('As it was not')
    const file = await ada.get(`${first.headers.location}/file`)
    expect(file.text).to.equal(genuine)
  })

  it('keeps nothing that is forged, no badge, or too large, and keeps what was typed', async () => {
    const forged = (await issuer.badge()).replace('Outdoor learning', 'Brain surgery')
    const refused = await bringText(forged)
    expect(refused.status).to.equal(422)
    expect(refused.text).to.include('Error:').and.include('did not pass the check').and.include('Brain surgery')
    expect((await bringText('just words')).text).to.include('We found no badge in this')
    const large = await bringFile(Buffer.alloc(4 * 1024 * 1024 + 1), 'large.png')
    expect([large.status, /larger than 4 MB/.test(large.text)]).to.deep.equal([422, true])
    expect((await page('/badges')).text).to.not.include('Brain surgery')
  })

  it('shows nothing hostile that stands in a badge', async () => {
    const { headers } = await bringText(await issuer.badge({ name: '<script>alert(1)</script>' }))
    expect((await page(headers.location!)).text).to.not.include('<script>alert(1)')
  })

  it('does not let somebody show a badge that names another address', async () => {
    const { headers } = await bringText(await issuer.badge({ email: 'somebody@else.example', name: 'Not hers' }))
    expect((await page(headers.location!)).text)
      .to.include('We could not tell that this badge is yours')
      .and.include('Brought by')
      .and.not.include('Held by')
    const answer = await post(ada, `${headers.location}/showing`, { visibility: 'public' }, NEW)
    expect(answer.status).to.equal(422)
    expect((await page(headers.location!, visitor(app))).status).to.equal(404)
  })

  it('knows a badge as one’s own as soon as its address is confirmed, and no longer once that is gone', async () => {
    const { actions } = app.rooms.account
    const { headers } = await bringText(await issuer.badge({ email: 'ada@old.example', name: 'From before' }))
    expect((await page(headers.location!)).text).to.include('We could not tell that this badge is yours')
    await actions.requestEmail(app.ada.id, 'ada@old.example', 'three quiet corridors')
    const link = linkIn((await mailsTo(app, 'ada@old.example'))[0])
      .split('/')
      .at(-1)!
    await actions.confirmEmail(app.ada.id, link)
    await app.drain()
    expect((await page(headers.location!)).text).to.include('It names one of your confirmed e-mail addresses.')
    await post(ada, `${headers.location}/showing`, { visibility: 'public' }, NEW)
    await actions.dropEmail(app.ada.id, 'ada@old.example')
    await app.drain()
    expect((await page(headers.location!, visitor(app))).status).to.equal(404)
  })

  it('shows to others what its holder shows, and nothing else', async () => {
    const { headers } = await bringText(await issuer.badge({ name: 'For everyone' }))
    const href = headers.location!
    expect((await page(href, visitor(app))).status).to.equal(404)
    expect((await page(`${href}/file`, visitor(app))).status).to.equal(404)
    await post(ada, `${href}/showing`, { visibility: 'public' }, NEW)
    const seen = await page(href, visitor(app))
    expect([seen.status, /Ada/.test(seen.text), /Who may see it/.test(seen.text)]).to.deep.equal([200, true, false])
    expect((await page('/people/ada', visitor(app))).text).to.include('For everyone')
  })

  it('keeps hands off what is somebody else’s', async () => {
    const { headers } = await bringText(await issuer.badge())
    const siv = await app.as(app.stranger)
    for (const verb of ['showing', 'check', 'removal'])
      expect((await post(siv, `${headers.location}/${verb}`, { visibility: 'public' })).status).to.equal(404)
    expect((await page(headers.location!)).status).to.equal(200)
  })

  it('checks again when it is time: what has expired since says so', async () => {
    const { headers } = await bringText(
      await issuer.badge({ validUntil: new Date('2026-03-05T00:00:00Z'), name: 'Short-lived' }),
    )
    expect((await page(headers.location!)).text).to.include('Genuine and in force')
    app.clock.advance(8 * DAY_MS)
    await app.rooms.backpack.checkDue()
    expect((await page(headers.location!)).text).to.include('Expired')
  })

  it('leads to the award when somebody brings a badge that they earned here', async () => {
    const { id, signed } = await app.accepted('private')
    const { headers } = await bringText(signed.json)
    expect(headers.location).to.equal(`/badges/${id}`)
  })

  it('gives two of the same badge at the same moment one place', async () => {
    const badge = await issuer.badge({ name: 'Twice' })
    const answers = await Promise.all([bringText(badge), bringText(badge), bringText(badge)])
    expect(new Set(answers.map(({ headers }) => headers.location)).size).to.equal(1)
  })

  it('removes a badge, its file and its place in every collection', async () => {
    const { headers } = await bringText(await issuer.badge({ name: 'To go' }))
    await post(ada, `${headers.location}/removal`, {}, NEW)
    for (const path of ['', '/file', '/picture.png'])
      expect((await page(`${headers.location}${path}`)).status).to.equal(404)
  })

  describe('in collections', () => {
    const create = async (form: Record<string, string>) => {
      const { headers } = await post(ada, '/collections', { name: 'For my application', ...form }, '/collections/new')
      return headers.location!.replace('/edit', '')
    }
    const brought = async (name: string, visibility: string) => {
      const { headers } = await bringText(await issuer.badge({ name }))
      await post(ada, `${headers.location}/showing`, { visibility }, NEW)
      return `brought.${headers.location!.split('/').at(-1)}`
    }

    it('stand in the order of their holder', async () => {
      const path = await create({ visibility: 'public' })
      const award = `award.${(await app.accepted('public')).id}`
      const [one, two] = [await brought('Badge One', 'public'), await brought('Badge Two', 'public')]
      for (const badge of [one, two, award, one]) await post(ada, `${path}/addition`, { badge }, NEW)
      await post(ada, `${path}/up`, { badge: award }, NEW)
      const { text } = await page(path, visitor(app))
      const places = ['Badge One', 'Looking at student work', 'Badge Two'].map(name => text.indexOf(name))
      expect(places).to.deep.equal([...places].sort((a, b) => a - b))
      expect(text.split('Badge One').length).to.equal(2)
    })

    it('say of a badge that was revoked that it was', async () => {
      const path = await create({ visibility: 'public' })
      const { id } = await app.accepted('public')
      await post(ada, `${path}/addition`, { badge: `award.${id}` }, NEW)
      expect((await page(path, visitor(app))).text).to.not.include('Revoked')
      await app.rooms.award.revoke({ awardId: id, by: app.administrator.id, reason: 'Copied work' })
      expect((await page(path, visitor(app))).text).to.include('Revoked')
    })

    it('show to others no badge that is less open than the collection', async () => {
      const path = await create({ visibility: 'public' })
      const hidden = await brought('Only for me', 'private')
      const linked = await brought('For the link', 'unlisted')
      for (const badge of [hidden, linked]) await post(ada, `${path}/addition`, { badge }, NEW)
      expect((await page(path)).text)
        .to.include('Only for me')
        .and.include('Only you see this one here')
      expect((await page(path, visitor(app))).text).to.not.match(/Only for me|For the link/)
    })

    it('take no badge of somebody else, and are nobody else’s to change', async () => {
      const path = await create({ visibility: 'private' })
      const siv = await app.as(app.stranger)
      const other = await bringText(await issuer.badge({ name: 'Of Siv' }), siv)
      await post(ada, `${path}/addition`, { badge: `brought.${other.headers.location!.split('/').at(-1)}` }, NEW)
      expect((await page(path)).text).to.not.include('Of Siv')
      expect((await page(path, siv)).status).to.equal(404)
      for (const verb of ['', '/addition', '/up', '/removal'])
        expect((await post(siv, `${path}${verb}`, { name: 'Mine', visibility: 'public' })).status).to.equal(404)
    })
  })
})
