import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import type { Claim } from '../../server/claim/claim.js'
import { statusPage } from '../../server/claim/statusPage.js'
import { expectedBy } from '../../server/review/deadlines.js'
import { SUBMISSION_STATES, type Submission } from '../../server/review/submission.js'
import { ANATOMY } from '../review/aReviewHouse.js'
import { accepted, aSubmission, daysLater, inReview, locked } from '../review/aSubmission.js'

const CLAIM: Claim = {
  ...{ id: 'claim', personId: 'ada', microCredentialId: 'mc', microCredentialVersion: 1, number: 1, version: 1 },
  ...{ state: 'submitted', draft: { responses: [], selfAssessment: [] }, carriedOver: [], startedAt: daysLater(-1) },
}

const pageOf = (submission: Submission) =>
  statusPage({
    ...{ claim: CLAIM, submissions: [submission], appeals: { steps: [], isOpen: false }, coaches: [] },
    microCredential: { anatomy: ANATOMY, slug: 'looking', version: 1 } as never,
  })

const sentences = (language: string) => JSON.parse(readFileSync(`views/locales/${language}/claim.json`, 'utf8'))
const sentenceAt = (language: string, key: string) =>
  key
    .split('.')
    .slice(1)
    .reduce((found, part) => found?.[part], sentences(language))

describe('what an earner is told of a submission', () => {
  it('has a sentence in both languages for every state that one can be in', () => {
    for (const state of SUBMISSION_STATES) {
      const { stateKey, timeline } = pageOf({ ...aSubmission(), state })
      for (const key of [stateKey, ...timeline.map(({ messageKey }) => messageKey)])
        for (const language of ['en', 'nb']) expect(sentenceAt(language, key), `${language} ${key}`).to.be.a('string')
    }
  })

  it('is the same whether a further reader is asked or a “not yet” waits for a person’s yes', () => {
    const both = locked(locked(accepted(inReview(), 'bo', 'cy'), 'bo', 'met', 'met'), 'cy', 'met', 'none')
    const panel: Submission = { ...both, state: 'inReview', panelSize: 3, timeline: [] }
    const asked = { ...both.reviews[0]!, id: 'r-di', reviewerId: 'di', state: 'offered' as const }
    const { dueAt: _, ...offer } = { ...asked, answerBy: daysLater(3) }
    const further: Submission = { ...panel, reviews: [...panel.reviews, offer] }
    const agreed: Submission = { ...panel, state: 'agreed', confirmation: { reviewId: 'r-bo', by: daysLater(3) } }
    expect(expectedBy(further)).to.be.an.instanceOf(Date)
    expect(pageOf(agreed)).to.deep.equal(pageOf(further))
  })
})
