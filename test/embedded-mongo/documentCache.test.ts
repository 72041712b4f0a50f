import { expect } from 'chai'
import { DocumentCache, StoredDocument } from '../../server/embedded-mongo/store/documentCache.js'

const DOCUMENT_BYTES = 1_000
const MAX_BYTES = 1_000_000
/** A decoded document is reckoned at some five times its bytes. */
const AT_MOST = MAX_BYTES / (5 * DOCUMENT_BYTES)

const stored = (recordId: number) => new StoredDocument(recordId, Buffer.alloc(DOCUMENT_BYTES), { _id: recordId })
const kept = (cache: DocumentCache, upTo: number) =>
  Array.from({ length: upTo }, (_, recordId) => recordId).filter(recordId => cache.get(recordId))

describe('The memory for decoded documents', () => {
  it('stays within its bound, however many pass through it', () => {
    const cache = new DocumentCache(MAX_BYTES)
    for (let recordId = 0; recordId < 10 * AT_MOST; recordId++) cache.set(stored(recordId))
    expect(kept(cache, 10 * AT_MOST).length).to.be.within(AT_MOST / 4, AT_MOST)
  })

  it('stays within its bound when one document is written again and again', () => {
    const cache = new DocumentCache(MAX_BYTES)
    for (let version = 0; version < 10 * AT_MOST; version++) cache.set(stored(1))
    expect(kept(cache, 2)).to.eql([1])
  })

  it('keeps what is used, and forgets what is not', () => {
    const cache = new DocumentCache(MAX_BYTES)
    for (let recordId = 0; recordId < 10 * AT_MOST; recordId++) {
      cache.set(stored(recordId))
      cache.get(0)
    }
    expect(cache.get(0)?.recordId).to.equal(0)
    expect(cache.get(1)).to.equal(undefined)
  })
})
