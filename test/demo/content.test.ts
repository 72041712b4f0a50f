// Long because it is one list of what the demo promises; each promise is short.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { expect } from 'chai'
import { countWords } from '../../server/claim/words.js'
import { assessmentLearnersOwnAnchors } from '../../server/demo/content/anchors/assessmentLearnersOwn.js'
import { readings } from '../../server/demo/content/fairness.js'
import { demoNetwork } from '../../server/demo/content/index.js'
import type { DemoMicroCredential, DemoPerson, DemoReview, DemoSubmission } from '../../server/demo/content/types.js'
import type { Requirement } from '../../server/microcredential/anatomy.js'
import { BADGE_COLOURS, BADGE_SHAPES, PARTS } from '../../server/microcredential/anatomy.js'
import { isFullyScored, isMet, levelOf } from '../../server/shared/rubric.js'

const { organizations, people, communities, microCredentials, entries, submissions, endorsements, completions } =
  demoNetwork

const FILES = new URL('../../server/demo/files/', import.meta.url)
const ICONS = new URL('../../node_modules/lucide-static/icons/', import.meta.url)
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const MENTION = /(?<![\w.])@([a-z0-9-]+)/g
/** What fits on the drawing. */
const LONGEST_BADGE_TEXT = 24
const EARLIEST_DAY = 240
const LARGEST_FILE = 300 * 1024
const LARGEST_TOTAL = 1.5 * 1024 * 1024

const inState = (state: DemoMicroCredential['state']) => microCredentials.filter(each => each.state === state)
const ending = (...ends: DemoSubmission['ends'][]) => submissions.filter(each => ends.includes(each.ends))

function found<T>(list: T[], matches: (item: T) => boolean, what: string): T {
  const item = list.find(matches)
  if (!item) throw new Error(`No ${what}`)
  return item
}

const personOf = (key: string) => found(people, person => person.key === key, `person ${key}`)
const organizationOf = (key: string) => found(organizations, each => each.key === key, `organization ${key}`)
const microCredentialOf = (key: string) => found(microCredentials, each => each.key === key, `micro-credential ${key}`)
const entryOf = (key: string) => found(entries, entry => entry.key === key, `entry ${key}`)
const communityOf = (key: string) => found(communities, each => each.key === key, `community ${key}`)
const organizationsOf = (person: DemoPerson) => person.memberships.map(membership => membership.organization)
const withRole = (role: DemoPerson['memberships'][number]['roles'][number]) =>
  people.filter(person => person.memberships.some(membership => membership.roles.includes(role)))
const hasRoleIn = (person: DemoPerson, role: string, organization: string) =>
  person.memberships.some(each => each.organization === organization && (each.roles as string[]).includes(role))
const schoolOf = (person: DemoPerson) =>
  organizationsOf(person)
    .map(organizationOf)
    .find(organization => organization.kind === 'school')
const insidersOf = (key: string) => {
  const community = communityOf(key)
  return [...community.facilitators, ...community.researchers, ...community.members]
}
const nameOf = (submission: DemoSubmission) => `${submission.by}: ${submission.microCredential}`
const postsOf = (community: (typeof communities)[number]) =>
  community.threads.flatMap(thread => [thread, ...thread.replies])

