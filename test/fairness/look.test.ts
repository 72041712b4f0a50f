import { expect } from 'chai'
import {
  ANSWER_DAYS,
  answerTalk,
  askForRecalibration,
  closeLook,
  ensureToldTo,
  type Look,
  type LookChange,
  MOST_ANSWERS,
  openTalk,
  pauseReviewing,
} from '../../server/fairness/look.js'
import { looksAt } from '../../server/fairness/looking.js'

const AT = new Date('2026-03-02T09:00:00Z')
const later = (days: number) => new Date(AT.getTime() + days * 24 * 3600 * 1000)

const aLook = (over: Partial<Look> = {}): Look => ({
  ...{ id: 'set.bo.1', version: 0, setId: 'set', microCredentialId: 'mc', microCredentialVersion: 1 },
  ...{ group: 'the youngest pupils', reviewerId: 'bo', at: AT, state: 'found', steps: [] },
  ...{ harsher: 0.5, byChance: 0.3, chance: 0.01, found: true, scores: 60 },
  ...over,
})
const by = (coordinatorId = 'co', at = AT) => ({ coordinatorId, words: 'How do you see it?', at })
const talking = () => openTalk(aLook(), by()).state
const answered = () => answerTalk(talking(), { reviewerId: 'bo', words: 'Like this.', at: AT }).state

describe('a finding', () => {
  it('leads to a talk before anything else', () => {
    for (const act of [pauseReviewing, askForRecalibration])
      expect(() => act(aLook(), by('co', later(100)))).to.throw('heard first')
    expect(talking().state).to.equal('talking')
  })

  it('waits for the answer, or for as long as one may take', () => {
    for (const act of [pauseReviewing, askForRecalibration]) {
      expect(() => act(talking(), by('co', later(ANSWER_DAYS)))).to.throw('heard first')
      expect(act(talking(), by('co', later(ANSWER_DAYS + 0.1))).events).to.have.length(1)
      expect(act(answered(), by()).events).to.have.length(1)
    }
  })

  it('may be closed at any time, and then nothing more follows', () => {
    for (const look of [aLook(), talking(), answered()]) {
      const closed = closeLook(look, by()).state
      expect(closed.state).to.equal('closed')
      for (const act of [openTalk, closeLook]) expect(() => act(closed, by())).to.throw('does not allow')
    }
  })

  it('tells the reviewer of its end only where they knew of its beginning', () => {
    expect(closeLook(aLook(), by()).events[0]).to.include({ name: 'lookClosed', isTold: false })
    expect(closeLook(talking(), by()).events[0]).to.include({ name: 'lookClosed', isTold: true })
  })

  it('is not told to the reviewer by the figures, nor ever to anybody else', () => {
    expect(() => ensureToldTo(aLook(), 'bo')).to.throw('No such talk')
    expect(() => ensureToldTo(talking(), 'cy')).to.throw('No such talk')
    expect(() => ensureToldTo(talking(), 'bo')).not.to.throw()
    expect(() => answerTalk(aLook(), { reviewerId: 'bo', words: 'But…', at: AT })).to.throw('No such talk')
  })

  it('is not decided by the one it is about, nor without words', () => {
    expect(() => closeLook(aLook(), by('bo'))).to.throw('about themselves')
    expect(() => openTalk(aLook(), { ...by(), words: '  ' })).to.throw('words')
    expect(() => answerTalk(talking(), { reviewerId: 'bo', words: ' ', at: AT })).to.throw('says something')
  })

  it('ends a pause by a new calibration', () => {
    const paused = pauseReviewing(answered(), by()).state
    expect(paused.state).to.equal('paused')
    expect(answerTalk(paused, { reviewerId: 'bo', words: 'I have thought about it.', at: AT }).state.state).to.equal(
      'paused',
    )
    expect(askForRecalibration(paused, by()).state.state).to.equal('recalibrating')
    expect(() => pauseReviewing(paused, by())).to.throw('does not allow')
  })

  it('is answered to whoever asked, and not without end', () => {
    const { events } = answerTalk(talking(), { reviewerId: 'bo', words: 'Like this.', at: AT })
    expect(events[0]).to.include({ name: 'talkAnswered', actorId: 'bo', coordinatorId: 'co' })
    const said = Array.from({ length: MOST_ANSWERS }).reduce<Look>(
      look => answerTalk(look, { reviewerId: 'bo', words: 'And.', at: AT }).state,
      talking(),
    )
    expect(() => answerTalk(said, { reviewerId: 'bo', words: 'And.', at: AT })).to.throw('Enough')
  })

  it('reaches no state by any order of acts but those above', () => {
    const acts: ((look: Look) => LookChange)[] = [openTalk, closeLook, askForRecalibration, pauseReviewing].map(
      act => look => act(look, by()),
    )
    acts.push(look => answerTalk(look, { reviewerId: 'bo', words: 'Yes.', at: AT }))
    const reached = new Set<string>()
    const walk = (look: Look, depth: number): void => {
      const heard = look.steps.some(({ name }) => name === 'answer')
      reached.add(`${look.state}${heard ? ' heard' : ''}`)
      if (depth === 0) return
      for (const act of acts)
        try {
          walk(act(look).state, depth - 1)
        } catch {}
    }
    walk(aLook(), 6)
    expect([...reached].sort()).to.deep.equal([
      ...['closed', 'closed heard', 'found', 'paused heard', 'recalibrating heard', 'talking', 'talking heard'],
    ])
  })
})

describe('a look', () => {
  /** Anchors of four criteria, by turns in one version and the other. */
  const scored = (anchors: number, harsher: number) =>
    Array.from({ length: 4 * anchors }, (_, index) => {
      const anchor = Math.floor(index / 4)
      const isVariant = anchor % 2 === 0
      const below = (isVariant ? harsher : 0) + (index % 3 === 0 ? 0.2 : 0)
      return { anchorId: `a${anchor}`, criterionId: `c${index % 4}`, isVariant, below, at: AT }
    })
  const comparison = (anchors: number, harsher: number, colleagues = 6) => ({
    ...{ setId: 'set', microCredentialId: 'mc', microCredentialVersion: 1, group: 'the youngest pupils' },
    reviewers: new Map([
      ['bo', scored(anchors, harsher)],
      ...Array.from({ length: colleagues }, (_, index) => [`c${index}`, scored(40, 0)] as const),
    ]),
  })
  const ofBo = (anchors: number, harsher = 1, colleagues = 6) =>
    looksAt(comparison(anchors, harsher, colleagues), ['bo']).get('bo') ?? []

  it('is made at sixty scores, and again at the next sixty, and not in between', () => {
    expect([14, 15, 16, 29, 30, 31].map(anchors => ofBo(anchors).length)).to.deep.equal([0, 1, 1, 1, 2, 2])
  })

  it('says what it said, whatever is scored later', () => {
    expect(ofBo(31)[0]).to.deep.equal(ofBo(15)[0])
  })

  it('finds who is harsher, and nobody who is not', () => {
    expect(ofBo(15, 1)[0]).to.include({ found: true, scores: 60 })
    expect(ofBo(15, 0)[0]).to.include({ found: false })
    expect(ofBo(15, -1)[0]).to.include({ found: false })
  })

  it('waits until others have met the anchors too', () => expect(ofBo(15, 1, 4)).to.deep.equal([]))
})
