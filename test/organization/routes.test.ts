import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Organization, OrganizationDetails, Role } from '../../server/organization/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, post, signIn, visitor } from '../support/signIn.js'

describe('organizations', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  let organizations = 0
  const found = (over: Partial<OrganizationDetails> = {}): Promise<Organization> => {
    const slug = `organization-${++organizations}`
    return app.rooms.organization.add({ slug, name: slug, kind: 'school', country: 'NO', description: '', ...over })
  }
  const add = (over = {}) => app.rooms.account.addPerson(aPerson(over))
  async function memberOf(organization: Organization, ...roles: Role[]): Promise<{ person: Person; agent: Agent }> {
    const person = await add()
    await app.rooms.organization.addMember({ organizationId: organization.id, personId: person.id, roles })
    return { person, agent: await signIn(app, person) }
  }
  const rolesOf = async ({ id }: Person, organization: Organization) =>
    (await app.rooms.organization.membershipsOf(id)).find(m => m.organizationId === organization.id)?.roles

  it('are listed for everybody, those within others below them', async () => {
    const district = await found({ name: 'Wren Lake Board' })
    await found({ name: 'Cedar Narrows', parentId: district.id })
    const { text } = await visitor(app).get('/organizations')
    expect(text.indexOf('Wren Lake Board')).to.be.greaterThan(0)
    expect(text.indexOf('Cedar Narrows')).to.be.greaterThan(text.indexOf('Wren Lake Board'))
  })

  it('say what they are to everybody, and who is there only to members', async () => {
    const school = await found({ name: 'Storlia', description: 'Doors *open*. <script>alert(1)</script>' })
    const { person, agent } = await memberOf(school)
    const outside = await visitor(app).get(`/organizations/${school.slug}`)
    expect(outside.text).to.include('<em>open</em>').and.include('1 member').and.not.include('<script>alert')
    expect(outside.text).not.to.include(person.handle)
    const stranger = await signIn(app, await add())
    expect((await stranger.get(`/organizations/${school.slug}`)).text).not.to.include(`/people/${person.handle}`)
    expect((await agent.get(`/organizations/${school.slug}`)).text).to.include(`/people/${person.handle}`)
  })

  it('show their way up and what is within', async () => {
    const district = await found({ name: 'Tindvik kommune' })
    const school = await found({ name: 'Havna skole', parentId: district.id })
    expect((await visitor(app).get(`/organizations/${school.slug}`)).text).to.include(
      `/organizations/${district.slug}"`,
    )
    expect((await visitor(app).get(`/organizations/${district.slug}`)).text).to.include('Havna skole')
  })

  it('are unknown when they are not there', async () => {
    expect((await visitor(app).get('/organizations/nowhere')).status).to.equal(404)
    const agent = await signIn(app, await add({ isAdministrator: true }))
    expect((await agent.get('/organizations/nowhere/members')).status).to.equal(404)
  })

  describe('are founded and changed', () => {
    const form = (over = {}) => ({ name: 'Ny skole', kind: 'school', country: 'NO', description: '', ...over })

    it('by administrators of Staffroom, with a short name from the name', async () => {
      const agent = await signIn(app, await add({ isAdministrator: true }))
      const district = await found()
      const answer = await post(agent, '/organizations', form({ name: 'Åsen skole', parent: district.slug }))
      expect([answer.status, answer.headers.location]).to.deep.equal([303, '/organizations/asen-skole'])
      expect(await app.rooms.organization.bySlug('asen-skole')).to.include({
        name: 'Åsen skole',
        parentId: district.id,
      })
    })

    it('not with a short name that is taken, nor below one that is not there', async () => {
      const agent = await signIn(app, await add({ isAdministrator: true }))
      const taken = await found()
      for (const wrong of [
        { slug: taken.slug },
        { slug: 'new' },
        { parent: 'nowhere' },
        { country: '' },
        { name: '' },
      ]) {
        const answer = await post(agent, '/organizations', form(wrong))
        expect(answer.status, JSON.stringify(wrong)).to.equal(422)
        expect(answer.text).to.include('Error:')
      }
    })

    it('not into a circle', async () => {
      const agent = await signIn(app, await add({ isAdministrator: true }))
      const district = await found()
      const school = await found({ parentId: district.id })
      const into = (parent: string) =>
        post(agent, `/organizations/${district.slug}/edit`, form({ slug: district.slug, parent }))
      expect((await into(school.slug)).status).to.equal(422)
      expect((await into(district.slug)).status).to.equal(422)
    })

    it('only in name and words by their own administrators', async () => {
      const [district, school] = [await found(), await found()]
      const { agent } = await memberOf(school, 'administrator')
      expect((await agent.get(`/organizations/${school.slug}/edit`)).text).not.to.include('name="parent"')
      const more = { slug: 'stolen', parent: district.slug, kind: 'district', country: 'SE' }
      await post(agent, `/organizations/${school.slug}/edit`, form({ name: 'New name', ...more }))
      const after = await app.rooms.organization.get(school.id)
      expect(after).to.deep.equal({ ...school, name: 'New name', description: '' })
    })
  })

  describe('are looked after', () => {
    it('by their administrators and those above, and by nobody else', async () => {
      const district = await found()
      const [school, sister] = [await found({ parentId: district.id }), await found({ parentId: district.id })]
      const ada = await memberOf(school)
      const paths = [`members`, `members/${ada.person.handle}`, 'edit'].map(
        path => `/organizations/${school.slug}/${path}`,
      )
      const statuses = async (agent: Agent) => Promise.all(paths.map(async path => (await agent.get(path)).status))

      for (const { agent } of [await memberOf(school, 'administrator'), await memberOf(district, 'administrator')])
        expect(await statuses(agent)).to.deep.equal([200, 200, 200])
      const outsiders = [ada, await memberOf(school, 'officer', 'leader', 'author', 'reviewer')]
      for (const { agent } of [...outsiders, await memberOf(sister, 'administrator')])
        expect(await statuses(agent)).to.deep.equal([403, 403, 403])
      expect(await statuses(visitor(app))).to.deep.equal([303, 303, 303])
    })

    it('never by a member who wants more for themselves', async () => {
      const school = await found()
      const { person, agent } = await memberOf(school)
      const base = `/organizations/${school.slug}`
      for (const path of [
        `members/${person.handle}/roles`,
        `members/${person.handle}/removal`,
        'invitations',
        'edit',
      ]) {
        const answer = await post(agent, `${base}/${path}`, {
          roles: 'administrator',
          addresses: person.email,
          name: 'x',
        })
        expect(answer.status, path).to.equal(403)
      }
      expect(await rolesOf(person, school)).to.deep.equal(['member'])
    })

    it('never across to another organization by an administrator of one', async () => {
      const [school, other] = [await found(), await found()]
      const { agent } = await memberOf(school, 'administrator')
      const { person } = await memberOf(other)
      const theirs = `members/${person.handle}/roles`
      expect((await post(agent, `/organizations/${other.slug}/${theirs}`, { roles: 'officer' })).status).to.equal(403)
      expect((await post(agent, `/organizations/${school.slug}/${theirs}`, { roles: 'officer' })).status).to.equal(404)
      const root = await signIn(app, await add({ isAdministrator: true }))
      await post(root, `/organizations/${other.slug}/invitations`, { addresses: 'a-guest@x.example' })
      const page = await root.get(`/organizations/${other.slug}/members`)
      const [, id] = /invitations\/(\w+)\/withdrawal/.exec(page.text)!
      expect((await post(agent, `/organizations/${school.slug}/invitations/${id}/withdrawal`)).status).to.equal(404)
      expect((await post(agent, `/organizations/${school.slug}/invitations/${id}/again`)).status).to.equal(404)
    })

    it('by giving roles and taking them, at once in force', async () => {
      const school = await found()
      const [{ agent: head }, ada] = [await memberOf(school, 'administrator'), await memberOf(school)]
      const roles = (...given: Role[]) =>
        post(head, `/organizations/${school.slug}/members/${ada.person.handle}/roles`, { roles: given })
      expect((await roles('administrator', 'reviewer')).status).to.equal(303)
      expect(await rolesOf(ada.person, school)).to.deep.equal(['member', 'reviewer', 'administrator'])
      expect((await ada.agent.get(`/organizations/${school.slug}/members`)).status).to.equal(200)
      await roles()
      expect((await ada.agent.get(`/organizations/${school.slug}/members`)).status).to.equal(403)
      expect((await roles('emperor' as Role)).status).to.equal(422)
    })

    it('by removing members, who keep their account', async () => {
      const school = await found()
      const [{ agent: head }, ada] = [await memberOf(school, 'administrator'), await memberOf(school)]
      const removal = `/organizations/${school.slug}/members/${ada.person.handle}/removal`
      expect((await post(head, removal)).status).to.equal(303)
      expect(await rolesOf(ada.person, school)).to.equal(undefined)
      expect((await ada.agent.get('/settings')).status).to.equal(200)
      expect((await post(head, removal)).status).to.equal(404)
    })
  })

  it('list many members page by page', async () => {
    const school = await found()
    const { agent } = await memberOf(school, 'administrator')
    for (let i = 0; i < 51; i++) {
      const person = await add({ password: undefined })
      await app.rooms.organization.addMember({ organizationId: school.id, personId: person.id, roles: [] })
    }
    const first = await agent.get(`/organizations/${school.slug}/members`)
    const people = (text: string) => text.match(/href="\/people\//g)!.length
    expect(people(first.text)).to.equal(50)
    const [, after] = /\?after&#x3D;([^"]+)"/.exec(first.text)!
    expect(people((await agent.get(`/organizations/${school.slug}/members`).query({ after })).text)).to.equal(2)
  })
})