describe('The demo network', () => {
  describe('organizations', () => {
    it('have unique keys and url-safe unique slugs', () => {
      const slugs = organizations.map(organization => organization.slug)
      for (const slug of slugs) expect(slug).to.match(SLUG)
      expect(new Set(slugs).size).to.equal(slugs.length)
      expect(new Set(organizations.map(organization => organization.key)).size).to.equal(organizations.length)
    })

    it('number at least five, in two countries, each under a parent that exists', () => {
      expect(organizations.length).to.be.at.least(5)
      expect(new Set(organizations.map(organization => organization.country))).to.have.all.keys('NO', 'CA')
      for (const { parent } of organizations) if (parent) organizationOf(parent)
    })
  })

  describe('people', () => {
    it('are 42, with unique keys and unique url-safe handles', () => {
      expect(people).to.have.length(42)
      const handles = people.map(person => person.handle)
      for (const handle of handles) expect(handle).to.match(SLUG)
      expect(new Set(handles).size).to.equal(42)
      expect(new Set(people.map(person => person.key)).size).to.equal(42)
      expect(handles).not.to.include('ada')
    })

    it('belong to organizations that exist', () => {
      for (const person of people) for (const key of organizationsOf(person)) organizationOf(key)
    })

    it('fill every role', () => {
      expect(withRole('reviewer').length).to.be.at.least(9)
      expect(new Set(withRole('reviewer').map(person => schoolOf(person)?.key)).size).to.be.at.least(4)
      expect(withRole('author').length).to.be.at.least(3)
      expect(withRole('leader').length).to.be.at.least(2)
      expect(withRole('administrator')).to.have.length(3)
      expect(people.filter(person => person.isAdministrator)).to.have.length(1)
    })

    it('include an officer in the municipality and one in the district', () => {
      const officed = withRole('officer').flatMap(organizationsOf).map(organizationOf)
      expect(officed.map(organization => organization.kind)).to.have.members(['municipality', 'district'])
    })
  })

  describe('communities', () => {
    it('number at least six, one in Norwegian, one by request and one by invitation', () => {
      expect(communities.length).to.be.at.least(6)
      expect(communities.some(community => community.language === 'nb')).to.equal(true)
      expect(communities.map(community => community.visibility)).to.include.members(['open', 'request', 'invitation'])
      for (const community of communities) expect(community.slug).to.match(SLUG)
      expect(new Set(communities.map(community => community.slug)).size).to.equal(communities.length)
    })

    it('are asked by outsiders to be let in where that is by request', () => {
      for (const { key, asking = [], visibility } of communities) {
        if (asking.length > 0) expect(visibility, key).to.equal('request')
        for (const person of asking) expect(insidersOf(key), key).not.to.include(personOf(person).key)
      }
    })

    it('know everyone in them, with a facilitator each and two researchers between them', () => {
      for (const community of communities) {
        expect(community.facilitators, community.key).not.to.be.empty
        const insiders = insidersOf(community.key)
        for (const key of insiders) personOf(key)
        expect(new Set(insiders).size, community.key).to.equal(insiders.length)
        if (community.organization) organizationOf(community.organization)
      }
      expect(new Set(communities.flatMap(community => community.facilitators)).size).to.be.at.least(2)
      expect(new Set(communities.flatMap(community => community.researchers)).size).to.be.at.least(2)
    })

    it('hold three to five threads of two to six replies', () => {
      for (const community of communities) {
        expect(community.threads.length, community.key).to.be.within(3, 5)
        for (const thread of community.threads) expect(thread.replies.length, thread.title).to.be.within(2, 6)
      }
    })

    it('are spoken in by their own people only, in the order of time', () => {
      for (const community of communities) {
        const insiders = insidersOf(community.key)
        for (const post of postsOf(community)) expect(insiders, community.key).to.include(post.by)
        for (const thread of community.threads) {
          const days = [thread, ...thread.replies].map(post => post.daysAgo)
          expect(days, thread.title).to.deep.equal(days.toSorted((a, b) => b - a))
          expect(days[0]).to.be.at.most(EARLIEST_DAY)
        }
      }
    })

    it('mention only people who are there', () => {
      const handles = people.map(person => person.handle)
      for (const post of communities.flatMap(postsOf))
        for (const [, handle] of post.text.matchAll(MENTION)) expect(handles).to.include(handle)
    })
  })

  describe('micro-credentials', () => {
    it('are at least eight published, one draft and one retired, one of them in Norwegian', () => {
      expect(inState('published').length).to.be.at.least(8)
      expect(inState('draft')).to.have.length(1)
      expect(inState('retired')).to.have.length(1)
      expect(inState('published').some(each => each.anatomy.language === 'nb')).to.equal(true)
    })

    it('say why they were retired, and only then', () => {
      for (const { key, state, retiredBecause } of microCredentials)
        expect(retiredBecause !== undefined, key).to.equal(state === 'retired')
    })

    it('are written by an author of their organization', () => {
      for (const each of microCredentials)
        expect(hasRoleIn(personOf(each.author), 'author', each.organization), each.key).to.equal(true)
    })

    it('have unique url-safe slugs', () => {
      const slugs = microCredentials.map(each => each.slug)
      for (const slug of slugs) expect(slug).to.match(SLUG)
      expect(new Set(slugs).size).to.equal(slugs.length)
    })

    for (const { key, anatomy } of microCredentials)
      it(`have a full anatomy: ${key}`, () => {
        expect(anatomy.components.length).to.be.within(3, 5)
        expect(anatomy.research).not.to.be.empty
        expect(anatomy.resources).not.to.be.empty
        expect(anatomy.alignments).not.to.be.empty
        expect(anatomy.hours).to.be.above(0)
        expect(anatomy.credits).to.be.above(0)
        expect(anatomy.badge.text.length).to.be.at.most(LONGEST_BADGE_TEXT)
        expect(BADGE_SHAPES).to.include(anatomy.badge.shape)
        expect(BADGE_COLOURS).to.include(anatomy.badge.colour)
        expect(existsSync(new URL(`${anatomy.badge.icon}.svg`, ICONS)), anatomy.badge.icon).to.equal(true)
      })

    for (const { key, anatomy } of microCredentials)
      it(`ask for something in every part, within limits: ${key}`, () => {
        const ids = anatomy.requirements.map(requirement => requirement.id)
        expect(new Set(ids).size).to.equal(ids.length)
        for (const part of PARTS)
          expect(anatomy.requirements.some(each => each.part === part && each.required)).to.be.true
        for (const { id, min, max } of anatomy.requirements) {
          expect(id).to.match(SLUG)
          expect(max, id).to.be.a('number')
          expect(min ?? 0, id).to.be.at.most(max!)
        }
      })

    for (const { key, anatomy } of microCredentials)
      it(`have a rubric of three or four criteria and levels: ${key}`, () => {
        expect(anatomy.rubric.length).to.be.within(3, 4)
        for (const criterion of anatomy.rubric) {
          expect(criterion.id).to.match(SLUG)
          expect(criterion.levels.length).to.be.within(3, 4)
          expect(levelOf(criterion, criterion.requiredLevelId), criterion.id).to.exist
          expect(new Set(criterion.levels.map(level => level.description)).size).to.equal(criterion.levels.length)
          const points = criterion.levels.map(level => level.points)
          expect(points).to.deep.equal(points.toSorted((a, b) => a - b))
        }
      })
  })

  describe('relations between micro-credentials', () => {
    it('name others that are published', () => {
      const published = inState('published').map(({ slug }) => slug)
      for (const { slug, anatomy } of microCredentials)
        for (const relation of anatomy.relations ?? [])
          expect(published.filter(each => each !== slug)).to.include(relation.slug)
    })
  })

  describe('anchors', () => {
    const { rubric, requirements } = microCredentialOf('assessment-learners-own').anatomy
    const ofUse = (use: string) => assessmentLearnersOwnAnchors.filter(anchor => anchor.use === use)

    it('answer what is asked and are scored on every criterion, with reasons', () => {
      for (const { texts, agreed } of assessmentLearnersOwnAnchors) {
        for (const id of Object.keys(texts)) expect(requirements.map(each => each.id)).to.include(id)
        const scores = Object.entries(agreed).map(([criterionId, [levelId]]) => ({ criterionId, levelId }))
        expect(isFullyScored(rubric, scores), Object.values(texts)[0]).to.equal(true)
        for (const [, reason] of Object.values(agreed)) expect(reason).not.to.equal('')
      }
    })

    it('are enough in two versions for a look: fifteen, none of them for training', () => {
      expect(ofUse('test').filter(({ signs }) => signs)).to.have.length(15)
      expect(ofUse('training').filter(({ signs }) => signs)).to.deep.equal([])
    })

    it('say in the second version what the first one says, but for signs that stand in it once', () => {
      for (const { texts, signs = [] } of assessmentLearnersOwnAnchors)
        for (const [plain, other] of signs) {
          const places = Object.values(texts).filter(text => text.split(plain).length === 2)
          expect(places, plain).to.have.length(1)
          expect(other).not.to.equal(plain)
        }
    })

    it('are read by reviewers', () => {
      for (const { by } of readings) expect(withRole('reviewer'), by).to.include(personOf(by))
    })
  })

  describe('journal entries', () => {
    it('are about thirty, by many hands, with unique keys', () => {
      expect(entries.length).to.be.at.least(30)
      expect(new Set(entries.map(entry => entry.key)).size).to.equal(entries.length)
      expect(new Set(entries.map(entry => entry.by)).size).to.be.at.least(15)
    })

    it('are written by people and shared with communities that they belong to', () => {
      for (const entry of entries) {
        personOf(entry.by)
        expect(entry.visibility === 'community', entry.key).to.equal(entry.community !== undefined)
        if (entry.community) expect(insidersOf(entry.community), entry.key).to.include(entry.by)
        expect(entry.daysAgo).to.be.within(0, EARLIEST_DAY)
      }
    })
  })

  describe('files', () => {
    const stored = readdirSync(FILES)
    const named = new Set([
      ...entries.flatMap(entry => entry.files),
      ...submissions.flatMap(each => Object.values(each.responses).flatMap(r => ('files' in r ? r.files : []))),
    ])

    it('exist when they are named, and are named when they exist', () => {
      expect([...named]).to.have.members(stored)
    })

    it('are small', () => {
      const sizes = stored.map(name => statSync(new URL(name, FILES)).size)
      for (const size of sizes) expect(size).to.be.within(1, LARGEST_FILE)
      expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.below(LARGEST_TOTAL)
    })
  })

  describe('submissions', () => {
    it('cover every end, with at least six earned and one award revoked', () => {
      const ends = new Set(submissions.map(each => each.ends))
      expect(ends).to.have.all.keys('draft', 'submitted', 'in-review', 'adjudication', 'earned', 'not-yet', 'withdrawn')
      expect(ending('earned').length).to.be.at.least(6)
      expect(submissions.filter(each => each.award?.revoked)).to.have.length(1)
      const shown = submissions.filter(each => each.award?.accepted && each.award.visibility === 'public')
      expect(shown.length).to.be.at.least(3)
    })

    it('are one for each person and micro-credential, which is published', () => {
      expect(new Set(submissions.map(nameOf)).size).to.equal(submissions.length)
      for (const each of submissions) expect(microCredentialOf(each.microCredential).state).to.equal('published')
    })

    it('are made by people of a school', () => {
      for (const each of submissions) expect(schoolOf(personOf(each.by)), each.by).to.exist
    })

    for (const submission of submissions) {
      const { requirements, rubric } = microCredentialOf(submission.microCredential).anatomy

      it(`answer what is asked, within its limits: ${nameOf(submission)}`, () => {
        const ids = requirements.map(requirement => requirement.id)
        for (const id of Object.keys(submission.responses)) expect(ids).to.include(id)
        for (const requirement of requirements) expectAnswer(submission, requirement)
      })

      it(`are assessed on levels that exist: ${nameOf(submission)}`, () => {
        const scores = [submission.selfAssessment, ...submission.reviews.map(review => review.levels)]
        for (const score of scores.flat())
          expect(rubric.some(each => each.id === score.criterionId && levelOf(each, score.levelId))).to.equal(true)
        if (submission.ends !== 'draft') expect(isFullyScored(rubric, submission.selfAssessment)).to.equal(true)
        for (const review of submission.reviews) expect(isFullyScored(rubric, review.levels), review.by).to.equal(true)
      })

      it(`are reviewed by strangers with the role: ${nameOf(submission)}`, () => {
        const own = organizationsOf(personOf(submission.by))
        for (const { by } of [...submission.reviews, ...(submission.asked ?? [])]) {
          const reviewer = personOf(by)
          expect(by).not.to.equal(submission.by)
          expect(withRole('reviewer')).to.include(reviewer)
          expect(organizationsOf(reviewer).filter(key => own.includes(key))).to.deep.equal([])
        }
      })
    }

    it('have as many locked reviews as their end allows', () => {
      for (const each of ending('earned', 'not-yet', 'adjudication')) {
        expect(new Set(each.reviews.map(review => review.by)).size, nameOf(each)).to.equal(2)
      }
      for (const each of ending('in-review')) expect(each.reviews.length, nameOf(each)).to.be.at.most(1)
      for (const each of ending('draft', 'submitted', 'withdrawn')) expect(each.reviews, nameOf(each)).to.be.empty
    })

    it('have as many seats as a panel has, and one more to adjudicate', () => {
      for (const each of submissions) {
        const seated = [...each.reviews, ...(each.asked ?? [])]
        expect(new Set(seated.map(({ by }) => by)).size, nameOf(each)).to.equal(seated.length)
        expect(seated.length, nameOf(each)).to.be.at.most(each.ends === 'adjudication' ? 3 : 2)
      }
    })

    it('are earned when both reviewers find every criterion met', () => {
      for (const each of ending('earned'))
        for (const review of each.reviews) expect(unmet(each, review), nameOf(each)).to.deep.equal([])
    })

    it('are not yet earned when both find the same criterion below', () => {
      for (const each of ending('not-yet')) {
        const [first, second] = each.reviews.map(review => unmet(each, review))
        expect(
          first?.filter(id => second?.includes(id)),
          nameOf(each),
        ).not.to.be.empty
      }
    })

    it('go to adjudication when they disagree on whether a criterion is met', () => {
      for (const each of ending('adjudication')) {
        const [first, second] = each.reviews.map(review => unmet(each, review))
        expect(first, nameOf(each)).not.to.deep.equal(second)
      }
    })

    it('carry an award when they are earned, and only then', () => {
      for (const each of submissions) expect(each.award !== undefined, nameOf(each)).to.equal(each.ends === 'earned')
    })
  })

  describe('endorsements', () => {
    it('are of awards that are held, micro-credentials that are published, and people', () => {
      for (const { about, by } of endorsements) {
        if ('person' in about) expect(about.person).to.equal(by)
        else if ('microCredential' in about) expect(microCredentialOf(about.microCredential)).to.include({ author: by })
        else
          expect(
            submissions.filter(each => each.by === about.awardOf && each.award?.accepted),
            by,
          ).to.have.length(1)
      }
    })

    it('are signed by whoever may, and by none who judged the work', () => {
      for (const { about, endorser } of endorsements) {
        if ('organization' in endorser) {
          const signer = personOf(endorser.signer)
          const roles = ['leader', 'administrator'].filter(role => hasRoleIn(signer, role, endorser.organization))
          expect(roles, endorser.signer).to.not.deep.equal([])
        }
        if (!('person' in endorser && 'awardOf' in about)) continue
        const { reviews } = found(submissions, each => each.by === about.awardOf && each.award !== undefined, 'award')
        expect(reviews.map(review => review.by)).to.not.include(personOf(endorser.person).key)
      }
    })
  })

  describe('completions', () => {
    it('are one that was carried out and one that is open, of a micro-credential that allows it', () => {
      expect(completions.map(({ awardedDaysAgo }) => awardedDaysAgo === undefined)).to.have.members([false, true])
      for (const { microCredential } of completions)
        expect(microCredentialOf(microCredential)).to.deep.nested.include({
          state: 'published',
          'anatomy.awardedBy': 'completion',
        })
    })

    it('are planned by somebody who may, for others, who take the badge only where they get one', () => {
      for (const { by, people: named, accepted, microCredential, awardedDaysAgo } of completions) {
        const { organization } = microCredentialOf(microCredential)
        const roles = ['author', 'officer', 'administrator'].filter(role => hasRoleIn(personOf(by), role, organization))
        expect(roles, by).to.not.deep.equal([])
        for (const key of named) expect(personOf(key).key).not.to.equal(by)
        expect(named).to.include.members(accepted.map(each => each.by))
        if (awardedDaysAgo === undefined) expect(accepted).to.deep.equal([])
      }
    })
  })

  describe('recognitions', () => {
    const recognized = submissions.filter(each => each.recognition)

    it('come to every outcome', () => {
      const outcomes = new Set(recognized.map(each => each.recognition?.outcome))
      expect(outcomes).to.have.all.keys('requested', 'approved', 'denied')
    })

    it(`concern an accepted award and the officer above the earner's school`, () => {
      for (const { by, award, recognition } of recognized) {
        expect(award?.accepted).to.equal(true)
        const above = schoolOf(personOf(by))?.parent
        expect(hasRoleIn(personOf(recognition?.by ?? ''), 'officer', above ?? ''), by).to.equal(true)
      }
    })
  })
})

