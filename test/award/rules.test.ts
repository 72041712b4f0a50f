import { expect } from 'chai'
import { type Award, isVisibleToAnyone, stateAt } from '../../server/award/award.js'
import { accept, decline, revoke, type Showing, saysOtherwise, show, showTo } from '../../server/award/holding.js'
import { seal, unseal } from '../../server/award/sealing.js'
import { linkedInUrl } from '../../server/award/sharing.js'
import { monthsLater } from '../../server/award/validity.js'
import { Conflict, Invalid, NotFound } from '../../server/shared/errors.js'

const AT = new Date('2026-03-02T09:00:00Z')
const ada = { by: 'ada', at: AT }
const closed: Showing = { visibility: 'private', evidence: [] }

const anAward = (over: Partial<Award> = {}): Award => ({
  ...{ id: 'a1', version: 0, submissionId: 's1', earnerId: 'ada', microCredentialId: 'mc', microCredentialVersion: 1 },
  ...{ slug: 'noticing', title: 'Noticing', organizationId: 'o1', state: 'issued', visibility: 'private' },
  evidence: [
    { id: 'e1', requirementId: 'q1', kind: 'text', name: 'Response 1', text: 'Words', shown: false },
    { id: 'e2', requirementId: 'q1', kind: 'text', name: 'Response 2', text: 'Words', shown: false },
  ],
  ...{ scores: [], panel: { reviewers: 2, judged: 1, sameLevel: 1 }, issuedAt: AT, shownTo: [], salt: 'salt' },
  ...{ status: { listId: 'l', index: 1 }, signed: { json: '{}', etag: '"e"', validFrom: AT } },
  ...over,
})
const held = (over: Partial<Award> = {}) => anAward({ state: 'active', acceptedAt: AT, ...over })
const names = ({ events }: { events: { name: string }[] }) => events.map(({ name }) => name)

describe('holding an award', () => {
  it('begins with accepting it, which says what shows', () => {
    const change = accept(anAward(), { visibility: 'public', evidence: ['e2'] }, ada)
    expect(change.state).to.include({ state: 'active', visibility: 'public' })
    expect(change.state.evidence.map(({ shown }) => shown)).to.deep.equal([false, true])
    expect(names(change)).to.deep.equal(['awardAccepted', 'awardVisibilityChanged', 'awardEvidenceShown'])
  })

  it('can be refused, and taken after all', () => {
    const declined = decline(anAward(), ada).state
    expect(isVisibleToAnyone({ ...declined, visibility: 'public' })).to.equal(false)
    expect(accept(declined, closed, ada).state.state).to.equal('active')
  })

  it('cannot begin twice, nor end by declining later', () => {
    expect(() => accept(held(), closed, ada)).to.throw(Conflict)
    expect(() => decline(held(), ada)).to.throw(Conflict)
    expect(() => show(anAward(), closed, ada)).to.throw(Conflict)
  })

  it('is for its holder: others may not know of it', () => {
    const bob = { by: 'bob', at: AT }
    for (const act of [
      () => accept(anAward(), closed, bob),
      () => decline(anAward(), bob),
      () => show(held(), closed, bob),
      () => showTo(held(), 'o2', bob),
    ])
      expect(act).to.throw(NotFound)
  })

  it('announces nothing when nothing changes', () => {
    expect(show(held(), closed, ada).events).to.deep.equal([])
    expect(showTo(held({ shownTo: ['o2'] }), 'o2', ada).events).to.deep.equal([])
  })

  it('needs a new signature for other evidence, and not for another visibility', () => {
    const before = held()
    expect(saysOtherwise(before, show(before, { visibility: 'public', evidence: [] }, ada).state)).to.equal(false)
    expect(saysOtherwise(before, show(before, { visibility: 'private', evidence: ['e1'] }, ada).state)).to.equal(true)
  })

  it('lets a holder hide a revoked award, but not ask anyone to recognise it', () => {
    const revoked = held({ state: 'revoked', visibility: 'public' })
    expect(show(revoked, closed, ada).state.visibility).to.equal('private')
    expect(() => showTo(revoked, 'o2', ada)).to.throw(Conflict)
  })
})

describe('an award in time', () => {
  it('is revoked once, with a reason', () => {
    const change = revoke(held(), 'A mistake', { by: 'agnes', at: AT })
    expect(change.state.revocation).to.deep.equal({ by: 'agnes', at: AT, reason: 'A mistake' })
    expect(names(change)).to.deep.equal(['awardRevoked'])
    expect(() => revoke(change.state, 'Again', ada)).to.throw(Conflict)
    expect(() => revoke(held(), '', ada)).to.throw(Invalid)
  })

  it('expires by itself, unless something stronger happened to it', () => {
    const validUntil = AT
    expect(stateAt(held({ validUntil }), AT)).to.equal('expired')
    expect(stateAt(held({ validUntil }), new Date(AT.getTime() - 1))).to.equal('active')
    expect(stateAt(held({ validUntil, state: 'revoked' }), AT)).to.equal('revoked')
  })

  it('is valid to the same day of a later month, or its last', () => {
    const later = (from: string, months: number) => monthsLater(new Date(from), months).toISOString()
    expect(later('2026-01-31T10:00:00Z', 1)).to.equal('2026-02-28T10:00:00.000Z')
    expect(later('2026-03-02T10:00:00Z', 36)).to.equal('2029-03-02T10:00:00.000Z')
    expect(later('2028-02-29T10:00:00Z', 12)).to.equal('2029-02-28T10:00:00.000Z')
  })
})

describe('the link to LinkedIn', () => {
  const issuedAt = new Date('2026-02-28T23:30:00Z')
  const shared = {
    title: 'Noticing & wondering',
    issuer: 'Lyseng',
    issuedAt,
    pageUrl: 'https://x/badges/1',
    credentialId: 'https://x/credentials/1',
  }
  const month = (timeZone: string) => new URL(linkedInUrl(shared, timeZone)).searchParams.get('issueMonth')

  it('names the month on the holder’s own calendar', () => {
    expect([month('Europe/Oslo'), month('America/Vancouver')]).to.deep.equal(['3', '2'])
  })

  it('survives signs in a title', () => {
    expect(new URL(linkedInUrl(shared, 'UTC')).searchParams.get('name')).to.equal('Noticing & wondering')
  })
})

describe('a sealed secret', () => {
  const box = seal('z3u2-secret', 'the right secret', 'key-1')

  it('opens with its secret and under its name', () => {
    expect(unseal(box, 'the right secret', 'key-1')).to.equal('z3u2-secret')
  })

  it('opens neither with another secret, nor under another name, nor altered', () => {
    const altered = Buffer.from(box, 'base64')
    altered[altered.length - 1]! ^= 1
    expect(() => unseal(box, 'another secret', 'key-1')).to.throw()
    expect(() => unseal(box, 'the right secret', 'key-2')).to.throw()
    expect(() => unseal(altered.toString('base64'), 'the right secret', 'key-1')).to.throw()
  })

  it('looks different each time', () => {
    expect(seal('z3u2-secret', 'the right secret', 'key-1')).to.not.equal(box)
  })
})
