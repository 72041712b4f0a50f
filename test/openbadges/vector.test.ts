import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { loadContext } from '../../server/openbadges/contexts.js'
import { bytesToSign, isSignatureOf } from '../../server/openbadges/dataIntegrity.js'
import { extractBadge, verifyBadge } from '../../server/openbadges/index.js'
import { verifyingKey } from '../../server/openbadges/keys.js'

/** W3C Data Integrity EdDSA Cryptosuites 1.0, B.1: representation eddsa-rdfc-2022, with the key it was made with. */
const KEY = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2'
const EXAMPLES = 'https://www.w3.org/ns/credentials/examples/v2'
const PROOF_HASH = 'bea7b7acfbad0126b135104024a5f1733e705108f42d59668b05c0c50004c6b0'
const DOCUMENT_HASH = '517744132ae165a5349155bef0bb0cf2258fff99dfe1dbd914b938d775a36017'
const PROOF_VALUE = 'z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme'

const document = {
  '@context': ['https://www.w3.org/ns/credentials/v2', EXAMPLES],
  id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33',
  type: ['VerifiableCredential', 'AlumniCredential'],
  name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.',
  issuer: 'https://vc.example/issuers/5678',
  validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
}
const proof = {
  type: 'DataIntegrityProof',
  cryptosuite: 'eddsa-rdfc-2022',
  created: '2023-02-24T23:36:38Z',
  verificationMethod: `did:key:${KEY}#${KEY}`,
  proofPurpose: 'assertionMethod',
  proofValue: PROOF_VALUE,
}

/** The example uses a context that gives a meaning to any word, which the product itself does not know. */
async function withExamples(url: string) {
  if (url !== EXAMPLES) return loadContext(url)
  const vocabulary = { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }
  return { contextUrl: null, documentUrl: url, document: vocabulary }
}

describe("W3C's test vector for eddsa-rdfc-2022", () => {
  it('has the same bytes to sign here', async () => {
    const bytes = await bytesToSign(document, proof, withExamples)
    expect(bytes.toString('hex')).to.equal(PROOF_HASH + DOCUMENT_HASH)
  })

  it('verifies here, and not with a bit changed', async () => {
    const bytes = await bytesToSign(document, proof, withExamples)
    const key = verifyingKey(KEY)!
    expect(isSignatureOf(bytes, PROOF_VALUE, key)).to.equal(true)
    bytes[0]! ^= 1
    expect(isSignatureOf(bytes, PROOF_VALUE, key)).to.equal(false)
  })
})

/** Open Badges 3.0 Implementation Guide, Linked Data Proof Test Vectors: what is signed of each, in hex. */
const OPTIONS_HASH = 'd34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19'
const SPECIFICATIONS = {
  'specification-open-badge': '87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773',
  'specification-clr': '768d7015ae69e0210e1c2a45194d9c1d15d7a6022e52b946574a2a27f6fa85fe',
}

describe("1EdTech's test vectors", () => {
  for (const [name, documentHash] of Object.entries(SPECIFICATIONS)) {
    const vector = JSON.parse(readFileSync(new URL(`vectors/1edtech-${name}.json`, import.meta.url), 'utf8'))
    const [signed] = [vector.proof].flat()
    const [controller, publicKeyMultibase] = signed.verificationMethod.split('#')

    it(`have the same bytes to sign here: ${name}`, async () => {
      const bytes = await bytesToSign(vector, signed)
      expect(bytes.toString('hex')).to.equal(OPTIONS_HASH + documentHash)
      expect(isSignatureOf(bytes, signed.proofValue, verifyingKey(publicKeyMultibase)!)).to.equal(true)
    })

    it(`verify here under the key that they name: ${name}`, async () => {
      const method = { id: signed.verificationMethod, type: 'Multikey', controller, publicKeyMultibase }
      const issuer = { id: controller, verificationMethod: [method], assertionMethod: [method.id] }
      const badge = extractBadge(Buffer.from(JSON.stringify(vector)))
      const report = await verifyBadge(badge, {
        now: new Date('2026-11-22T12:00:00Z'),
        fetchJson: async () => ({ document: issuer }),
      })
      expect(report).to.include({ outcome: 'verified', status: 'active' })
    })
  }
})
