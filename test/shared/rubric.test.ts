import { expect } from 'chai'
import { isFullyScored, isMet, metCriteria, type Rubric } from '../../server/shared/rubric.js'

const level = (id: string, points: number) => ({ id, name: id, description: '', points })
const RUBRIC: Rubric = ['listening', 'evidence'].map(id => ({
  id,
  name: id,
  description: '',
  requiredLevelId: 'secure',
  levels: [level('begun', 1), level('secure', 2), level('rich', 3)],
}))

describe('a rubric', () => {
  it('is met from the required level upwards', () => {
    const [criterion] = RUBRIC
    expect(['begun', 'secure', 'rich'].map(id => isMet(criterion!, id))).to.deep.equal([false, true, true])
  })

  it('is not met by a level that it does not have, nor by none', () => {
    expect([isMet(RUBRIC[0]!, 'divine'), isMet(RUBRIC[0]!, undefined)]).to.deep.equal([false, false])
  })

  it('names the criteria that are met', () => {
    const scores = [
      { criterionId: 'listening', levelId: 'rich' },
      { criterionId: 'evidence', levelId: 'begun' },
    ]
    expect(metCriteria(RUBRIC, scores)).to.deep.equal(['listening'])
  })

  it('is fully scored only with a level of its own on every criterion', () => {
    expect(isFullyScored(RUBRIC, [{ criterionId: 'listening', levelId: 'rich' }])).to.equal(false)
    const both = RUBRIC.map(({ id }) => ({ criterionId: id, levelId: 'begun' }))
    expect(isFullyScored(RUBRIC, both)).to.equal(true)
  })
})
