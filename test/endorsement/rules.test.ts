import { expect } from 'chai'
import {
  ask,
  decline,
  ensureGivable,
  give,
  lapse,
  recall,
  setHidden,
  signedAnew,
  withdraw,
} from '../../server/endorsement/changing.js'
import {
  ANSWER_DAYS,
  type Endorsement,
  isShown,
  MOST_ENDORSEMENTS,
  masked,
  type Statement,
  stateAt,
} from '../../server/endorsement/endorsement.js'
import { NotAskable } from '../../server/endorsement/notAskable.js'
import { type Described, keyOf } from '../../server/endorsement/subject.js'
import { Conflict, NotFound } from '../../server/shared/errors.js'

const AT = new Date('2026-03-02T09:00:00Z')
const later = (days: number) => new Date(AT.getTime() + days * 86_400_000)
const GUEST = { kind: 'guest', address: 'kari@uni.example', known: 'k', language: 'en' } as const

const described = (over: Partial<Described> = {}): Described => ({
  subject: { kind: 'award', id: 'award-1' },
  title: 'Looking at student work',
  keepers: ['ada'],
  issuers: ['issuer'],
  isStanding: true,
  ...over,
})
const asking = (over: Partial<Parameters<typeof ask>[1]> = {}) => ({
  ...{ id: 'e1', askedBy: 'ada', endorser: { kind: 'person', id: 'kari' } as const, message: '', others: 0, at: AT },
  ...over,
})
const asked = (over: Partial<Endorsement> = {}): Endorsement => ({ ...ask(described(), asking()).state, ...over })
const statement = (over: Partial<Statement> = {}): Statement => ({
  ...{ at: later(1), words: 'Sound work', name: 'Kari Elvestad', by: 'kari', signatoryId: 's1', index: 7 },
  signed: { json: '{}', etag: '"1"', validFrom: later(1), keyId: 'key-1' },
  ...over,
})
const given = (over: Partial<Endorsement> = {}) => ({ ...give(asked(), described(), statement()).state, ...over })
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof NotAskable) return error.code
    throw error
  }
  return undefined
}

