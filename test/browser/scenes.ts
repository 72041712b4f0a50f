import type { APIRequestContext } from 'playwright-core'
import { demoNetwork } from '../../server/demo/content/index.js'
import type { Look } from '../../server/fairness/look.js'
import { lookStore } from '../../server/fairness/store.js'
import type { Requirement } from '../../server/microcredential/index.js'
import { type HostDescription, READ, UPSERT } from '../../server/otherhost/connection.js'
import { boxes } from '../../server/otherhost/secrets.js'
import { hostStore } from '../../server/otherhost/store.js'
import { aForeignIssuer } from '../backpack/aForeignBadge.js'
import { aPerson } from '../support/aPerson.js'
import { PASSWORD } from '../support/signIn.js'
import { linkInMail } from './ada.js'
import type { RunningApp } from './support.js'

/** Whoever arrived this morning: a home with nothing in it yet. */
export const NEWCOMER = { email: 'ingrid@school.example', handle: 'ingrid' }
const REVIEWED = '/microcredentials/questions-worth-waiting-for'
const REVISED = '/microcredentials/every-language-in-the-room'
const DAY_MS = 24 * 3600 * 1000
const COMPLETING = 'the-long-table'
const CALIBRATED = '/microcredentials/formative-assessment-that-learners-own'
const READY_TO_SUBMIT = 'looking-at-student-work'

/** Addresses that no link on a page leads to, by who may open them. */
export type Scenes = Record<string, string[]>

/** Brings about what the demo does not stand still in, and follows the mails: links on pages do not lead there. */
export async function setScenes(app: RunningApp, as: Record<string, APIRequestContext>): Promise<Scenes> {
  const send = (who: string, action: string, form: Record<string, string>, from = '/settings/password') =>
    submitForm(as[who]!, app.url, { action, form, from })
  const mailed = async (to: string, page: string) =>
    new URL(await linkInMail(app, to, new RegExp(`http\\S+/${page}/\\S+`))).pathname

  const password = 'four slow trains north'
  await send(
    'visitor',
    '/register',
    { name: 'Liv Aune', email: 'liv@school.example', language: 'en', password },
    '/register',
  )
  await send('visitor', '/forgot-password', { email: NEWCOMER.email }, '/forgot-password')
  await send('newcomer', '/settings/emails', { email: 'ingrid@home.example', password: PASSWORD })
  await send('administrator', '/organizations/the-long-table/invitations', {
    addresses: 'tor@school.example',
  })
  await send('author', `${REVIEWED}/design-review`, {})
  await send('author', `${REVISED}/draft`, {})
  const notice = await aNotice(app)
  const disputed = await disputes(app, as)
  const talk = await aTalk(app, as.author!)
  return {
    visitor: [
      ...['/confirm', '/dev/components', '/dev/mailbox'],
      await aBatch(as.visitor!, app),
      await mailed('liv@school.example', 'confirm'),
      await mailed(NEWCOMER.email, 'reset-password'),
      await mailed('tor@school.example', 'invitations'),
      await mailed(notice, 'unsubscribe'),
      ...(await aGuestsRequest(app)),
    ],
    newcomer: [await mailed('ingrid@home.example', 'settings/emails'), await anUnfinishedEntry(as.newcomer!, app)],
    teacher: [
      ...[...(await aClaimToSubmit(app)), ...(await aCredential(app)), ...(await aBackpack(as.teacher!, app))],
      ...(await otherHosts(app)),
    ],
    author: [
      ...[`${REVISED}/edit`, `${CALIBRATED}/calibration`, '/reviews/board'],
      ...(await aCompletion(as.author!, app)),
      ...disputed.author!,
      ...talk.author!,
    ],
    reviewer: talk.reviewer!,
    facilitator: disputed.facilitator!,
    leader: disputed.leader!,
    administrator: [`/organizations/${COMPLETING}/keys`, `${REVIEWED}/edit`, `${REVIEWED}/design-review/return`],
  }
}

export interface SentForm {
  action: string
  form: Record<string, string>
  /** A page with a form, for its token. */
  from: string
}

