import { expect } from 'chai'
import { aPerson } from '../support/aPerson.js'
import { type Agent, post, visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'

const PATH = '/administration/keys'

describe('the keys of an installation', function () {
  this.timeout(60_000)
  let app: BadgeApp
  let root: Agent
  before(async () => {
    app = await aBadgeApp()
    root = await app.as(await app.rooms.account.addPerson(aPerson({ handle: 'root', isAdministrator: true })))
  })
  after(() => app.close())

  const verified = (text: string) => app.rooms.verification.verify({ bytes: Buffer.from(text) }, undefined)
  const transcript = async () => (await (await app.as(app.ada)).get('/transcript.json').expect(200)).text

  it('are all on one page, with whose they are and how they stand, for its administrators alone', async () => {
    await app.accepted('public')
    await transcript()
    const { text } = await root.get(PATH).expect(200)
    expect(text).to.contain('Lyseng lærerhøgskole').and.to.contain('/organizations/lyseng/keys')
    expect(text).to.contain('This installation').and.to.contain('did:web:').and.to.contain('Signs now')
    for (const agent of [await app.as(app.administrator), await app.as(app.ada)])
      expect((await agent.get(PATH)).status).to.equal(403)
    await visitor(app).get(PATH).redirects(0).expect(303)
  })

  it('come a page at a time, however many have some', async () => {
    for (let n = 0; n < 25; n++)
      await app.rooms.award.signing.sign(aNote(app, n), `${app.config.baseUrl}/people/p${100 + n}`, app.clock.now())
    const first = (await root.get(PATH).expect(200)).text
    const [, next] = /href="(\/administration\/keys\?after[^"]+)"/.exec(first) ?? []
    const second = (await root.get(next!.replaceAll('&#x3D;', '=')).expect(200)).text
    const named = (page: string) => page.match(/people\/p\d+/g) ?? []
    expect(named(first).length + named(second).length).to.equal(25)
    expect(second).not.to.contain('?after')
  })

  it('of its own are replaced, and what they signed stays good', async () => {
    await app.accepted('public')
    const before = await transcript()
    expect((await post(root, `${PATH}/replacements`, { kind: 'ed25519' })).status).to.equal(303)
    const after = await transcript()
    expect(JSON.parse(after).proof[0].verificationMethod).not.to.equal(JSON.parse(before).proof[0].verificationMethod)
    for (const text of [before, after]) expect(await verified(text)).to.include({ outcome: 'verified' })
  })

  it('of its own are withdrawn, and nothing that they signed is believed any more', async () => {
    await app.accepted('public')
    const before = await transcript()
    const page = (await root.get(PATH)).text
    const [, newest] = /report&#x3D;(\d+)#report/.exec(page.slice(page.indexOf('This installation'))) ?? []
    const form = { since: '2026-03-01', reason: 'A backup was lost', sure: 'yes' }
    expect((await post(root, `${PATH}/${newest}/compromise`, { reason: '' })).status).to.equal(422)
    expect((await post(root, `${PATH}/${newest}/compromise`, form)).status).to.equal(303)
    await app.drain()
    expect(await verified(before)).to.include({ outcome: 'not-verified' })
    expect(await verified(await transcript())).to.include({ outcome: 'verified' })
    expect((await root.get(PATH)).text).to.contain('Withdrawn')
  })
})

/** Something for somebody to sign. */
const aNote = ({ config }: BadgeApp, n: number) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: `${config.baseUrl}/notes/${n}`,
  type: ['VerifiableCredential'],
  issuer: `${config.baseUrl}/people/p${100 + n}`,
  credentialSubject: { id: `${config.baseUrl}/people/x` },
})
