import { expect } from 'chai'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { type Listening, listen } from '../support/app.js'
import { freePort } from '../support/freePort.js'
import { connect } from './aConnection.js'

describe('an app that connects by OAuth', () => {
  let home: BadgeApp
  let listening: Listening
  let url: string

  before(async () => {
    const port = await freePort()
    url = `http://localhost:${port}`
    home = await aBadgeApp({ baseUrl: url })
    listening = await listen(home.app, port)
  })
  after(async () => {
    await listening.close()
    await home.close()
  })

  const get = (path: string, token: string) =>
    fetch(`${url}/ims/ob/v3p0${path}`, { headers: { authorization: `Bearer ${token}` } })

  it('registers, is let in by the person on our page, and reads their badges', async () => {
    const { signed } = await home.accepted('private')
    const { tokens } = await connect(home, url, home.ada)
    const answer = await get('/credentials', tokens.access_token)
    expect(answer.status).to.equal(200)
    expect(await answer.json()).to.deep.equal({ credential: [JSON.parse(signed.json)], compactJwsString: [] })
  })
})
