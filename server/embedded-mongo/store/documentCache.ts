import { decode } from '../bson/decode.js'
import type { Doc } from '../bson/types.js'
import { Damage } from './damage.js'

/** A document as it is on disk, decoded when somebody looks inside. Neither form may be changed. */
export class StoredDocument {
  private decoded: Doc | undefined

  constructor(
    readonly recordId: number,
    readonly bytes: Buffer,
    decoded?: Doc,
  ) {
    this.decoded = decoded
  }

  get doc(): Doc {
    this.decoded ??= decodeStored(this.bytes)
    return this.decoded
  }
}

function decodeStored(bytes: Buffer): Doc {
  try {
    return decode(bytes)
  } catch (error) {
    throw new Damage('one of its documents cannot be decoded', { cause: error })
  }
}

/** A decoded document takes about this many times its bytes. */
const DECODED_FACTOR = 5

/**
 * Remembers decoded documents up to a bound on memory, which is what makes repeated scans cheap. Two generations:
 * when the young one is full the old one is dropped, and what is used again moves back to the young.
 */
export class DocumentCache {
  private young = new Map<number, StoredDocument>()
  private old = new Map<number, StoredDocument>()
  private youngBytes = 0

  constructor(private readonly maxBytes = 128 * 1024 * 1024) {}

  get(recordId: number): StoredDocument | undefined {
    const found = this.young.get(recordId)
    if (found) return found
    const older = this.old.get(recordId)
    if (older) this.set(older)
    return older
  }

  set(stored: StoredDocument): void {
    this.young.set(stored.recordId, stored)
    this.youngBytes += stored.bytes.length * DECODED_FACTOR + 200
    if (this.youngBytes > this.maxBytes / 2) {
      this.old = this.young
      this.young = new Map()
      this.youngBytes = 0
    }
  }

  delete(recordId: number): void {
    this.young.delete(recordId)
    this.old.delete(recordId)
  }

  clear(): void {
    this.young.clear()
    this.old.clear()
    this.youngBytes = 0
  }
}
