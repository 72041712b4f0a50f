import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type AwardDeps, createAward, type RecognitionOfAward } from '../../server/award/index.js'
import { type Anatomy, type MicroCredentialVersion, versionKey } from '../../server/microcredential/index.js'
import type { Announcement } from '../../server/notification/index.js'
import { settableClock } from '../../server/platform/clock.js'
import { openDatabase } from '../../server/platform/database.js'
import { drawings } from '../../server/platform/drawings.js'
import { eventRelay } from '../../server/platform/eventRelay.js'
import { fileStore } from '../../server/platform/files.js'
import { jobQueue } from '../../server/platform/jobs.js'
import { silentLog } from '../../server/platform/log.js'
import { NotFound } from '../../server/shared/errors.js'
import { loadI18n } from '../../server/web/i18n.js'
import { inProject } from '../../server/web/paths.js'

export const BASE_URL = 'https://staffroom.example'
export const ISSUER = {
  id: 'org-issuer',
  slug: 'lyseng',
  name: 'Lyseng lærerhøgskole',
  description: 'Teachers',
  country: 'NO',
}
export const ADA = person('ada', 'Ada Ås', 'ada@example.org')
export const BOB = person('bob', 'Bob Berg', 'bob@example.org')

export function person(handle: string, name: string, email: string) {
  return { id: handle, handle, name, email, language: 'en' as const, timeZone: 'Europe/Oslo' }
}

export const anAnatomy = (over: Partial<Anatomy> = {}): Anatomy => ({
  title: 'Looking at student work',
  summary: 'Reads student work with colleagues before judging it.',
  competence: 'You *see* what learners did.',
  keyMethod: 'A protocol.',
  components: [],
  research: [],
  resources: [],
  requirements: [],
  rubric: [
    {
      id: 'noticing',
      name: 'Noticing',
      description: 'What is seen',
      levels: [
        { id: 'begun', name: 'Begun', description: 'Names the work', points: 1 },
        { id: 'shown', name: 'Shown', description: 'Describes before judging', points: 2 },
      ],
      requiredLevelId: 'shown',
    },
  ],
  hours: 25,
  credits: 1,
  alignments: [{ targetName: 'Formative assessment', targetUrl: 'https://example.org/framework/1' }],
  subjects: ['Mathematics'],
  language: 'en',
  badge: { shape: 'hexagon', colour: 'spruce', icon: 'eye', text: 'LSW' },
  ...over,
})

export const aDecision = (over: Partial<Parameters<AwardHouse['decide']>[0]> = {}) => ({
  submissionId: 'submission-1',
  earnerId: ADA.id,
  microCredentialId: 'mc',
  microCredentialVersion: 2,
  outcome: 'earned' as const,
  scores: [{ criterionId: 'noticing', levelId: 'shown' }],
  reviewerIds: ['r1', 'r2'],
  at: new Date('2026-03-02T09:00:00Z'),
  ...over,
})

export type AwardHouse = Awaited<ReturnType<typeof anAwardHouse>>

