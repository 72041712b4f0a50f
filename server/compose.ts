import {
  ATTEMPT_LIMITS,
  accountRoutes,
  createAccount,
  foldAddress,
  isEmailAddress,
  WIDE_ATTEMPT_LIMITS,
} from './account/index.js'
import { createAdministration } from './administration/index.js'
import { createAppeal } from './appeal/index.js'
import { createArtefact } from './artefact/index.js'
import { createAuthorization } from './authorization/index.js'
import { createAward, isHeld, stateView } from './award/index.js'
import { createBackpack } from './backpack/index.js'
import { createCalibration } from './calibration/index.js'
import { createClaim } from './claim/index.js'
import { createCommunity } from './community/index.js'
import { createDemo } from './demo/index.js'
import { createEndorsement } from './endorsement/index.js'
import { createExchange } from './exchange/index.js'
import { createFairness } from './fairness/index.js'
import { createHome } from './home/index.js'
import { createIntegrity } from './integrity/index.js'
import { createJournal } from './journal/index.js'
import { createMicroCredentials } from './microcredential/index.js'
import { createNotification } from './notification/index.js'
import { openPlatform, type Platform, type PlatformDeps } from './openPlatform.js'
import { createOrganization, organizationRoutes } from './organization/index.js'
import { createOtherHost } from './otherhost/index.js'
import { DRAWING_LIMIT, drawings as drawingsOf } from './platform/drawings.js'
import { readMailFolder } from './platform/mailer.js'
import { rateLimits } from './platform/rateLimits.js'
import { createPreflight } from './preflight/index.js'
import { createRecognition } from './recognition/index.js'
import { createReliability } from './reliability/index.js'
import { createReview } from './review/index.js'
import { Conflict, NotFound } from './shared/errors.js'
import { createVerification } from './verification/index.js'
import { loadAssets } from './web/assets.js'
import { passportAuthentication } from './web/authentication.js'
import { createApp } from './web/createApp.js'
import { iconPaths } from './web/icons.js'

/** Of one organization, to choose among. */
const MOST_PUBLISHED = 100

/** Pixels of a badge that is printed small. */
const BADGE_ON_PAPER = 128

/** How many things one section of a page about somebody shows. */
const SECTION_LIMIT = 20

/** Whose names are looked for in what somebody wrote: far more than one works with. */
const MOST_COLLEAGUES = 500
/** Of one person's awards: as many as their collections can draw from. */
const CARDS_LIMIT = 500

/** What reviewing may lead to: a few are enough to choose from. */
const MOST_FOR_REVIEWERS = 3

/** Whom an earner is offered to ask: a few names are kinder than a list. */
const MOST_COACHES = 3

/** How an address is asked for a badge, in whatever form it has it. */
const BADGE = {
  accept:
    'application/vc, application/vc+ld+json, application/ld+json, application/json, image/png, application/vc+jwt;q=0.9, application/jwt;q=0.9, image/svg+xml;q=0.9, */*;q=0.1',
}

/** The digest of nothing that we have: asking for it shows whether storage answers. */
const NO_FILE = '0'.repeat(64)

export type Staffroom = Awaited<ReturnType<typeof compose>>

