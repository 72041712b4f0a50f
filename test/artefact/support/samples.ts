// Long because it is a shelf of small files, each the least that is still of its kind.
import { deflateRawSync } from 'node:zlib'
import sharp from 'sharp'

const text = (...parts: string[]) => Buffer.from(parts.join(''), 'latin1')

export async function aPhoto({ width = 40, height = 20, orientation = 1 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#884422' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Secretcam' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '59/1 54/1 50/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '10/1 44/1 20/1',
      },
    })
    .withMetadata({ orientation })
    .toBuffer()
}

export const aPicture = (format: 'png' | 'gif' | 'webp'): Promise<Buffer> =>
  sharp({ create: { width: 30, height: 30, channels: 3, background: '#224488' } })
    .toFormat(format)
    .toBuffer()

/** A file of a few bytes that claims to unfold into nine hundred million pixels. */
export function aPictureBomb(): Buffer {
  const ihdr = Buffer.alloc(13)
  ihdr.writeUInt32BE(30_000, 0)
  ihdr.writeUInt32BE(30_000, 4)
  ihdr.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    text('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', ihdr),
    pngChunk('IDAT', Buffer.alloc(20)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([text(type), data])
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

export function aPdf({ encrypted = false } = {}): Buffer {
  const secret = `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${'41'.repeat(32)}> /U <${'42'.repeat(32)}> >>`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>',
  ].map((body, at) => `${at + 1} 0 obj\n${body}\nendobj\n`)
  const head = '%PDF-1.4\n'
  const offsets = objects.map((_, at) => head.length + objects.slice(0, at).join('').length)
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const body = head + objects.join('')
  const trailer = `<< /Size 4 /Root 1 0 R ${encrypted ? `/Encrypt ${secret} /ID [<00> <00>]` : ''} >>`
  return text(body, `xref\n0 4\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${body.length}\n%%EOF\n`)
}

export const aBrokenPdf = () => text('%PDF-1.7\nnothing of what should follow\n')

export interface ZipMember {
  name: string
  content?: string | Buffer
  encrypted?: boolean
  deflated?: boolean
}

export function aZip(...members: ZipMember[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content = '', encrypted = false, deflated = false } of members) {
    const raw = Buffer.from(content)
    const data = deflated ? deflateRawSync(raw) : raw
    const shared = Buffer.alloc(26)
    shared.set([20, 0, encrypted ? 1 : 0, 0, deflated ? 8 : 0, 0])
    shared.writeUInt32LE(crc32(raw), 10)
    shared.writeUInt32LE(data.length, 14)
    shared.writeUInt32LE(raw.length, 18)
    shared.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([text('PK\x03\x04'), shared, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([text('PK\x01\x02'), Buffer.from([20, 0]), shared, tail, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(members.length, 8)
  end.writeUInt16LE(members.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, index, end])
}

const MAIN = 'application/vnd.openxmlformats-officedocument'

export function anOfficeFile(kind: 'docx' | 'xlsx' | 'pptx', ...more: ZipMember[]): Buffer {
  const part = {
    docx: 'wordprocessingml.document.main+xml',
    xlsx: 'spreadsheetml.sheet.main+xml',
    pptx: 'presentationml.presentation.main+xml',
  }[kind]
  const types = `<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="${MAIN}.${part}"/></Types>`
  return aZip(
    { name: '[Content_Types].xml', content: types, deflated: true },
    { name: 'main.xml', content: '<x/>' },
    ...more,
  )
}

export function anOpenDocument(
  kind: 'text' | 'spreadsheet' | 'presentation',
  manifest = '<manifest/>',
  ...more: ZipMember[]
) {
  return aZip(
    { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}` },
    { name: 'META-INF/manifest.xml', content: manifest, deflated: true },
    ...more,
  )
}

export const anOldOfficeFile = () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1500)])

const box = (type: string, brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 20]), text(type, brand), Buffer.alloc(4), text(brand)])

export const anMp4 = () => Buffer.concat([box('ftyp', 'isom'), Buffer.alloc(200)])
export const aQuickTimeFilm = () => Buffer.concat([box('ftyp', 'qt  '), Buffer.alloc(200)])
export const anM4a = () => Buffer.concat([box('ftyp', 'M4A '), Buffer.alloc(200)])
export const aHeic = () => Buffer.concat([box('ftyp', 'heic'), Buffer.alloc(200)])
export const anMp3 = () =>
  Buffer.concat([
    text('ID3\x03\x00\x00\x00\x00\x00\x0a'),
    Buffer.alloc(10),
    Buffer.from('fffb9064', 'hex'),
    Buffer.alloc(800),
  ])
export const aWav = () => Buffer.concat([text('RIFF\x24\x00\x00\x00WAVEfmt '), Buffer.alloc(200)])
export const anOgg = () => Buffer.concat([text('OggS\x00\x02'), Buffer.alloc(22), text('OpusHead'), Buffer.alloc(200)])
export const aWebm = (codec: 'V_VP8' | 'A_OPUS') =>
  Buffer.concat([
    Buffer.from('1a45dfa3', 'hex'),
    Buffer.from([0x87, 0x42, 0x82, 0x84]),
    text('webm'),
    text(codec),
    Buffer.alloc(200),
  ])

export const aWindowsProgram = () => Buffer.concat([text('MZ'), Buffer.alloc(600)])
export const aLinuxProgram = () => Buffer.concat([text('\x7fELF\x02\x01\x01'), Buffer.alloc(600)])
