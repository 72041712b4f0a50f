import { expect } from 'chai'
import { type Change, type Draft, tampered } from '../support/forging.js'
import { objections } from '../support/world.js'

describe('undefined terms are rejected, since no signature covers them', () => {
  const places: Record<string, Change> = {
    'at the top': c => {
      c.invented = 'word'
    },
    'in the subject': c => {
      c.credentialSubject.invented = 'word'
    },
    'in the achievement': c => {
      c.credentialSubject.achievement.invented = 'word'
    },
    'in a rubric level': c => {
      c.credentialSubject.achievement.resultDescription[0].rubricCriterionLevel[0].invented = 'word'
    },
    'in a result': c => {
      c.credentialSubject.result[0].invented = 'word'
    },
    'in a piece of evidence': c => {
      c.evidence[1].invented = 'word'
    },
    'in the issuer': c => {
      c.issuer.invented = 'word'
    },
    'as a type': c => {
      c.evidence[0].type.push('Invented')
    },
  }
  for (const [place, change] of Object.entries(places)) {
    it(`rejects one ${place}`, async () => {
      const report = await tampered(change)
      expect(report.outcome).to.equal('not-verified')
      expect(objections(report)).to.deep.equal(['undefined-term'])
    })
  }

  it('names the word', async () => {
    const report = await tampered(c => {
      c.evidence[0].invented = 'word'
    })
    expect(report.checks.find(({ code }) => code === 'undefined-term')?.values).to.deep.equal({ term: 'invented' })
  })

  it('rejects what JavaScript would hide, which the reading of JSON-LD drops', async () => {
    for (const place of [(c: Draft) => c, (c: Draft) => c.credentialSubject]) {
      const report = await tampered(c => {
        Object.defineProperty(place(c), '__proto__', { value: { narrative: 'forged' }, enumerable: true })
      })
      expect(objections(report)).to.include('structure-invalid')
    }
  })

  it('rejects JSON-LD keywords and nulls, which vanish before signing', async () => {
    const changes: Change[] = [
      c => {
        c.evidence[0]['@index'] = 'added'
      },
      c => {
        c['@graph'] = []
      },
      c => {
        c['@reverse'] = {}
      },
      c => {
        c.name = { '@value': 'Formative', '@language': 'en' }
      },
      c => {
        c.description = null
      },
      c => {
        c.evidence.push(null)
      },
    ]
    for (const change of changes) expect(objections(await tampered(change))).to.include('structure-invalid')
  })

  it('does not read at length what only the slow way can read', async () => {
    const report = await tampered(c => {
      c.evidence = Array.from({ length: 3000 }, () => ({ type: ['Evidence'], invented: 'word' }))
    })
    expect(report.outcome).to.equal('unknown')
    expect(objections(report)).to.deep.equal(['too-many-nodes'])
  })

  it('rejects nesting that no badge needs', async () => {
    const deep = await tampered(c => {
      for (let i = 0, at = c.issuer; i < 100; i++) at = at.parentOrg = { id: 'urn:x:1', type: ['Profile'] }
    })
    expect(objections(deep)).to.include('structure-invalid')
  })
})
