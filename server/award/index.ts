import type { Announcement, Readers } from '../notification/index.js'
import type { Clock } from '../platform/clock.js'
import type { Connection } from '../platform/database.js'
import type { Drawings } from '../platform/drawings.js'
import type { FileStore } from '../platform/files.js'
import type { Jobs } from '../platform/jobs.js'
import type { Translate } from '../web/i18n.js'
import { addresses as addressesOf } from './addresses.js'
import { type Award, isVisibleToAnyone, type Visibility } from './award.js'
import { type AwardStore, awardStore, type Page } from './awardStore.js'
import type { RecognitionOfAward } from './badgePage.js'
import { checkSignature } from './checkSignature.js'
import { completing } from './completing.js'
import { completionRoutes } from './completionRoutes.js'
import { completionStore } from './completionStore.js'
import { credentialRoutes } from './credentialRoutes.js'
import { documentAt } from './documentAt.js'
import { createDocuments, type PublishedDocument } from './documents.js'
import { endorsing } from './endorsing.js'
import { forgetAddresses } from './forgetAddresses.js'
import { formatRoutes } from './formatRoutes.js'
import { createFormats } from './formats.js'
import { holdAward, touchLists } from './holdAward.js'
import { installationKeyRoutes } from './installationKeyRoutes.js'
import { installationKeys } from './installationKeys.js'
import { issueAward } from './issueAward.js'
import { issuerKeyStore } from './issuerKeyStore.js'
import { createIssuers } from './issuers.js'
import { keyRing } from './keyRing.js'
import { keyRoutes } from './keyRoutes.js'
import type { Neighbours } from './neighbours.js'
import { openDocumentRoutes, served } from './openDocumentRoutes.js'
import { awardReactions } from './reactions.js'
import { recently } from './recently.js'
import { type AwardRoom, type BadgeImages, badgePageState, type PageStateDeps } from './room.js'
import { awardRoutes } from './routes.js'
import { seeing } from './seeing.js'
import { shareRoutes } from './shareRoutes.js'
import { showcase } from './showcase.js'
import { type SignedEndorsements, signAward } from './signAward.js'
import { signing } from './signing.js'
import { statusListStore } from './statusListStore.js'
import { createStatusLists } from './statusLists.js'
import { transcripts } from './transcript.js'

export type { Association } from './associations.js'
export {
  type Award,
  type AwardedEvidence,
  type AwardState,
  isHeld,
  isVisibleToAnyone,
  type SignedDocument,
  stateAt,
  type Visibility,
} from './award.js'
export type { RecognitionOfAward } from './badgePage.js'
export type { ControllerKeys } from './controllerKeys.js'
export type * from './events.js'
export type { Showing } from './holding.js'
export type { StoredKey } from './issuerKeyStore.js'
export { dayIn } from './previewOf.js'
export type { Signing } from './signing.js'
export { stateView } from './stateView.js'
export type { Transcript } from './transcript.js'

const LOOK_EVERY_MS = 3600_000

export interface AwardDeps {
  db: Connection
  clock: Clock
  /** Wakes the event relay. */
  wake(): void
  jobs: Pick<Jobs, 'enqueue' | 'handle' | 'every'>
  files: FileStore
  baseUrl: string
  keyEncryptionSecret: string
  /** Where a stranger may write to about any issuer here. */
  contactEmail: string
  translator(language: string): Translate
  neighbours: Neighbours
  images: BadgeImages
  drawings: Drawings
  notify(announcement: Announcement): Promise<void>
  notifyMany(announcements: Announcement[], readers: Readers): Promise<void>
  /** Of one decision. */
  awardedAtOnce?: number
  recognitionsOf(award: Award): Promise<RecognitionOfAward[]>
  endorsements: SignedEndorsements & Pick<PageStateDeps, 'endorsementsOn'>
  /** What a person brought from elsewhere, as the page of all their badges shows it. */
  broughtBy: AwardRoom['broughtBy']
}

export type AwardFace = ReturnType<typeof createAward>

