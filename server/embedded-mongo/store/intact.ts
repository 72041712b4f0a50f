import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import { Damage } from './damage.js'

/*
 * LMDB maps its file into memory and believes what it finds: a page that is not what it should be ends the process. Here
 * the file is read as a file, by the format that LMDB's `mdb.c` describes. All numbers are little-endian.
 */
const MAGIC = 0xbeefc0de
const FORMAT = 2
const LARGEST_PAGE = 65_536
const DEEPEST = 32
/** A page begins with its number and its transaction (8 bytes each); its content is counted from behind the header. */
const PAGE = { kind: 18, lower: 20, pages: 20, content: 24 }
const [BRANCH, LEAF, OVERFLOW] = [1, 2, 4]
/** Other bits of a kind are notes that LMDB makes for itself. */
const KINDS = 0x0f
/** The first two pages are roots, by turns: behind the page's header a magic number, and this. */
const ROOT = { format: 4, pageSize: 24, trees: [24, 72], lastPage: 120, transaction: 128 }
const TREE = { depth: 6, entries: 32, root: 40 }
/** An entry is the size of its value (or 6 bytes of a page's number), flags, the size of its key, the key, the value. */
const ENTRY = { flags: 4, keySize: 6, key: 8 }
/** What is large is on pages of its own, and their number, transaction and count stand for it. */
const IS_LARGE = 1
const LARGE_BYTES = 24
/** The tree of what is stored; the other has the free pages, in another order. */
const MAIN = 1

interface Tree {
  depth: number
  entries: number
  root: number
}

/** Throws Damage where the file does not begin like LMDB's. Answers whether it may have been cut short. */
export function mayBeShort(folder: string): boolean {
  const file = PagedFile.open(folder)
  file?.close()
  return file?.isShort === true
}

/** Visits every page in use, and throws Damage for one that is not what it should be. */
export function* visitPages(folder: string): Generator<number> {
  const file = PagedFile.open(folder)
  if (!file) return
  try {
    for (const [i, tree] of file.trees.entries()) yield* new Visit(file, tree, i === MAIN).all()
  } finally {
    file.close()
  }
}

class PagedFile {
  readonly pageSize: number
  readonly lastPage: number
  /** Also when only its last pages are missing, which may be free. */
  readonly isShort: boolean
  readonly trees: Tree[]

  private readonly size: number

  private constructor(private readonly descriptor: number) {
    const head = Buffer.alloc(2 * LARGEST_PAGE)
    readSync(descriptor, head, 0, head.length, 0)
    this.pageSize = head.readUInt32LE(PAGE.content + ROOT.pageSize)
    const roots = [PAGE.content, this.pageSize + PAGE.content]
    if (this.pageSize > LARGEST_PAGE || !roots.every(at => isRoot(head, at)))
      throw new Damage('it does not begin like an LMDB file')
    const number = (at: number) => Number(head.readBigUInt64LE(at))
    const [first, second] = roots as [number, number]
    const newest = number(first + ROOT.transaction) > number(second + ROOT.transaction) ? first : second
    this.lastPage = number(newest + ROOT.lastPage)
    // it may have grown with what its root tells of
    this.size = fstatSync(descriptor).size
    this.isShort = this.size < (this.lastPage + 1) * this.pageSize
    this.trees = ROOT.trees.map(tree => ({
      depth: head.readUInt16LE(newest + tree + TREE.depth),
      entries: number(newest + tree + TREE.entries),
      root: number(newest + tree + TREE.root),
    }))
  }

  /** Undefined where nothing has been stored yet. */
  static open(folder: string): PagedFile | undefined {
    const file = path.join(folder, 'data.mdb')
    if (!existsSync(file) || statSync(file).size === 0) return undefined
    const descriptor = openSync(file, 'r')
    try {
      return new PagedFile(descriptor)
    } catch (error) {
      closeSync(descriptor)
      throw error
    }
  }

  /** Fills the buffer from the beginning of a page. */
  readPage(page: number, bytes: Buffer): void {
    this.assertReaches(page)
    readSync(this.descriptor, bytes, 0, bytes.length, page * this.pageSize)
    if (Number(bytes.readBigUInt64LE(0)) !== page) throw this.overwritten(page)
  }

