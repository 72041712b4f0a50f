import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { type Bench, median, type Row, round } from './row.js'
import { fetchBytes, requestsPerSecond, start } from './serving.js'

const RUNS = 7
const START_RUNS = 5
const GROUP = 'pages'

/** Requests a second of the pages people meet most, and their weight, against a bare Express + Handlebars page. */
export const bench: Bench = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-bench-'))
  const app = await start(['dist/main.js'], { DATA_DIR: dataDir, PORT: '4300', BASE_URL: 'http://localhost:4300' })
  const bare = await start(['scripts/bench-parts/bare/page.mjs'], { PORT: '4301' })
  try {
    const pages = await pagesToMeasure('http://localhost:4300')
    const bareUrl = 'http://localhost:4301/'
    const rows = [...(await speeds(pages, bareUrl)), ...(await weights(pages, bareUrl))]
    await app.stop()
    await bare.stop()
    return [...rows, await startUp(dataDir)]
  } finally {
    await app.stop()
    await bare.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

interface Page {
  name: string
  url: string
  cookie: string
}

async function speeds(pages: Page[], bareUrl: string): Promise<Row[]> {
  const measured = new Map<string, number[]>()
  const note = (name: string, rate: number) => measured.set(name, [...(measured.get(name) ?? []), rate])
  for (let run = 0; run < RUNS; run++) {
    note('bare', await requestsPerSecond(bareUrl, asPage('')))
    for (const { name, url, cookie } of pages) note(name, await requestsPerSecond(url, asPage(cookie)))
  }
  const bare = median(measured.get('bare')!)
  return pages.map(({ name }) => ({
    group: GROUP,
    name: `${name}: requests/s to a bare page`,
    ratio: round(median(measured.get(name)!) / bare),
    goal: '',
    runs: RUNS,
  }))
}

async function weights(pages: Page[], bareUrl: string): Promise<Row[]> {
  const bare = (await fetchText(bareUrl, '')).length
  return Promise.all(
    pages.map(async ({ name, url, cookie }) => ({
      group: GROUP,
      name: `${name}: compressed HTML in bytes to a bare page as sent`,
      ratio: round(brotliCompressSync(await fetchText(url, cookie)).length / bare),
      goal: '',
      runs: 1,
    })),
  )
}

/** On a database that exists: what somebody waits for who starts it again. */
async function startUp(dataDir: string): Promise<Row> {
  const [own, empty]: number[][] = [[], []]
  for (let run = 0; run < START_RUNS; run++) {
    own!.push(
      await timeToStart(['dist/main.js'], { DATA_DIR: dataDir, PORT: '4300', BASE_URL: 'http://localhost:4300' }),
    )
    empty!.push(await timeToStart(['scripts/bench-parts/bare/empty.mjs'], { PORT: '4301' }))
  }
  const ratio = round(median(own!) / median(empty!))
  return { group: GROUP, name: 'start-up time to an empty Express + mongoose app', ratio, goal: '', runs: START_RUNS }
}

async function timeToStart(args: string[], env: Record<string, string>): Promise<number> {
  const begun = performance.now()
  const running = await start(args, env)
  const taken = performance.now() - begun
  await running.stop()
  return taken
}

async function pagesToMeasure(base: string): Promise<Page[]> {
  const cookie = await continueAs(base)
  const community = (await linkOn(`${base}/communities`, /href="(\/communities\/(?!new)[a-z0-9-]+)"/)) ?? '/communities'
  const thread = (await linkOn(base + community, /href="(\/communities\/[a-z0-9-]+\/threads\/\w+)"/)) ?? community
  const badge = await linkOn(`${base}/sitemap.xml`, /<loc>[^<]*(\/badges\/\w+)<\/loc>/)
  if (!badge) throw new Error('the demo network has no public badge')
  return [
    { name: 'home', url: `${base}/home`, cookie },
    { name: 'catalogue', url: `${base}/microcredentials`, cookie: '' },
    { name: 'community thread', url: base + thread, cookie: '' },
    { name: 'badge page', url: base + badge, cookie: '' },
  ]
}

async function linkOn(url: string, pattern: RegExp): Promise<string | undefined> {
  return pattern.exec((await fetchText(url, '')).toString())?.[1]
}

/** Signs in as the demo's teacher, as the button on the sign-in page does. */
async function continueAs(base: string): Promise<string> {
  const page = await fetch(`${base}/sign-in`)
  const html = await page.text()
  const cookie = page.headers
    .getSetCookie()
    .map(header => header.split(';')[0])
    .join('; ')
  const token = /name="_csrf" value="(\w+)"/.exec(html)![1]!
  const personId = /name="personId" value="(\w+)"/.exec(html)![1]!
  const answer = await fetch(`${base}/sign-in/demo`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams({ _csrf: token, personId }),
  })
  const renewed = answer.headers
    .getSetCookie()
    .map(header => header.split(';')[0])
    .join('; ')
  return renewed || cookie
}

const asPage = (cookie: string) => ({ cookie, accept: 'text/html' })
const fetchText = (url: string, cookie: string) => fetchBytes(url, asPage(cookie))
