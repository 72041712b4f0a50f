import type { ProfileSection } from '../account/index.js'
import type { Award } from '../award/index.js'
import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Jobs } from '../platform/jobs.js'
import type { RateLimits } from '../platform/rateLimits.js'
import type { Translate } from '../web/i18n.js'
import { addresses as addressesOf } from './addresses.js'
import { type AnsweringDeps, answering as answeringWith } from './answering.js'
import { asking } from './asking.js'
import { askRoutes } from './askRoutes.js'
import { documentRoutes } from './documentRoutes.js'
import { createDocuments } from './documents.js'
import { type Endorsement, whyEnded } from './endorsement.js'
import type { AddressRules } from './forms.js'
import { guestKeyRoutes } from './guestKeyRoutes.js'
import { guestLinks } from './guestLink.js'
import { guestRoutes } from './guestRoutes.js'
import { keyRoutes } from './keyRoutes.js'
import { linkRoutes } from './linkRoutes.js'
import { naming as namingWith } from './naming.js'
import { nextSteps } from './nextSteps.js'
import { ownKeys } from './ownKeys.js'
import { type EndorsementReactionsDeps, endorsementReactions } from './reactions.js'
import { reading } from './reading.js'
import type { EndorsementRoom } from './room.js'
import { endorsementRoutes } from './routes.js'
import { type EndorsementItem, sections } from './section.js'
import { signatories as signatoriesWith } from './signatories.js'
import { signatoryStore } from './signatoryStore.js'
import { signStatement } from './signStatement.js'
import { silenceStore } from './silenceStore.js'
import { endorsementStore } from './store.js'
import type { Subject } from './subject.js'
import { subjects as subjectsWith } from './subjects.js'

export type { Endorsement } from './endorsement.js'
export type * from './events.js'
export type { EndorsementSection } from './section.js'
export type { Subject } from './subject.js'

const DAY = 24 * 3600
/** One asks a handful of people about a thing; whoever asks more is not choosing. */
const REQUESTS = { points: 20, seconds: DAY }
/** Mails to people who never asked for any. */
const MAILS = { points: 5, seconds: DAY }
const MAILS_TO_ADDRESS = { points: 3, seconds: 30 * DAY }
/** Of one link: whoever lost it asks once, and nobody pesters whoever it is for. */
const LINKS_AGAIN = { points: 2, seconds: 30 * DAY }
const LOOK_EVERY_MS = 3600_000

export interface EndorsementDeps
  extends Pick<EndorsementReactionsDeps, 'mailer' | 'notify'>,
    Pick<AnsweringDeps, 'neighbours'> {
  db: Connection
  clock: Clock
  jobs: Jobs
  wake(): void
  rateLimits: RateLimits
  rules: AddressRules
  baseUrl: string
  /** Seals the links of guests. */
  secret: string
  translator(language: string): Translate
  /** Signs an award anew where what is said of it has changed. */
  endorseAnew(awardId: string): Promise<void>
  /** Likewise all awards of a version; done once for each event. */
  endorseAllAnew(about: {
    organizationId: string
    microCredentialId: string
    microCredentialVersion: number
    eventId: string
  }): Promise<void>
}

