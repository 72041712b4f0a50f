import { mkdtemp, open, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Collection, MongoClient } from 'mongodb'
import type { EmbeddedMongo } from '../../server/embedded-mongo/index.js'
import { type Bench, median, type Row, round } from './row.js'

const GROUP = 'embedded-mongo'
const RUNS = 15
const START_RUNS = 5
/** A run of one operation goes on for as long. */
const RUN_MS = 50
const SMALL = 1_000
const LARGE = 1_000_000
const PER_TEAM = 20
const CONNECTIONS = 16
/** A person starts the app and waits for it. */
const START_MS = 400

interface Person {
  _id: string
  email: string
  team: number
  joinedAt: Date
  name: string
  about: string
  visits: number
}
type People = Collection<Person>
/** One operation, on a document that is chosen anew each time. */
type Operation = (people: People, n: number) => Promise<unknown>

/** The goal is what the operation may cost beside a ping. */
const OPERATIONS: { name: string; goal: string; run: Operation }[] = [
  { name: 'findOne by _id', goal: '>= 0.5', run: (people, n) => people.findOne({ _id: idOf(n) }) },
  { name: 'findOne by unique index', goal: '>= 0.4', run: (people, n) => people.findOne({ email: emailOf(n) }) },
  {
    name: 'find of 20 by sorted index',
    goal: '>= 0.18',
    run: (people, n) =>
      people
        .find({ team: teamOf(n) })
        .sort({ joinedAt: -1 })
        .limit(PER_TEAM)
        .toArray(),
  },
  {
    name: 'durable insertOne with three indexes',
    goal: '',
    run: people => people.insertOne(aPerson(LARGE + ++inserted)),
  },
  {
    name: 'updateOne by _id',
    goal: '>= 0.12',
    run: (people, n) => people.updateOne({ _id: idOf(n) }, { $inc: { visits: 1 } }),
  },
  {
    name: 'find of 20 by a range',
    goal: '',
    run: (people, n) =>
      people
        .find({ joinedAt: { $gte: dateOf(n) } })
        .sort({ joinedAt: 1 })
        .limit(20)
        .toArray(),
  },
  {
    name: 'find of 10 by $in',
    goal: '',
    run: (people, n) => people.find({ _id: { $in: Array.from({ length: 10 }, (_, i) => idOf(n + i)) } }).toArray(),
  },
  { name: 'count of 20 by index', goal: '', run: (people, n) => people.countDocuments({ team: teamOf(n) }) },
  {
    name: 'findOneAndUpdate by unique index',
    goal: '',
    run: (people, n) => people.findOneAndUpdate({ email: emailOf(n) }, { $inc: { visits: 1 } }),
  },
]
let inserted = 0

const idOf = (n: number) => `person${String(n).padStart(9, '0')}`
const emailOf = (n: number) => `teacher${n}@school${n % 200}.example`
const teamOf = (n: number) => Math.floor(n / PER_TEAM)
const dateOf = (n: number) => new Date(1_600_000_000_000 + ((n * 7919) % LARGE) * 1000)
const aPerson = (n: number): Person => ({
  _id: idOf(n),
  email: emailOf(n),
  team: teamOf(n),
  joinedAt: dateOf(n),
  name: `Teacher ${n}`,
  about: 'Teaches science to twelve-year-olds, and likes it. '.repeat(3),
  visits: 0,
})

