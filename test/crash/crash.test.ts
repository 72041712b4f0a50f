import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { compose } from '../../server/compose.js'
import { readConfig } from '../../server/config.js'
import { systemClock } from '../../server/platform/clock.js'
import { silentLog } from '../../server/platform/log.js'
import { aNetwork, type Network } from '../browser/aNetwork.js'
import { aPerson } from '../support/aPerson.js'
import { dropDatabase, ownDatabase } from '../support/database.js'
import { HttpPerson } from './httpPerson.js'
import { mortalApp } from './mortalApp.js'

const DEATHS = 20
const SHORTEST_LIFE_MS = 20
const LONGEST_LIFE_MS = 700
const PORT = 41_000 + (process.pid % 2_000)
const BASE_URL = `http://localhost:${PORT}`
const ADA = 'ada@birch.example'

/** Something that the server has answered for: from now on it has to be there. */
interface Kept {
  what: string
  isThere(): Promise<boolean>
}

describe('a journey with power cuts', function () {
  this.timeout(900_000)
  let dataDir: string
  let network: Network
  let env: Record<string, string>

  before(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'staffroom-crash-'))
    const uri = ownDatabase()
    env = { DATA_DIR: dataDir, DEMO: '0', PORT: String(PORT), BASE_URL, ...(uri && { MONGODB_URI: uri }) }
    const house = await compose({ config: readConfig(env), clock: systemClock, log: silentLog })
    network = await aNetwork(house, { only: 'text' })
    const ada = await house.rooms.account.addPerson(aPerson({ handle: 'ada', email: ADA }))
    await house.rooms.organization.addMember({ organizationId: network.school.id, personId: ada.id, roles: ['member'] })
    await house.stop()
  })
  after(async () => {
    await dropDatabase(env.MONGODB_URI)
    await rm(dataDir, { recursive: true, force: true })
  })

  it(`loses nothing that was acknowledged, killed at ${DEATHS} random moments`, async () => {
    const app = mortalApp(env)
    const ada = new HttpPerson(BASE_URL, ADA)
    const kari = new HttpPerson(BASE_URL, network.people.kari.email)
    const odd = new HttpPerson(BASE_URL, network.people.odd.email)
    const kept: Kept[] = []
    const steps = journey({ ada, kari, odd }, network, kept)
    let done = 0

    for (let deaths = 0; deaths < DEATHS; deaths++) {
      await app.start()
      for (const { what, isThere } of kept) expect(await isThere(), `${what}, after ${deaths} deaths`).to.equal(true)
      const life = SHORTEST_LIFE_MS + Math.random() * (LONGEST_LIFE_MS - SHORTEST_LIFE_MS)
      let dead = false
      const death = wait(life).then(async () => {
        dead = true
        await app.kill()
      })
      while (!dead) {
        // When the journey is over before the last death, there is always something more to notice.
        const next = steps[done] ?? steps[1]!
        // A step that was cut off was not acknowledged: it is taken again, as a person would.
        const taken = await next().then(
          () => true,
          error => {
            if (!dead) throw error
            return false
          },
        )
        if (taken) done++
      }
      await death
    }

    await app.start()
    while (done < steps.length) await steps[done++]!()
    for (const { what, isThere } of kept) expect(await isThere(), `${what}, in the end`).to.equal(true)
    expect(await eventually(async () => badges(await ada.get('/badges')))).to.have.length(1)
    await app.kill()
  })
})

type People = Record<'ada' | 'kari' | 'odd', HttpPerson>

