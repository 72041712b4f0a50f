import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { extractBadge, FetchFailed, reason, verifyBadge } from '../../server/openbadges/index.js'

/** Their keys are did:keys: nothing needs to be fetched but a status list, which is not there. */
async function verified(name: string) {
  const file = readFileSync(new URL(`vectors/${name}.json`, import.meta.url))
  const fetchJson = async () => {
    throw new FetchFailed(reason('fetch-nothing-there'), 404)
  }
  return verifyBadge(extractBadge(file), { now: new Date('2026-11-22T12:00:00Z'), fetchJson })
}

describe('a credential that somebody else signed', () => {
  for (const name of ['dcc-v2-specification-example', 'dcc-v2-endorsement'])
    it(`verifies here as it does there: ${name}`, async () => {
      expect(await verified(name)).to.include({ outcome: 'verified', status: 'active' })
    })

  it('may be of version 1.1 with a bitstring status list, whose words are in a context of their own', async () => {
    const { checks } = await verified('dcc-v1-bitstring-status')
    const found = checks.map(({ code }) => code)
    expect(found).to.include('proof-valid').and.to.include('issuer-confirmed').and.to.include('status-unreachable')
    expect(found).not.to.include('context-unknown')
    // What those who only look at signatures let pass: it does not say whose it is.
    expect(found).to.include('subject-unidentified')
  })
})
