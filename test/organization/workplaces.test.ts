import { expect } from 'chai'
import type { Organization, OrganizationKind } from '../../server/organization/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'

describe('where somebody works', () => {
  let app: TestApp
  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  let organizations = 0
  const found = (kind: OrganizationKind, parent?: Organization): Promise<Organization> => {
    const slug = `${kind}-${++organizations}`
    const details = { slug, name: slug, kind, country: 'NO', description: '', ...(parent && { parentId: parent.id }) }
    return app.rooms.organization.add(details)
  }
  const workplacesOf = async (...organizationsOf: Organization[]) => {
    const { id: personId } = await app.rooms.account.addPerson(aPerson())
    for (const { id: organizationId } of organizationsOf)
      await app.rooms.organization.addMember({ organizationId, personId, roles: [] })
    return (await app.rooms.organization.workplacesOf(personId)).map(({ id }) => id)
  }

  it('is the school that their team is of, and no more than that', async () => {
    const network = await found('network')
    const district = await found('district', network)
    const school = await found('school', district)
    const team = await found('team', school)
    const inner = await found('team', team)
    expect(await workplacesOf(inner)).to.deep.equal([inner.id, team.id, school.id])
    expect(await workplacesOf(team, school))
      .to.have.members([team.id, school.id])
      .and.have.length(2)
    expect(await workplacesOf(district)).to.deep.equal([district.id])
  })

  it('is the office that their team is of, but no network', async () => {
    const network = await found('network')
    const municipality = await found('municipality', network)
    const [office, across] = [await found('team', municipality), await found('team', network)]
    expect(await workplacesOf(office)).to.deep.equal([office.id, municipality.id])
    expect(await workplacesOf(across, network)).to.deep.equal([across.id])
  })

  it('is nowhere for whoever belongs to nothing, and for an organization that is gone', async () => {
    expect(await workplacesOf()).to.deep.equal([])
    expect(await app.rooms.organization.workplaces(['gone'])).to.deep.equal(new Map([['gone', []]]))
  })
})
