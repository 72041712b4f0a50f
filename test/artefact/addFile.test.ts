import { Readable } from 'node:stream'
import { expect } from 'chai'
import { Refused } from '../../server/artefact/accepted.js'
import { type ArtefactRoom, createArtefact } from '../../server/artefact/index.js'
import { settableClock } from '../../server/platform/clock.js'
import { fileStore } from '../../server/platform/files.js'
import { type Jobs, jobQueue } from '../../server/platform/jobs.js'
import { silentLog } from '../../server/platform/log.js'
import { openTestDatabase, type TestDatabase } from '../support/database.js'
import * as a from './support/samples.js'

const DAY_MS = 24 * 3600_000

describe('adding a file', () => {
  let database: TestDatabase
  let artefact: ArtefactRoom
  let jobs: Jobs
  const clock = settableClock(new Date('2026-03-02T12:00:00Z'))
  const frozen = new Set<string>()

  before(async () => {
    database = await openTestDatabase()
    const db = database.connection
    jobs = jobQueue(db, { clock, log: silentLog })
    artefact = createArtefact({
      db,
      clock,
      jobs,
      files: fileStore(db, clock),
      quotaBytes: 5000,
      isKeptElsewhere: async digest => frozen.has(digest),
      mayOpen: async () => false,
    })
  })
  after(() => database.close())

  const collection = (name: string) => database.connection.db!.collection(name)
  const stored = async () =>
    Promise.all(['files.files', 'files.uploads', 'artefacts'].map(n => collection(n).countDocuments()))
  const add = (ownerId: string, bytes: Buffer | Readable, name = 'file.txt') =>
    artefact.addFile({ ownerId, name, stream: bytes instanceof Readable ? bytes : Readable.from([bytes]) })
  const text = (length: number, letter = 'a') => Buffer.alloc(length, letter)
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => 'taken',
      error => (error instanceof Refused ? error.reason : String(error)),
    )

  it('describes it: kind, true name, digest and length', async () => {
    const { kind, name, mediaType, length, digest } = await add('describing', a.aPdf(), 'C:\\Users\\ada\\plan.docx')
    expect({ kind, name, mediaType, length }).to.deep.equal({
      kind: 'pdf',
      name: 'plan.docx.pdf',
      mediaType: 'application/pdf',
      length: a.aPdf().length,
    })
    expect(digest).to.match(/^[0-9a-f]{64}$/)
  })

  it('leaves nothing of a file that was refused', async () => {
    const before = await stored()
    expect(await refusal(add('refusing', Buffer.from('<html>')))).to.equal('webPage')
    expect(await stored()).to.deep.equal(before)
  })

  it('leaves the same bytes alone that somebody keeps already, when they are refused here', async () => {
    const kept = await add('first', text(3000, 'k'))
    expect(await refusal(add('second', Buffer.concat([text(3000, 'k'), text(2001, 'k')])))).to.equal('overQuota')
    expect(await fileStore(database.connection).stat(kept.digest!)).to.not.equal(undefined)
  })

  it('refuses what is larger than one file may be, without reading it to its end', async () => {
    let sent = 0
    const endless = new Readable({
      read() {
        sent += 1024 * 1024
        this.push(text(1024 * 1024))
      },
    })
    expect(await refusal(add('endless', endless))).to.equal('tooLarge')
    expect(sent).to.be.lessThan(60 * 1024 * 1024)
  }).timeout(30_000)

  describe('the quota', () => {
    it('lets a person fill it to the last byte and no further', async () => {
      await add('full', text(5000, 'f'))
      expect(await refusal(add('full', text(1, 'g')))).to.equal('overQuota')
    })

    it('is not slipped past by files that arrive side by side', async () => {
      const together = ['h', 'i', 'j', 'k'].map(letter => refusal(add('racing', text(2000, letter))))
      const taken = (await Promise.all(together)).filter(outcome => outcome === 'taken')
      expect(taken.length).to.be.lessThan(3)
    })

    it('has room again after something was removed', async () => {
      const old = await add('tidy', text(5000, 'o'))
      await artefact.remove(old)
      expect(await refusal(add('tidy', text(4000, 'n')))).to.equal('taken')
    })
  })

  describe('the bytes of a removed file', () => {
    const isStored = async (digest: string | undefined) =>
      (await fileStore(database.connection).stat(digest!)) !== undefined
    const daysLater = async () => {
      clock.advance(2 * DAY_MS)
      await jobs.drain()
    }

    it('are forgotten after a day', async () => {
      const gone = await add('forgetful', text(10, 'p'))
      await artefact.remove(gone)
      expect(await isStored(gone.digest)).to.equal(true)
      await daysLater()
      expect(await isStored(gone.digest)).to.equal(false)
    })

    it('stay while another artefact has the same', async () => {
      const one = await add('twin one', text(10, 'q'))
      await add('twin two', text(10, 'q'))
      await artefact.remove(one)
      await daysLater()
      expect(await isStored(one.digest)).to.equal(true)
    })

    it('stay while frozen evidence shows them', async () => {
      const shown = await add('earner', text(10, 'r'))
      frozen.add(shown.digest!)
      await artefact.remove(shown)
      await daysLater()
      expect(await isStored(shown.digest)).to.equal(true)
    })
  })

  it('takes a link, and names it by its site when it has no name', async () => {
    const link = await artefact.addLink({ ownerId: 'linking', url: 'www.udir.no/lk20', name: '' })
    expect([link.url, link.name, link.kind]).to.deep.equal(['https://www.udir.no/lk20', 'udir.no', 'link'])
  })

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://a:b@example.org',
    'nowhere',
    '',
  ])
    it(`takes no link to "${url}"`, async () => {
      expect(await refusal(artefact.addLink({ ownerId: 'linking', url, name: '' }))).to.equal('notALink')
    })
})