/** Signed statements by others: about an award, a micro-credential or a person. */
export function createEndorsement(deps: EndorsementDeps) {
  const { db, clock, jobs, neighbours, rateLimits, translator } = deps
  const addresses = addressesOf(deps.baseUrl)
  const links = guestLinks(deps.secret)
  const endorsements = endorsementStore(db, deps.wake)
  const silences = silenceStore(db)
  const store = signatoryStore(db)
  const signatories = signatoriesWith({ store, neighbours, addresses, clock, translate: translator('en') })
  const subjects = subjectsWith({ neighbours, signatories, addresses, clock })
  const statements = signStatement({ signatories, subjects, neighbours, addresses, translator })
  const naming = namingWith(neighbours)
  const common = { endorsements, subjects, neighbours, silences, links, clock, fold: deps.rules.foldAddress }
  const answering = answeringWith({ ...common, statements })
  const ask = asking({
    ...common,
    requests: rateLimits('endorsement-requests', REQUESTS),
    mails: rateLimits('endorsement-mails', MAILS),
    mailsToAddress: rateLimits('endorsement-address', MAILS_TO_ADDRESS),
  })
  const documents = createDocuments({ endorsements, signatories, neighbours, addresses })
  const reads = reading({ endorsements, subjects, answering })
  const room: EndorsementRoom = {
    ...{ endorsements, subjects, neighbours, naming, answering, documents, addresses, links, clock, ask },
    reading: reads,
    rules: deps.rules,
  }
  const keys = ownKeys({ signatories: store, endorsements, neighbours, addresses })
  jobs.every(LOOK_EVERY_MS, 'lapseEndorsements', answering.lapseDue)

  const section = sections({ endorsements, subjects })
  const signedOn = async (subject: Subject) =>
    (await endorsements.shownOn(subject)).map(({ statement }) => JSON.parse(statement!.signed.json))
  const subjectOf = ({ microCredentialId: id, version }: MicroCredentialVersion): Subject => {
    return { kind: 'microcredential', id, version }
  }

  return {
    ask,
    give: answering.give,
    decline: answering.decline,
    withdraw: answering.withdraw,
    recall: answering.recall,
    setHidden: answering.setHidden,
    silence: answering.silence,
    lapseDue: answering.lapseDue,
    get: endorsements.get,
    askedBy: (personId: string, limit: number): Promise<Endorsement[]> => endorsements.askedBy(personId, { limit }),
    /** What credentials embed. */
    signed: {
      ofAward: (id: string) => signedOn({ kind: 'award', id }),
      ofVersion: (version: MicroCredentialVersion) => signedOn(subjectOf(version)),
    },
    onAward: ({ id }: Award, viewerId: string | undefined) =>
      section({ kind: 'award', id }, viewerId, `/endorsements/ask/award/${id}`),
    onVersion: (version: MicroCredentialVersion, viewerId: string | undefined) =>
      section(subjectOf(version), viewerId, `/endorsements/ask/microcredential/${version.slug}`),
    /** On the page of a person. Visitors do not read of what was withdrawn: there may be nothing else to see. */
    async profileSections(personId: string, viewerId: string | undefined): Promise<ProfileSection[]> {
      const { items } = await section({ kind: 'person', id: personId }, viewerId, '')
      const shown = items.filter(({ withdrawnAt }) => viewerId || !withdrawnAt)
      return [{ titleKey: 'endorsement.section.title', items: shown.map(profileItem) }]
    },
    /** A person's lasting address in the eyes of other systems, and what others say of them. */
    async profileOf(personId: string) {
      const { id } = await signatories.ofPerson(personId)
      return { id: addresses.profile(id), endorsement: await signedOn({ kind: 'person', id: personId }) }
    },
    nextSteps: nextSteps({ endorsements, neighbours, clock }),
    linkFor: (id: string): string => addresses.guestLink(links.tokenFor(id)),
    /** The document at an address of ours, if it is one of this room. Throws NotFound. */
    async documentAt(url: string, viewerId: string | undefined) {
      const [, place = '', id = '', part] = new URL(url).pathname.split('/')
      if (place === 'profiles') return part === 'withdrawn' ? documents.withdrawn(id) : documents.profile(id)
      if (place !== 'endorsements') return undefined
      return reads.signed(id.replace(/\.json$/, ''), viewerId)
    },
    reactions: endorsementReactions({
      ...deps,
      ...{ endorsements, subjects, naming, neighbours, links, addresses },
      async embed({ kind, id, version }, eventId) {
        if (kind === 'award') await deps.endorseAnew(id)
        if (kind !== 'microcredential') return
        const { organizationId, microCredentialId, version: number } = await neighbours.version(id, version ?? 1)
        await deps.endorseAllAnew({ organizationId, microCredentialId, microCredentialVersion: number, eventId })
      },
      afterRevocation: answering.afterRevocation,
      afterAddress: answering.afterAddress,
    }),
    routes: [
      askRoutes(room),
      endorsementRoutes(room),
      guestRoutes(room),
      guestKeyRoutes(room, keys),
      linkRoutes(room, { again: rateLimits('endorsement-links', LINKS_AGAIN), mailer: deps.mailer }),
      documentRoutes(documents),
      keyRoutes({ keys, clock }),
    ],
  }
}
export type EndorsementFace = ReturnType<typeof createEndorsement>

const profileItem = (item: EndorsementItem) => ({
  ...{ href: item.href, title: item.name, paragraphs: item.paragraphs },
  ...(item.standing && { detail: item.standing }),
  ...noteOn(item),
})

function noteOn(item: EndorsementItem) {
  const { withdrawnAt, guestDomain, isHidden } = item
  if (isHidden) return { note: { key: 'endorsement.section.hidden' } }
  const why = whyEnded(item)
  const key = `endorsement.${why === 'withdrawn' ? 'section.withdrawn' : `state.${why}`}`
  if (withdrawnAt) return { note: { key, at: withdrawnAt } }
  return guestDomain ? { note: { key: 'endorsement.section.guest', values: { domain: guestDomain } } } : {}
}
