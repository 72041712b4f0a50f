import { expect } from 'chai'
import { decodeJwt, importJWK, jwtVerify } from 'jose'
import { foldEmail } from '../../server/openbadges/identity.js'
import {
  achievementNode,
  assertionOf,
  badgeClassOf,
  badgeIssuerOf,
  bakePng,
  bakeSvg,
  buildCredential,
  extractBadge,
  generateRsaKey,
  hashIdentity,
  type IssuerRsaKey,
  issuerProfile,
  revocationListOf,
  rsaKeyDocument,
  signAssertion,
  signCredential,
  signCredentialToken,
  verifyBadge,
} from '../../server/openbadges/index.js'
import type { JsonObject } from '../../server/openbadges/json.js'
import { anAward, ISSUER, NOW } from './support/anAward.js'
import { aRandomAward, dice } from './support/generating.js'
import { A_SVG, aPng, bytes } from './support/images.js'
import { aWorld, objections } from './support/world.js'

const AWARDS = 200
const SEED = 20_261_122
const KEY_ID = `${ISSUER}/keys/1`
const ASSERTION = 'https://staffroom.example/assertions/7f3c'
const BADGE = 'https://staffroom.example/badge-classes/formative-assessment/v2'
const REVOCATIONS = `${ISSUER}/revocations`
const BADGE_ISSUER = `${ISSUER}/open-badges-2`

/** An issuer that publishes everything that both standards ask of it. */
async function anIssuer() {
  const world = await aWorld()
  const rsaKey: IssuerRsaKey = { id: KEY_ID, ...(await generateRsaKey()) }
  const issuer = {
    id: ISSUER,
    name: 'Fjordskolen network',
    url: 'https://staffroom.example',
    email: 'post@staffroom.example',
  }
  Object.assign(world.documents, {
    [ISSUER]: issuerProfile(issuer, [world.key, rsaKey]),
    [BADGE_ISSUER]: badgeIssuerOf(issuer, {
      ...{ id: BADGE_ISSUER, keys: [world.key, rsaKey] },
      revocationList: REVOCATIONS,
    }),
    [KEY_ID]: rsaKeyDocument(rsaKey, BADGE_ISSUER),
    [REVOCATIONS]: revocationListOf({ id: REVOCATIONS, issuer: BADGE_ISSUER, revoked: [] }),
    [BADGE]: badgeClassOf(achievementNode(anAward().achievement), { id: BADGE, issuer: BADGE_ISSUER }),
  })
  const verify = (file: Uint8Array | string) =>
    verifyBadge(extractBadge(typeof file === 'string' ? bytes(file) : file), { now: NOW, fetchJson: world.fetchJson })
  return { world, rsaKey, verify }
}

/** One credential in every format, without the images. */
async function everyFormat(credential: JsonObject, rsaKey: IssuerRsaKey) {
  const places = { id: ASSERTION, badge: BADGE, image: `${ASSERTION}.png` }
  const hosted = assertionOf(credential, places)!
  return {
    token: await signCredentialToken(credential, rsaKey),
    hosted,
    signed: await signAssertion(assertionOf(credential, { ...places, creator: rsaKey.id })!, rsaKey),
  }
}

