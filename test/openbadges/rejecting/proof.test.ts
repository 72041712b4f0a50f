import { expect } from 'chai'
import { type Change, tampered } from '../support/forging.js'
import { objections } from '../support/world.js'

describe('a proof that is not one is rejected', () => {
  const changes: Record<string, [Change, string]> = {
    'a corrupt proof': [
      c => {
        c.proof[0].proofValue = c.proof[0].proofValue.replace(/.$/, (l: string) => (l === '2' ? '3' : '2'))
      },
      'proof-tampered',
    ],
    'a proof value that is no multibase': [
      c => {
        c.proof[0].proofValue = 'hello'
      },
      'proof-tampered',
    ],
    'an empty proof value': [
      c => {
        c.proof[0].proofValue = ''
      },
      'proof-tampered',
    ],
    'a proof without a value': [
      c => {
        delete c.proof[0].proofValue
      },
      'proof-malformed',
    ],
    'a proof without a verification method': [
      c => {
        delete c.proof[0].verificationMethod
      },
      'proof-malformed',
    ],
    'a missing proof': [
      c => {
        delete c.proof
      },
      'proof-missing',
    ],
    'an empty list of proofs': [
      c => {
        c.proof = []
      },
      'proof-missing',
    ],
    'an empty proof': [
      c => {
        c.proof = [{}]
      },
      'structure-invalid',
    ],
    'a wrong purpose': [
      c => {
        c.proof[0].proofPurpose = 'authentication'
      },
      'proof-purpose-wrong',
    ],
    'a missing purpose': [
      c => {
        delete c.proof[0].proofPurpose
      },
      'proof-purpose-wrong',
    ],
    'a suite that does not exist': [
      c => {
        c.proof[0].cryptosuite = 'eddsa-rdfc-2023'
      },
      'proof-suite-wrong',
    ],
    'a proof type that does not exist': [
      c => {
        c.proof[0].type = 'DataIntegrity'
      },
      'proof-suite-wrong',
    ],
    'an undefined term in the proof': [
      c => {
        c.proof[0].invented = 'word'
      },
      'undefined-term',
    ],
    'a proof that has expired': [
      c => {
        c.proof[0].expires = '2026-02-28T00:00:00Z'
      },
      'proof-expired',
    ],
  }
  for (const [name, [change, code]] of Object.entries(changes)) {
    it(`rejects ${name}`, async () => {
      const report = await tampered(change)
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.include(code)
    })
  }

  it('does not claim to know of a suite that it cannot check', async () => {
    const report = await tampered(c => {
      c.proof[0].cryptosuite = 'ecdsa-sd-2023'
    })
    expect(report).to.include({ verified: false, outcome: 'unknown' })
    expect(objections(report)).to.deep.equal(['proof-suite-unsupported'])
  })

  it('accepts a credential of which one proof is right', async () => {
    const report = await tampered(c => {
      c.proof = [{ ...c.proof[0], proofValue: `${c.proof[0].proofValue}1` }, c.proof[0]]
    })
    expect(report.verified).to.equal(true)
  })

  it('rejects a credential of which several proofs are wrong', async () => {
    const report = await tampered(c => {
      c.proof = [c.proof[0], c.proof[0]]
      c.name = 'Grander'
    })
    expect(objections(report)).to.deep.equal(['proof-tampered'])
  })
})
