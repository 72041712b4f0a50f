import { expect } from 'chai'
import { COUNTRIES, countryName } from '../../server/organization/countries.js'
import { parseInvitations, parseOrganization } from '../../server/organization/forms.js'
import { type Invitation, standingOf } from '../../server/organization/invitation.js'
import { beginMembership, changeRoles, endMembership, joinAgain } from '../../server/organization/membership.js'
import { changeOrganization, foundOrganization, slugFrom } from '../../server/organization/organization.js'
import { Conflict } from '../../server/shared/errors.js'

const at = new Date('2026-03-02T09:00:00Z')
const later = new Date('2026-03-09T09:00:00Z')
const names = (change: { events: { name: string }[] }) => change.events.map(event => event.name)
const begun = () => beginMembership({ organizationId: 'storlia', personId: 'ada', roles: ['reviewer'] }, { at }).state

describe('a membership', () => {
  it('always makes a member, whatever else', () => {
    expect(begun().roles).to.deep.equal(['member', 'reviewer'])
    expect(changeRoles(begun(), [], { at }).state.roles).to.deep.equal(['member'])
  })

  it('says nothing when nothing changes', () => {
    expect(names(changeRoles(begun(), ['reviewer', 'reviewer'], { at }))).to.deep.equal([])
    expect(names(endMembership(endMembership(begun(), { at }).state, { at }))).to.deep.equal([])
  })

  it('gains roles when somebody is added again', () => {
    const { state, events } = joinAgain(begun(), ['author'], { at: later, by: 'root' })
    expect(state.roles).to.deep.equal(['member', 'reviewer', 'author'])
    expect(state.joinedAt).to.equal(at)
    expect(events[0]).to.include({ name: 'rolesChanged', actorId: 'root', personId: 'ada', organizationId: 'storlia' })
  })

  it('begins anew, with new roles only, after it ended', () => {
    const { state } = joinAgain(endMembership(begun(), { at }).state, ['author'], { at: later })
    expect(state).to.deep.include({ roles: ['member', 'author'], joinedAt: later })
    expect(state).not.to.have.property('endedAt')
  })

  it('has no roles to change once it has ended', () => {
    expect(() => changeRoles(endMembership(begun(), { at }).state, ['author'], { at })).to.throw(Conflict)
  })
})

describe('an organization', () => {
  const details = { slug: 'storlia', name: 'Storlia', kind: 'school' as const, country: 'NO', description: '' }

  it('cannot belong to itself, nor to one below it', () => {
    const { state } = foundOrganization(details, { at })
    expect(() => changeOrganization(state, { ...details, parentId: state.id }, [state.id], { at })).to.throw(Conflict)
    const below = ['class-team', state.id]
    expect(() => changeOrganization(state, { ...details, parentId: 'class-team' }, below, { at })).to.throw(Conflict)
  })

  it('loses its parent when the change names none', () => {
    const { state } = foundOrganization({ ...details, parentId: 'tindvik' }, { at })
    expect(changeOrganization(state, details, [], { at }).state).not.to.have.property('parentId')
  })

  it('gets a short name from its name', () => {
    expect(slugFrom('Lyseng lærerhøgskole – avd. Øst')).to.equal('lyseng-laererhogskole-avd-ost')
  })

  it('needs a name, a kind and a country that exist', () => {
    const good = { name: 'Storlia skole', kind: 'school', country: 'NO' }
    expect(parseOrganization(good)).to.deep.include({ ok: true })
    for (const wrong of [{ name: ' ' }, { kind: 'castle' }, { country: 'XX' }, { slug: 'a b' }, { slug: 'new' }])
      expect(parseOrganization({ ...good, ...wrong }), JSON.stringify(wrong)).to.deep.include({ ok: false })
  })

  it('lies in a country of today', () => {
    expect(COUNTRIES).to.include.members(['NO', 'CA', 'GB', 'XK']).and.not.include.members(['DD', 'EU', 'UN'])
    expect(COUNTRIES.length).to.be.within(240, 260)
    expect(countryName('NO', 'nb')).to.equal('Norge')
  })
})

describe('an invitation', () => {
  const invitation = (over: Partial<Invitation> = {}): Invitation => ({
    ...{ id: 'i', organizationId: 'storlia', address: 'ada@school.example', folded: 'ada@school.example' },
    ...{ roles: [], invitedById: 'root', at, expiresAt: later, state: 'open' },
    ...over,
  })
  const owner = { id: 'ada', holdsAddress: true }

  it('is open to whoever holds the address', () => expect(standingOf(invitation(), at, owner)).to.equal('open'))

  it('asks strangers to sign in, and is foreign to other accounts', () => {
    expect(standingOf(invitation(), at, undefined)).to.equal('signIn')
    expect(standingOf(invitation(), at, { id: 'eve', holdsAddress: false })).to.equal('foreign')
  })

  it('ends at its time', () => expect(standingOf(invitation(), later, owner)).to.equal('expired'))

  it('is used once it was accepted, which its owner hears more kindly', () => {
    const accepted = invitation({ state: 'accepted', acceptedById: 'ada' })
    expect(standingOf(accepted, later, owner)).to.equal('joined')
    expect(standingOf(accepted, at, { id: 'eve', holdsAddress: true })).to.equal('used')
    expect(standingOf(accepted, at, undefined)).to.equal('used')
  })

  it('stays withdrawn', () => expect(standingOf(invitation({ state: 'withdrawn' }), at, owner)).to.equal('withdrawn'))

  it('takes addresses as people paste them', () => {
    const isAddress = (text: string) => /^\S+@\S+\.\S+$/.test(text)
    const addresses = 'ada@x.no, Grace Holm <grace@x.no>;\n tor@x.no  kari@x.no\nADA@x.no'
    const form = parseInvitations({ addresses, roles: ['reviewer'] }, isAddress)
    expect(form).to.deep.equal({
      ok: true,
      value: { addresses: ['ADA@x.no', 'grace@x.no', 'tor@x.no', 'kari@x.no'], roles: ['reviewer'] },
    })
    expect(parseInvitations({ addresses: 'ada@x.no nonsense' }, isAddress)).to.deep.include({ ok: false })
    expect(parseInvitations({ addresses: '' }, isAddress)).to.deep.include({ ok: false })
    const many = Array.from({ length: 51 }, (_, i) => `a${i}@x.no`).join('\n')
    expect(parseInvitations({ addresses: many }, isAddress)).to.deep.include({ ok: false })
    expect(parseInvitations({ addresses: 'ada@x.no', roles: 'emperor' }, isAddress)).to.deep.include({ ok: false })
  })
})
