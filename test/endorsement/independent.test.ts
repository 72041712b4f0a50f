import { expect } from 'chai'
import { referenceVerifies } from '../openbadges/support/oracle.js'
import { hasSchemas, schema } from '../openbadges/support/schemas.js'
import type { Documents } from '../openbadges/support/world.js'
import { visitor } from '../support/signIn.js'
import { addressOf, anEndorsedApp, type EndorsedApp, WORDS } from './anEndorsedApp.js'

describe('endorsements in the eyes of others', () => {
  let app: EndorsedApp
  before(async () => {
    app = await anEndorsedApp()
  })
  after(() => app.close())

  /** One by somebody here, one by an organization, one by somebody outside, on one award. */
  async function allThree() {
    const award = await app.accepted('public')
    await app.given(award)
    const wrenLake = await app.asked(award, { kind: 'organization', slug: 'wren-lake' })
    await app.endorsement.give(wrenLake.id, { personId: app.leader.id }, WORDS)
    const outside = await app.asked(award, addressOf(`someone-${award.id}@uni.example`))
    const guest = { name: 'Kari Nordmann', standing: 'Professor', domain: 'uni.example' }
    await app.endorsement.give(outside.id, { guest }, WORDS)
    await app.drain()
    return app.credential(award)
  }

  /** Every document that a credential leads to, as the app serves it to a stranger. */
  async function documentsFor(...credentials: { issuer: { id: string } }[]): Promise<Documents> {
    const documents: Documents = {}
    for (const { issuer } of credentials) {
      const { text } = await visitor(app)
        .get(new URL(issuer.id).pathname)
        .set('Accept', 'application/ld+json')
        .buffer(true)
      documents[issuer.id] = JSON.parse(text)
    }
    return documents
  }

  it('are accepted by the reference implementation, each on its own and all in the badge', async () => {
    const credential = await allThree()
    expect(credential.endorsement).to.have.length(3)
    const documents = await documentsFor(credential, ...credential.endorsement)
    for (const each of [credential, ...credential.endorsement])
      expect(await referenceVerifies(each, documents, app.clock.now()), each.issuer.name).to.include({ verified: true })
  })

  it('are refused by it as soon as one word is another', async () => {
    const { endorsement } = await allThree()
    const documents = await documentsFor(...endorsement)
    for (const each of endorsement) {
      each.credentialSubject.endorsementComment += ' Outstanding.'
      expect(await referenceVerifies(each, documents, app.clock.now())).to.include({ verified: false })
    }
  })

  it("meet 1EdTech's schemas, on their own and in the badge", async function () {
    if (!hasSchemas) this.skip()
    const credential = await allThree()
    const ofEndorsement = schema('ce_ob_v3p0_endorsementcredential_schema')
    for (const each of credential.endorsement) {
      ofEndorsement(each)
      expect(ofEndorsement.errors ?? []).to.deep.equal([])
    }
    const ofBadge = schema('ob_v3p0_achievementcredential_schema')
    ofBadge(credential)
    expect(ofBadge.errors ?? []).to.deep.equal([])
  })

  it('go along in every format of the badge', async () => {
    const { id } = await allThree()
    for (const suffix of ['.json', '.jwt', '.png', '.svg', '.jwt.png']) {
      const file = await visitor(app)
        .get(new URL(id).pathname + suffix)
        .buffer(true)
        .parse((response, done) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)))
        })
      const report = await app.rooms.verification.verify({ bytes: file.body as Buffer }, undefined)
      expect(report, suffix).to.include({ outcome: 'verified' })
      expect('checks' in report && report.checks.map(({ detail }) => detail).join(), suffix).to.include(
        'endorsements are right (3)',
      )
    }
  })
})
