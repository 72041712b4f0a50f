import { expect } from 'chai'
import type { Browser } from 'playwright-core'
import type { Person } from '../../server/account/index.js'
import { submissionIdOf } from '../../server/review/index.js'
import { aPerson } from '../support/aPerson.js'
import { PASSWORD } from '../support/signIn.js'
import { eventually } from './ada.js'
import type { Network } from './aNetwork.js'
import { type Hands, handsOn } from './hands.js'
import type { RunningApp } from './support.js'

export const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 844 }

/** People at their keyboards, and what others did before them, which was done with other hands. */
export function keyboardHouse(app: RunningApp, browser: Browser, network: Network) {
  const { anatomy, slug } = network

  async function aVisitor(viewport = DESK): Promise<Hands> {
    const context = await browser.newContext({ baseURL: app.url, locale: 'en-GB', viewport })
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    return handsOn(page)
  }

  async function signedIn(email: string, viewport = DESK): Promise<Hands> {
    const hands = await aVisitor(viewport)
    await hands.page.goto('/sign-in')
    await hands.type('#email', email)
    await hands.type('#password', PASSWORD)
    await hands.leaveBy('Enter')
    expect(new URL(hands.page.url()).pathname).to.equal('/home')
    return hands
  }

  async function aTeacher(handle: string): Promise<Person> {
    const name = `Tove ${handle[0]!.toUpperCase()}${handle.slice(1)}`
    const person = await app.rooms.account.addPerson(aPerson({ handle, name }))
    const { id } = network.school
    await app.rooms.organization.addMember({ organizationId: id, personId: person.id, roles: ['member'] })
    return person
  }

  /** Handed in by this person, in words that nobody else writes. */
  async function aSubmission(handle: string, words: (count: number) => string = ownWords(handle)) {
    const person = await aTeacher(handle)
    const { requirements, rubric } = anatomy
    const { id: claimId } = await app.rooms.claim.begin({ personId: person.id, slug })
    const whose = { claimId, personId: person.id }
    await app.rooms.claim.write(whose, {
      texts: requirements.map(({ id, min = 20 }) => ({ requirementId: id, text: words(min + 10) })),
      writings: [],
      selfAssessment: rubric.map(({ id, requiredLevelId }) => ({
        ...{ criterionId: id, levelId: requiredLevelId, note: 'It shows.' },
      })),
    })
    const { number } = await app.rooms.claim.submit(whose)
    return { person, claimId, submissionId: submissionIdOf(claimId, number) }
  }

  /** All seats that are offered now, once there are so many. */
  const asked = (submissionId: string, seats: number) =>
    eventually('an offer for each seat', async () => {
      const { reviews } = await app.rooms.review.submission(submissionId).catch(() => ({ reviews: [] }))
      const offered = reviews.filter(({ state }) => state === 'offered')
      return offered.length === seats ? offered : undefined
    })

  /** The whole panel judges, each in their way: every criterion met, or the first one not. */
  async function judge(submissionId: string, ...verdicts: ('met' | 'notMet')[]): Promise<void> {
    const offered = await asked(submissionId, verdicts.length)
    for (const [index, { id: reviewId, reviewerId }] of offered.entries()) {
      const judgements = anatomy.rubric.map(({ id, requiredLevelId, levels }, criterion) =>
        criterion === 0 && verdicts[index] === 'notMet'
          ? { criterionId: id, levelId: levels[0]!.id, comment: 'The third ticket was not looked at.' }
          : { criterionId: id, levelId: requiredLevelId, comment: 'Page two names what changed.' },
      )
      await app.rooms.review.accept({ reviewId, reviewerId })
      await app.rooms.review.lock({ reviewId, reviewerId, judgements, note: '' })
    }
  }

  return { aVisitor, signedIn, aTeacher, aSubmission, asked, judge }
}

const ownWords = (handle: string) => (count: number) =>
  Array.from({ length: count }, (_, n) => `${['we', 'looked', 'again'][n % 3]}-${handle}-${n}`).join(' ')

/** The same from everybody who uses it. */
export const sameWords = (count: number): string =>
  Array.from({ length: count }, (_, n) => `${['we', 'looked', 'again'][n % 3]}${n}`).join(' ')