describe('the rules of endorsements', () => {
  describe('asking', () => {
    it('makes a request that waits for thirty days', () => {
      const { state, events } = ask(described(), asking())
      expect(state).to.include({ state: 'asked', hidden: false, title: 'Looking at student work' })
      expect(state.answerBy).to.deep.equal(later(ANSWER_DAYS))
      expect(events.map(({ name }) => name)).to.deep.equal(['endorsementAsked'])
    })

    it('is for those alone whose award, micro-credential or self it is', () => {
      expect(() => ask(described(), asking({ askedBy: 'bob' }))).to.throw(NotFound)
    })

    it('is about what stands', () => {
      expect(() => ask(described({ isStanding: false }), asking())).to.throw(Conflict)
    })

    it('never asks somebody about themselves, or about what they wrote', () => {
      const endorser = { kind: 'person', id: 'bob' } as const
      expect(codeOf(() => ask(described({ keepers: ['ada', 'bob'] }), asking({ endorser })))).to.equal('self')
    })

    it('never asks the issuer about what it issued', () => {
      const endorser = { kind: 'organization', id: 'issuer' } as const
      expect(codeOf(() => ask(described(), asking({ endorser })))).to.equal('issuer')
      expect(codeOf(() => ask(described(), asking({ endorser: { kind: 'organization', id: 'other' } })))).to.equal(
        undefined,
      )
    })

    it('ends at ten', () => {
      expect(codeOf(() => ask(described(), asking({ others: MOST_ENDORSEMENTS - 1 })))).to.equal(undefined)
      expect(codeOf(() => ask(described(), asking({ others: MOST_ENDORSEMENTS })))).to.equal('tooMany')
    })
  })

  describe('answering', () => {
    it('gives what was signed', () => {
      const { state, events } = give(asked(), described(), statement())
      expect(state).to.include({ state: 'given' })
      expect(events).to.have.length(1)
      expect(events[0]).to.include({ name: 'endorsementGiven', actorId: 'kari' })
      expect(isShown(state)).to.equal(true)
    })

    it('says no, and a guest’s address is forgotten', () => {
      const { state, events } = decline(asked({ endorser: GUEST }), undefined, later(1))
      expect(state.state).to.equal('declined')
      expect(state.endorser).to.include({ address: 'k…@uni.example', known: 'k' })
      expect(events[0]).to.not.have.property('actorId')
      expect(decline(state, undefined, later(2)).events).to.deep.equal([])
    })

    it('is too late after thirty days, whether or not anybody has written that down', () => {
      const late = later(ANSWER_DAYS + 1)
      expect(() => ensureGivable(asked(), described(), 'kari', late)).to.throw(Conflict)
      expect(() => give(asked(), described(), statement({ at: late }))).to.throw(Conflict)
      expect(() => decline(asked(), 'kari', late)).to.throw(Conflict)
      expect(() => recall(asked(), 'ada', late)).to.throw(Conflict)
      expect(stateAt(asked(), late)).to.equal('lapsed')
      expect(stateAt(asked(), later(ANSWER_DAYS))).to.equal('asked')
    })

    it('is no longer possible once it is answered, taken back or lapsed', () => {
      for (const state of ['given', 'declined', 'withdrawn', 'recalled', 'lapsed'] as const)
        expect(() => ensureGivable(asked({ state }), described(), 'kari', later(1)), state).to.throw(Conflict)
      for (const state of ['given', 'withdrawn', 'recalled', 'lapsed'] as const)
        expect(() => decline(asked({ state }), 'kari', later(1)), state).to.throw(Conflict)
      for (const state of ['given', 'withdrawn', 'declined', 'lapsed'] as const)
        expect(() => recall(asked({ state }), 'ada', later(1)), state).to.throw(Conflict)
    })

    it('is not for what was revoked meanwhile, nor for whoever has become its author', () => {
      expect(() => ensureGivable(asked(), described({ isStanding: false }), 'kari', later(1))).to.throw(Conflict)
      const authors = described({ keepers: ['ada', 'kari'] })
      expect(codeOf(() => give(asked(), authors, statement()))).to.equal('self')
    })
  })

  describe('afterwards', () => {
    it('an endorsement is withdrawn once, and only where there is one', () => {
      const { state, events } = withdraw(given(), 'kari', later(5))
      expect(state).to.include({ state: 'withdrawn' })
      expect(state.endedAt).to.deep.equal(later(5))
      expect(isShown(state)).to.equal(false)
      expect(events[0]?.name).to.equal('endorsementWithdrawn')
      expect(withdraw(state, 'kari', later(6)).events).to.deep.equal([])
      for (const other of ['asked', 'declined', 'recalled', 'lapsed'] as const)
        expect(() => withdraw(asked({ state: other }), 'kari', later(5)), other).to.throw(Conflict)
    })

    it('a request is taken back by whoever asked, and by nobody else', () => {
      expect(recall(asked(), 'ada', later(1)).state.state).to.equal('recalled')
      expect(() => recall(asked(), 'kari', later(1))).to.throw(NotFound)
    })

    it('it is hidden and shown by its keepers alone, and hiding twice is hiding once', () => {
      const hidden = setHidden(given(), described(), true, 'ada', later(2))
      expect(isShown(hidden.state)).to.equal(false)
      expect(setHidden(hidden.state, described(), true, 'ada', later(2)).events).to.deep.equal([])
      expect(isShown(setHidden(hidden.state, described(), false, 'ada', later(3)).state)).to.equal(true)
      expect(() => setHidden(given(), described(), true, 'kari', later(2))).to.throw(NotFound)
      expect(() => setHidden(asked(), described(), true, 'ada', later(2))).to.throw(Conflict)
    })

    it('each hiding has an event of its own', () => {
      const ids = [1, 2].map(version => setHidden(given({ version }), described(), true, 'ada', later(2)).events[0]!.id)
      expect(new Set(ids).size).to.equal(2)
    })

    it('nobody answers, and the request lapses once', () => {
      const late = later(ANSWER_DAYS + 3)
      const { state, events } = lapse(asked({ endorser: GUEST }), late)
      expect(state).to.include({ state: 'lapsed' })
      expect(state.endedAt).to.deep.equal(later(ANSWER_DAYS))
      expect(events).to.have.length(1)
      expect(lapse(state, late).events).to.deep.equal([])
      expect(lapse(asked(), later(1)).events).to.deep.equal([])
      expect(lapse(given(), late).events).to.deep.equal([])
    })

    it('it is signed by another key without a word changing', () => {
      const signed = { json: '{"anew":true}', etag: '"2"', validFrom: later(9), keyId: 'key-2' }
      const { state } = signedAnew(given(), signed, later(9))
      expect(state.statement).to.deep.equal({ ...statement(), signed })
    })
  })

  it('know a version of a micro-credential from another', () => {
    expect(keyOf({ kind: 'microcredential', id: 'm', version: 1 })).to.not.equal(
      keyOf({ kind: 'microcredential', id: 'm', version: 2 }),
    )
  })

  it('leave of an address what its writer knows it by', () => {
    expect(masked('kari.elvestad@uni.example')).to.equal('k…@uni.example')
  })
})
