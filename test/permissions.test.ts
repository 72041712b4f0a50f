import { expect } from 'chai'
import type { DeclaredRoute } from '../server/web/router.js'
import { aPerson } from './support/aPerson.js'
import { startTestApp, type TestApp } from './support/app.js'
import { type Agent, csrfToken, signIn, visitor } from './support/signIn.js'

const OPEN = ['anyone', 'any machine']

/** Every declared route, asked by people of every kind with ids that do not exist. */
describe('the permissions of every route', function () {
  // Some six hundred requests in one test.
  this.timeout(180_000)
  let app: TestApp
  let member: Agent
  let administrator: Agent

  before(async () => {
    app = await startTestApp({ demo: true })
    const people = await Promise.all([
      app.rooms.account.addPerson(aPerson({ handle: 'member' })),
      app.rooms.account.addPerson(aPerson({ handle: 'administrator', isAdministrator: true })),
    ])
    ;[member, administrator] = (await Promise.all(people.map(person => signIn(app, person)))) as [Agent, Agent]
  })
  after(() => app.close())

  const concrete = ({ path }: DeclaredRoute) =>
    path.replace(/:(\w+)|\*\w+|[{}()?]/g, (_, name) => (name ? 'nothing-here' : ''))
  const named = (route: DeclaredRoute, status: number) =>
    `${route.method} ${route.path} (${route.access.who}): ${status}`

  async function ask(agent: Agent, route: DeclaredRoute, form: Record<string, string> = {}) {
    const request = agent[route.method](concrete(route)).redirects(0)
    return route.method === 'get' ? request : request.type('form').send(form)
  }

  async function offenders(
    routes: DeclaredRoute[],
    agent: Agent,
    isRight: (status: number, location: string) => boolean,
    form = {},
  ) {
    const found: string[] = []
    for (const route of routes) {
      const { status, headers } = await ask(agent, route, form)
      if (!isRight(status, headers.location ?? '')) found.push(named(route, status))
    }
    return found
  }

  const guarded = () => app.routes.filter(({ access }) => !OPEN.includes(access.who))

  it('sees the routes', () => {
    expect(app.routes.length).to.be.greaterThan(60)
    expect(guarded().length).to.be.greaterThan(30)
  })

  it('send a visitor to the sign-in page from everything that is not open', async () => {
    const sentAway = (status: number, location: string) => status === 303 && location === '/sign-in'
    expect(await offenders(guarded(), visitor(app), sentAway)).to.deep.equal([])
  })

  it('refuse to a plain member what is for administrators of the installation', async () => {
    const own = guarded().filter(({ access }) => access.who === 'administrator')
    expect(own.length).to.be.greaterThan(3)
    const form = { _csrf: await csrfToken(member) }
    expect(await offenders(own, member, status => status === 403, form)).to.deep.equal([])
  })

  it('refuse a form without its token, to whoever sends it', async () => {
    const forms = app.routes.filter(({ method, access }) => method !== 'get' && access.csrf)
    expect(forms.length).to.be.greaterThan(20)
    for (const agent of [member, administrator])
      expect(await offenders(forms, agent, status => [403, 404].includes(status))).to.deep.equal([])
  })

  it('never answer what does not exist with a bug, to a member or an administrator', async () => {
    for (const agent of [visitor(app), member, administrator]) {
      const form = agent === member || agent === administrator ? { _csrf: await csrfToken(agent) } : {}
      const reading = app.routes.filter(({ path }) => !/sign-out|sessions|language/.test(path))
      expect(await offenders(reading, agent, status => status < 500, form)).to.deep.equal([])
    }
  })

  it('exist for development only outside production', async () => {
    const production = await startTestApp({ production: true, demo: false })
    try {
      const paths = production.routes.map(({ path }) => path)
      expect(paths.filter(path => path.startsWith('/dev') || path.includes('demo'))).to.deep.equal([])
    } finally {
      await production.close()
    }
  })
})