function expectAnswer(submission: DemoSubmission, requirement: Requirement) {
  const response = submission.responses[requirement.id]
  if (response) expectWithinLimits(submission, requirement, response)
  else expect(requirement.required && submission.ends !== 'draft', requirement.id).to.equal(false)
}

function expectWithinLimits(
  submission: DemoSubmission,
  requirement: Requirement,
  response: DemoSubmission['responses'][string],
) {
  expect('text' in response ? 'text' : 'artefact', requirement.id).to.equal(requirement.kind)
  const size = 'text' in response ? countWords(response.text) : response.entries.length + response.files.length
  expect(size, requirement.id).to.be.within(requirement.min ?? 0, requirement.max ?? Number.POSITIVE_INFINITY)
  if ('entries' in response) for (const key of response.entries) expectOwnAndEarlier(submission, key)
}

function expectOwnAndEarlier(submission: DemoSubmission, key: string) {
  const entry = entryOf(key)
  expect(entry.by, key).to.equal(submission.by)
  expect(entry.daysAgo, key).to.be.at.least(submission.daysAgo)
}

function unmet(submission: DemoSubmission, review: DemoReview): string[] {
  const { rubric } = microCredentialOf(submission.microCredential).anatomy
  const reached = new Map(review.levels.map(score => [score.criterionId, score.levelId]))
  return rubric.filter(criterion => !isMet(criterion, reached.get(criterion.id))).map(criterion => criterion.id)
}
