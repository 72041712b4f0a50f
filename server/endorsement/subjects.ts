import { stateAt } from '../award/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Clock } from '../platform/clock.js'
import { levelOf } from '../shared/rubric.js'
import { renderMarkdown } from '../web/markdown.js'
import type { Addresses } from './addresses.js'
import type { Neighbours } from './neighbours.js'
import type { Signatories } from './signatories.js'
import type { Described, Subject } from './subject.js'

/** The same with what people see of it. */
export interface Shown extends Described {
  /** Its page. */
  path: string
  about: SubjectView
}

export interface SubjectView {
  kind: Subject['kind']
  title: string
  /** Whose it is; absent for a person, who is the title. */
  holder?: string
  issuer?: string
  image?: string
  summary?: string
  detailHtml?: string
  levels?: { criterion: string; level: string | undefined; description: string | undefined }[]
}

export interface SubjectsDeps {
  neighbours: Neighbours
  signatories: Pick<Signatories, 'ofPerson'>
  addresses: Addresses
  clock: Clock
}

/** What can be endorsed, as the other rooms know it. All throw NotFound. */
export function subjects({ neighbours, signatories, addresses, clock }: SubjectsDeps) {
  const describe = (subject: Subject): Promise<Shown> => DESCRIBING[subject.kind](subject)

  const DESCRIBING = { award: ofAward, microcredential: ofMicroCredential, person: ofPerson }

  async function ofAward(subject: Subject): Promise<Shown> {
    const award = await neighbours.award(subject.id)
    const { earnerId, organizationId, title, microCredentialId, microCredentialVersion, scores } = award
    const [version, holder, issuer] = await Promise.all([
      neighbours.version(microCredentialId, microCredentialVersion),
      neighbours.person(earnerId),
      neighbours.organization(organizationId),
    ])
    const levels = version.anatomy.rubric.map(criterion => {
      const level = levelOf(criterion, scores.find(({ criterionId }) => criterionId === criterion.id)?.levelId)
      return { criterion: criterion.name, level: level?.name, description: level?.description }
    })
    return {
      ...{ subject, title, keepers: [earnerId], issuers: [organizationId], path: `/badges/${subject.id}` },
      isStanding: stateAt(award, clock.now()) === 'active',
      about: {
        ...{ kind: 'award', title, holder: holder.name, issuer: issuer.name, ...meaningOf(version) },
        levels: levels.filter(({ level }) => level),
      },
    }
  }

  async function ofMicroCredential(subject: Subject): Promise<Shown> {
    const version = await neighbours.version(subject.id, subject.version ?? 1)
    const { organizationId, authorIds, anatomy, slug, state } = version
    const [issuer, authors] = await Promise.all([
      neighbours.organization(organizationId),
      neighbours.authorsIn(organizationId),
    ])
    return {
      ...{ subject, title: anatomy.title, issuers: [organizationId], isStanding: state === 'published' },
      keepers: [...new Set([...authorIds, ...authors])],
      path: `/microcredentials/${slug}/v${version.version}`,
      about: { kind: 'microcredential', title: anatomy.title, issuer: issuer.name, ...meaningOf(version) },
    }
  }

  async function ofPerson(subject: Subject): Promise<Shown> {
    const { id, name, handle } = await neighbours.person(subject.id)
    const path = `/people/${handle}`
    return {
      ...{ subject, title: name, keepers: [id], issuers: [], isStanding: true, path },
      about: { kind: 'person', title: name },
    }
  }

  return {
    describe,
    /** Of the credential, achievement or profile that an endorsement names. */
    async uriOf({ kind, id, version }: Subject): Promise<string> {
      if (kind === 'award') return neighbours.signing.credentialUri(id)
      if (kind === 'person') return addresses.profile((await signatories.ofPerson(id)).id)
      return neighbours.signing.achievementUri((await neighbours.version(id, version ?? 1)).slug, version ?? 1)
    },
    async isVisibleTo({ kind, id }: Subject, viewerId: string | undefined): Promise<boolean> {
      if (kind !== 'award') return true
      return neighbours.seeAward(id, viewerId).then(
        () => true,
        () => false,
      )
    },
  }
}
export type Subjects = ReturnType<typeof subjects>

const meaningOf = ({ slug, version, anatomy }: MicroCredentialVersion) => ({
  image: `/microcredentials/${slug}/v${version}/badge.svg`,
  summary: anatomy.summary,
  detailHtml: renderMarkdown(anatomy.competence),
})
