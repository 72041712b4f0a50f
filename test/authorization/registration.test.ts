import { expect } from 'chai'
import request from 'supertest'
import { problemOf } from '../../server/authorization/clientRules.js'
import { startTestApp, type TestApp } from '../support/app.js'
import { clientMetadata, READ } from './aConnection.js'

describe('an app registers', () => {
  let home: TestApp

  beforeEach(async () => {
    home = await startTestApp()
  })
  afterEach(() => home.close())

  const registration = async (metadata: object) => {
    const { status, body } = await request(home.app).post('/oauth/register').send(metadata)
    return [status, body.error]
  }
  const refused = [400, 'invalid_client_metadata']

  it('only with all that the standard requires', async () => {
    for (const name of [
      'client_name',
      'client_uri',
      'logo_uri',
      'tos_uri',
      'policy_uri',
      'software_id',
      'software_version',
      'scope',
    ])
      expect([name, await registration(clientMetadata({ [name]: undefined }))]).to.deep.equal([name, refused])
  })

  it('only with HTTPS addresses on one host', async () => {
    const wrong = [
      { redirect_uris: ['https://evil.example/callback'] },
      { redirect_uris: ['http://portfolio.example/callback'] },
      { redirect_uris: ['javascript:alert(1)'] },
      { logo_uri: 'https://evil.example/logo.png' },
      { policy_uri: 'http://portfolio.example/privacy' },
      { client_uri: 'https://portfolio.example@evil.example/' },
    ]
    for (const over of wrong) expect((await registration(clientMetadata(over)))[0]).to.equal(400)
  })

  it('and cannot send us to an address by it', async () => {
    const address = 'https://portfolio.example/document.json'
    const words = (name: string) => `${name} is not supported: we fetch nothing for a client`
    for (const name of ['sector_identifier_uri', 'jwks_uri']) {
      const metadata = clientMetadata({ [name]: address })
      const { status, body } = await request(home.app).post('/oauth/register').send(metadata)
      expect([status, body.error_description]).to.deep.equal([400, words(name)])
    }
    for (const name of ['request_uris', 'backchannel_logout_uri', 'backchannel_client_notification_endpoint'])
      expect(problemOf(clientMetadata({ [name]: [address] }), [])).to.equal(words(name))
  })

  it('for no scope and no way to prove itself but those that there are', async () => {
    expect((await registration(clientMetadata({ scope: `${READ} admin` })))[0]).to.equal(400)
    for (const method of ['none', 'client_secret_post', 'private_key_jwt'])
      expect((await registration(clientMetadata({ token_endpoint_auth_method: method })))[0]).to.equal(400)
  })

  it('and is told its secret once, and never that of another', async () => {
    const { status, body } = await request(home.app).post('/oauth/register').send(clientMetadata())
    expect([status, typeof body.client_secret]).to.deep.equal([201, 'string'])
    expect((await request(home.app).get(`/oauth/register/${body.client_id}`)).status).to.equal(404)
  })

  it('so many times from one network, and no more', async () => {
    const statuses: number[] = []
    for (let i = 0; i < 21; i++) statuses.push((await request(home.app).post('/oauth/register').send({})).status)
    expect([statuses[19], statuses[20]]).to.deep.equal([400, 429])
  })
})
