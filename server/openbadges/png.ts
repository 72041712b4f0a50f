import { crc32 } from 'node:zlib'
import { UnreadableBadge } from './unreadable.js'

/** A small PNG codec (W3C PNG 3, clause 5): enough to carry a badge, strict about all that it reads. */
const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Length, type and CRC of a chunk. */
const CHUNK_OVERHEAD = 12

export interface Chunk {
  type: string
  data: Uint8Array
}

export function isPng(file: Uint8Array): boolean {
  return Buffer.from(file.subarray(0, SIGNATURE.length)).equals(SIGNATURE)
}

/** The chunks in order, from IHDR to IEND; what follows IEND is no part of the image. Throws Invalid. */
export function readPng(png: Uint8Array): Chunk[] {
  if (!isPng(png)) throw new UnreadableBadge('png-not')
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; chunks.at(-1)?.type !== 'IEND'; ) {
    const chunk = readChunk(png, at)
    chunks.push(chunk)
    at += CHUNK_OVERHEAD + chunk.data.length
  }
  if (chunks[0]?.type !== 'IHDR') throw new UnreadableBadge('png-start')
  return chunks
}

export function writePng(chunks: Chunk[]): Uint8Array {
  return new Uint8Array(Buffer.concat([SIGNATURE, ...chunks.map(writeChunk)]))
}

function readChunk(png: Uint8Array, at: number): Chunk {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength)
  const end = at + CHUNK_OVERHEAD
  const length = end <= bytes.length ? bytes.readUInt32BE(at) : Number.POSITIVE_INFINITY
  if (end + length > bytes.length) throw new UnreadableBadge('png-cut')
  const typeAndData = bytes.subarray(at + 4, at + 8 + length)
  if (crc32(typeAndData) !== bytes.readUInt32BE(at + 8 + length)) {
    throw new UnreadableBadge('png-damaged')
  }
  return { type: typeAndData.toString('latin1', 0, 4), data: typeAndData.subarray(4) }
}

function writeChunk({ type, data }: Chunk): Buffer {
  const typeAndData = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(typeAndData))
  return Buffer.concat([length, typeAndData, crc])
}