/** What the operations of the embedded database cost beside its `ping`, and a million documents beside a thousand. */
export const bench: Bench = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-bench-'))
  try {
    let server = await start(dataDir)
    const client = await new MongoClient(server.uri, { maxPoolSize: CONNECTIONS }).connect()
    const small = client.db().collection<Person>('small')
    const large = client.db().collection<Person>('large')
    await fill(small, SMALL)
    const begun = performance.now()
    await fill(large, LARGE)
    console.error(`A million documents with three indexes: ${Math.round((performance.now() - begun) / 1000)} s`)
    const rows = await measureAll(client, small, large, path.join(dataDir, 'flushed'))
    await client.close()
    await server.close()
    const starts: number[] = []
    for (let run = 0; run < START_RUNS; run++) {
      const before = performance.now()
      server = await start(dataDir)
      const first = await new MongoClient(server.uri).connect()
      await first.db().command({ ping: 1 })
      starts.push(performance.now() - before)
      await first.close()
      await server.close()
    }
    const name = `start to first ping with a million, to ${START_MS} ms`
    return [...rows, { group: GROUP, name, ratio: round(median(starts) / START_MS), goal: '<= 1', runs: START_RUNS }]
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** The compiled server: what people run. */
async function start(dataDir: string): Promise<EmbeddedMongo> {
  const compiled = path.resolve('dist/embedded-mongo/index.js')
  const { startEmbeddedMongo } = (await import(compiled)) as typeof import('../../server/embedded-mongo/index.js')
  return startEmbeddedMongo({ dataDir })
}

async function fill(people: People, count: number): Promise<void> {
  await people.createIndex({ email: 1 }, { unique: true })
  await people.createIndex({ team: 1, joinedAt: -1 })
  await people.createIndex({ joinedAt: 1 })
  const batch = 10_000
  for (let from = 0; from < count; from += batch) {
    await people.insertMany(
      Array.from({ length: Math.min(batch, count - from) }, (_, i) => aPerson(from + i)),
      { ordered: false },
    )
  }
}

/**
 * All in turn, run after run, so that a slow moment of the machine falls on all. One operation is compared with a ping, or
 * with the same one on fewer documents, call by call.
 */
async function measureAll(client: MongoClient, small: People, large: People, probe: string): Promise<Row[]> {
  const ping = () => client.db().command({ ping: 1 })
  const plain = client.db().collection<Person>('plain')
  const taken = new Map<string, number[]>()
  const note = (name: string, millis: number) => taken.set(name, [...(taken.get(name) ?? []), millis])
  /** How often as long the operation takes as what it is measured by. */
  const beside = async (name: string, measure: () => Promise<unknown>, operation: () => Promise<unknown>) =>
    note(name, await timesAsLong(measure, operation))
  for (let run = 0; run < RUNS; run++) {
    note('flush', await flushMillis(probe))
    note('pings in a row', await millisOf(ping))
    note('inserts in a row', await millisOf(() => plain.insertOne(aPerson(++inserted))))
    await beside('plain insert', ping, () => plain.insertOne(aPerson(++inserted)))
    note('16 pings', await millisOf(ping, CONNECTIONS))
    note('16 inserts', await millisOf(() => plain.insertOne(aPerson(++inserted)), CONNECTIONS))
    note('16 indexed inserts', await millisOf(() => small.insertOne(aPerson(LARGE + ++inserted)), CONNECTIONS))
    await small.deleteMany({ _id: { $gte: idOf(LARGE) } })
    for (const { name, run: operation } of OPERATIONS) {
      const ofSmall = () => operation(small, Math.floor(Math.random() * SMALL))
      const ofLarge = () => operation(large, Math.floor(Math.random() * LARGE))
      await beside(name, ping, ofSmall)
      await beside(`${name}, of a million`, ofSmall, ofLarge)
    }
    for (const people of [small, large]) await people.deleteMany({ _id: { $gte: idOf(LARGE) } })
  }
  // a commit waits for two: beside a slow disk, the ratios of writes say little about the database
  const typical = (name: string) => median(taken.get(name)!)
  console.error(
    `One flush of this disk: ${round(typical('flush'))} ms; one ping: ${round(typical('pings in a row'))} ms`,
  )
  const row = (name: string, ratio: number, goal: string): Row => ({
    ...{ group: GROUP, name, ratio: round(ratio), goal, runs: RUNS },
  })
  const compare = (name: string, what: string, to: string, goal: string): Row =>
    row(name, typical(what) / typical(to), goal)
  return [
    // the rate is the inverse of the time
    ...OPERATIONS.map(({ name, goal }) => row(`${name}, rate to ping`, 1 / typical(name), goal)),
    row('durable insertOne, rate to ping', 1 / typical('plain insert'), '>= 0.2'),
    compare('durable insertOne, many in a row to pings in a row', 'pings in a row', 'inserts in a row', ''),
    compare('16 connections: insertOne, rate to ping', '16 pings', '16 inserts', '>= 0.7'),
    compare('16 connections: insertOne with three indexes', '16 pings', '16 indexed inserts', ''),
    ...OPERATIONS.map(({ name }) =>
      row(`${name}: time at a million to a thousand`, typical(`${name}, of a million`), '<= 1.3'),
    ),
  ]
}

/** The two by turns, each time alone: their medians meet the machine, and the thread of the server, as awake as each other. */
async function timesAsLong(measure: () => Promise<unknown>, operation: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  const [measures, operations]: [number[], number[]] = [[], []]
  while (performance.now() - begun < 2 * RUN_MS) {
    measures.push(await millis(measure))
    operations.push(await millis(operation))
  }
  return median(operations) / median(measures)
}

async function millis(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await run()
  return performance.now() - begun
}

/** What the disk itself takes to keep a page. */
async function flushMillis(probe: string): Promise<number> {
  const file = await open(probe, 'w')
  try {
    await file.write(Buffer.alloc(4096), 0)
    await file.datasync()
    return await millisOf(async () => {
      await file.write(Buffer.alloc(4096), 0, 4096, 0)
      await file.datasync()
    })
  } finally {
    await file.close()
  }
}

/** What one operation takes, when so many are always under way. */
async function millisOf(run: () => Promise<unknown>, atOnce = 1): Promise<number> {
  const begun = performance.now()
  let done = 0
  const one = async () => {
    while (performance.now() - begun < RUN_MS) {
      await run()
      done++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, one))
  return (performance.now() - begun) / done
}
