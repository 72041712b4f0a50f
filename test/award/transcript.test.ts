import { PDFDocument } from '@cantoo/pdf-lib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { expect } from 'chai'
import { compactVerify, importJWK, type JWK } from 'jose'
import type { Response } from 'supertest'
import { hasSchemas, schema } from '../openbadges/support/schemas.js'
import { type Agent, post, visitor } from '../support/signIn.js'
import { aBadgeApp, type BadgeApp } from './aBadgeApp.js'
import { anAnatomy } from './anAwardHouse.js'

interface Named {
  id: string
}

describe('a transcript to take along', function () {
  this.timeout(60_000)
  let app: BadgeApp
  let ada: Agent
  before(async () => {
    app = await aBadgeApp()
    ada = await app.as(app.ada)
  })
  after(() => app.close())

  const verified = (document: string | Buffer) =>
    app.rooms.verification.verify({ bytes: Buffer.from(document) }, undefined)
  const pdfOf = async (agent: Agent) =>
    (await agent.get('/transcript.pdf').buffer(true).parse(asBytes).expect(200)).body as Buffer

  it('is nothing before there is a badge', async () => {
    for (const form of ['json', 'jwt', 'pdf']) await ada.get(`/transcript.${form}`).expect(404)
    expect((await ada.get('/transcript')).text).not.to.contain('/transcript.pdf')
  })

  it('is one signed credential with all that still stands, and verifies as a whole', async () => {
    const [first, second, revoked] = [
      await app.accepted('public'),
      await app.accepted('unlisted'),
      await app.accepted('public'),
    ]
    await app.issued()
    await app.rooms.award.revoke({ awardId: revoked!.id, by: app.administrator.id, reason: 'A mistake' })
    const { text, headers } = await ada.get('/transcript.json').expect(200)
    expect(headers['content-disposition']).to.contain('attachment')
    const ids = JSON.parse(text).credentialSubject.verifiableCredential.map(({ id }: Named) => id.split('/').at(-1))
    expect(ids).to.have.members([first!.id, second!.id])
    expect(await verified(text)).to.include({ outcome: 'verified', status: 'active' })
  })

  it('names achievements, not awards, in its associations, and meets the schema of the standard', async function () {
    await app.accepted('public')
    await post(await app.as(app.author), '/microcredentials/looking-at-student-work/draft')
    await app.rooms.microcredential.publish(app.microCredentialId)
    await app.accepted('public', [], 2)
    const { text } = await ada.get('/transcript.json').expect(200)
    const of = (n: number) => `${app.config.baseUrl}/microcredentials/looking-at-student-work/v${n}`
    const { credentialSubject } = JSON.parse(text) as { credentialSubject: { association: object[] } }
    expect(credentialSubject.association).to.deep.equal([
      { type: 'Association', associationType: 'replacedBy', sourceId: of(1), targetId: of(2) },
    ])
    if (!hasSchemas) this.skip()
    const validate = schema('ce_clr_v2p0_clrcredential_schema')
    validate(JSON.parse(text))
    expect(validate.errors ?? []).to.deep.equal([])
  })

  it('says what builds on what, as the authors say it, in the words of the standard and on paper', async function () {
    await app.accepted('public')
    const slug = 'asking-questions'
    const relations = [{ relation: 'buildsOn' as const, slug: 'looking-at-student-work' }]
    const anatomy = anAnatomy({ title: 'Asking questions', awardedBy: 'completion', alignments: [], relations })
    const added = { slug, organizationId: app.issuer.id, authorIds: [app.author.id], anatomy }
    await app.rooms.microcredential.publish(await app.rooms.microcredential.add(added))
    const list = { emails: [app.ada.email], unread: [] }
    const plan = { slug, programme: 'Spring', groups: [], by: app.author.id, list }
    const { id } = await app.rooms.award.completion.plan(app.issuer, plan)
    await app.rooms.award.completion.start(id, app.author.id)
    await app.drain()
    const asking = (await app.rooms.award.ofPerson(app.ada.id, { limit: 20 })).find(award => award.slug === slug)!
    await app.rooms.award.accept(asking.id, app.ada.id, { visibility: 'public', evidence: [] })

    const { text } = await ada.get('/transcript.json').expect(200)
    const { credentialSubject } = JSON.parse(text) as { credentialSubject: { association: Record<string, string>[] } }
    const said = credentialSubject.association.find(({ associationType }) => associationType === 'precedes')!
    expect(said.sourceId).to.match(/\/microcredentials\/looking-at-student-work\/v\d$/)
    expect(said.targetId).to.equal(`${app.config.baseUrl}/microcredentials/${slug}/v1`)
    expect(await verified(text)).to.include({ outcome: 'verified', status: 'active' })
    expect((await pdfOf(ada)).length).to.be.above(1000)
    if (!hasSchemas) this.skip()
    const validate = schema('ce_clr_v2p0_clrcredential_schema')
    validate(JSON.parse(text))
    expect(validate.errors ?? []).to.deep.equal([])
  })

  it('is a token too, which jose verifies with the key of this installation', async () => {
    await app.accepted('public')
    const { text } = await ada.get('/transcript.jwt').buffer(true).expect(200)
    const { body } = await visitor(app).get('/.well-known/did.json').expect(200)
    const { header, payload } = await verifiedByJose(text, body)
    expect(payload.sub).to.equal(payload.credentialSubject.id).and.to.be.a('string')
    expect(header).to.deep.equal({ alg: 'RS256', typ: 'JWT', kid: body.verificationMethod.find(isJwk).id })
    expect(await verified(text)).to.include({ outcome: 'verified', status: 'active' })
  })

  it('comes in the form that is asked for', async () => {
    await app.accepted('public')
    const typeFor = async (accept: string) =>
      (await ada.get('/transcript').set('Accept', accept).buffer(true).expect(200)).headers['content-type']
    expect(await typeFor('text/html,*/*;q=0.8')).to.contain('text/html')
    expect(await typeFor('application/vc+ld+json')).to.contain('application/vc+ld+json')
    expect(await typeFor('application/json')).to.contain('application/vc+ld+json')
    expect(await typeFor('application/vc, text/html;q=0.5')).to.contain('application/vc')
    expect(await typeFor('application/jwt')).to.contain('application/jwt')
  })

  it('tells a stranger nothing, and has nobody’s address in the clear', async () => {
    for (const form of ['json', 'jwt', 'pdf']) await visitor(app).get(`/transcript.${form}`).redirects(0).expect(303)
    const { text } = await ada.get('/transcript.json').expect(200)
    expect(text).not.to.contain(app.ada.email)
  })

  describe('on paper', () => {
    it('says who, what, from whom and where to check it, page by page, with the signed data in it', async () => {
      const { id } = await app.accepted('public')
      const pdf = await pdfOf(ada)
      const text = await textOf(pdf)
      expect(text).to.contain('Ada Berg').and.to.contain('Lyseng lærerhøgskole').and.to.contain('Noticing: Shown')
      expect(text.replaceAll(/\s/g, '')).to.contain(`/badges/${id}`)
      expect(text).to.contain('Replaces version 1').and.to.contain('Replaced by version 2')
      expect(text).to.match(/Page 1 of \d+/)
      const document = await PDFDocument.load(pdf, { updateMetadata: false })
      expect(document.getTitle()).to.equal('Transcript · Ada Berg')
      expect(document.catalog.toString()).to.contain('/Lang (en)').and.to.contain('/StructTreeRoot')
      const [attached] = document.getAttachments()
      expect(await verified(Buffer.from(attached!.data))).to.include({ outcome: 'verified' })
    })

    it('says what a district counts it for, and nothing of what it does not', async () => {
      const { id } = await app.accepted('unlisted')
      const recognition = (await app.rooms.recognition.of(id, app.municipality.id))!
      const verdict = { outcome: 'approved', hours: '17', credits: '1', note: 'Counts as in-service days' }
      await post(await app.as(app.officer), `/organizations/tindvik/recognition/${recognition.id}/decision`, verdict)
      const before = await textOf(await pdfOf(ada))
      expect(before).to.contain('Tindvik kommune').and.to.contain('17 hours').and.to.contain('Counts as in-service')
      await app.rooms.award.revoke({ awardId: id, by: app.administrator.id, reason: 'A mistake' })
      await app.drain()
      expect(await textOf(await pdfOf(ada))).not.to.contain('17 hours')
    })

    it('is in the language of its holder', async () => {
      await app.accepted('public')
      const {
        handle,
        language: _english,
        timeZone,
        teaches,
        aims,
        name,
        bio,
      } = await app.rooms.account.person(app.ada.id)
      const profile = { handle, timeZone, teaches, aims, name, bio, language: 'nb' as const }
      await app.rooms.account.actions.changeProfile(app.ada.id, profile)
      const pdf = await pdfOf(await app.as(app.ada))
      expect(await textOf(pdf))
        .to.contain('Kompetanseoversikt')
        .and.to.match(/Side 1 av/)
    })
  })
})

const isJwk = ({ type }: { type: string }) => type === 'JsonWebKey'

interface Claims {
  sub?: string
  credentialSubject: { id?: string }
}

async function verifiedByJose(token: string, did: { verificationMethod: { type: string; publicKeyJwk: JWK }[] }) {
  const { publicKeyJwk } = did.verificationMethod.find(isJwk)!
  const { payload, protectedHeader } = await compactVerify(token, await importJWK(publicKeyJwk, 'RS256'))
  return { header: protectedHeader, payload: JSON.parse(Buffer.from(payload).toString()) as Claims }
}

async function textOf(pdf: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  const text = Array.from({ length: document.getPageCount() }, (_, n) => document.getPage(n).getText()).join('\n')
  document.destroy()
  library.destroy()
  return text
}

function asBytes(res: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = []
  const stream = res as unknown as NodeJS.ReadableStream
  stream.on('data', (chunk: Buffer) => chunks.push(chunk))
  stream.on('end', () => done(null, Buffer.concat(chunks)))
}