/** Wires everything. The only file that knows all rooms. */
export async function compose(deps: PlatformDeps) {
  const platform = await openPlatform(deps)
  const rooms = furnish(platform)
  const { config, clock, log, database, sessions, relay, jobs } = platform
  const authentication = passportAuthentication({ clock, ...rooms.account })

  const routers = [
    ...accountRoutes(rooms.account, {
      authentication,
      profileSections: [
        rooms.award.profileSections,
        rooms.backpack.profileSections,
        rooms.endorsement.profileSections,
        rooms.organization.profileSections,
        openCommunities(rooms),
      ],
      ...(rooms.demo && { demoPeople: rooms.demo.people }),
    }),
    ...organizationRoutes(rooms.organization, { sections: [publishedBy(rooms)], ways: [toCompletions(rooms)] }),
    ...rooms.home.routes,
    ...rooms.community.routes,
    rooms.artefact.routes,
    rooms.journal.routes,
    // Before reviews and micro-credentials, which take any word in its place.
    rooms.reliability.routes,
    ...rooms.microcredential.routes,
    ...rooms.calibration.routes,
    rooms.claim.routes,
    rooms.appeal.routes,
    // Before the reviews, which take any name in the place where this has its own.
    rooms.integrity.routes,
    rooms.fairness.routes,
    rooms.review.routes,
    rooms.review.methodRoutes,
    // Before awards: an award is called by any word after /badges.
    ...rooms.backpack.routes,
    rooms.otherHost.routes,
    ...rooms.award.routes,
    ...rooms.endorsement.routes,
    ...rooms.recognition.routes,
    ...rooms.verification.routes,
    rooms.authorization.routes,
    rooms.exchange.routes,
    rooms.notification.routes,
    rooms.administration.routes,
  ]

  const openDocuments = [rooms.award.openDocumentRoutes]
  const machines = [rooms.authorization.machineRoutes, ...rooms.exchange.machineRoutes]

  const app = createApp({
    log,
    i18n: platform.i18n,
    assets: loadAssets(),
    secure: config.production,
    baseUrl: config.baseUrl,
    demo: config.demo,
    openDocuments,
    session: [...sessions.middleware, ...authentication.middleware],
    rooms: routers,
    machines,
    frame: rooms.home.frame,
  })

  await database.createIndexes()
  await sessions.createIndexes()

  return {
    ...platform,
    app,
    rooms,
    routes: [...openDocuments, ...machines, ...routers].flatMap(({ routes }) => routes),
    /** Begins to deliver events and to run jobs by itself. */
    async start() {
      relay.start()
      await jobs.start()
    },
    /** Delivers all events and runs all jobs that are due now. */
    async drain() {
      await relay.drain()
      await jobs.drain()
      await relay.drain()
    },
    async stop() {
      await relay.stop()
      await jobs.stop()
      await database.close()
    },
  }
}

/** On the page of an organization: what it has published. */
const publishedBy =
  ({ microcredential }: Rooms) =>
  async (organizationId: string) => {
    const cards = await microcredential.catalogue({ organizationId, limit: SECTION_LIMIT })
    const items = cards.map(({ slug, title, summary }) => ({
      href: `/microcredentials/${slug}`,
      title,
      detail: summary,
    }))
    return [{ titleKey: 'layout.nav.microcredentials', items }]
  }

/** On the page of an organization, for those who may: awarding to all who completed something. */
const toCompletions =
  ({ award }: Rooms) =>
  async ({ id, slug }: { id: string; slug: string }, viewerId: string) => {
    if (!(await award.completion.isOpenTo(viewerId, id))) return []
    return [{ href: `/organizations/${slug}/completions`, labelKey: 'award.completion.title' }]
  }

/** On the page of a person: the communities of theirs that everybody may know of. */
const openCommunities =
  ({ community }: Rooms) =>
  async (personId: string, viewerId: string | undefined) => {
    if (!viewerId) return []
    const open = (await community.ofPerson(personId)).filter(({ visibility }) => visibility === 'open')
    const items = open.slice(0, SECTION_LIMIT).map(({ slug, name }) => ({ href: `/communities/${slug}`, title: name }))
    return [{ titleKey: 'layout.nav.communities', items }]
  }

/** The bare address in "Name <address>". */
const addressIn = (mailbox: string) => /<([^>]+)>/.exec(mailbox)?.[1] ?? mailbox