export async function submitForm(request: APIRequestContext, url: string, { action, form, from }: SentForm) {
  const page = await (await request.get(url + from)).text()
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1]
  if (!_csrf) throw new Error(`No form on ${from}`)
  const answer = await request.post(url + action, { form: { _csrf, ...form } })
  if (!answer.ok()) throw new Error(`${action}: ${answer.status()}`)
  return answer
}

export const addNewcomer = (app: RunningApp) => app.rooms.account.addPerson(aPerson(NEWCOMER))

async function aNotice({ rooms }: RunningApp): Promise<string> {
  const person = await rooms.account.addPerson(aPerson({ handle: 'noticed' }))
  const about = {
    kind: 'award',
    messageKey: 'award.notice.issued',
    values: { title: 'Exit tickets' },
    href: '/home',
  } as const
  await rooms.notification.notify({ eventId: 'noticed', personId: person.id, ...about })
  return person.email
}

async function anUnfinishedEntry(request: APIRequestContext, { url }: RunningApp): Promise<string> {
  const page = await (await request.get(`${url}/journal/new`)).text()
  const draft = /data-autosave="([^"]+)"/.exec(page)![1]!
  await submitForm(request, url, {
    action: draft,
    form: { experience: 'The bell rang too early.' },
    from: '/journal/new',
  })
  return draft.replace(/draft$/, 'discard')
}

async function aCredential({ rooms }: RunningApp): Promise<string[]> {
  const awards = await rooms.award.ofPerson(await teacherId(rooms), { limit: 20 })
  const { id } = awards.find(({ visibility }) => visibility === 'public')!
  return [`/credentials/${id}`, `/badges/${id}/embed`]
}

/** Somebody outside was asked for a word about a teacher, and has a link. */
async function aGuestsRequest({ rooms }: RunningApp): Promise<string[]> {
  const id = await teacherId(rooms)
  const address = 'guest@university.example'
  const whom = { kind: 'address', address, folded: address, language: 'en' } as const
  const subject = { kind: 'person', id } as const
  const asked = await rooms.endorsement.ask({ subject, askedBy: id, whom, message: 'You were there in March.' })
  const { pathname } = new URL(rooms.endorsement.linkFor(asked.id))
  return [pathname, `${pathname}/silence`, await aGuestsKey({ rooms })]
}

/** Somebody outside has signed, and may say that it was not them. */
async function aGuestsKey({ rooms }: Pick<RunningApp, 'rooms'>): Promise<string> {
  const id = await teacherId(rooms)
  const address = 'signer@university.example'
  const whom = { kind: 'address', address, folded: address, language: 'en' } as const
  const asked = await rooms.endorsement.ask({ subject: { kind: 'person', id }, askedBy: id, whom, message: '' })
  const guest = { name: 'Kari Nordmann', standing: 'Professor', domain: 'university.example' }
  await rooms.endorsement.give(asked.id, { guest }, 'She looks before she judges.')
  return `${new URL(rooms.endorsement.linkFor(asked.id)).pathname}/key`
}

/** A list of badges to verify in one go. */
async function aBatch(request: APIRequestContext, { url }: RunningApp): Promise<string> {
  const page = await (await request.get(`${url}/verify/batch`)).text()
  const action = /action="(\/verify\/batch[^"]*)"/.exec(page)![1]!.replaceAll('&#x3D;', '=')
  const buffer = Buffer.from('badge\nhttps://nowhere.example/badge.json\n')
  const answer = await request.post(url + action, {
    multipart: { file: { name: 'all.csv', mimeType: 'text/csv', buffer } },
  })
  return new URL(answer.url()).pathname
}

/** A badge of an issuer elsewhere, and a collection. */
async function aBackpack(request: APIRequestContext, { rooms, url }: RunningApp): Promise<string[]> {
  const personId = await teacherId(rooms)
  const { email } = (await rooms.account.person(personId))!
  const bytes = Buffer.from(await (await aForeignIssuer()).badge({ email }))
  const brought = await rooms.backpack.bring(personId, bytes, { kind: 'file', name: 'outdoor.json' })
  const form = { name: 'Outdoors', description: 'What I do with the woods behind the school.', visibility: 'public' }
  const answer = await submitForm(request, url, { action: '/collections', form, from: '/collections/new' })
  const editing = new URL(answer.url()).pathname
  return [
    '/badges/brought',
    `/badges/brought/${'badgeId' in brought ? brought.badgeId : ''}`,
    editing,
    editing.replace(/\/edit$/, ''),
  ]
}

