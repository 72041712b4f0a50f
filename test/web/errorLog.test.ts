import { expect } from 'chai'
import express from 'express'
import request from 'supertest'
import { silentLog } from '../../server/platform/log.js'
import { errorPage } from '../../server/web/errorPage.js'

describe('the log of a failed request', () => {
  it('names the route and not the address, which may hold a secret', async () => {
    const logged: unknown[] = []
    const app = express()
    app.get('/reset-password/:token', () => {
      throw new Error('broken')
    })
    app.use(errorPage({ ...silentLog, error: fields => void logged.push(fields) }))
    const answer = await request(app).get('/reset-password/s3cret').set('Accept', 'application/json')
    expect(answer.status).to.equal(500)
    expect(logged).to.have.length(1)
    expect(logged[0]).to.include({ method: 'GET', route: '/reset-password/:token' })
  })
})
