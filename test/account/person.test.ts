import { expect } from 'chai'
import { addEmail, choosePrimaryEmail, primaryAddress, removeEmail } from '../../server/account/identities.js'
import { changePassword, honoursSession, type PersonState, registerPerson } from '../../server/account/person.js'
import {
  grantAdministration,
  restorePerson,
  suspendPerson,
  withdrawAdministration,
} from '../../server/account/standing.js'
import { Conflict, Forbidden } from '../../server/shared/errors.js'

const at = new Date('2026-03-02T09:00:00Z')
const later = new Date('2026-03-03T09:00:00Z')
const act = { at: later, by: 'ada' }
const names = (change: { events: { name: string }[] }) => change.events.map(event => event.name)

const ada = (over: Partial<PersonState> = {}): PersonState => {
  const profile = {
    handle: 'ada',
    name: 'Ada',
    language: 'en' as const,
    timeZone: 'UTC',
    teaches: '',
    aims: '',
    bio: '',
  }
  const { state } = registerPerson({ ...profile, id: 'ada', address: 'Ada@School.example', isAdministrator: false }, at)
  return { ...state, ...over }
}

describe('a person', () => {
  it('begins with one confirmed address, compared without its capitals', () => {
    expect(ada().identities).to.deep.equal([
      { kind: 'email', address: 'Ada@School.example', folded: 'ada@school.example', confirmedAt: at },
    ])
  })

  it('says that they registered, with ids and nothing else about them', () => {
    const { id, ...event } = registerPerson({ ...ada(), address: 'ada@school.example' }, at).events[0]!
    expect(event).to.deep.equal({ name: 'personRegistered', personId: 'ada', actorId: 'ada', at })
  })

  it('is no longer in the sessions from before a new password', () => {
    const { state } = changePassword(ada(), 'hash', 'mail', act)
    expect(honoursSession(state, at)).to.equal(false)
    expect(honoursSession(state, later)).to.equal(true)
  })

  it('may hold several addresses and be written to at any', () => {
    const { state } = addEmail(ada(), 'ada@home.example', act)
    expect(primaryAddress(state)).to.equal('Ada@School.example')
    expect(primaryAddress(choosePrimaryEmail(state, 'ada@home.example', act).state)).to.equal('ada@home.example')
  })

  it('changes nothing when an address is added twice or removed when it is not there', () => {
    expect(names(addEmail(ada(), 'ADA@school.example', act))).to.deep.equal([])
    expect(names(removeEmail(ada(), 'nobody@school.example', act))).to.deep.equal([])
    expect(names(choosePrimaryEmail(ada(), 'nobody@school.example', act))).to.deep.equal([])
  })

  it('keeps at least one address', () => {
    expect(() => removeEmail(ada(), 'ada@school.example', act)).to.throw(Conflict)
    const { state } = addEmail(ada(), 'ada@home.example', act)
    expect(removeEmail(state, 'ada@school.example', act).state.identities).to.have.length(1)
  })

  it('becomes an administrator and stops being one only by somebody else', () => {
    const granted = grantAdministration(ada(), { at, by: 'root' })
    expect(names(granted)).to.deep.equal(['administrationGranted'])
    expect(names(withdrawAdministration(granted.state, { at, by: 'root' }))).to.deep.equal(['administrationWithdrawn'])
    expect(() => withdrawAdministration(granted.state, { at, by: 'ada' })).to.throw(Forbidden)
  })

  it('is in no session while suspended, and is again after', () => {
    const { state } = suspendPerson(ada(), 'Spam', { at: later, by: 'root' })
    expect(honoursSession(state, later)).to.equal(false)
    expect(honoursSession(restorePerson(state, { at: later, by: 'root' }).state, later)).to.equal(true)
  })

  it('cannot suspend themselves', () => expect(() => suspendPerson(ada(), 'Tired', act)).to.throw(Forbidden))
})