/** One that lets us in, and one that no longer does. */
async function otherHosts({ rooms, db, clock, config }: RunningApp): Promise<string[]> {
  const personId = await teacherId(rooms)
  const hosts = hostStore(db)
  const now = clock.now()
  const { close } = boxes(config.keyEncryptionSecret)
  const addresses = [
    'apiBase',
    'authorizationUrl',
    'tokenUrl',
    'registrationUrl',
    'refreshUrl',
    'termsUrl',
    'privacyUrl',
  ]
  const host = {
    ...(Object.fromEntries(addresses.map(name => [name, 'https://badges.example/'])) as unknown as HostDescription),
    title: 'The wallet of the county',
    scopes: [READ, UPSERT],
  }
  const ids = ['hostThatLetsUsIn', 'hostThatDoesNot']
  for (const id of ids) {
    const tokens = { accessToken: 'x', expiresAt: now, scopes: host.scopes }
    const connection = { id, personId, host, state: 'pending' as const, createdAt: now }
    await hosts.add(connection, close({ client: { client_id: 'x' }, tokens }, id), new Date(now.getTime() + DAY_MS))
    await hosts.complete(id, close({ client: { client_id: 'x' }, tokens }, id), now)
    await hosts.noteSync(id, { at: now, brought: 2, known: 1, refused: 1 }, new Date(now.getTime() + DAY_MS))
  }
  await hosts.markBroken(ids[1]!, (await hosts.secrets(ids[1]!))!)
  return ids.map(id => `/badges/hosts/${id}`)
}

const personIdOf = async (rooms: RunningApp['rooms'], roleKey: string) =>
  (await rooms.demo!.people()).find(person => person.roleKey === roleKey)!.personId
const teacherId = (rooms: RunningApp['rooms']) => personIdOf(rooms, 'teacher')

/** Two hand in the same words: one is told "not yet", the other is asked where the words come from. */
async function disputes(app: RunningApp, as: Record<string, APIRequestContext>): Promise<Scenes> {
  const [first, second] = [await handIn(app, 'facilitator'), await handIn(app, 'leader')]
  const { reviews } = await app.rooms.review.submission(`${first}-1`)
  for (const { id: reviewId, reviewerId } of reviews.filter(({ state }) => state === 'offered')) {
    const whose = { reviewId, reviewerId }
    await app.rooms.review.accept(whose)
    const judgements = anatomyOf(READY_TO_SUBMIT).rubric.map(({ id, levels }) => ({
      ...{ criterionId: id, levelId: levels[0]!.id, comment: 'The record holds three words.' },
    }))
    await app.rooms.review.lock({ ...whose, judgements, note: '' })
  }
  await app.drain()
  const list = await (await as.author!.get(`${app.url}/reviews/integrity`)).text()
  const match = /href="(\/reviews\/integrity\/[^"]+)"/.exec(list)![1]!
  const form = { reason: 'The same words stand in another submission.' }
  await submitForm(as.author!, app.url, { action: `${match}/hold`, form, from: match })
  return {
    facilitator: [`/claims/${first}`, `/claims/${first}/attempts/1/appeal`],
    leader: [`/claims/${second}/hold`],
    author: ['/reviews/integrity', match],
  }
}

async function handIn(app: RunningApp, roleKey: string): Promise<string> {
  const personId = await personIdOf(app.rooms, roleKey)
  const claimId = await aWholeDraft(app, personId)
  await app.rooms.claim.submit({ claimId, personId })
  await app.drain()
  return claimId
}