  assertReaches(page: number): void {
    if (page > this.lastPage) throw new Damage(`it asks for page ${page}, and ${this.lastPage} is its last`)
    if ((page + 1) * this.pageSize > this.size) throw new Damage(`it has been cut short before page ${page}`)
  }

  overwritten(page: number): Damage {
    return new Damage(`page ${page} of ${this.lastPage} has been overwritten`)
  }

  close(): void {
    closeSync(this.descriptor)
  }
}

const isRoot = (head: Buffer, at: number) =>
  head.readUInt32LE(at) === MAGIC && head.readUInt32LE(at + ROOT.format) === FORMAT

/** One way through one tree. */
class Visit {
  /** A page for each level, and one for the headers of large values. */
  private readonly levels: Buffer[]
  private readonly header = Buffer.alloc(PAGE.content)
  private entries = 0
  private lastKey: Buffer = Buffer.alloc(0)

  constructor(
    private readonly file: PagedFile,
    private readonly tree: Tree,
    private readonly isOrdered: boolean,
  ) {
    if (tree.depth > DEEPEST) throw new Damage('its root has been overwritten')
    this.levels = Array.from({ length: tree.depth }, () => Buffer.alloc(file.pageSize))
  }

  *all(): Generator<number> {
    const { depth, root, entries } = this.tree
    if (depth > 0) yield* this.visit(root, 0)
    if (this.entries !== entries) throw new Damage(`it holds ${this.entries} entries instead of ${entries}`)
  }

  private *visit(page: number, level: number): Generator<number> {
    const bytes = this.levels[level]!
    this.file.readPage(page, bytes)
    yield page
    const isLeaf = level === this.levels.length - 1
    const lower = bytes.readUInt16LE(PAGE.lower)
    if ((bytes.readUInt16LE(PAGE.kind) & KINDS) !== (isLeaf ? LEAF : BRANCH) || lower > bytes.length - PAGE.content)
      throw this.file.overwritten(page)
    if (isLeaf) return this.visitEntries(page, bytes, PAGE.content + lower)
    for (let pointer = PAGE.content; pointer < PAGE.content + lower; pointer += 2)
      yield* this.visit(bytes.readUIntLE(this.entryAt(page, bytes, pointer), 6), level + 1)
  }

  private entryAt(page: number, bytes: Buffer, pointer: number): number {
    const at = PAGE.content + bytes.readUInt16LE(pointer)
    if (at + ENTRY.key > bytes.length || at + ENTRY.key + bytes.readUInt16LE(at + ENTRY.keySize) > bytes.length)
      throw this.file.overwritten(page)
    return at
  }

  private visitEntries(page: number, bytes: Buffer, end: number): void {
    let [before, start, stop] = [this.lastKey, 0, this.lastKey.length]
    for (let pointer = PAGE.content; pointer < end; pointer += 2) {
      const at = this.entryAt(page, bytes, pointer)
      const key = at + ENTRY.key
      const value = key + bytes.readUInt16LE(at + ENTRY.keySize)
      if (this.isOrdered && bytes.compare(before, start, stop, key, value) <= 0) throw this.file.overwritten(page)
      const size = bytes.readUInt32LE(at)
      const isLarge = bytes.readUInt16LE(at + ENTRY.flags) === IS_LARGE
      if (value + (isLarge ? LARGE_BYTES : size) > bytes.length) throw this.file.overwritten(page)
      if (isLarge) this.visitLarge(bytes.subarray(value, value + LARGE_BYTES), size)
      ;[before, start, stop] = [bytes, key, value]
      this.entries++
    }
    this.lastKey = Buffer.from(before.subarray(start, stop))
  }

  /** Of a large value, its header and its end: what is between is not LMDB's. */
  private visitLarge(place: Buffer, size: number): void {
    const page = Number(place.readBigUInt64LE(0))
    const pages = Math.ceil((PAGE.content + size) / this.file.pageSize)
    this.file.readPage(page, this.header)
    if ((this.header.readUInt16LE(PAGE.kind) & KINDS) !== OVERFLOW || this.header.readUInt32LE(PAGE.pages) < pages)
      throw this.file.overwritten(page)
    this.file.assertReaches(page + pages - 1)
  }
}