describe('the formats of one award', () => {
  let issuer: Awaited<ReturnType<typeof anIssuer>>
  before(async () => {
    issuer = await anIssuer()
  })

  it(`say the same, field by field (${AWARDS} awards from seed ${SEED})`, async () => {
    const roll = dice(SEED)
    for (let n = 0; n < AWARDS; n++) {
      const award = aRandomAward(roll)
      const credential = buildCredential(award)
      const { token, hosted, signed } = await everyFormat(credential, issuer.rsaKey)
      const badge = badgeClassOf(achievementNode(award.achievement), { id: BADGE, issuer: ISSUER })

      const { iss, jti, sub, nbf, exp, ...inToken } = decodeJwt(token)
      expect(inToken, `award ${n}`).to.deep.equal(credential)
      expect({ iss, jti, sub }).to.deep.equal({ iss: award.issuer.id, jti: award.id, sub: undefined })
      expect([nbf, exp]).to.deep.equal([award.validFrom, award.validUntil].map(date => date && date.getTime() / 1000))

      const { verification, ...inSigned } = decodeJwt<JsonObject>(signed)
      expect({ ...inSigned, verification: hosted.verification }, `award ${n}`).to.deep.equal(hosted)
      expect(verification).to.deep.equal({ type: 'SignedBadge', creator: KEY_ID })

      const same = (date: Date | undefined) => date && `${date.toISOString().slice(0, 19)}Z`
      const { email, salt } = award.recipient
      expect(hosted, `award ${n}`).to.deep.include({
        recipient: { type: 'email', hashed: true, salt, identity: hashIdentity(foldEmail(email), salt) },
        issuedOn: same(award.validFrom),
      })
      expect([hosted.expires, hosted.narrative]).to.deep.equal([same(award.validUntil), award.narrative])
      const asText = (value: unknown) => JSON.parse(JSON.stringify(value ?? []))
      expect(hosted.evidence ?? []).to.deep.equal(asText(award.evidence.map(piece => ({ type: 'Evidence', ...piece }))))

      const { name, description, criteriaId, criteriaNarrative, imageId, imageCaption, tags, version } =
        award.achievement
      expect(badge).to.deep.include({ name, description, criteria: { id: criteriaId, narrative: criteriaNarrative } })
      expect([badge.image, badge.tags ?? [], badge.version]).to.deep.equal([
        asText({ id: imageId, caption: imageCaption }),
        tags ?? [],
        version,
      ])
      const alignments = award.achievement.alignments.map(({ targetType: _unknownToOpenBadges2, ...known }) => known)
      expect(badge.alignment ?? []).to.deep.equal(asText(alignments))
    }
  })

  it('travel in PNG and SVG, letter for letter', async () => {
    const roll = dice(SEED)
    for (let n = 0; n < 20; n++) {
      const credential = buildCredential(aRandomAward(roll))
      const { token, hosted, signed } = await everyFormat(credential, issuer.rsaKey)
      const badges = [
        [JSON.stringify(credential), 'open-badges-3'],
        [token, 'open-badges-3'],
        [JSON.stringify(hosted), 'open-badges-2'],
        [signed, 'open-badges-2'],
      ] as const
      for (const [text, standard] of badges) {
        expect(extractBadge(bakePng(aPng(), text, standard)).text).to.equal(text)
        expect(extractBadge(bytes(bakeSvg(A_SVG, text, standard))).text).to.equal(text)
      }
    }
  })

  it('carry the badges of both standards in one image, of which the newer is read', () => {
    const credential = JSON.stringify(buildCredential(anAward()))
    const assertion = JSON.stringify(assertionOf(buildCredential(anAward()), { id: ASSERTION, badge: BADGE }))
    const png = bakePng(bakePng(aPng(), assertion, 'open-badges-2'), credential)
    const svg = bakeSvg(bakeSvg(A_SVG, credential), assertion, 'open-badges-2')
    for (const file of [png, bytes(svg)]) expect(extractBadge(file).text).to.equal(credential)
  })

  it('all verify here, as text, in PNG and in SVG', async () => {
    const { world, rsaKey, verify } = issuer
    const embedded = await signCredential(buildCredential(anAward()), world.key, NOW)
    const { token, hosted, signed } = await everyFormat(embedded, rsaKey)
    world.documents[ASSERTION] = hosted
    for (const text of [JSON.stringify(embedded), token]) {
      for (const file of [text, bakePng(aPng(), text), bytes(bakeSvg(A_SVG, text))])
        expect(objections(await verify(file))).to.deep.equal([])
    }
    for (const text of [JSON.stringify(hosted), signed]) {
      for (const file of [text, bakePng(aPng(), text, 'open-badges-2'), bytes(bakeSvg(A_SVG, text, 'open-badges-2'))])
        expect((await verify(file)).outcome, text.slice(0, 40)).to.equal('verified')
    }
  })

  it('as a token are accepted by jose under the key that stands at its kid', async () => {
    const { world, rsaKey } = issuer
    const token = await signCredentialToken(buildCredential(anAward()), rsaKey)
    const jwk = await importJWK(world.documents[KEY_ID] as JsonObject, 'RS256')
    const { payload, protectedHeader } = await jwtVerify(token, jwk, {
      issuer: ISSUER,
      algorithms: ['RS256'],
      currentDate: NOW,
    })
    expect(protectedHeader).to.deep.equal({ alg: 'RS256', typ: 'JWT', kid: KEY_ID })
    expect(payload).to.have.property('credentialSubject')
    expect(payload).to.not.have.property('vc')
  })

  it('as a token leave the embedded proof behind, and are the same each time', async () => {
    const { world, rsaKey } = issuer
    const embedded = await signCredential(buildCredential(anAward()), world.key, NOW)
    const token = await signCredentialToken(embedded, rsaKey)
    expect(decodeJwt(token)).to.not.have.property('proof')
    expect(await signCredentialToken(buildCredential(anAward()), rsaKey)).to.equal(token)
  })

  it('name the subject in the token where the credential does', async () => {
    const credential = buildCredential(anAward())
    Object.assign(credential.credentialSubject as object, { id: 'did:example:ada' })
    expect(decodeJwt(await signCredentialToken(credential, issuer.rsaKey)).sub).to.equal('did:example:ada')
  })

  it('are no assertion where the holder is not named by an address', () => {
    const credential = buildCredential(anAward())
    Object.assign(credential.credentialSubject as object, { id: 'did:example:ada', identifier: [] })
    expect(assertionOf(credential, { id: ASSERTION, badge: BADGE })).to.equal(undefined)
  })
})

describe('a list of revoked badges of OB 2.0', () => {
  it('always has two entries, which a well-known validator needs, and never one that was issued but not revoked', () => {
    const ids = (revoked: string[]) =>
      (revocationListOf({ id: REVOCATIONS, issuer: ISSUER, revoked }).revokedAssertions as { id: string }[]).map(
        ({ id }) => id,
      )
    expect(ids([])).to.deep.equal([`${REVOCATIONS}#never-issued-1`, `${REVOCATIONS}#never-issued-2`])
    expect(ids(['a'])).to.deep.equal(['a', `${REVOCATIONS}#never-issued-2`])
    expect(ids(['a', 'b', 'c'])).to.deep.equal(['a', 'b', 'c'])
  })
})

describe('what an issuer publishes', () => {
  it('stands under the context of OB 2.0 alone where OB 2.0 reads it: its readers know JSON-LD 1.0 and stop at others', async () => {
    const { world } = await anIssuer()
    for (const id of [BADGE_ISSUER, KEY_ID, REVOCATIONS, BADGE])
      expect(world.documents[id]).to.include({ '@context': 'https://w3id.org/openbadges/v2', id })
    expect(world.documents[BADGE_ISSUER]).to.deep.include({
      ...{ type: 'Profile', name: 'Fjordskolen network', url: 'https://staffroom.example' },
      ...{ email: 'post@staffroom.example', publicKey: [KEY_ID], revocationList: REVOCATIONS },
    })
  })

  it('holds no secret, whatever it was given', async () => {
    const { world, rsaKey } = await anIssuer()
    const documents = JSON.stringify(Object.values(world.documents))
    expect(documents).to.not.include(rsaKey.secretKeyPem.slice(30, 80)).and.not.include(world.key.secretKeyMultibase)
  })
})
