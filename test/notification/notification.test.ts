import { expect } from 'chai'
import { readUnsubscribeToken, unsubscribeToken } from '../../server/notification/unsubscribeToken.js'
import { readMailFolder } from '../../server/platform/mailer.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, post, signIn, visitor } from '../support/signIn.js'

describe('an unsubscribe token', () => {
  const token = unsubscribeToken('secret', 'p1', 'community')

  it('says who and what to whoever made it', () => {
    expect(readUnsubscribeToken('secret', token)).to.deep.equal({ personId: 'p1', kind: 'community' })
  })

  it('is refused when it was changed, cut or made with another secret', () => {
    expect(readUnsubscribeToken('other', token)).to.equal(undefined)
    expect(readUnsubscribeToken('secret', token.replace('p1', 'p2'))).to.equal(undefined)
    expect(readUnsubscribeToken('secret', token.replace('community', 'award'))).to.equal(undefined)
    for (const broken of ['', '.', 'a.b.c', token.slice(0, -1)])
      expect(readUnsubscribeToken('secret', broken)).to.equal(undefined)
  })
})

describe('notifications', () => {
  let app: TestApp
  let agent: Agent
  let personId: string

  beforeEach(async () => {
    app = await startTestApp()
    const person = await app.rooms.account.addPerson(aPerson({ language: 'nb' }))
    personId = person.id
    agent = await signIn(app, person)
  })
  afterEach(() => app.close())

  const announce = (eventId: string) =>
    app.rooms.notification.notify({
      ...{ eventId, personId, kind: 'community', href: '/communities' },
      ...{ messageKey: 'community.notice.replied', values: { who: 'Kari', thread: 'Brøk', community: 'Matte' } },
    })
  const mails = async () => {
    await app.drain()
    return (await readMailFolder(app.mailDir)).filter(({ subject }) => subject.includes('Brøk'))
  }

  it('reach a person once in the app and once by mail, in their language, however often the event arrives', async () => {
    for (let i = 0; i < 3; i++) await announce('e1')
    const [mail, ...more] = await mails()
    expect(more).to.have.length(0)
    expect(mail?.subject).to.equal('Kari svarte i «Brøk»')
    expect((await agent.get('/notifications')).text.match(/svarte i «Brøk»/g)).to.have.length(1)
  })

  it('stop coming by mail after one click on the link, and go on in the app', async () => {
    await announce('e1')
    const [first] = await mails()
    const link = /\/unsubscribe\/\S+/.exec(first!.text)![0]
    expect((await visitor(app).get(link)).status).to.equal(200)
    await announce('e2')
    expect(await mails()).to.have.length(1)
    expect(await app.rooms.notification.unread(personId)).to.equal(2)
  })

  it('stop as well when a mail program posts to the link (RFC 8058), without a session or a form', async () => {
    await announce('e1')
    const link = /\/unsubscribe\/\S+/.exec((await mails())[0]!.text)![0]
    expect((await visitor(app).post(link).type('form').send({ 'List-Unsubscribe': 'One-Click' })).status).to.equal(204)
    await announce('e2')
    expect(await mails()).to.have.length(1)
  })

  it('come again when the person puts them back', async () => {
    await announce('e1')
    const link = /\/unsubscribe\/\S+/.exec((await mails())[0]!.text)![0]
    await visitor(app).get(link)
    await visitor(app).post(`${link}/undo`)
    await announce('e2')
    expect(await mails()).to.have.length(2)
  })

  it('are refused to a forged link', async () => {
    expect((await visitor(app).get(`/unsubscribe/${personId}.community.AAAA`)).status).to.equal(404)
  })

  it('follow the settings', async () => {
    await post(agent, '/settings/notifications', { kinds: ['award'] })
    await announce('e1')
    expect(await mails()).to.have.length(0)
  })

  it('are counted until they were seen', async () => {
    await announce('e1')
    expect((await agent.get('/home')).text).to.include('Varsler (1 nytt)')
    await post(agent, '/notifications/read')
    expect(await app.rooms.notification.unread(personId)).to.equal(0)
  })
})
