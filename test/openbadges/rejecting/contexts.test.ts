import { expect } from 'chai'
import { type Change, OB3, tampered, VC2 } from '../support/forging.js'
import { objections } from '../support/world.js'

describe('contexts that could change what words mean are rejected', () => {
  const contexts: Record<string, [Change, string]> = {
    'an inline context': [c => c['@context'].push({ name: 'https://evil.example/name' }), 'context-inline'],
    'an inline context in place of all': [
      c => {
        c['@context'] = { '@vocab': 'https://evil.example/' }
      },
      'context-missing',
    ],
    'a nested inline context': [
      c => {
        c.credentialSubject['@context'] = { name: 'https://evil.example/name' }
      },
      'context-inline',
    ],
    'a nested null context': [
      c => {
        c.evidence[0]['@context'] = null
      },
      'context-inline',
    ],
    'a nested known context': [
      c => {
        c.evidence[0]['@context'] = [VC2, OB3]
      },
      'context-inline',
    ],
    'the W3C context dropped': [
      c => {
        c['@context'] = [OB3]
      },
      'context-missing',
    ],
    'the Open Badges context dropped': [
      c => {
        c['@context'] = [VC2]
      },
      'context-missing',
    ],
    'all contexts dropped': [
      c => {
        delete c['@context']
      },
      'context-missing',
    ],
    'reordered contexts': [c => c['@context'].reverse(), 'context-order'],
    'a context between the two': [
      c => c['@context'].splice(1, 0, 'https://w3id.org/security/multikey/v1'),
      'context-order',
    ],
    'a context that redefines protected words': [
      c => c['@context'].push('https://www.w3.org/2018/credentials/v1'),
      'context-redefined',
    ],
  }
  for (const [name, [change, code]] of Object.entries(contexts)) {
    it(`rejects ${name}`, async () => {
      const report = await tampered(change)
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.deep.equal([code])
    })
  }

  const UNKNOWN = ['https://vendor.example/extension.json', 'https://www.w3.org/ns/credentials/undefined-terms/v2']
  for (const context of UNKNOWN)
    it(`does not know what words mean under ${context}`, async () => {
      const report = await tampered(c => c['@context'].push(context))
      expect(report).to.include({ verified: false, outcome: 'unknown', status: 'unknown' })
      expect(objections(report)).to.deep.equal(['context-unknown'])
    })

  it('rejects what is wrong all the same under a context that it does not know', async () => {
    const report = await tampered(c => {
      c['@context'].push(UNKNOWN[0])
      delete c.credentialSubject.identifier
    })
    expect(report.outcome).to.equal('not-verified')
  })

  it('rejects the context of another version of the data model than the one it was signed under', async () => {
    const report = await tampered(c => {
      c['@context'][0] = 'https://www.w3.org/2018/credentials/v1'
    })
    expect(report).to.include({ verified: false, outcome: 'not-verified' })
    expect(objections(report)).to.include('structure-invalid')
  })
})
