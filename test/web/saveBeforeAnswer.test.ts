import http from 'node:http'
import { expect } from 'chai'
import express from 'express'
import session, { MemoryStore } from 'express-session'
import { saveBeforeAnswer } from '../../server/web/saveBeforeAnswer.js'
import { type Listening, listen } from '../support/app.js'

/** A store that takes its time. */
class SlowStore extends MemoryStore {
  stored = 0
  isBroken = false
  override set(id: string, content: session.SessionData, done?: (error?: unknown) => void): void {
    setTimeout(() => {
      if (this.isBroken) return done?.(new Error('the disk is full'))
      this.stored++
      super.set(id, content, done)
    }, 50)
  }
}

describe('an answer that changes the session', () => {
  let store: SlowStore
  let server: Listening

  before(async () => {
    store = new SlowStore()
    const app = express()
    app.use(session({ secret: 's', store, resave: false, saveUninitialized: false }), saveBeforeAnswer)
    app.get('/elsewhere', (req, res) => {
      req.session.returnTo = '/home'
      res.redirect(303, '/')
    })
    app.get('/file', (req, res) => {
      req.session.returnTo = '/home'
      res.attachment('names.csv').set('Cache-Control', 'max-age=60').send('name')
    })
    app.get('/goodbye', (req, res) => void req.session.destroy(() => res.redirect(303, '/')))
    app.get('/', (_req, res) => void res.send('As it was'))
    app.use(((error, _req, res, _next) => void res.status(500).send(String(error))) as express.ErrorRequestHandler)
    server = await listen(app)
  })
  after(() => server.close())

  /** How often the session had been stored when the head of the answer was there. */
  const storedByHead = (path: string) =>
    new Promise<{ stored: number; status: number }>((resolve, reject) => {
      const request = http.get(server.url + path, answer => {
        resolve({ stored: store.stored, status: answer.statusCode! })
        answer.resume()
      })
      request.on('error', reject)
    })

  it('is sent when the session is stored, and not before', async () => {
    expect(await storedByHead('/elsewhere')).to.deep.equal({ stored: 1, status: 303 })
  })

  it('leaves a session alone that nobody changed', async () => {
    expect(await storedByHead('/')).to.deep.equal({ stored: 1, status: 200 })
  })

  it('goes out as it is where there is no session any more', async () => {
    expect(await storedByHead('/goodbye')).to.deep.equal({ stored: 1, status: 303 })
  })

  it('is an error where the session could not be stored, with nothing of what would have been said', async () => {
    store.isBroken = true
    expect(await storedByHead('/elsewhere')).to.deep.equal({ stored: 1, status: 500 })
    const answer = await fetch(`${server.url}/file`)
    expect(answer.status).to.equal(500)
    expect(await answer.text()).to.include('the disk is full')
    expect(answer.headers.get('content-type')).to.include('text/html')
    for (const name of ['content-disposition', 'cache-control']) expect(answer.headers.get(name), name).to.equal(null)
  })
})
