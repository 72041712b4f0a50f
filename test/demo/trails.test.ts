import { expect } from 'chai'
import { checkDecisions } from '../../server/review/checkDecisions.js'
import { submissionStore } from '../../server/review/store.js'
import type { TestApp } from '../support/app.js'
import { aDemo, type Demo } from './aSeededDemo.js'

/** Trails as the app itself has written them, over a year of the demo network. */
describe('the audit trails of the demo network', function () {
  this.timeout(300_000)
  let demo: Demo
  let app: TestApp

  before(async () => {
    demo = await aDemo()
    await demo.seed()
    app = await demo.open()
  })
  after(async () => {
    await app?.close()
    await demo.remove()
  })

  const submissions = () => submissionStore(app.db, () => {})
  const check = () => checkDecisions({ submissions: submissions(), version: app.rooms.microcredential.version })

  it('lead to every decision again', async () => {
    const { decisions, problems } = await check()
    expect(problems).to.deep.equal([])
    expect(decisions).to.be.at.least(10)
  })

  it('tell when a decision was altered behind their back', async () => {
    const [decided] = (await submissions().after('', 500)).filter(({ decision }) => decision?.outcome === 'notYet')
    await app.db
      .collection<{ _id: string }>('submissions')
      .updateOne({ _id: decided!.id }, { $set: { 'decision.outcome': 'earned' } })
    expect((await check()).problems).to.deep.equal([`The decision on ${decided!.id} does not follow from its trail.`])
  })
})