export function createAward(deps: AwardDeps) {
  const { db, clock, neighbours, translator, files, images } = deps
  const addresses = addressesOf(deps.baseUrl)
  const open = openDocuments()
  const awards = forgetting(awardStore(db, deps.wake), open.credentials)
  const issuers = createIssuers({ ...deps, keys: issuerKeyStore(db, deps.wake) })
  const lists = createStatusLists({
    ...deps,
    lists: statusListStore(db, open.lists.forget),
    awards,
    issuers,
    addresses,
  })
  const sign = signAward({ ...deps, issuers, addresses })
  const holding = holdAward({ awards, lists, clock, neighbours, sign })
  const completions = completionStore(db, deps.wake)
  const completion = completing({ ...deps, issuers, addresses, awards, lists, completions })
  const addressesKept = forgetAddresses({ completions, clock })
  deps.jobs.every(LOOK_EVERY_MS, 'award.forgetAddresses', addressesKept.forgetDue)
  const keys = keyRing({ ...deps, issuers, awards, lists, addresses, signAnew: holding.signAnew })
  const sees = seeing({ awards, neighbours })
  const formats = createFormats({ issuers, addresses })
  const documents = createDocuments({ ...deps, addresses, issuers, lists, awards, seeing: sees })
  const pageState = badgePageState({ ...deps, ...deps.endorsements, addresses, seeing: sees })
  const room: AwardRoom = {
    ...{ ...holding, ...sees, awards, addresses, clock, documents, formats, files, images, neighbours },
    ...{ drawings: deps.drawings, translator, badgePageState: pageState },
    broughtBy: deps.broughtBy,
  }

  return {
    ...holding,
    ...sees,
    get: awards.get,
    many: awards.many,
    /** Newest first. */
    ofPerson: (personId: string, page: Page & { visibility?: Visibility }): Promise<Award[]> =>
      awards.ofPerson(personId, page),
    /** How many hold a micro-credential, in any version. */
    countHeld: awards.countHeld,
    count: awards.count,
    /** The award of this person that has this credential id. */
    async ownedCopy(credentialId: string, personId: string): Promise<string | undefined> {
      const [, id] = credentialId.split(addresses.credential(''))
      const award = id && (await awards.find(id))
      return award && award.earnerId === personId ? award.id : undefined
    },
    /** What the holder accepted, as it was signed: for the systems that they connect. */
    credentials: {
      count: awards.countAcceptedOf,
      list: async (personId: string, page: AcceptedPage) =>
        (await awards.acceptedOf(personId, page)).map(({ signed }) => ({ text: signed.json })),
    },
    /** The same as Open Badges 2.0 assertions. */
    assertions: {
      count: awards.countAcceptedOf,
      async list(personId: string, page: AcceptedPage) {
        const found = await Promise.all((await awards.acceptedOf(personId, page)).map(formats.hosted))
        return found.map(({ json }) => ({ text: json }))
      },
    },
    /** Awarding many at once, for a programme's end. */
    completion,
    /** By the hour; for tests, now. */
    forgetAddresses: addressesKept.forgetDue,
    ...showcase({ awards, completions, neighbours, clock }),
    /** For the person's own eyes. */
    transcript: transcripts({ awards, issuers, addresses, neighbours, clock }),
    /** The same for all awards of a version, by a job. */
    endorseAllAnew: endorsing({ ...deps, awards, endorseAnew: holding.endorseAnew }),
    /** For what is signed in other names than an award's issuer's. */
    signing: signing({ issuers, addresses, clock }),
    /** Throws where signing or verifying does not work. */
    checkSignature: () => checkSignature(clock.now()),
    /** The document at one of our own addresses as this viewer would get it. Throws NotFound. */
    documentAt: documentAt({ documents, formats, seeing: sees }),
    /** For those who ask without a session: to be answered before anything else. */
    openDocumentRoutes: openDocumentRoutes(open),
    routes: [
      awardRoutes(room),
      shareRoutes(room),
      formatRoutes(room),
      credentialRoutes(room),
      keyRoutes({ keys, neighbours }),
      installationKeyRoutes(installationKeys({ issuers, addresses, neighbours, clock })),
      completionRoutes({ completion, neighbours, clock }),
    ],
    reactions: awardReactions({
      issue: issueAward({ awards, lists, clock, neighbours, sign }),
      notify: deps.notify,
      afterRevocation: keys.afterRevocation,
      afterStart: completion.afterStart,
      afterForgetting: addressesKept.afterForgetting,
      touchListsOf: async awardId => touchLists(lists, await awards.get(awardId)),
      async prepareIssuer(organizationId) {
        const { slug } = await neighbours.organization(organizationId)
        await issuers.signingKey(addresses.issuer(slug))
      },
    }),
  }

  function openDocuments() {
    const ifAny = async (document: Promise<PublishedDocument | undefined>) => {
      const found = await document
      return found && served(found)
    }
    return {
      credentials: recently(clock, id => ifAny(awards.find(id).then(award => award && openly(award)))),
      lists: recently(clock, id => ifAny(lists.signed(id))),
    }
  }
}

const openly = (award: Award) => (isVisibleToAnyone(award) ? award.signed : undefined)

/** What is saved is not served as it was before. */
function forgetting(awards: AwardStore, { forget }: { forget(id: string): void }): AwardStore {
  return {
    ...awards,
    async save(state, events) {
      await awards.save(state, events)
      forget(state.id)
    },
  }
}

type AcceptedPage = Parameters<AwardStore['acceptedOf']>[1]
