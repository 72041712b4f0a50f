import { once } from 'node:events'
import http from 'node:http'
import { expect } from 'chai'
import type { Person } from '../../server/account/index.js'
import { newId } from '../../server/shared/ids.js'
import { aPhoto } from '../artefact/support/samples.js'
import { aPerson } from '../support/aPerson.js'
import { listen, startTestApp, type TestApp } from '../support/app.js'
import { type Agent, csrfToken, post, signIn, visitor } from '../support/signIn.js'
import { aForm, type Fields, fieldsIn, sendEntry } from './support.js'

const NOW = new Date('2026-03-02T09:00:00Z')

describe('the journal', () => {
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
  beforeEach(async () => {
    app.clock.set(NOW)
    for (const name of ['entries', 'entrydrafts', 'artefacts'])
      await app.database.connection.db!.collection(name).deleteMany({})
  })
  after(() => app.close())

  const keep = (id: string, form: Fields = aForm(), files: { name: string; bytes: Buffer | string }[] = []) =>
    sendEntry(adas, `/journal/${id}`, form, files)
  const autosave = async (id: string, form: Fields, agent = adas) =>
    agent
      .post(`/journal/${id}/draft`)
      .type('form')
      .accept('json')
      .send({ ...form, _csrf: await csrfToken(agent) })
  const edit = async (id: string) => fieldsIn((await adas.get(`/journal/${id}/edit`)).text)
  const kept = async (id: string) => {
    const answer = await keep(id)
    expect(answer.status).to.equal(303)
    return id
  }

  describe('keeping an entry', () => {
    it('shows what was written, and counts it among the entries', async () => {
      const id = newId()
      const form = aForm({
        ...{ assumed: 'Silence is empty.', minutes: '20', tags: 'waiting, talk' },
        title: 'Ten seconds',
      })
      expect((await keep(id, form)).headers.location).to.equal(`/journal/${id}`)
      const page = (await adas.get(`/journal/${id}`)).text
      for (const words of ['Ten seconds', 'I counted to ten', 'Silence is empty.', '20 minutes', 'waiting'])
        expect(page).to.include(words)
      expect((await adas.get('/journal')).text).to.include('Ten seconds')
    })

    it('works from the form as a browser fills it in', async () => {
      const fields = fieldsIn((await adas.get('/journal/new')).text)
      const id = /action="\/journal\/(\w+)\?/.exec((await adas.get('/journal/new')).text)![1]!
      expect((await keep(id, { ...fields, experience: 'Typed' })).status).to.equal(303)
    })

    it('keeps one entry, however often the button is pressed', async () => {
      const id = newId()
      const form = aForm()
      await csrfToken(adas)
      const answers = await Promise.all([keep(id, form), keep(id, form), keep(id, form)])
      expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303])
      expect((await app.rooms.journal.entriesOf(ada.id)).length).to.equal(1)
    })

    it('shows the form again with everything typed when something is wrong, and keeps it as a draft', async () => {
      const id = newId()
      const answer = await keep(id, aForm({ minutes: 'a while', thinkNow: 'Wait & see "more"' }))
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('Error:').and.include('href="#minutes"')
      expect(fieldsIn(answer.text)).to.include({ minutes: 'a while', thinkNow: 'Wait & see "more"' })
      expect(await edit(id)).to.include({ minutes: 'a while', thinkNow: 'Wait & see "more"' })
    })

    it('lets what was written do nothing but be read', async () => {
      const id = newId()
      await keep(
        id,
        aForm({
          title: '<script>alert(1)</script>',
          experience: '<img src=x onerror=alert(1)> [x](javascript:alert(1))',
        }),
      )
      for (const path of [`/journal/${id}`, `/journal/${id}/edit`, '/journal']) {
        const { text } = await adas.get(path)
        expect(text, path).to.not.match(/<script>alert|<img src=x|href="javascript:/)
      }
    })

    it('gives back what was written line by line, as it was', async () => {
      const id = newId()
      const experience = 'One.\n\n  - two\n  - three\n\nFour & "five" <six>'
      await keep(id, aForm({ experience }))
      expect((await edit(id)).experience).to.equal(experience)
    })

    it('begins an entry only under an id of the right form', async () => {
      for (const id of ['short', 'NEW', '../x', `${newId()}x`])
        expect((await keep(encodeURIComponent(id))).status).to.equal(404)
    })
  })

  describe('a draft', () => {
    it('keeps every field, valid or not, and gives it back on any device', async () => {
      const id = newId()
      const typed = {
        ...aForm({ title: 'T', assumed: 'A', shook: 'S', thinkNow: 'N', minutes: 'x', tags: 'a,b', happenedOn: '' }),
        alignmentName0: 'LK20',
        alignmentUrl0: 'udir',
        visibility: 'public',
      }
      const answer = await autosave(id, typed)
      expect(answer.status).to.equal(200)
      expect(answer.body.savedAt).to.equal(app.clock.now().toISOString())
      const elsewhere = await signIn(app, ada)
      const { editorId: _editor, entryVersion: _version, happenedOn: _day, ...words } = typed as Fields
      expect(fieldsIn((await elsewhere.get(`/journal/${id}/edit`)).text)).to.include({
        ...words,
        draftVersion: answer.body.fields.draftVersion,
      })
    })

    it('is offered in the list and on the home page, with its time', async () => {
      const id = newId()
      await autosave(id, aForm({ title: 'Half a thought' }))
      const list = (await adas.get('/journal')).text
      expect(list).to.include('Unfinished: Half a thought').and.include(`/journal/${id}/edit`).and.include('10:00')
      expect((await adas.get('/home')).text).to.include('Half a thought')
    })

    it('goes when the entry is kept', async () => {
      const id = newId()
      const form = aForm()
      await autosave(id, form)
      await keep(id, form)
      expect((await adas.get('/journal')).text).to.not.include('Unfinished')
    })

    it('leaves a kept entry as it was until it is kept again', async () => {
      const id = await kept(newId())
      const form = { ...(await edit(id)), experience: 'Changed my mind' }
      await autosave(id, form)
      expect((await adas.get(`/journal/${id}`)).text)
        .to.include('I counted to ten')
        .and.include('not kept yet')
      expect((await edit(id)).experience).to.equal('Changed my mind')
    })

    it('is not made of a form in which nobody typed', async () => {
      const id = newId()
      await autosave(id, aForm({ experience: '' }))
      expect((await adas.get('/journal')).text).to.not.include('Unfinished')
    })

    it('goes again when what was typed is taken back', async () => {
      const id = await kept(newId())
      const form = await edit(id)
      await autosave(id, { ...form, experience: 'x', sequence: '1' })
      await autosave(id, { ...form, sequence: '2' })
      expect((await adas.get('/journal')).text).to.not.include('Unfinished')
    })

    it('does not let an earlier save that arrives late undo a later one', async () => {
      const id = newId()
      const form = aForm()
      await autosave(id, { ...form, experience: 'later', sequence: '2' })
      expect((await autosave(id, { ...form, experience: 'earlier', sequence: '1' })).status).to.equal(200)
      expect((await edit(id)).experience).to.equal('later')
    })

    it('is nobody else’s to read, write or throw away', async () => {
      const id = newId()
      await autosave(id, aForm({ experience: 'mine' }))
      expect((await grace.get(`/journal/${id}/edit`)).status).to.equal(404)
      expect((await autosave(id, aForm({ experience: 'theirs' }), grace)).status).to.equal(404)
      expect((await post(grace, `/journal/${id}/discard`)).status).to.equal(404)
      expect((await sendEntry(grace, `/journal/${id}`, aForm())).status).to.equal(404)
      expect((await edit(id)).experience).to.equal('mine')
    })

    it('is thrown away only after a question', async () => {
      const id = newId()
      await autosave(id, aForm({ title: 'Old' }))
      expect((await adas.get(`/journal/${id}/discard`)).text).to.include('Old')
      await post(adas, `/journal/${id}/discard`)
      expect((await adas.get('/journal')).text).to.not.include('Unfinished')
    })

    it('says that one must sign in, to a script, when the session is over', async () => {
      const answer = await visitor(app).post(`/journal/${newId()}/draft`).accept('json').type('form').send(aForm())
      expect([answer.status, answer.body.error]).to.deep.equal([401, 'unauthenticated'])
    })

    it('needs the token of the session', async () => {
      const answer = await adas.post(`/journal/${newId()}/draft`).accept('json').type('form').send(aForm())
      expect(answer.status).to.equal(403)
    })
  })

  describe('two tabs', () => {
    it('do not write over each other’s drafts', async () => {
      const id = await kept(newId())
      const [one, two] = [await edit(id), await edit(id)]
      await autosave(id, { ...one, experience: 'From tab one' })
      expect((await autosave(id, { ...two, experience: 'From tab two' })).status).to.equal(409)
      expect((await edit(id)).experience).to.equal('From tab one')
    })

    it('both see their words when one keeps after the other, and may then decide', async () => {
      const id = await kept(newId())
      const [one, two] = [await edit(id), await edit(id)]
      await keep(id, { ...one, experience: 'From tab one' })
      const answer = await keep(id, { ...two, experience: 'From tab two' })
      expect(answer.status).to.equal(409)
      expect(answer.text).to.include('changed somewhere else').and.include('From tab one')
      const merged = fieldsIn(answer.text)
      expect(merged.experience).to.equal('From tab two')
      expect((await keep(id, { ...merged, experience: 'From both' })).status).to.equal(303)
      expect((await adas.get(`/journal/${id}`)).text).to.include('From both')
    })

    it('do not stop one tab from saving again and again', async () => {
      const id = newId()
      const form = aForm()
      for (const sequence of ['1', '2', '3'])
        expect((await autosave(id, { ...form, experience: `save ${sequence}`, sequence })).status).to.equal(200)
      expect((await keep(id, form)).status).to.equal(303)
    })
  })

  describe('files', () => {
    const ids = (html: string) => [...html.matchAll(/name="artefactIds" value="(\w+)"/g)].map(match => match[1]!)

    it('come with the entry, without any script', async () => {
      const id = newId()
      await keep(id, aForm(), [
        { name: 'board.jpg', bytes: await aPhoto() },
        { name: 'plan.txt', bytes: 'One, two' },
      ])
      const page = (await adas.get(`/journal/${id}`)).text
      expect(page)
        .to.include('board.jpg')
        .and.include('plan.txt')
        .and.match(/\/artefacts\/\w+\/thumb/)
    })

    it('can be added before the entry is kept, and taken out again, while words stay', async () => {
      const id = newId()
      const added = await sendEntry(adas, `/journal/${id}/artefacts`, aForm({ thinkNow: 'Stays' }), [
        { name: 'a.txt', bytes: 'a' },
      ])
      expect(added.headers.location).to.equal(`/journal/${id}/edit#artefacts`)
      const page = (await adas.get(`/journal/${id}/edit`)).text
      const [artefactId] = ids(page)
      expect(fieldsIn(page).thinkNow).to.equal('Stays')
      await sendEntry(adas, `/journal/${id}/artefacts/${artefactId}/removal`, fieldsIn(page))
      const after = (await adas.get(`/journal/${id}/edit`)).text
      expect([ids(after), fieldsIn(after).thinkNow]).to.deep.equal([[], 'Stays'])
    })

    it('that are refused say why, and everything else that was sent is kept', async () => {
      const id = newId()
      const answer = await keep(id, aForm({ thinkNow: 'Stays' }), [
        { name: 'good.txt', bytes: 'good' },
        { name: 'page.txt', bytes: '<html>' },
        { name: 'empty.txt', bytes: '' },
      ])
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('page.txt holds the code of a web page').and.include('empty.txt has nothing in it')
      expect(answer.text).to.include('good.txt')
      expect(fieldsIn(answer.text).thinkNow).to.equal('Stays')
      expect(fieldsIn((await adas.get(`/journal/${id}/edit`)).text).artefactIds).to.not.equal(undefined)
    })

    it('can be links', async () => {
      const id = newId()
      await keep(id, aForm({ linkUrl: 'example.org/study', linkName: 'A study' }))
      expect((await adas.get(`/journal/${id}`)).text)
        .to.include('href="https://example.org/study"')
        .and.include('A study')
    })

    it('of somebody else cannot be put into an entry by their id', async () => {
      const theirs = await app.rooms.artefact.addLink({ ownerId: 'grace', url: 'https://example.org', name: 'Theirs' })
      const id = newId()
      await keep(id, aForm({ artefactIds: theirs.id, visibility: 'public' }))
      expect((await app.rooms.journal.many([id])).get(id)!.artefactIds).to.deep.equal([])
    })

    it('are twenty at most, and those too many say so', async () => {
      const id = newId()
      const many = Array.from({ length: 21 }, (_, n) => ({ name: `${n}.txt`, bytes: `file ${n}` }))
      const answer = await keep(id, aForm(), many)
      expect(answer.status).to.equal(422)
      expect(answer.text).to.include('holds 20 files')
    })

    it('that arrive late do not undo newer words, and are in the entry', async () => {
      const id = newId()
      const form = aForm()
      await autosave(id, { ...form, experience: 'newer', sequence: '5' })
      await sendEntry(adas, `/journal/${id}/artefacts`, { ...form, experience: 'older', sequence: '4' }, [
        { name: 'a.txt', bytes: 'a' },
      ])
      const page = (await adas.get(`/journal/${id}/edit`)).text
      expect([fieldsIn(page).experience, ids(page).length]).to.deep.equal(['newer', 1])
    })

    it('whose sender disconnects half-way leave nothing behind', async () => {
      const server = await listen(app.app)
      const before = await counts()
      const token = await csrfToken(adas)
      const cookie = (adas as unknown as { jar: { getCookies(at: object): { toValueString(): string }[] } }).jar
        .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
        .map(one => one.toValueString())
        .join('; ')
      const sending = http.request(`${server.url}/journal/${newId()}?_csrf=${token}`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'multipart/form-data; boundary=x', 'content-length': '9000000' },
      })
      const failed = once(sending, 'error')
      sending.write(`--x\r\nContent-Disposition: form-data; name="files"; filename="whole.txt"\r\n\r\nwhole\r\n`)
      sending.write('--x\r\nContent-Disposition: form-data; name="files"; filename="half.txt"\r\n\r\n')
      sending.write(Buffer.alloc(800_000, 'h'))
      await until(async () => {
        const [, chunks = 0, , artefacts = 0] = await counts()
        return chunks > before[1]! + 2 && artefacts > before[3]!
      })
      sending.destroy(new Error('gone'))
      await failed
      await until(async () => (await counts()).slice(2).join() === before.slice(2).join())
      await server.close()
      // What had arrived whole goes with the form it came in, once nobody can be storing the same any more.
      app.clock.advance(2 * 24 * 3600_000)
      await app.drain()
      expect(await counts()).to.deep.equal(before)
    })

    const counts = async () => {
      const db = app.database.connection.db!
      return Promise.all(
        ['files.files', 'files.chunks', 'files.uploads', 'artefacts'].map(name => db.collection(name).countDocuments()),
      )
    }
    const until = async (isSo: () => Promise<boolean>) => {
      const deadline = performance.now() + 10_000
      while (!(await isSo())) {
        if (performance.now() > deadline) throw new Error('It never came so far')
        await new Promise(resolve => setImmediate(resolve))
      }
    }
  })

  describe('quick capture', () => {
    it('keeps a private entry and says where it is', async () => {
      const answer = await post(adas, '/journal/capture', { text: 'She asked why.\nI had no answer.' })
      expect(answer.headers.location).to.equal('/home')
      const [entry] = await app.rooms.journal.entriesOf(ada.id)
      expect(entry).to.include({ title: 'She asked why', visibility: 'private', happenedOn: '2026-03-02' })
      expect((await adas.get('/home')).text)
        .to.include('Kept in your journal')
        .and.include(`/journal/${entry!.id}`)
    })

    it('keeps nothing of nothing, and says so', async () => {
      await post(adas, '/journal/capture', { text: '  ' })
      expect((await adas.get('/home')).text).to.include('Write a few words first')
      expect(await app.rooms.journal.entriesOf(ada.id)).to.deep.equal([])
    })
  })

  describe('the list', () => {
    const add = (title: string, over: object = {}) =>
      app.rooms.journal.addEntry({ ownerId: ada.id, title, experience: `About ${title}.`, ...over })

    it('says what belongs there when it is empty', async () => {
      expect((await adas.get('/journal')).text).to.include('Your first entry takes a minute')
    })

    it('has the newest day first, and pages on without losing or repeating one', async () => {
      for (let n = 0; n < 45; n++) {
        app.clock.advance(1000)
        await add(`Entry ${n};`, { happenedOn: `2026-02-${String((n % 9) + 1).padStart(2, '0')}` })
      }
      const seen: string[] = []
      for (let path: string | undefined = '/journal'; path; ) {
        const { text } = await adas.get(path)
        seen.push(...[...text.matchAll(/>(Entry \d+);</g)].map(match => match[1]!))
        path = /href="(\/journal\?before[^"]+)"/.exec(text)?.[1]?.replace('&#x3D;', '=')
      }
      expect([seen.length, new Set(seen).size]).to.deep.equal([45, 45])
      expect(seen[0]).to.equal('Entry 44')
    })

    it('finds by words, tag and kind', async () => {
      await add('Fractions', { tags: ['maths'], kind: 'experiment' })
      await add('Poems', { tags: ['nynorsk'], kind: 'reading' })
      const found = async (query: string) =>
        [...(await adas.get(`/journal?${query}`)).text.matchAll(/entry-line__title"><a [^>]+>(\w+)</g)].map(
          match => match[1],
        )
      expect(await found('q=frac')).to.deep.equal(['Fractions'])
      expect(await found('tag=nynorsk')).to.deep.equal(['Poems'])
      expect(await found('kind=experiment')).to.deep.equal(['Fractions'])
      expect(await found('q=about+poems')).to.deep.equal(['Poems'])
      expect(await found('q=.*')).to.have.length(2)
      expect((await adas.get('/journal?q=nothing')).text).to.include('Nothing found')
    })

    it('shows nobody else’s', async () => {
      await add('Mine')
      expect((await grace.get('/journal')).text).to.not.include('Mine')
    })
  })

  describe('who may read', () => {
    it('an entry is its owner’s alone, until they choose otherwise', async () => {
      const id = await kept(newId())
      expect((await grace.get(`/journal/${id}`)).status).to.equal(404)
      expect((await visitor(app).get(`/journal/${id}`)).headers.location).to.equal('/sign-in')
    })

    it('a public one is for everyone, with its author’s name, and without a way to change it', async () => {
      const id = newId()
      await keep(id, aForm({ visibility: 'public' }))
      const page = await visitor(app).get(`/journal/${id}`)
      expect(page.status).to.equal(200)
      expect(page.text).to.include(ada.name).and.not.include('/edit')
    })

    it('one shared into a community is for those who may read there, and is announced there once', async () => {
      const { id: communityId, slug } = await app.rooms.community.found({
        ...{ slug: 'maths-table', name: 'Maths table', purpose: 'Talk', norms: '', visibility: 'invitation' },
        ...{ language: 'en', founderId: ada.id },
      })
      const id = newId()
      const page = await adas.get('/journal/new')
      expect(page.text).to.include(`community:${communityId}`)
      expect(
        (await keep(id, aForm({ visibility: `community:${communityId}`, title: 'For the table' }))).status,
      ).to.equal(303)
      await app.drain()
      expect((await grace.get(`/journal/${id}`)).status).to.equal(404)
      expect((await adas.get(`/communities/${slug}`)).text).to.include('For the table')
    })
  })

  describe('deleting an entry', () => {
    it('asks first, then takes it from everywhere, for good', async () => {
      const id = await kept(newId())
      const form = await edit(id)
      expect((await adas.get(`/journal/${id}/deletion`)).text).to.include('cannot be brought back')
      await post(adas, `/journal/${id}/deletion`)
      expect((await adas.get('/journal')).text).to.include('The entry is deleted')
      expect((await adas.get(`/journal/${id}`)).status).to.equal(404)
      expect((await autosave(id, form)).status, 'a late autosave').to.equal(404)
      expect((await keep(id, form)).status, 'an old tab').to.equal(404)
    })

    it('is its owner’s alone to do', async () => {
      const id = await kept(newId())
      expect((await post(grace, `/journal/${id}/deletion`)).status).to.equal(404)
      expect((await adas.get(`/journal/${id}`)).status).to.equal(200)
    })
  })
})