/** The award room on an empty real database, with neighbours that answer from memory. */
export async function anAwardHouse(over: { anatomy?: Partial<Anatomy>; deps?: Partial<AwardDeps> } = {}) {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-award-'))
  const database = await openDatabase({ uri: undefined, dataDir })
  const clock = settableClock(new Date('2026-03-02T09:00:00Z'))
  const relay = eventRelay(database.connection, { clock, log: silentLog })
  const jobs = jobQueue(database.connection, { clock, log: silentLog })
  const files = fileStore(database.connection)
  const notices: Announcement[] = []
  const roles = new Set<string>()
  const people = new Map([ADA, BOB].map(each => [each.id, each]))
  const version: MicroCredentialVersion = {
    microCredentialId: 'mc',
    slug: 'looking-at-student-work',
    version: 2,
    organizationId: ISSUER.id,
    authorIds: [],
    state: 'published',
    anatomy: anAnatomy(over.anatomy),
    publishedAt: clock.now(),
    imageDigest: '',
  }
  const { digest } = await files.storeBytes(Buffer.from('%PDF-1.7 what the class did'))
  const submission = {
    evidence: [
      { id: 'e1', requirementId: 'q1', kind: 'text' as const, name: 'Response 1', text: 'What I saw' },
      {
        id: 'e2',
        requirementId: 'q2',
        kind: 'file' as const,
        name: 'Artefact 1 (PDF)',
        digest,
        mediaType: 'application/pdf',
        length: 27,
      },
      {
        id: 'e3',
        requirementId: 'q2',
        kind: 'link' as const,
        name: 'Artefact 2 (link)',
        url: 'https://example.org/film',
      },
    ],
    reviews: [
      { scores: [{ criterionId: 'noticing', levelId: 'shown' }] },
      { scores: [{ criterionId: 'noticing', levelId: 'shown' }] },
    ],
  }
  const i18n = loadI18n(inProject('views/locales'), key => {
    throw new Error(`No sentence for ${key}`)
  })
  const deps: AwardDeps = {
    db: database.connection,
    clock,
    wake: relay.wake,
    jobs,
    files,
    baseUrl: BASE_URL,
    keyEncryptionSecret: 'a secret that is long enough for a test',
    contactEmail: 'post@staffroom.example',
    translator: i18n.translator,
    neighbours: {
      person: async id => people.get(id) ?? fail(),
      people: async ids => new Map(ids.flatMap(id => (people.has(id) ? [[id, people.get(id)!]] : []))),
      organization: async id => (id === ISSUER.id ? ISSUER : fail()),
      organizationBySlug: async slug => (slug === ISSUER.slug ? ISSUER : undefined),
      versions: async () => new Map([[versionKey({ microCredentialId: 'mc', version: 2 }), version]]),
      version: async (id, number) => (id === 'mc' && number === 2 ? version : fail()),
      versionBySlug: async (slug, number) => (slug === version.slug && number === 2 ? version : fail()),
      submission: async () => submission,
      published: async () => [version],
      idsByEmail: async emails => {
        const owners = new Map([...people.values()].map(({ email, id }) => [email, id]))
        return new Map(emails.flatMap(email => (owners.has(email) ? [[email, owners.get(email)!]] : [])))
      },
      groups: async () => [{ kind: 'organization', id: ISSUER.id, name: ISSUER.name }],
      groupMembers: async () => [...people.keys()],
      memberIds: async () => [...people.keys()],
      hasRole: async (personId, role, organizationId) => roles.has(`${personId} ${role} ${organizationId}`),
      belongs: async () => true,
    },
    images: {
      badgeSvg: async () => '<svg xmlns="http://www.w3.org/2000/svg"/>',
      badgePng: async () => Buffer.alloc(0),
    },
    drawings: drawings({ consume: async () => {}, giveBack: async () => {}, forget: async () => {} }),
    notify: async announcement => void notices.push(announcement),
    notifyMany: async announcements => void notices.push(...announcements),
    broughtBy: async () => ({}),
    endorsements: { ofAward: async () => [], ofVersion: async () => [], endorsementsOn: async () => ({}) },
    recognitionsOf: async (): Promise<RecognitionOfAward[]> => [],
    ...over.deps,
  }
  const award = createAward(deps)
  relay.react(award.reactions)
  await database.createIndexes()
  return {
    ...{ award, deps, database, clock, relay, jobs, files, notices, version, submission, people },
    grant: (personId: string, role: 'officer' | 'administrator', organizationId: string) =>
      void roles.add(`${personId} ${role} ${organizationId}`),
    decide: award.reactions.submissionDecided,
    /** Ada's award for `submissionId`, freshly issued. */
    async issued(submissionId = 'submission-1') {
      clock.advance(60_000)
      await award.reactions.submissionDecided(aDecision({ submissionId }))
      const [newest] = await award.ofPerson(ADA.id, { limit: 1 })
      return newest!
    },
    async close() {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function fail(): never {
  throw new NotFound('No such thing')
}
