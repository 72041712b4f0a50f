import { expect } from 'chai'
import { finding } from '../../server/openbadges/findings.js'
import { FINDINGS } from '../../server/openbadges/index.js'
import { report } from '../../server/openbadges/verify/report.js'

const NEEDED = ['proof', 'issuer'] as const
const sayingOf = (...checks: Parameters<typeof report>[0]) => report(checks, {}, undefined, [...NEEDED])
const proof = finding('proof-valid')
const issuer = finding('issuer-confirmed', { issuer: 'https://a.example' })

describe('a report', () => {
  it('says verified only where every check that is needed has passed', () => {
    expect(sayingOf(proof, issuer).outcome).to.equal('verified')
    expect(sayingOf(proof)).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
    expect(sayingOf()).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
    expect(sayingOf(proof, finding('issuer-not-checked'))).to.include({ verified: false, outcome: 'unknown' })
  })

  it('lets a failure outweigh what is unknown, and what is unknown outweigh what has passed', () => {
    const unknown = finding('status-list-unverified')
    expect(sayingOf(proof, issuer, unknown)).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
    expect(sayingOf(proof, issuer, unknown, finding('proof-missing')).outcome).to.equal('not-verified')
  })

  it('has a sentence for every finding, with its values filled in', () => {
    for (const [code, [, , sentence]] of Object.entries(FINDINGS)) {
      expect(code).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(sentence).to.match(/^[A-Z{].*[.}]$/)
    }
    expect(finding('status-revoked-because', { reason: 'In error' }).detail).to.equal(
      'The issuer has revoked it: In error',
    )
  })
})
