import { expect } from 'chai'
import type { Organization, OrganizationDetails, Role } from '../../server/organization/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'

describe('roles in organizations', () => {
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
  const join = async (organization: Organization, roles: Role[] = []) => {
    const person = await add()
    await app.rooms.organization.addMember({ organizationId: organization.id, personId: person.id, roles })
    return person
  }

  it('reach down the tree, never up or sideways', async () => {
    const { hasRole } = app.rooms.organization
    const network = await found()
    const district = await found({ parentId: network.id })
    const [school, sister] = [await found({ parentId: district.id }), await found({ parentId: district.id })]
    const [above, own] = [await join(network, ['officer']), await join(school, ['officer'])]
    for (const { id } of [network, district, school, sister])
      expect(await hasRole(above.id, 'officer', id)).to.equal(true)
    expect(await hasRole(own.id, 'officer', school.id)).to.equal(true)
    for (const { id } of [network, district, sister]) expect(await hasRole(own.id, 'officer', id)).to.equal(false)
    expect(await hasRole(own.id, 'officer')).to.equal(true)
    expect(await hasRole(own.id, 'author')).to.equal(false)
    expect(await hasRole(own.id, 'officer', 'no-such-organization')).to.equal(false)
  })

  it('end with the membership, and come back only as given then', async () => {
    const { actions, hasRole, membershipsOf, addMember } = app.rooms.organization
    const root = await add({ isAdministrator: true })
    const school = await found()
    const ada = await join(school, ['reviewer', 'author'])
    await actions.members.remove(school.id, ada.id, root)
    expect(await hasRole(ada.id, 'member', school.id)).to.equal(false)
    expect(await membershipsOf(ada.id)).to.deep.equal([])
    await addMember({ organizationId: school.id, personId: ada.id, roles: ['author'] })
    expect(await hasRole(ada.id, 'reviewer', school.id)).to.equal(false)
    expect(await membershipsOf(ada.id)).to.deep.equal([
      { organizationId: school.id, slug: school.slug, name: school.name, kind: 'school', roles: ['member', 'author'] },
    ])
  })

  it('name the organizations where somebody may act, their own first', async () => {
    const district = await found({ kind: 'district' })
    const school = await found({ parentId: district.id })
    const ada = await join(district, ['author'])
    const names = (await app.rooms.organization.organizationsWhere(ada.id, 'author')).map(({ slug }) => slug)
    expect(names).to.deep.equal([district.slug, school.slug])
  })

  it('find who else holds one, as near above as there is somebody', async () => {
    const { nearestHolders } = app.rooms.organization
    const network = await found()
    const district = await found({ parentId: network.id })
    const school = await found({ parentId: district.id })
    const [above, own] = [await join(network, ['author']), await join(school, ['administrator'])]
    const roles: Role[] = ['author', 'administrator']
    expect(await nearestHolders(school.id, above.id, ...roles)).to.deep.equal([own.id])
    expect(await nearestHolders(school.id, own.id, ...roles)).to.deep.equal([above.id])
    expect(await nearestHolders(network.id, above.id, ...roles)).to.deep.equal([])
    expect(await nearestHolders('no-such-organization', own.id, ...roles)).to.deep.equal([])
  })

  it('find everybody who holds one, with all that they belong to', async () => {
    const [network, school] = [await found(), await found()]
    const ada = await join(network, ['reviewer'])
    await app.rooms.organization.addMember({ organizationId: school.id, personId: ada.id, roles: [] })
    const reviewers = await app.rooms.organization.membersWithRole('reviewer')
    const own = reviewers.find(({ personId }) => personId === ada.id)!
    expect(own.organizationIds).to.have.members([network.id, school.id])
  })

  it('count members of everything below as members', async () => {
    const district = await found()
    const school = await found({ parentId: district.id })
    const [ada, grace] = [await join(district), await join(school)]
    await app.rooms.organization.addMember({ organizationId: district.id, personId: grace.id, roles: [] })
    const ids = await app.rooms.organization.memberIds(district.id)
    expect(ids).to.have.members([ada.id, grace.id]).and.have.length(2)
    expect(await app.rooms.organization.memberIds(school.id)).to.deep.equal([grace.id])
  })

  it('are given once when two give them at the same moment', async () => {
    const school = await found()
    const ada = await add()
    const give = (role: Role) =>
      app.rooms.organization.addMember({ organizationId: school.id, personId: ada.id, roles: [role] })
    await Promise.all([give('author'), give('reviewer'), give('leader')])
    const [membership] = await app.rooms.organization.membershipsOf(ada.id)
    expect(membership!.roles).to.deep.equal(['member', 'reviewer', 'author', 'leader'])
  })

  it('are all told to the audit trail', async () => {
    const school = await found()
    const ada = await join(school, ['author'])
    await app.drain()
    const lines = await app.database.connection.collection('auditlines').find({ ids: ada.id }).toArray()
    expect(lines.map(line => line.name)).to.have.members(['personRegistered', 'membershipBegan'])
  })
})