/** Who somebody is and with whom they work closely: what reviewers of their work must not read. */
const writerAmong =
  ({ account, organization }: Pick<Rooms, 'account' | 'organization'>) =>
  async (personId: string) => {
    const [{ name, handle }, memberships, workplaces] = await Promise.all([
      account.person(personId),
      organization.membershipsOf(personId),
      organization.workplacesOf(personId),
    ])
    const ids = await Promise.all(workplaces.map(({ id }) => organization.memberIds(id)))
    const others = [...new Set(ids.flat())].filter(id => id !== personId).slice(0, MOST_COLLEAGUES)
    const colleagues = [...(await account.people(others)).values()].map(person => person.name)
    const organizations = [...new Set([...memberships, ...workplaces].map(each => each.name))]
    return { name, handle, organizations, colleagues }
  }

type Rooms = ReturnType<typeof furnish>

/** One block a room. A room is given what it needs of others as functions; reactions close the circle. */
function furnish({
  config,
  clock,
  db,
  files,
  relay,
  jobs,
  mailer,
  mailDir,
  sessions,
  i18n,
  fetchDocument,
  request,
  log,
}: Platform) {
  const account = createAccount({
    db,
    clock,
    jobs,
    mailer,
    sessions,
    wake: relay.wake,
    rateLimits: rateLimits(db),
    limits: config.demo ? WIDE_ATTEMPT_LIMITS : ATTEMPT_LIMITS,
    baseUrl: config.baseUrl,
    administratorEmails: config.administratorEmails,
  })
  relay.react(account.reactions)

  const organization = createOrganization({
    db,
    clock,
    mailer,
    foldAddress,
    isEmailAddress,
    wake: relay.wake,
    baseUrl: config.baseUrl,
    person: account.person,
    people: account.people,
    personByHandle: account.byHandle,
    personByEmail: account.byEmail,
    holdsEmail: account.holdsEmail,
  })

  const confirmedAddresses = async (personId: string) =>
    (await account.actions.emailsOf(personId)).map(({ address }) => address)

  const notification = createNotification({
    db,
    mailer,
    clock,
    baseUrl: config.baseUrl,
    secret: config.sessionSecret,
    person: id => account.person(id),
  })

  const drawings = drawingsOf(rateLimits(db)('drawing', DRAWING_LIMIT))

  const microcredential = createMicroCredentials({
    db,
    clock,
    files,
    drawings,
    wake: relay.wake,
    iconPaths,
    organizations: ids => organization.many(ids),
    organizationBySlug: slug => organization.bySlug(slug),
    people: ids => account.people(ids),
    isAuthor: (personId, organizationId) => organization.hasRole(personId, 'author', organizationId),
    isAdministratorOf: (personId, organizationId) => organization.hasRole(personId, 'administrator', organizationId),
    organizationsOfAuthor: personId => organization.organizationsWhere(personId, 'author'),
    approversOf: organizationId => organization.holdersIn(organizationId, 'author', 'administrator'),
    notify: notification.notify,
    endorsementsOn: (version, viewerId) => endorsement.onVersion(version, viewerId),
    mayComplete: (personId, organizationId) => award.completion.isOpenTo(personId, organizationId),
    standing: async id => ({
      earned: await award.countHeld(id),
      recognitions: await recognition.grantedFor(id),
      ...(await reliability.standing(id)),
    }),
  })
  relay.react(microcredential.reactions)

  const community = createCommunity({
    db,
    clock,
    wake: relay.wake,
    people: ids => account.people(ids),
    peopleByHandles: handles => account.byHandles(handles),
    notify: notification.notify,
  })
  relay.react(community.reactions)

  const artefact = createArtefact({
    db,
    files,
    jobs,
    clock,
    isKeptElsewhere: async digest => (await review.keepsFile(digest)) || calibration.keepsFile(digest),
    mayOpen: (personId, artefactId) => journal.mayOpenArtefact(personId, artefactId),
  })

  const journal = createJournal({
    db,
    clock,
    wake: relay.wake,
    artefact,
    person: account.person,
    communitiesOf: community.ofPerson,
    mayReadCommunity: community.mayRead,
  })

  /** Micro-credentials whose reviews this person looks after. */
  const coordinatedBy = async (personId: string) => {
    const roles = ['author', 'administrator'] as const
    const found = await Promise.all(roles.map(role => organization.organizationsWhere(personId, role)))
    return microcredential.publishedBy([...new Set(found.flat().map(({ id }) => id))])
  }

  const review = createReview({
    db,
    decisionHours: config.decisionHours,
    clock,
    files,
    jobs,
    wake: relay.wake,
    version: microcredential.version,
    reviewers: async () => {
      const members = await organization.membersWithRole('reviewer')
      const [people, workplaces] = await Promise.all([
        account.people(members.map(({ personId }) => personId)),
        organization.workplaces(members.flatMap(({ organizationIds }) => organizationIds)),
      ])
      return members.map(({ personId, organizationIds }) => ({
        personId,
        organizationIds: organizationIds.flatMap(id => workplaces.get(id) ?? []).map(({ id }) => id),
        language: people.get(personId)?.language ?? 'en',
      }))
    },
    reportingLine: organization.reportingLine,
    subjects: microcredential.subjects,
    coordinatedBy,
    calibratedFor: (id, version) => calibration.calibratedFor(id, version),
    anchorScores: () => calibration.anchorScores(),
    ledTo: personId => reliability.ledTo(personId),
    notify: notification.notify,
    personByHandle: account.byHandle,
    people: account.people,
  })

  const calibration = createCalibration({
    db,
    clock,
    files,
    jobs,
    wake: relay.wake,
    latest: microcredential.latest,
    version: microcredential.version,
    submission: review.submission,
    offerAnchor: review.offerAnchor,
    isAuthor: (personId, organizationId) => organization.hasRole(personId, 'author', organizationId),
    isReviewer: personId => organization.hasRole(personId, 'reviewer'),
    notify: notification.notify,
  })
  relay.react(calibration.reactions)

  const fairness = createFairness({
    db,
    clock,
    jobs,
    wake: relay.wake,
    calibration,
    version: microcredential.version,
    coordinatedBy,
    coordinatorsBut: (personId, organizationId) =>
      organization.nearestHolders(organizationId, personId, 'author', 'administrator'),
    people: account.people,
    notify: notification.notify,
  })
  relay.react(fairness.reactions)

  const preflight = createPreflight({
    db,
    files,
    jobs,
    clock,
    isKeptElsewhere: async digest => (await review.keepsFile(digest)) || (await artefact.usesFile(digest)),
  })

  const integrity = createIntegrity({
    db,
    clock,
    files,
    review,
    version: microcredential.version,
    textOf: preflight.textOf,
    coordinatedBy,
    notify: notification.notify,
  })
  relay.react(integrity.reactions)

  const claim = createClaim({
    db,
    clock,
    files,
    wake: relay.wake,
    latest: microcredential.latest,
    version: microcredential.version,
    workplacesOf: organization.workplacesOf,
    artefact,
    journal,
    preflight,
    writer: writerAmong({ account, organization }),
    review,
    translator: i18n.translator,
    appealsOf: attempts => appeal.ofAttempts(attempts),
    isAppealOpen: pursuit => appeal.isOpenFor(pursuit),
    async coachesFor({ organizationId }) {
      const leaders = await organization.holdersIn(organizationId, 'leader')
      const people = await account.people(leaders.slice(0, MOST_COACHES))
      return [...people.values()].map(({ name, handle }) => ({ name, handle }))
    },
  })
  relay.react(claim.reactions)

  const appeal = createAppeal({
    db,
    clock,
    wake: relay.wake,
    review,
    claim,
    latest: microcredential.latest,
    version: microcredential.version,
    isAuthor: (personId, organizationId) => organization.hasRole(personId, 'author', organizationId),
    async withoutPersons(personId, texts, published) {
      const known = { ...(await writerAmong({ account, organization })(personId)), published }
      return texts.map(text => preflight.withoutTraces(text, known))
    },
    notify: notification.notify,
  })
  relay.react(appeal.reactions)

  const reliability = createReliability({
    db,
    jobs,
    clock,
    latest: microcredential.latest,
    version: microcredential.version,
    submission: review.submission,
    submissionsAfter: review.submissionsAfter,
    agreedOn: calibration.agreedOn,
    ownLooks: fairness.ownLooks,
    passedBy: calibration.passedBy,
    addFile: artefact.addFile,
    forReviewers: () => microcredential.catalogue({ meantFor: 'reviewers', limit: MOST_FOR_REVIEWERS }),
    awardedTo: async personId => {
      const held = await award.ofPerson(personId, { limit: CARDS_LIMIT })
      return new Set(held.map(({ microCredentialId }) => microCredentialId))
    },
    appealCounts: appeal.counts,
  })
  relay.react(reliability.reactions)
  relay.react(review.reactions)

  const award = createAward({
    db,
    clock,
    wake: relay.wake,
    jobs,
    files,
    baseUrl: config.baseUrl,
    keyEncryptionSecret: config.keyEncryptionSecret,
    contactEmail: addressIn(config.mailFrom),
    translator: i18n.translator,
    neighbours: {
      person: account.person,
      people: account.people,
      organization: organization.get,
      organizationBySlug: organization.bySlug,
      version: microcredential.version,
      versions: microcredential.versions,
      versionBySlug: async (slug, version) => {
        const { microCredentialId } = await microcredential.latest(slug)
        return microcredential.version(microCredentialId, version)
      },
      submission: async id => {
        const { evidence, reviews } = await review.submission(id)
        const locked = reviews.filter(({ state }) => state === 'locked')
        return { evidence, reviews: locked.map(({ judgements }) => ({ scores: judgements })) }
      },
      hasRole: organization.hasRole,
      belongs: (personId, organizationId) => recognition.belongs(personId, organizationId),
      idsByEmail: account.idsByEmail,
      memberIds: organization.memberIds,
      async groups(organizationId, personId) {
        const organizations = [await organization.get(organizationId), ...(await organization.below(organizationId))]
        const ids = organizations.map(({ id }) => id)
        return [
          ...organizations.map(({ id, name }) => ({ kind: 'organization' as const, id, name })),
          ...(await community.leadOrAtHome(personId, ids)).map(({ id, name }) => ({
            ...{ kind: 'community' as const, id, name },
          })),
        ]
      },
      groupMembers: ({ kind, id }) => (kind === 'community' ? community.memberIds(id) : organization.memberIds(id)),
      published: async organizationId => {
        const cards = await microcredential.catalogue({ organizationId, limit: MOST_PUBLISHED })
        return Promise.all(cards.map(({ slug }) => microcredential.latest(slug)))
      },
    },
    images: microcredential,
    drawings,
    notify: notification.notify,
    notifyMany: notification.notifyMany,
    recognitionsOf: held => recognition.ofAward(held),
    endorsements: {
      ofAward: id => endorsement.signed.ofAward(id),
      ofVersion: version => endorsement.signed.ofVersion(version),
      endorsementsOn: (held, viewerId) => endorsement.onAward(held, viewerId),
    },
    broughtBy: personId => backpack.shelf(personId),
  })
  relay.react(award.reactions)

  const recognition = createRecognition({
    db,
    clock,
    drawings,
    wake: relay.wake,
    baseUrl: config.baseUrl,
    translator: i18n.translator,
    neighbours: {
      award,
      badgePng: version => microcredential.badgePng(version, BADGE_ON_PAPER),
      async stated({ microCredentialId, microCredentialVersion }) {
        const { anatomy } = await microcredential.version(microCredentialId, microCredentialVersion)
        return { hours: anatomy.hours, credits: anatomy.credits }
      },
      people: account.people,
      organization: organization.get,
      organizations: organization.many,
      organizationBySlug: organization.bySlug,
      membershipsOf: organization.membershipsOf,
      memberIds: organization.memberIds,
      offices: () => organization.holdersOf('officer'),
      isOfficer: (personId, organizationId) => organization.hasRole(personId, 'officer', organizationId),
      notify: notification.notify,
    },
  })
  relay.react(recognition.reactions)

  const endorsement = createEndorsement({
    db,
    clock,
    jobs,
    mailer,
    wake: relay.wake,
    rateLimits: rateLimits(db),
    rules: { isEmailAddress, foldAddress },
    baseUrl: config.baseUrl,
    secret: config.sessionSecret,
    translator: i18n.translator,
    neighbours: {
      person: account.person,
      people: account.people,
      personByHandle: account.byHandle,
      personByEmail: account.byEmail,
      addressesOf: confirmedAddresses,
      organization: organization.get,
      organizationBySlug: organization.bySlug,
      signersOf: organizationId => organization.holdersIn(organizationId, 'leader', 'administrator'),
      async signsFor(personId) {
        const memberships = await organization.membershipsOf(personId)
        const leading = memberships.filter(({ roles }) => roles.includes('leader') || roles.includes('administrator'))
        return leading.map(({ organizationId }) => organizationId)
      },
      authorsIn: organizationId => organization.holdersIn(organizationId, 'author'),
      award: award.get,
      seeAward: award.see,
      version: microcredential.version,
      latest: microcredential.latest,
      signing: award.signing,
    },
    notify: notification.notify,
    endorseAnew: award.endorseAnew,
    endorseAllAnew: award.endorseAllAnew,
  })
  relay.react(endorsement.reactions)

  const verification = createVerification({
    db,
    jobs,
    clock,
    fetchDocument,
    ownDocument: async (url, viewerId) =>
      (await endorsement.documentAt(url, viewerId)) ?? award.documentAt(url, viewerId),
    rateLimits: rateLimits(db),
    baseUrl: config.baseUrl,
  })

  const authorization = createAuthorization({
    db,
    clock,
    request,
    rateLimits: rateLimits(db),
    baseUrl: config.baseUrl,
    secure: config.production,
    cookieSecret: config.sessionSecret,
    keyEncryptionSecret: config.keyEncryptionSecret,
    allow: config.fetchAllow,
    isActive: async personId => (await account.personOfSession(personId, clock.now())) !== undefined,
  })

  const heldCards = async (personId: string) => {
    const held = (await award.ofPerson(personId, { limit: CARDS_LIMIT })).filter(isHeld)
    const issuers = await organization.many(held.map(({ organizationId }) => organizationId))
    return held.map(each => ({
      ...{
        kind: 'award' as const,
        id: each.id,
        href: `/badges/${each.id}`,
        title: each.title,
        issuedAt: each.issuedAt,
      },
      image: `/microcredentials/${each.slug}/v${each.microCredentialVersion}/badge.svg`,
      issuerName: issuers.get(each.organizationId)?.name ?? '',
      visibility: each.visibility,
      state: stateView(each, clock.now()),
    }))
  }

  const backpack = createBackpack({
    db,
    clock,
    jobs,
    fetchDocument,
    rateLimits: rateLimits(db),
    notify: notification.notify,
    verify: (bytes, viewerId) => verification.verify({ bytes }, viewerId),
    addressesOf: confirmedAddresses,
    ownAward: award.ownedCopy,
    person: account.person,
    async documentAt(url, viewerId) {
      const isOurs = new URL(url).origin === new URL(config.baseUrl).origin
      return isOurs
        ? Buffer.from((await award.documentAt(url, viewerId)).json)
        : (await fetchDocument(url, BADGE)).bytes
    },
    awardCards: heldCards,
  })

  relay.react(backpack.reactions)

  const otherHost = createOtherHost({
    db,
    clock,
    jobs,
    fetchDocument,
    request,
    rateLimits: rateLimits(db),
    baseUrl: config.baseUrl,
    keyEncryptionSecret: config.keyEncryptionSecret,
    bring: backpack.bring,
    keeps: backpack.keeps,
    async choices(personId) {
      const cards = [...(await heldCards(personId)), ...(await backpack.sendable(personId, CARDS_LIMIT))]
      return cards.map(({ kind, id, title, issuerName }) => ({
        value: `${kind}.${id}`,
        label: `${title} · ${issuerName}`,
      }))
    },
    async textOf(personId, choice) {
      const [kind, id = ''] = choice.split('.')
      if (kind === 'brought') return backpack.textOf(personId, id)
      const held = await award.get(id)
      if (held.earnerId !== personId || !isHeld(held)) throw new NotFound('No such badge')
      return held.signed.json
    },
  })

  const exchange = createExchange({
    log,
    rateLimits: rateLimits(db),
    baseUrl: config.baseUrl,
    authorization,
    person: account.person,
    endorsedProfile: endorsement.profileOf,
    async changeProfile(personId, change) {
      const { handle, language, timeZone, teaches, aims } = await account.person(personId)
      await account.actions.changeProfile(personId, { handle, language, timeZone, teaches, aims, ...change })
    },
    sources: [award.credentials, backpack.credentials],
    assertionSources: [award.assertions, backpack.assertions],
    async receive(personId, bytes, clientId) {
      const origin = { kind: 'app' as const, name: await authorization.nameOf(clientId) }
      const { outcome } = await backpack.bring(personId, bytes, origin)
      if (outcome === 'older') throw new Conflict('A newer copy of this credential is here already')
      if (outcome === 'unproven') throw new Conflict('A verified copy of this credential is here already')
      return outcome === 'added' ? 'added' : 'replaced'
    },
  })

  const administration = createAdministration({ db, relay, jobs })
  relay.react(administration.reactions)

  const home = createHome({
    clock,
    production: config.production,
    baseUrl: config.baseUrl,
    startedAt: clock.now(),
    readMails: () => readMailFolder(mailDir),
    rolesOf: async personId => (await organization.membershipsOf(personId)).flatMap(({ roles }) => roles),
    unread: notification.unread,
    recognitionHref: async personId => {
      const [first] = await organization.organizationsWhere(personId, 'officer')
      return first && `/organizations/${first.slug}/recognition`
    },
    coordinates: async personId => (await coordinatedBy(personId)).length > 0,
    nextSteps: [
      review.nextSteps,
      calibration.nextSteps,
      claim.nextSteps,
      journal.nextSteps,
      award.nextSteps,
      endorsement.nextSteps,
    ],
    moved: async personId =>
      (await notification.latest(personId)).map(({ messageKey, ...rest }) => ({
        ...rest,
        lineKey: `${messageKey}.line`,
      })),
    figures: async () => ({
      people: await account.count(),
      communities: await community.count(),
      microCredentials: await microcredential.count(),
      awards: await award.count(),
    }),
    liveCommunities: community.lively,
    shownBadges: async () =>
      (await microcredential.catalogue({ limit: 3 })).map(({ title, slug, version }) => ({
        name: title,
        href: `/microcredentials/${slug}`,
        src: `/microcredentials/${slug}/v${version}/badge.svg`,
      })),
    publicPaths: [
      microcredential.publicPaths,
      community.publicPaths,
      award.publicPaths,
      backpack.publicPaths,
      review.publicPaths,
      reliability.publicPaths,
    ],
    checkSignature: award.checkSignature,
    readiness: {
      database: async () => void (await db.db!.command({ ping: 1 })),
      storage: async () => void (await files.stat(NO_FILE)),
      mail: mailer.check,
    },
  })

  const demo = config.demo ? createDemo({ db, people: account.people }) : undefined

  return {
    account,
    organization,
    notification,
    microcredential,
    community,
    artefact,
    journal,
    review,
    calibration,
    integrity,
    fairness,
    claim,
    appeal,
    reliability,
    award,
    endorsement,
    recognition,
    verification,
    authorization,
    backpack,
    otherHost,
    exchange,
    administration,
    home,
    demo,
  }
}