/** Anchors have two versions, and a coordinator asks a reviewer why one of them seems to fare worse. */
async function aTalk({ rooms, db, clock, url }: RunningApp, author: APIRequestContext): Promise<Scenes> {
  const who = { slug: CALIBRATED.split('/').at(-1)!, personId: await personIdOf(rooms, 'author') }
  const { set } = await rooms.calibration.settingUp.read(who)
  const group = 'families who are new to the language'
  await rooms.calibration.settingUp.settle(who, { ...set, group })
  const anchor = set.anchors.find(({ use, submissionId }) => use !== 'training' && !submissionId)!
  const look: Look = {
    ...{ id: 'a-look', version: 0, setId: set.id, microCredentialId: set.microCredentialId, group },
    ...{ microCredentialVersion: set.microCredentialVersion, reviewerId: await personIdOf(rooms, 'reviewer') },
    ...{ at: clock.now(), state: 'found', steps: [] },
    ...{ scores: 60, harsher: 0.5, byChance: 0.3, chance: 0.01, found: true },
  }
  await lookStore(db, () => {}).insert(look, [])
  const path = `/reviews/fairness/${look.id}`
  await submitForm(author, url, { action: `${path}/talk`, form: { words: 'How do you see it?' }, from: path })
  const variant = `${CALIBRATED}/calibration/anchors/${anchor.id}/variant`
  const talk = `/reviews/talks/${look.id}`
  return { author: [variant, '/reviews/fairness', path, `${path}/anchors`], reviewer: [talk, `${talk}/anchors`] }
}

/** A programme whose completion its organization may award by itself. */
async function aCompletion(request: APIRequestContext, { rooms, url }: RunningApp): Promise<string[]> {
  const organization = (await rooms.organization.bySlug(COMPLETING))!
  const authorIds = [await personIdOf(rooms, 'author')]
  const anatomy = { ...anatomyOf(READY_TO_SUBMIT), title: 'A year at the table', awardedBy: 'completion' as const }
  const added = { slug: 'a-year-at-the-table', organizationId: organization.id, authorIds, anatomy }
  await rooms.microcredential.publish(await rooms.microcredential.add(added))
  const action = `/organizations/${COMPLETING}/completions`
  const form = { slug: added.slug, programme: 'The long table, 2026', emails: 'nobody@school.example' }
  const answer = await submitForm(request, url, { action, form, from: action })
  return [action, new URL(answer.url()).pathname]
}

const anatomyOf = (slug: string) => demoNetwork.microCredentials.find(each => each.slug === slug)!.anatomy

/** Everything is there, in words; one piece of evidence was written in place. */
async function aClaimToSubmit(app: RunningApp): Promise<string[]> {
  const { rooms } = app
  const claimId = await aWholeDraft(app, await teacherId(rooms))
  const { draft } = await rooms.claim.get(claimId)
  const written = draft.responses.flatMap(({ pieces }) => pieces).find(({ kind }) => kind === 'writing')!
  return [`/claims/${claimId}/submission`, `/claims/${claimId}/writings/${written.id}`]
}

async function aWholeDraft({ rooms }: RunningApp, personId: string): Promise<string> {
  const anatomy = anatomyOf(READY_TO_SUBMIT)
  const { id: claimId } = await rooms.claim.begin({ personId, slug: READY_TO_SUBMIT })
  const whose = { claimId, personId }
  const slots = anatomy.requirements.filter(({ kind }) => kind === 'artefact')
  for (const slot of slots)
    await rooms.claim.addPieces({
      ...whose,
      requirementId: slot.id,
      writings: Array.from({ length: Math.max(slot.min ?? 1, 1) }, () => words(30)),
    })
  const texts = anatomy.requirements.filter(({ kind }) => kind === 'text')
  await rooms.claim.write(whose, {
    texts: texts.map(requirement => ({ requirementId: requirement.id, text: wordsFor(requirement) })),
    writings: [],
    selfAssessment: anatomy.rubric.map(({ id, requiredLevelId }) => ({
      ...{ criterionId: id, levelId: requiredLevelId, note: 'The tickets show it.' },
    })),
  })
  return claimId
}

const wordsFor = ({ min = 20, max = 400 }: Requirement) => words(Math.min(min + 15, max))
/** No two alike, as in what people write. */
const words = (count: number) =>
  Array.from({ length: count }, (_, n) => `${['we', 'looked', 'again'][n % 3]}${n}`).join(' ')