/** What Ada and her reviewers do, in order; each step says in `kept` what may not be lost any more. */
function journey({ ada, kari, odd }: People, { anatomy, slug }: Network, kept: Kept[]): (() => Promise<void>)[] {
  let captured = 0
  let claim = ''
  const keep = (what: string, isThere: () => Promise<boolean>) => void kept.push({ what, isThere })
  const shows = (who: HttpPerson, page: () => string, text: string) => async () =>
    (await who.get(page())).includes(text)

  const capture = async () => {
    const text = `Noticed thing number ${++captured} of ${process.pid}`
    await ada.post('/journal/capture', { text })
    keep(
      text,
      shows(ada, () => `/journal?q=${encodeURIComponent(text)}`, text),
    )
  }

  const fill = (part: 'overview' | 'artefacts' | 'reflection') => async () => {
    const texts = anatomy.requirements.filter(requirement => requirement.part === part)
    const form = Object.fromEntries(texts.map(({ id, min = 20 }) => [`response-${id}`, words(min + 10, id)]))
    await ada.post(`${claim}/draft`, { part, ...form })
    for (const { id, min = 20 } of texts)
      keep(`the draft of ${id}`, async () => (await anywhereIn(ada, claim, part)).includes(words(min + 10, id)))
  }

  const assess = async () => {
    const form = Object.fromEntries(
      anatomy.rubric.flatMap(({ id, requiredLevelId }) => [
        [`level-${id}`, requiredLevelId],
        [`note-${id}`, `note on ${id}`],
      ]),
    )
    await ada.post(`${claim}/draft`, { part: 'self-assessment', ...form })
  }

  const judge = (reviewer: HttpPerson) => async () => {
    const path = await eventually(async () => /href="(\/reviews\/\w{20,})"/.exec(await reviewer.get('/reviews'))?.[1])
    if ((await reviewer.get(path)).includes('/acceptance"')) await reviewer.post(`${path}/acceptance`, {})
    const form = Object.fromEntries(
      anatomy.rubric.flatMap(({ id, requiredLevelId }) => [
        [`level-${id}`, requiredLevelId],
        [`comment-${id}`, `The record shows ${id}.`],
      ]),
    )
    if (!(await reviewer.get(path)).includes('/lock"')) return
    await reviewer.post(`${path}/lock`, form)
    keep('a locked review', async () => !(await reviewer.get(path)).includes('/lock"'))
  }

  return [
    () =>
      ada.signIn().then(() =>
        keep(
          'being signed in',
          shows(ada, () => '/home', '/sign-out'),
        ),
      ),
    capture,
    capture,
    async () => {
      claim = (await ada.post('/claims', { slug })).split('?')[0]!
      keep(
        'the claim',
        shows(ada, () => '/claims', claim),
      )
    },
    fill('overview'),
    capture,
    fill('artefacts'),
    fill('reflection'),
    assess,
    async () => {
      const check = await ada.get(`${claim}?part=check`)
      // Cut off after it was done, it is done: the workspace is gone then.
      if (check.includes('/submission"')) await ada.post(`${claim}/submission`, {})
      const isSubmitted = async () => !(await ada.get(claim)).includes('data-autosave')
      expect(await isSubmitted()).to.equal(true)
      keep('the submission', isSubmitted)
    },
    capture,
    () => kari.signIn().then(() => {}),
    judge(kari),
    capture,
    () => odd.signIn().then(() => {}),
    judge(odd),
    capture,
  ]
}

/** While it is a draft in its form; once it was submitted, in the frozen copy. */
async function anywhereIn(ada: HttpPerson, claim: string, part: string): Promise<string> {
  const draft = await ada.get(`${claim}?part=${part}`)
  return draft.includes('<textarea')
    ? draft
    : `${draft}${await ada.get(`${claim}/attempts/1`).catch(() => ada.get(`${claim}/preview`))}`
}

const words = (count: number, seed: string) =>
  Array.from({ length: count }, (_, n) => `${seed.slice(0, 4)}${n % 7}`).join(' ')

const badges = (html: string) => {
  const found = [...new Set([...html.matchAll(/href="(\/badges\/\w{26})"/g)].map(([, path]) => path))]
  return found.length > 0 ? found : undefined
}

/** Longer than the minute for which work was lent to a process that then died. */
const PATIENCE_MS = 100_000

async function eventually<T>(ask: () => Promise<T | undefined>): Promise<T> {
  const begun = Date.now()
  while (Date.now() - begun < PATIENCE_MS) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await wait(100)
  }
  throw new Error('it never happened')
}
