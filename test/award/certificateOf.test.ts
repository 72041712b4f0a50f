import { expect } from 'chai'
import type { BadgePageState } from '../../server/award/badgePage.js'
import { certificateOf } from '../../server/award/certificateOf.js'

const state = (award: object) =>
  ({
    award: {
      ...{ id: 'a', title: 'Reading together', state: 'active', visibility: 'public', scores: [] },
      ...{ panel: { reviewers: 0, judged: 0, sameLevel: 0 }, issuedAt: new Date(), signed: { json: '{}' } },
      ...award,
    },
    version: { version: 1, anatomy: { rubric: [], hours: 0 } },
    issuer: { name: 'Lyseng' },
    holder: { name: 'Ada', language: 'en', timeZone: 'UTC' },
    addresses: { page: () => 'https://staffroom.example/badges/a' },
    now: new Date(),
  }) as unknown as BadgePageState
const translate = ((key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`) as never

describe('the certificate of a badge for completing a programme', () => {
  it('names the programme, and no judgement that nobody made', () => {
    const completion = { id: 'c', programme: 'Spring 2026' }
    const { judged, panel } = certificateOf(state({ completion }), Buffer.alloc(0), translate)
    expect(judged).to.equal(undefined)
    expect(panel).to.include('award.page.completed').and.include('Spring 2026')
  })

  it('is no other for an award that was reviewed', () => {
    const { judged, panel } = certificateOf(state({}), Buffer.alloc(0), translate)
    expect([judged?.heading, panel]).to.deep.equal(['award.certificate.judged {}', 'award.page.panel {"count":0}'])
  })
})
