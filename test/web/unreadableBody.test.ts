import { expect } from 'chai'
import request from 'supertest'
import { startTestApp, type TestApp } from '../support/app.js'

describe('a body that cannot be read', () => {
  let app: TestApp

  before(async () => {
    app = await startTestApp()
  })
  after(() => app.close())

  const post = (path: string, type: string) => request(app.app).post(path).set('Accept', 'text/html').type(type)

  async function expectPage(sending: request.Test, status: number) {
    const answer = await sending
    expect(answer.status).to.equal(status)
    expect(answer.text).to.include('<main id="main"').and.not.include('node_modules')
  }

  it('is answered with a page that says so when it is too large', () =>
    expectPage(post('/sign-in', 'form').send(`text=${'x'.repeat(2_000_000)}`), 413))

  it('is answered with a page when it is broken JSON', () => expectPage(post('/verify', 'json').send('{broken'), 400))

  it('is answered with a page when it is a multipart form without its boundary', () =>
    expectPage(post('/verify', 'multipart/form-data').send('anything'), 422))

  it('is no mistake of ours when it is JSON of a kind that we never heard of', async () => {
    const answer = await request(app.app)
      .post('/verify')
      .set('Accept', 'application/json')
      .type('application/foreign+json')
      .send('{}')
    expect(answer.status).to.equal(200)
    expect(answer.body).to.include({ outcome: 'not-verified' })
  })
})
