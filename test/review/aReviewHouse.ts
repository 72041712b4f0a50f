import { Readable } from 'node:stream'
import type { Person } from '../../server/account/index.js'
import type { Claim } from '../../server/claim/index.js'
import type { Config } from '../../server/config.js'
import { lookingAtStudentWork } from '../../server/demo/content/microcredentials/lookingAtStudentWork.js'
import type { Anatomy } from '../../server/microcredential/index.js'
import type { Organization, Role } from '../../server/organization/index.js'
import type { Log } from '../../server/platform/log.js'
import type { Judgement, Submission } from '../../server/review/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp } from '../support/app.js'

export const ANATOMY = lookingAtStudentWork.anatomy
export const SLUG = 'looking-at-student-work'
export const CRITERIA = ANATOMY.rubric.map(({ id }) => id)

/** A judgement of every criterion, at this level or at one each. */
export const allAt = (...levelIds: string[]): Judgement[] =>
  CRITERIA.map((criterionId, index) => ({
    criterionId,
    levelId: levelIds[index] ?? levelIds.at(-1)!,
    comment: `The record on page two is ${levelIds[index] ?? levelIds.at(-1)}.`,
  }))

export const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')

export type House = Awaited<ReturnType<typeof aReviewHouse>>

/** The real app, with reviewers from different schools and a published micro-credential. */
export async function aReviewHouse(
  reviewerNames = ['bo', 'cy', 'di'],
  anatomy: Anatomy = ANATOMY,
  { log, ...settings }: Partial<Config> & { log?: Log } = {},
) {
  const app = await startTestApp(settings, undefined, log)
  const { account, organization, microcredential, claim, review } = app.rooms
  const schools = new Map<string, Organization>()
  const reviewers = new Map<string, Person>()

  async function school(slug: string): Promise<Organization> {
    const known = schools.get(slug)
    if (known) return known
    const details = {
      slug,
      name: `${slug} Academy of Learning`,
      kind: 'school' as const,
      country: 'NO',
      description: '',
    }
    const added = await organization.add(details)
    schools.set(slug, added)
    return added
  }

  async function join(handle: string, schoolSlug: string, ...roles: Role[]): Promise<Person> {
    const name = `${handle[0]!.toUpperCase()}${handle.slice(1)} Surname-of-${handle}`
    const person = await account.addPerson(aPerson({ handle, name, email: `${handle}@${schoolSlug}.example` }))
    await organization.addMember({ organizationId: (await school(schoolSlug)).id, personId: person.id, roles })
    return person
  }

  let earners = 0
  /** Somebody new, at a school of their own. */
  const anEarner = () => join(`earner${++earners}`, `northgate${earners}`, 'member')
  /** Somebody with a foot in every school, so that nobody may judge their work. */
  async function aWanderer(): Promise<Person> {
    const wanderer = await anEarner()
    for (const { id: organizationId } of schools.values())
      await organization.addMember({ organizationId, personId: wanderer.id, roles: ['member'] })
    return wanderer
  }
  const author = await join('author', 'publisher', 'member', 'author')
  for (const name of reviewerNames) {
    const reviewer = await join(name, `school-of-${name}`, 'member', 'reviewer')
    // Enough for all that the tests of one house submit.
    await review.saveReviewerSettings(reviewer.id, { capacity: 20, languages: [], subjects: [] })
    reviewers.set(name, reviewer)
  }

  const publisher = await school('publisher')
  const added = { slug: SLUG, organizationId: publisher.id, authorIds: [author.id], anatomy }
  await microcredential.publish(await microcredential.add(added))

  /** A whole draft: every answer written, one text file as the artefact, self-assessed. */
  async function complete(begun: Claim): Promise<Claim> {
    const whose = { claimId: begun.id, personId: begun.personId }
    const stream = Readable.from([Buffer.from('What we saw on page two of the work.')])
    const artefact = await app.rooms.artefact.addFile({ ownerId: begun.personId, name: 'Notes by me.txt', stream })
    await claim.addPieces({ ...whose, requirementId: 'work-and-record', artefactIds: [artefact.id] })
    return claim.write(whose, {
      texts: ['setting', 'seen', 'changed'].map(requirementId => ({ requirementId, text: words(100) })),
      writings: [],
      selfAssessment: CRITERIA.map(criterionId => ({ criterionId, levelId: 'met', note: 'I think so.' })),
    })
  }

  const reviewOf = (submission: Submission, person: Person) => {
    const found = submission.reviews.find(({ reviewerId }) => reviewerId === person.id)
    if (!found) throw new Error(`${person.handle} was not asked`)
    return { reviewId: found.id, reviewerId: person.id }
  }

  return {
    ...app,
    anEarner,
    aWanderer,
    reviewers,
    schools,
    join,
    school,
    complete,
    reviewOf,
    /** Begun, filled and submitted, checked, and reviewers asked. */
    async submitted(person: Person): Promise<{ claimId: string; submissionId: string }> {
      const { id: claimId, personId, number } = await complete(await claim.begin({ personId: person.id, slug: SLUG }))
      await claim.submit({ claimId, personId })
      await app.drain()
      return { claimId, submissionId: `${claimId}-${number}` }
    },
    /** Everyone who was asked says yes; who they are, in the order in which they were asked. */
    async acceptAll(submissionId: string): Promise<Person[]> {
      const { reviews } = await review.submission(submissionId)
      const asked = reviews.filter(({ state }) => state === 'offered')
      for (const { id, reviewerId } of asked) await review.accept({ reviewId: id, reviewerId })
      await app.drain()
      const people = await account.people(asked.map(({ reviewerId }) => reviewerId))
      return asked.map(({ reviewerId }) => people.get(reviewerId)!)
    },
    async lock(submissionId: string, person: Person, judgements: Judgement[], note = ''): Promise<Submission> {
      const submission = await review.submission(submissionId)
      return review.lock({ ...reviewOf(submission, person), judgements, note })
    },
  }
}
