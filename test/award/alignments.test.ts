import { expect } from 'chai'
import { addresses } from '../../server/award/addresses.js'
import { achievementOf } from '../../server/award/credentialOf.js'
import type { AwardedVersion } from '../../server/award/neighbours.js'
import { achievementNode } from '../../server/openbadges/index.js'

describe('what an award is aligned with', () => {
  const CASE = 'https://case.example/ims/case/v1p0'
  function alignmentTo(targetUrl: string) {
    const anatomy = {
      ...{ title: 'T', summary: 'S', competence: 'C', keyMethod: '', credits: 0, subjects: [], rubric: [] },
      alignments: [{ targetName: 'An aim', targetUrl }],
    }
    const version = { slug: 's', version: 1, anatomy } as unknown as AwardedVersion
    const node = achievementNode(achievementOf(version, addresses('https://staffroom.example')))
    return (node.alignment as object[])[0]
  }

  it('is of the type that a CASE address names', () => {
    const types = {
      [`${CASE}/CFItems/77cfb8c0`]: 'CFItem',
      'https://case.example/ims/case/v1p1/CFItems/77cfb8c0': 'CFItem',
      [`${CASE}/CFRubrics/1`]: 'CFRubric',
      [`${CASE}/CFRubricCriteria/1`]: 'CFRubricCriterion',
      [`${CASE}/CFRubricCriterionLevels/1`]: 'CFRubricCriterionLevel',
    }
    for (const [targetUrl, targetType] of Object.entries(types))
      expect(alignmentTo(targetUrl)).to.deep.equal({ type: ['Alignment'], targetName: 'An aim', targetUrl, targetType })
  })

  it('is of no type where its address says of none', () => {
    for (const targetUrl of ['https://a.example/CFItems/1', `${CASE}/CFItems/`, `${CASE}/CFDocuments/1`])
      expect(alignmentTo(targetUrl)).to.deep.equal({ type: ['Alignment'], targetName: 'An aim', targetUrl })
  })
})
