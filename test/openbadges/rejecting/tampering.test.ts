import { expect } from 'chai'
import { type Change, status, tampered } from '../support/forging.js'
import { objections } from '../support/world.js'

describe('what was changed after signing is rejected', () => {
  const changes: Record<string, Change> = {
    'a tampered name': c => {
      c.name = 'Grander'
    },
    'a tampered salt': c => {
      c.credentialSubject.identifier[0].salt = 'Pepper'
    },
    'tampered evidence': c => {
      c.evidence[0].narrative = 'They rewrote everything.'
    },
    'removed evidence': c => {
      c.evidence.pop()
    },
    'an achieved level that was raised': c => {
      c.credentialSubject.result[0].achievedLevel = 'https://staffroom.example/criteria/noticing/9'
    },
    'credits that were raised': c => {
      c.credentialSubject.creditsEarned = 15
    },
    'an extended validity': c => {
      c.validUntil = '2040-01-01T00:00:00Z'
    },
    'another credential id': c => {
      c.id = 'https://staffroom.example/credentials/8'
    },
    'a tampered proof.created': c => {
      c.proof[0].created = '2026-02-27T12:00:00Z'
    },
    'a status that was removed': c => {
      delete c.credentialStatus
    },
  }
  for (const [name, change] of Object.entries(changes)) {
    it(`rejects ${name}`, async () => {
      const report = await tampered(change, { status: status() })
      expect(report).to.include({ verified: false, outcome: 'not-verified', status: 'unknown' })
      expect(objections(report)).to.deep.equal(['proof-tampered'])
    })
  }
})
