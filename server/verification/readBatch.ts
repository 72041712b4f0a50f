import { parse } from 'csv-parse/sync'
import { Unzip, UnzipInflate } from 'fflate'
import { extractBadge, UnreadableBadge } from '../openbadges/index.js'
import { textIn } from '../shared/textFile.js'
import { type BatchItem, MOST_ITEMS } from './batch.js'

/** All that one archive may unfold to. */
const LARGEST_CONTENT_BYTES = 60 * 1024 * 1024
/** All texts of badges in it, which wait in the database: 200 signed badges with a small picture in each. */
const LARGEST_TEXT_BYTES = 16 * 1024 * 1024
/** As the library takes of one file. */
const LARGEST_ENTRY_BYTES = 10 * 1024 * 1024
/** Inflating goes at most a thousandfold: pieces this small are at most 16 MB before anyone looks. */
const PIECE_BYTES = 16 * 1024
const LONGEST_CELL = 2000
const LONGEST_NAME = 200

const ADDRESS_NAMES = ['url', 'address', 'badge', 'link', 'credential', 'adresse', 'lenke', 'merke']
const RECIPIENT_NAMES = [
  ...['email', 'e-mail', 'mail', 'email address', 'e-mail address', 'recipient', 'holder'],
  ...['epost', 'e-post', 'epostadresse', 'e-postadresse', 'mottaker', 'innehaver'],
]

export type ReadBatch = { items: BatchItem[] } | { problem: BatchProblem }
export type BatchProblem = 'empty' | 'tooMany' | 'notAList' | 'brokenArchive' | 'tooMuch'

/** The badges in a ZIP of badge files, or in a CSV of addresses with or without those they were awarded to. */
export function readBatch(file: Uint8Array): ReadBatch {
  const read = isZip(file) ? readZip(file) : readCsv(file)
  if ('problem' in read) return read
  if (read.items.length === 0) return { problem: 'empty' }
  return read.items.length > MOST_ITEMS ? { problem: 'tooMany' } : read
}

const isZip = (file: Uint8Array) => Buffer.from(file.subarray(0, 2)).toString('latin1') === 'PK'

function readCsv(file: Uint8Array): ReadBatch {
  const rows = rowsOf(file)
  if (!rows) return { problem: 'notAList' }
  const [head = [], ...rest] = rows
  const columnOf = (names: string[]) => head.findIndex(cell => names.includes(cell.trim().toLowerCase()))
  const address = columnOf(ADDRESS_NAMES)
  const recipient = columnOf(RECIPIENT_NAMES)
  const hasHeading = address !== -1
  const body = (hasHeading ? rest : rows).filter(row => row.some(cell => cell.trim() !== ''))
  const items = body.map(row => (hasHeading ? itemUnder(row, row[address], row[recipient]) : itemIn(row)))
  const addresses = items.filter(({ url }) => url !== undefined)
  return addresses.length < body.length / 2 ? { problem: 'notAList' } : { items }
}

function rowsOf(file: Uint8Array): string[][] | undefined {
  const text = textIn(file)
  const options = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }
  const delimiter = [',', ';', '\t']
  try {
    return text === undefined
      ? undefined
      : parse(text, { ...options, delimiter, to: MOST_ITEMS + 2, max_record_size: 4 * LONGEST_CELL })
  } catch {
    return undefined
  }
}

/** Without a heading the address comes first, and what looks like an e-mail address after it is its holder's. */
function itemIn(row: string[]): BatchItem {
  const [address, second = ''] = row
  return itemUnder(row, address, /^\s*\S+@\S+\s*$/.test(second) ? second : undefined)
}

/** Whatever is named as the holder is compared: what cannot be right must not pass for not having been asked. */
function itemUnder(row: string[], address = '', recipient = ''): BatchItem {
  const [written, holder] = [address.trim(), recipient.trim()]
  const url = addressIn(written)
  if (url === undefined || holder.length > LONGEST_CELL)
    return { name: (written || holder || wordsIn(row)).slice(0, LONGEST_NAME), unreadable: 'no-address' }
  return { name: written, url, ...(holder !== '' && { recipient: holder }) }
}

/** Whoever looks for the line in their list finds it by what else stands there. */
const wordsIn = (row: string[]) => row.flatMap(cell => cell.trim() || []).join(' ')

/** People leave out how an address begins. */
function addressIn(written: string): string | undefined {
  const url = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/|$)/i.test(written) ? `https://${written}` : written
  const isAddress = url.length <= LONGEST_CELL && /^https?:\/\/\S+$/i.test(url) && URL.canParse(url)
  return isAddress ? url : undefined
}

/** Entries as they unfold, never more than they may: an archive of a few kilobytes can hold gigabytes. */
function readZip(file: Uint8Array): ReadBatch {
  const items: BatchItem[] = []
  let unfolded = 0
  let found = 0
  const unzip = new Unzip(entry => {
    if (!isBadgeFile(entry.name)) return
    found++
    if (found > MOST_ITEMS) return
    const parts: Uint8Array[] = []
    let length = 0
    entry.ondata = (error, piece, isLast) => {
      if (error) throw error
      length += piece.length
      unfolded += piece.length
      if (length <= LARGEST_ENTRY_BYTES) parts.push(piece)
      if (unfolded > LARGEST_CONTENT_BYTES) throw new TooMuch()
      if (isLast) items.push(badgeFile(entry.name, length > LARGEST_ENTRY_BYTES ? undefined : Buffer.concat(parts)))
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  try {
    for (let at = 0; at < file.length && found <= MOST_ITEMS; at += PIECE_BYTES)
      unzip.push(file.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= file.length)
  } catch (error) {
    return { problem: error instanceof TooMuch ? 'tooMuch' : 'brokenArchive' }
  }
  if (found > MOST_ITEMS) return { problem: 'tooMany' }
  if (items.length !== found) return { problem: 'brokenArchive' }
  return textBytes(items) > LARGEST_TEXT_BYTES ? { problem: 'tooMuch' } : { items }
}

const textBytes = (items: BatchItem[]) => items.reduce((sum, { text = '' }) => sum + Buffer.byteLength(text), 0)

class TooMuch extends Error {}

/** Folders, and what operating systems leave in archives, are no badges. */
const isBadgeFile = (name: string) => !/(^|\/)__MACOSX\/|(^|\/)(\.[^/]*|Thumbs\.db)$|\/$/.test(name)

function badgeFile(path: string, bytes: Uint8Array | undefined): BatchItem {
  const name = (path.split('/').at(-1) ?? '').slice(0, LONGEST_NAME)
  if (!bytes) return { name, unreadable: 'file-too-large' }
  try {
    return { name, text: extractBadge(bytes).text }
  } catch (error) {
    if (error instanceof UnreadableBadge) return { name, unreadable: error.code }
    throw error
  }
}
