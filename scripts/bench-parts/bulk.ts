import { peopleFace } from '../../server/account/people.js'
import { personStore } from '../../server/account/store.js'
import type { AwardDeps } from '../../server/award/index.js'
import { createNotification } from '../../server/notification/index.js'
import { createMailer } from '../../server/platform/mailer.js'
import { type AwardHouse, anAnatomy, anAwardHouse, BASE_URL, ISSUER } from '../../test/award/anAwardHouse.js'

const AWARDS = 10_000
/** What is measured is an app that has run for a while, as the issue rate beside it is. */
const WARMING = 2_000
const SECRET = 'a secret for a benchmark'

/**
 * From one decision to 10,000 awards that are stored, signed and told of, in the app and by mails that wait in their
 * queue: in one process with the embedded database, whose holders it also looks up there. `length` is that of a
 * credential, in bytes, without its proof.
 */
export async function awardsPerSecond(length: number): Promise<number> {
  const told: { many?: AwardDeps['notifyMany'] } = {}
  const notifyMany: AwardDeps['notifyMany'] = (list, readers) => told.many!(list, readers)
  const house = await anAwardHouse({ anatomy: { awardedBy: 'completion' }, deps: { notifyMany } })
  try {
    const { database, clock, jobs, deps, version } = house
    const db = database.connection
    const { person, people, idsByEmail } = peopleFace(personStore(db, () => {}))
    Object.assign(deps.neighbours, { people, idsByEmail })
    // Mails are queued and stay there: what is measured ends when all are told of.
    const mailer = createMailer({
      ...{ jobs: { ...jobs, handle: () => {} }, clock, smtpUrl: undefined, from: 'post@staffroom.example' },
      ...{ mailDir: '', render: async () => ({ subject: '', text: '', html: '' }) },
    })
    told.many = createNotification({ db, mailer, clock, baseUrl: BASE_URL, secret: SECRET, person }).notifyMany
    version.anatomy = ofLength(length)
    await database.createIndexes()
    await award(house, 'warm', WARMING)
    const seconds = await award(house, 'measured', AWARDS)
    await ensureAllWereTold(house)
    return AWARDS / seconds
  } finally {
    await house.close()
  }
}

/** Seconds from the decision until all are told. */
async function award({ database, award, relay, jobs, version }: AwardHouse, group: string, count: number) {
  const ids = Array.from({ length: count }, (_, n) => `${group}-teacher-${String(n).padStart(6, '0')}`)
  const emails = ids.map(emailOf)
  await database.connection.collection('people').insertMany(ids.map(aTeacher) as never)
  const plan = { slug: version.slug, programme: group, list: { emails, unread: [] }, groups: [], by: 'agnes' }
  const { id } = await award.completion.plan(ISSUER, plan)
  await award.completion.start(id, 'agnes')
  const begun = performance.now()
  await relay.drain()
  await jobs.drain()
  return (performance.now() - begun) / 1000
}

const emailOf = (id: string) => `${id}@school.example`

function aTeacher(id: string) {
  const email = emailOf(id)
  const identity = { kind: 'email', address: email, folded: email, confirmedAt: new Date(0) }
  return {
    ...{ _id: id, version: 0, handle: id, name: `Teacher ${id}` },
    ...{ identities: [identity], sessionsSince: new Date(0), language: 'en', timeZone: 'Europe/Oslo' },
    ...{ isAdministrator: false, createdAt: new Date(0), outbox: [] },
  }
}

/** What a credential on completion says besides: some 3,200 bytes. */
const REST = 3200

function ofLength(length: number) {
  const anatomy = anAnatomy({ awardedBy: 'completion' })
  const rubric = anatomy.rubric.flatMap(criterion => ['a', 'b', 'c'].map(id => ({ ...criterion, id })))
  const said = JSON.stringify(rubric).length
  return { ...anatomy, rubric, competence: 'Reads with others. '.repeat(Math.max(1, (length - said - REST) / 19)) }
}

async function ensureAllWereTold({ database: { connection } }: AwardHouse) {
  const awards = await connection.collection('awards').countDocuments({})
  const notices = await connection.collection('notifications').countDocuments({})
  const bundles = await connection.collection('jobs').find({ kind: 'mails' }).toArray()
  const mails = bundles.flatMap(({ payload }) => payload.mails).length
  if ([awards, notices, mails].some(count => count !== WARMING + AWARDS))
    throw new Error(`${awards} awards, ${notices} notices and ${mails} mails of ${WARMING + AWARDS}`)
  const one = await connection.collection('awards').findOne({})
  if (process.env.VERBOSE) console.error(`${one!.signed.json.length} bytes`)
}
