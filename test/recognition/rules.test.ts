import { expect } from 'chai'
import { parseBulk, parseDecision } from '../../server/recognition/forms.js'
import {
  decide,
  isOpen,
  open,
  type Recognition,
  rematch,
  request,
  reverse,
  undo,
  type Verdict,
  withdraw,
} from '../../server/recognition/recognition.js'
import { Conflict, Forbidden, Invalid } from '../../server/shared/errors.js'

const AT = new Date('2026-03-02T09:00:00Z')
const olav = { by: 'olav', at: AT }
const about = {
  ...{ awardId: 'a1', personId: 'ada', organizationId: 'o1', microCredentialId: 'mc', title: 'Noticing' },
  stated: { hours: 25, credits: 1 },
}
const whole: Verdict = { outcome: 'approved', hours: 25, credits: 1, note: '' }
const matched = () => open(about, 'matched', { at: AT }).state
const approved = () => decide(matched(), whole, olav).state
const names = ({ events }: { events: { name: string }[] }) => events.map(({ name }) => name)

describe('a recognition', () => {
  it('is matched or requested, then decided, and every step leaves a trace', () => {
    const decided = decide(request(matched(), { by: 'ada', at: AT }).state, whole, olav)
    expect(decided.state.state).to.equal('approved')
    expect(decided.state.decision).to.include({ by: 'olav', hours: 25, credits: 1 })
    expect(decided.state.trace.map(({ name }) => name)).to.deep.equal([
      'recognitionMatched',
      'recognitionRequested',
      'recognitionDecided',
    ])
    expect(decided.events[0]).to.include({ state: 'approved', hours: 25, actorId: 'olav' })
  })

  it('is decided once, until the decision is undone', () => {
    expect(() => decide(approved(), whole, olav)).to.throw(Conflict)
    const undone = undo(approved(), olav).state
    expect(undone).to.include({ state: 'underReview' }).and.not.have.property('decision')
    expect(decide(undone, { ...whole, outcome: 'denied', note: 'Not ours' }, olav).state.state).to.equal('denied')
    expect(() => undo(matched(), olav)).to.throw(Conflict)
  })

  it('is never decided by its own holder', () => {
    expect(() => decide(matched(), whole, { by: 'ada', at: AT })).to.throw(Forbidden)
  })

  it('is worth something when it is granted, and says why when it is not, or not wholly', () => {
    expect(() => decide(matched(), { ...whole, hours: 0, credits: 0 }, olav)).to.throw(Invalid)
    expect(() => decide(matched(), { ...whole, outcome: 'partlyApproved' }, olav)).to.throw(Invalid)
    expect(() => decide(matched(), { ...whole, outcome: 'denied' }, olav)).to.throw(Invalid)
  })

  it('leaves the queue when the award is no longer shown, unless its holder asked for it', () => {
    const withdrawn = withdraw(matched(), { at: AT }).state
    expect(isOpen(withdrawn)).to.equal(false)
    expect(rematch(withdrawn, { at: AT }).state.state).to.equal('matched')
    const requested = request(matched(), { by: 'ada', at: AT }).state
    expect(withdraw(requested, { at: AT }).events).to.deep.equal([])
    expect(withdraw(approved(), { at: AT }).events).to.deep.equal([])
  })

  it('is reversed with its decision in sight when the award is revoked', () => {
    const change = reverse(approved(), 'A mistake', { at: AT })
    expect(change.state).to.include({ state: 'reversed' })
    expect(change.state.decision).to.include({ hours: 25 })
    expect(change.state.trace.at(-1)).to.include({ name: 'recognitionReversed', note: 'A mistake' })
    expect(reverse(change.state, 'A mistake', { at: AT }).events).to.deep.equal([])
    expect(names(reverse(matched(), 'A mistake', { at: AT }))).to.deep.equal(['recognitionWithdrawn'])
    expect(() => undo(change.state, olav)).to.throw(Conflict)
    expect(() => request(change.state, { by: 'ada', at: AT })).to.throw(Conflict)
  })

  it('can be asked for again after a denial, and not twice at once', () => {
    const denied: Recognition = decide(matched(), { ...whole, outcome: 'denied', note: 'No' }, olav).state
    const again = request(denied, { by: 'ada', at: AT }).state
    expect(again.state).to.equal('requested')
    expect(request(again, { by: 'ada', at: AT }).events).to.deep.equal([])
    expect(() => request(approved(), { by: 'ada', at: AT })).to.throw(Conflict)
  })
})

describe('the form of a decision', () => {
  const errors = (body: object) => {
    const form = parseDecision(body)
    return form.ok ? [] : form.errors.map(({ field }) => field)
  }

  it('takes hours and credits as people write them', () => {
    const form = parseDecision({ outcome: 'approved', hours: '12,5', credits: '', note: '' })
    expect(form).to.deep.equal({ ok: true, value: { outcome: 'approved', hours: 12.5, credits: 0, note: '' } })
  })

  it('gathers all that is missing', () => {
    expect(errors({ outcome: 'approved', hours: '', credits: '' })).to.deep.equal(['hours'])
    expect(errors({ outcome: 'partlyApproved', hours: '5' })).to.deep.equal(['note'])
    expect(errors({ outcome: 'denied' })).to.deep.equal(['note'])
    expect(errors({ outcome: 'approved', hours: '-1' })).to.deep.equal(['hours', 'hours'])
    expect(errors({ outcome: 'burn', hours: '1' })).to.include('outcome')
  })

  it('grants nothing with a denial, whatever stands in the fields', () => {
    const form = parseDecision({ outcome: 'denied', hours: '99', credits: '9', note: 'No' })
    expect(form.ok && form.value).to.include({ hours: 0, credits: 0 })
  })

  it('asks for a choice when several are approved at once', () => {
    expect(parseBulk({}).ok).to.equal(false)
    expect(parseBulk({ ids: 'r1', note: '' })).to.deep.equal({ ok: true, value: { ids: ['r1'], note: '' } })
  })
})
