import { sign } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import {
  buildCredential,
  classify,
  keepAchievement,
  signCredential,
  verifyBadge,
} from '../../server/openbadges/index.js'
import { signingKey } from '../../server/openbadges/keys.js'
import { anAward, ISSUER, NOW } from '../../test/openbadges/support/anAward.js'
import { loader } from '../../test/openbadges/support/oracle.js'
import { aWorld } from '../../test/openbadges/support/world.js'
import { awardsPerSecond } from './bulk.js'
import { type Bench, median, type Row, round } from './row.js'
import { fetchBytes, requestsPerSecond, start } from './serving.js'

const RUNS = 9
const ROUND_MS = 400
const BULK_RUNS = 3
const GROUP = 'credentials'

/** A credential of 4.5 KB, signed and verified in one process; and the documents that verifiers ask a server for. */
export const bench: Bench = async () => [...(await signing()), ...(await serving()), await bulk()]

async function signing(): Promise<Row[]> {
  const world = await aWorld()
  const credentials = manyAwards()
  const credential = credentials[0]!
  let n = 0
  const keyPair = await Ed25519Multikey.from({ type: 'Multikey', controller: ISSUER, ...world.key })
  const secret = signingKey(world.key)
  const bytes = Buffer.alloc(64, 7)
  const documentLoader = loader(world.documents)
  const signed = JSON.parse(JSON.stringify(await signCredential(credential, world.key, NOW)))
  const badge = { ...classify(signed)!, container: 'text', text: '' } as const
  const suite = () => new DataIntegrityProof({ signer: keyPair.signer(), cryptosuite })

  const rates = await sideBySide({
    raw: async () => sign(null, bytes, secret),
    issue: () => signCredential(credentials[n++ % credentials.length]!, world.key, NOW),
    libraryIssue: () => vc.issue({ credential: structuredClone(credential), suite: suite(), documentLoader }),
    verify: () => verifyBadge(badge, { now: NOW, fetchJson: world.fetchJson }),
    libraryVerify: () =>
      vc.verifyCredential({
        credential: signed,
        suite: new DataIntegrityProof({ cryptosuite }),
        documentLoader,
        now: NOW,
      }),
  })
  return [
    row('issue to vc.issue', rates.issue / rates.libraryIssue, '>= 50'),
    row('issue to the raw Ed25519 signature', rates.issue / rates.raw, '>= 0.15'),
    row('verify to vc.verifyCredential', rates.verify / rates.libraryVerify, '>= 5'),
  ]
}

/** Awards of one micro-credential, as a programme's end or a busy day brings them. */
function manyAwards() {
  const achievement = keepAchievement(anAward().achievement)
  return Array.from({ length: 500 }, (_, n) => {
    const recipient = { email: `teacher${n}@example.com`, salt: `salt ${n}` }
    return buildCredential(anAward({ id: `https://staffroom.example/credentials/${n}`, recipient, achievement }))
  })
}

/** Each for a moment, in turn, several times over: what disturbs one disturbs all. */
async function sideBySide<Name extends string>(works: Record<Name, () => Promise<unknown>>) {
  const names = Object.keys(works) as Name[]
  const measured = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<Name, number[]>
  for (let run = 0; run < RUNS; run++) for (const name of names) measured[name].push(await timesPerSecond(works[name]))
  return Object.fromEntries(names.map(name => [name, median(measured[name])])) as Record<Name, number>
}

async function timesPerSecond(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  let done = 0
  while (performance.now() - begun < ROUND_MS) {
    await work()
    done++
  }
  return (done * 1000) / (performance.now() - begun)
}

async function serving(): Promise<Row[]> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-bench-'))
  const base = 'http://localhost:4300'
  const env = { DATA_DIR: dataDir, PORT: '4300', BASE_URL: base, DEMO: '1' }
  // The first start fills the demo network, and carries what that leaves in memory; apps that serve have not just done so.
  await (await start(['dist/main.js'], env)).stop()
  const app = await start(['dist/main.js'], env)
  try {
    const map = String(await fetchBytes(`${base}/sitemap.xml`, {}))
    const id = /<loc>[^<]*\/badges\/(\w+)<\/loc>/.exec(map)?.[1]
    if (!id) throw new Error('the demo network has no public badge')
    const credential = `${base}/credentials/${id}`
    const { credentialStatus } = JSON.parse(String(await fetchBytes(credential, JSON_ONLY)))
    const list = new URL(credentialStatus.statusListCredential).pathname
    return [
      await servingRow('GET /credentials/:id to a constant of the same size', credential),
      await servingRow('GET /status/:list to a constant of the same size', base + list),
    ]
  } finally {
    await app.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

const JSON_ONLY = { accept: 'application/json' }

async function servingRow(name: string, url: string): Promise<Row> {
  const { length } = await fetchBytes(url, JSON_ONLY)
  const bare = await start(['scripts/bench-parts/bare/constant.mjs'], { PORT: '4301', SIZE: String(length) })
  const [own, constant]: number[][] = [[], []]
  try {
    for (let run = 0; run < RUNS; run++) {
      own!.push(await requestsPerSecond(url, JSON_ONLY))
      constant!.push(await requestsPerSecond('http://localhost:4301/', JSON_ONLY))
    }
  } finally {
    await bare.stop()
  }
  return row(name, median(own!) / median(constant!), '>= 0.7')
}

const row = (name: string, ratio: number, goal: string): Row => ({
  group: GROUP,
  name,
  ratio: round(ratio),
  goal,
  runs: RUNS,
})

/** Each with the issue rate of the same moment beside it. */
async function bulk(): Promise<Row> {
  const { key } = await aWorld()
  const credentials = manyAwards()
  let n = 0
  const issue = () => signCredential(credentials[n++ % credentials.length]!, key, NOW)
  const ratios: number[] = []
  for (let run = 0; run < BULK_RUNS; run++) {
    const awarded = await awardsPerSecond(JSON.stringify(credentials[0]).length)
    ratios.push(awarded / (await sideBySide({ issue })).issue)
  }
  const measured = row('10,000 awards of one decision to the issue rate', median(ratios), '>= 0.5')
  return { ...measured, runs: BULK_RUNS }
}
