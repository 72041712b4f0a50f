import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import type { Artefact } from '../../server/artefact/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { type Agent, post, signIn, visitor } from '../support/signIn.js'
import * as a from './support/samples.js'

describe('serving artefacts', () => {
  let app: TestApp
  let ada: Person
  let adas: Agent
  let grace: Agent

  before(async () => {
    app = await startTestApp()
    ada = await app.rooms.account.addPerson(aPerson())
    adas = await signIn(app, ada)
    grace = await signIn(app, await app.rooms.account.addPerson(aPerson()))
  })
  after(() => app.close())

  const add = (bytes: Buffer | string, name: string): Promise<Artefact> =>
    app.rooms.artefact.addFile({ ownerId: ada.id, name, stream: Readable.from([Buffer.from(bytes)]) })
  const film = Buffer.concat([a.anMp4(), randomBytes(600_000)])

  describe('to whom', () => {
    it('gives it to its owner', async () => {
      const { id } = await add('mine', 'notes.txt')
      const answer = await adas.get(`/artefacts/${id}`)
      expect([answer.status, answer.text]).to.deep.equal([200, 'mine'])
    })

    it('tells somebody else neither its content nor that it exists', async () => {
      const { id } = await add('private', 'notes.txt')
      const [real, invented] = [await grace.get(`/artefacts/${id}`), await grace.get('/artefacts/nothing')]
      expect([real.status, invented.status]).to.deep.equal([404, 404])
      expect((await grace.get(`/artefacts/${id}/thumb`)).status).to.equal(404)
      expect((await grace.get(`/artefacts/${id}/removal`)).status).to.equal(404)
    })

    it('asks a stranger to sign in, whether it exists or not', async () => {
      const { id } = await add('private', 'notes.txt')
      for (const path of [`/artefacts/${id}`, '/artefacts/nothing'])
        expect((await visitor(app).get(path)).headers.location).to.equal('/sign-in')
    })

    it('gives it to whoever may read an entry that it is in, for as long as they may', async () => {
      const { id } = await add('shared', 'notes.txt')
      const entry = { ownerId: ada.id, experience: 'See the file', artefactIds: [id] }
      const { id: entryId } = await app.rooms.journal.addEntry({ ...entry, visibility: 'public' })
      expect((await visitor(app).get(`/artefacts/${id}`)).text).to.equal('shared')
      await post(adas, `/journal/${entryId}/deletion`)
      expect((await grace.get(`/artefacts/${id}`)).status).to.equal(404)
    })
  })

  describe('by range', () => {
    let path: string
    before(async () => {
      path = `/artefacts/${(await add(film, 'lesson.mp4')).id}`
    })
    const part = (range: string, more: Record<string, string> = {}) =>
      adas.get(path).set('Range', range).set(more).buffer(true).parse(binary)

    const ranges: [string, number, number][] = [
      ['bytes=0-0', 0, 1],
      ['bytes=100-299', 100, 300],
      ['bytes=261000-262000', 261_000, 262_001],
      ['bytes=600000-', 600_000, film.length],
      ['bytes=-500', film.length - 500, film.length],
      ['bytes=-99999999', 0, film.length],
      ['bytes=10-99999999', 10, film.length],
    ]
    for (const [range, start, end] of ranges)
      it(`answers ${range}`, async () => {
        const answer = await part(range)
        expect(answer.status).to.equal(206)
        expect(answer.headers['content-range']).to.equal(`bytes ${start}-${end - 1}/${film.length}`)
        expect(answer.headers['content-length']).to.equal(String(end - start))
        expect(Buffer.compare(answer.body, film.subarray(start, end))).to.equal(0)
      })

    for (const range of ['bytes=99999999-', `bytes=${film.length}-`, 'bytes=-0'])
      it(`says 416 to ${range}, and how long the file is`, async () => {
        const answer = await part(range)
        expect([answer.status, answer.headers['content-range']]).to.deep.equal([416, `bytes */${film.length}`])
      })

    for (const range of ['bytes=5-2', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=-'])
      it(`gives all to ${range}`, async () => {
        const answer = await part(range)
        expect([answer.status, answer.body.length]).to.deep.equal([200, film.length])
      })

    it('gives a part only of the version that is asked for', async () => {
      const { etag } = (await adas.head(path)).headers
      expect((await part('bytes=0-9', { 'If-Range': etag! })).status).to.equal(206)
      expect((await part('bytes=0-9', { 'If-Range': '"another"' })).status).to.equal(200)
    })

    it('does not send again what the browser has', async () => {
      const { etag } = (await adas.head(path)).headers
      expect((await adas.get(path).set('If-None-Match', etag!)).status).to.equal(304)
    })

    it('answers HEAD with the length and no bytes', async () => {
      const { status, headers } = await adas.head(path)
      expect([status, headers['content-length'], headers['accept-ranges']]).to.deep.equal([
        200,
        String(film.length),
        'bytes',
      ])
    })
  })

  describe('so that nothing can run', () => {
    it('sends everything sandboxed, unguessed and only to this site', async () => {
      const { headers } = await adas.get(`/artefacts/${(await add('hello', 'notes.txt')).id}`)
      expect(headers['content-security-policy']).to.match(/^default-src 'none'.*sandbox/)
      expect(headers['x-content-type-options']).to.equal('nosniff')
      expect(headers['cross-origin-resource-policy']).to.equal('same-origin')
      expect(headers['cache-control']).to.equal('private, no-cache, no-transform')
    })

    it('shows markup in Markdown as text', async () => {
      const { id } = await add('hello <script>alert(1)</script>', 'page.md')
      const { headers } = await adas.get(`/artefacts/${id}`)
      expect(headers['content-type']).to.equal('text/plain; charset=utf-8')
    })

    it('hands over what a browser cannot show, under its name', async () => {
      const { id } = await add(a.anOfficeFile('docx'), 'Plan "A"; år 1.docx')
      const { headers } = await adas.get(`/artefacts/${id}`)
      expect(headers['content-disposition']).to.equal(
        `attachment; filename="Plan _A_; ar 1.docx"; filename*=UTF-8''Plan%20%22A%22%3B%20%C3%A5r%201.docx`,
      )
    })

    it('never lets a name break out of its header', async () => {
      const { id, name } = await add('x', 'a\r\nSet-Cookie: b=c\u202etxt.exe')
      expect(name).to.equal('aSet-Cookie: b=ctxt.exe.txt')
      expect((await adas.get(`/artefacts/${id}`)).headers['set-cookie']).to.equal(undefined)
    })
  })

  describe('removing one', () => {
    it('asks first, then takes it away', async () => {
      const { id, name } = await add('old', 'old.txt')
      expect((await adas.get(`/artefacts/${id}/removal`)).text).to.include(name)
      expect((await post(adas, `/artefacts/${id}/removal`)).status).to.equal(303)
      expect((await adas.get('/artefacts')).text).to.include('old.txt has been removed')
      expect((await adas.get(`/artefacts/${id}`)).status).to.equal(404)
    })

    it('does nothing for anybody else', async () => {
      const { id } = await add('keep', 'keep.txt')
      expect((await post(grace, `/artefacts/${id}/removal`)).status).to.equal(404)
      expect((await adas.get(`/artefacts/${id}`)).status).to.equal(200)
    })
  })

  it('lists the newest first and pages on', async () => {
    const own = await app.rooms.account.addPerson(aPerson())
    for (let n = 1; n <= 32; n++) {
      app.clock.advance(1000)
      await app.rooms.artefact.addLink({ ownerId: own.id, url: `example.org/${n}`, name: `Link ${n}` })
    }
    const agent = await signIn(app, own)
    const first = await agent.get('/artefacts')
    expect(first.text).to.include('Link 32').and.not.include('Link 2<')
    const before = /artefacts\?before&#x3D;([^"]+)"/.exec(first.text)![1]
    expect((await agent.get(`/artefacts?before=${before}`)).text)
      .to.include('Link 2<')
      .and.not.include('Link 3<')
  })
})

function binary(res: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = []
  const bytes = res as NodeJS.ReadableStream
  bytes.on('data', (chunk: Buffer) => chunks.push(chunk))
  bytes.on('end', () => done(null, Buffer.concat(chunks)))
}
