import { expect } from 'chai'
import {
  type Claim,
  challengeDecision,
  ensureOwn,
  followWithdrawal,
  handIn,
  reopenClaim,
  startClaim,
  takeBack,
  takeDecision,
  withdrawClaim,
} from '../../server/claim/claim.js'
import { addPieces, type Piece, piecesIn, removePiece, textIn, writeDraft } from '../../server/claim/draft.js'
import { Conflict, Invalid, NotFound } from '../../server/shared/errors.js'
import { AT, RUBRIC } from '../review/aSubmission.js'

const aClaim = (over: Partial<Claim> = {}): Claim => ({
  ...startClaim({ id: 'c1', personId: 'ada', microCredentialId: 'mc', microCredentialVersion: 2 }, AT).state,
  ...over,
})
const typed = (texts: Record<string, string>) => ({
  texts: Object.entries(texts).map(([requirementId, text]) => ({ requirementId, text })),
  writings: [],
  selfAssessment: [],
})
const artefact = (id: string): Piece => ({ id: `p-${id}`, kind: 'artefact', artefactId: id })
const scores = (seeing: string, acting: string) => [
  { criterionId: 'seeing', levelId: seeing },
  { criterionId: 'acting', levelId: acting },
]

describe('a draft', () => {
  it('keeps what other forms wrote when one is saved', () => {
    const first = writeDraft(aClaim(), typed({ seen: 'A', setting: 'B' }), AT)
    const second = writeDraft(first, typed({ seen: 'C' }), AT)
    expect([textIn(second.draft, 'seen'), textIn(second.draft, 'setting')]).to.deep.equal(['C', 'B'])
  })

  it('holds the same artefact once in a slot, and again in another', () => {
    const twice = addPieces(addPieces(aClaim(), 'work', [artefact('a1')], AT), 'work', [artefact('a1')], AT)
    expect(piecesIn(twice.draft, 'work')).to.have.length(1)
    expect(piecesIn(addPieces(twice, 'later', [artefact('a1')], AT).draft, 'later')).to.have.length(1)
  })

  it('rewrites a text that was written in place, and takes pieces out', () => {
    const written = addPieces(aClaim(), 'work', [{ id: 'w', kind: 'writing', text: '' }], AT)
    const rewritten = writeDraft(written, { ...typed({}), writings: [{ pieceId: 'w', text: 'Here.' }] }, AT)
    expect(piecesIn(rewritten.draft, 'work')).to.deep.equal([{ id: 'w', kind: 'writing', text: 'Here.' }])
    expect(piecesIn(removePiece(rewritten, 'w', AT).draft, 'work')).to.deep.equal([])
    expect(removePiece(rewritten, 'unknown', AT).draft).to.deep.equal(rewritten.draft)
  })

  it('stays within bounds', () => {
    const many = Array.from({ length: 61 }, (_, index) => artefact(`a${index}`))
    expect(() => addPieces(aClaim(), 'work', many, AT)).to.throw(Invalid)
  })

  it('cannot be written in once it was submitted', () => {
    const submitted = handIn(aClaim(), AT).state
    expect(() => writeDraft(submitted, typed({ seen: 'A' }), AT)).to.throw(Conflict)
    expect(() => addPieces(submitted, 'work', [artefact('a1')], AT)).to.throw(Conflict)
  })

  it('is nobody else’s', () => {
    expect(() => ensureOwn(aClaim(), 'bo')).to.throw(NotFound)
  })
})

describe('a claim', () => {
  const submitted = () => handIn(writeDraft(aClaim(), typed({ seen: 'A' }), AT), AT).state

  it('is earned, and then no longer open', () => {
    const decision = { number: 1, outcome: 'earned' as const, scores: scores('met', 'met') }
    expect(takeDecision(submitted(), decision, RUBRIC).state).to.equal('earned')
  })

  it('goes on after "not yet" with what is met carried over and every word kept', () => {
    const decision = { number: 1, outcome: 'notYet' as const, scores: scores('strong', 'partly') }
    const next = takeDecision(submitted(), decision, RUBRIC)
    expect(next).to.deep.include({ state: 'drafting', number: 2 })
    expect(next.carriedOver).to.deep.equal([{ criterionId: 'seeing', levelId: 'strong' }])
    expect(textIn(next.draft, 'seen')).to.equal('A')
  })

  it('hears of each decision once', () => {
    const decision = { number: 1, outcome: 'notYet' as const, scores: scores('met', 'none') }
    const next = takeDecision(submitted(), decision, RUBRIC)
    expect(takeDecision(next, decision, RUBRIC)).to.equal(next)
    expect(takeBack(next, 1)).to.equal(next)
  })

  it('begins the next attempt when it came back incomplete, with nothing carried over', () => {
    expect(takeBack(submitted(), 1)).to.deep.include({ state: 'drafting', number: 2, carriedOver: [] })
  })

  it('can be put away and taken up again; a submitted attempt is then a new one', () => {
    const away = withdrawClaim(submitted(), AT)
    expect(away.state).to.include({ state: 'withdrawn', number: 2 })
    expect(withdrawClaim(away.state, AT).events).to.deep.equal([])
    expect(reopenClaim(away.state, AT).state).to.include({ state: 'drafting', number: 2 })
    expect(withdrawClaim(aClaim(), AT).state.number).to.equal(1)
  })

  it('follows its submission when that was withdrawn and the claim did not hear of it', () => {
    expect(followWithdrawal(submitted(), 1, AT).state.state).to.equal('withdrawn')
    const away = withdrawClaim(submitted(), AT).state
    expect(followWithdrawal(away, 1, AT).state).to.equal(away)
  })

  it('is handed in while it is a draft, and says so', () => {
    expect(handIn(aClaim(), AT).events[0]).to.include({ name: 'claimHandedIn', number: 1 })
    expect(() => handIn(submitted(), AT)).to.throw(Conflict)
    expect(() => handIn(aClaim({ state: 'withdrawn' }), AT)).to.throw(Conflict)
  })

  it('lets the latest decision be challenged, once, before the next attempt is handed in', () => {
    const grounds = [{ criterionId: 'seeing', reason: 'Look.' }]
    const second = aClaim({ number: 2 })
    const challenged = challengeDecision(second, 1, grounds, AT)
    expect(challenged.state.challenged).to.equal(1)
    expect(challenged.events[0]).to.deep.include({ name: 'decisionChallenged', challenged: 1, grounds })
    expect(challengeDecision(challenged.state, 1, grounds, AT).events).to.deep.equal([])
    for (const other of [
      aClaim(),
      aClaim({ number: 3 }),
      handIn(second, AT).state,
      aClaim({ number: 2, state: 'earned' }),
    ])
      expect(() => challengeDecision(other, 1, grounds, AT)).to.throw(Conflict)
  })

  it('that is earned stays so', () => {
    expect(() => withdrawClaim(aClaim({ state: 'earned' }), AT)).to.throw(Conflict)
    expect(() => reopenClaim(aClaim({ state: 'earned' }), AT)).to.throw(Conflict)
  })
})
