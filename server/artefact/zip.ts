/** One file in a ZIP archive, as its central directory tells (PKWARE APPNOTE 4.3.12). */
export interface ZipEntry {
  name: string
  isEncrypted: boolean
  /** 0 stored, 8 deflated. */
  method: number
  compressedLength: number
  /** Where its local header begins. */
  offset: number
}

export interface ZipEnd {
  directoryOffset: number
  directoryLength: number
}

const END_SIGNATURE = 0x06054b50
const ENTRY_SIGNATURE = 0x02014b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const LOCAL_HEADER_LENGTH = 30

/** The end record is within this many bytes of the end (a comment of 65,535 bytes may follow it). */
export const ZIP_TAIL_BYTES = END_LENGTH + 65_535

/** APPNOTE 4.3.16, searched from the back. */
export function findZipEnd(tail: Buffer): ZipEnd | undefined {
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_SIGNATURE)
      return { directoryLength: tail.readUInt32LE(at + 12), directoryOffset: tail.readUInt32LE(at + 16) }
  }
  return undefined
}

/** The entries, as many as are whole: a damaged directory simply ends early. */
export function readZipDirectory(directory: Buffer): ZipEntry[] {
  const entries: ZipEntry[] = []
  let at = 0
  while (at + ENTRY_LENGTH <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE) {
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const commentLength = directory.readUInt16LE(at + 32)
    entries.push({
      isEncrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      compressedLength: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength),
    })
    at += ENTRY_LENGTH + nameLength + extraLength + commentLength
  }
  return entries
}

/** Where the bytes of an entry begin, read from the 30 bytes of its local header (APPNOTE 4.3.7). */
export function contentOffset(entry: ZipEntry, localHeader: Buffer): number {
  return entry.offset + LOCAL_HEADER_LENGTH + localHeader.readUInt16LE(26) + localHeader.readUInt16LE(28)
}

export const ZIP_LOCAL_HEADER_BYTES = LOCAL_HEADER_LENGTH
