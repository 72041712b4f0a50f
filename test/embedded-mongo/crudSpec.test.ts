import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { useDatabase } from './support/database.js'
import { appliesTo, readUnifiedFiles, runUnifiedCase } from './support/unifiedTest.js'

/** MongoDB's own tests, as data beside the repository. */
const FOLDER = path.resolve('../shared/standards/mongodb-crud')
const DECLARED_VERSION = '7.0.0'
const SHARE_TO_PASS = 0.95

/** Tests that cannot pass here, by the beginning of their name, and why. */
const SKIPPED: Record<string, string> = {
  'create-null-ids': 'the Node driver replaces a null _id before it is sent',
  'bulkWrite-errorResponse: bulkWrite operations support': 'needs a fail point',
  'deleteOne-errorResponse: delete operations support': 'needs a fail point',
  'insertOne-errorResponse: insert operations support': 'needs a fail point',
  'updateOne-errorResponse: update operations support': 'needs a fail point',
  'estimatedDocumentCount: estimatedDocumentCount errors correctly': 'needs a fail point',
  'estimatedDocumentCount: estimatedDocumentCount works correctly on views': 'there are no views',
  'findOneAndUpdate-errorResponse: findOneAndUpdate document validation': 'there are no validators',
}

const skipReason = (name: string) => Object.entries(SKIPPED).find(([beginning]) => name.startsWith(beginning))?.[1]

describe('Embedded MongoDB, by the CRUD specification', () => {
  if (!existsSync(FOLDER)) {
    it(`waits for the tests in ${FOLDER}`)
    return
  }
  const used = useDatabase()
  let ran = 0
  let skipped = 0

  for (const file of readUnifiedFiles(FOLDER)) {
    for (const test of file.tests) {
      if (!appliesTo(DECLARED_VERSION, file.runOnRequirements) || !appliesTo(DECLARED_VERSION, test.runOnRequirements))
        continue
      const name = `${file.description}: ${test.description}`
      const reason = skipReason(name)
      ran++
      if (reason) {
        skipped++
        it(`${name} (${reason})`)
      } else it(name, () => runUnifiedCase(used.client, file, test))
    }
  }

  it(`passes at least ${SHARE_TO_PASS * 100} % of them, and names the others`, () => {
    expect(skipped / ran).to.be.at.most(1 - SHARE_TO_PASS)
  })
})
