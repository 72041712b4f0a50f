import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const LMDB_MAGIC = 0xbeefc0de
/** LMDB keeps two roots, each on a page: a page header of 16 or 24 bytes, then the root, which begins with the magic. */
const HEADER_BYTES = [16, 24]
/** Inside a root: where the page size, the number of entries, of the last page and of the transaction are. */
const PAGE_SIZE_AT = 24
const ENTRIES_AT = 104
const LAST_PAGE_AT = 120
const TRANSACTION_AT = 128
const MAX_PAGE = 65_536

/**
 * LMDB maps its file into memory, and a damaged one would take the whole process down: better to refuse it first.
 * Looks at the beginning and the size, or `thoroughly` at everything. Throws an Error that says what is wrong.
 */
export function assertIntact(folder: string, thoroughly: boolean): void {
  const file = path.join(folder, 'data.mdb')
  if (!existsSync(file)) return
  const { head, size } = readHead(file)
  if (size === 0) return
  const root = HEADER_BYTES.find(at => head.readUInt32LE(at) === LMDB_MAGIC)
  if (root === undefined) throw damaged(file, 'it does not begin like an LMDB file')
  const pageSize = head.readUInt32LE(root + PAGE_SIZE_AT)
  if (pageSize > MAX_PAGE || size < 2 * pageSize) throw damaged(file, `it has ${size} bytes`)
  const number = (page: number, at: number) => Number(head.readBigUInt64LE(page + root + at))
  const newest = number(0, TRANSACTION_AT) > number(pageSize, TRANSACTION_AT) ? 0 : pageSize
  // a file may end early when its last pages are free: only reading it all tells
  const isShort = size < (number(newest, LAST_PAGE_AT) + 1) * pageSize
  if ((isShort || thoroughly) && !isReadable(folder, number(newest, ENTRIES_AT)))
    throw damaged(file, isShort ? 'it has been cut short' : 'parts of it have been overwritten')
}

const damaged = (file: string, what: string) =>
  new Error(`${file} is damaged: ${what}. Restore the folder from a backup.`)

function readHead(file: string): { head: Buffer; size: number } {
  const head = Buffer.alloc(2 * MAX_PAGE)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, head, 0, head.length, 0)
    return { head, size: fstatSync(descriptor).size }
  } finally {
    closeSync(descriptor)
  }
}

/** Reads everything in a process of its own, which may die of it. */
function isReadable(folder: string, entries: number): boolean {
  const script = `
    const { open } = require(process.argv[1])
    const store = open({ path: process.argv[2], noSubdir: false, readOnly: true, encoding: 'binary', keyEncoding: 'binary' })
    let [count, bytes] = [0, 0]
    for (const { key, value } of store.getRange({ start: Buffer.alloc(1) })) {
      count++
      bytes += key.length + value.length
    }
    process.exit(count === Number(process.argv[3]) ? 0 : 1)`
  const lmdb = createRequire(import.meta.url).resolve('lmdb')
  return (
    spawnSync(process.execPath, ['-e', script, lmdb, folder, String(entries)], { env: { PATH: process.env.PATH } })
      .status === 0
  )
}
