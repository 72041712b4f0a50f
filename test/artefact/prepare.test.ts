import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { expect } from 'chai'
import sharp from 'sharp'
import { Refused } from '../../server/artefact/accepted.js'
import { prepare } from '../../server/artefact/prepare.js'
import type { StagedFile } from '../../server/platform/files.js'
import * as a from './support/samples.js'

describe('preparing an upload', () => {
  const staged = (bytes: Buffer): StagedFile => ({
    digest: '',
    length: bytes.length,
    open: (range = { start: 0, end: bytes.length }) =>
      Readable.from([bytes.subarray(range.start, range.end)], { objectMode: false }),
    keep: async () => ({ digest: '', length: bytes.length }),
    discard: async () => {},
  })
  const prepared = (bytes: Buffer | string, name = 'upload.bin') => prepare(staged(Buffer.from(bytes)), name)
  const refusal = async (bytes: Buffer | string) => {
    const error = await prepared(bytes).catch(failure => failure)
    expect(error).to.be.instanceOf(Refused)
    return (error as Refused).reason
  }
  const replacement = async (bytes: Buffer | string, name?: string) =>
    Buffer.concat(await (await prepared(bytes, name)).replacement!.toArray())

  describe('knows a file by its content, whatever its name says', () => {
    const kinds: [string, () => Buffer | Promise<Buffer>][] = [
      ['image/jpeg', () => a.aPhoto()],
      ['image/png', () => a.aPicture('png')],
      ['image/gif', () => a.aPicture('gif')],
      ['image/webp', () => a.aPicture('webp')],
      ['audio/mpeg', a.anMp3],
      ['audio/mp4', a.anM4a],
      ['audio/wav', a.aWav],
      ['audio/ogg', a.anOgg],
      ['audio/webm', () => a.aWebm('A_OPUS')],
      ['video/webm', () => a.aWebm('V_VP8')],
      ['video/mp4', a.anMp4],
      ['video/quicktime', a.aQuickTimeFilm],
      ['application/pdf', () => a.aPdf()],
      ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', () => a.anOfficeFile('docx')],
      ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', () => a.anOfficeFile('xlsx')],
      ['application/vnd.openxmlformats-officedocument.presentationml.presentation', () => a.anOfficeFile('pptx')],
      ['application/vnd.oasis.opendocument.text', () => a.anOpenDocument('text')],
      ['application/vnd.oasis.opendocument.spreadsheet', () => a.anOpenDocument('spreadsheet')],
      ['application/vnd.oasis.opendocument.presentation', () => a.anOpenDocument('presentation')],
      ['text/plain', () => Buffer.from('Eleven of them read aloud.')],
    ]
    for (const [mediaType, make] of kinds)
      it(mediaType, async () => {
        expect((await prepared(await make(), 'report.exe')).mediaType).to.equal(mediaType)
      })
  })

  describe('refuses, with the reason', () => {
    const reasons: [string, string, () => Buffer | string][] = [
      ['empty', 'a file with nothing in it', () => ''],
      ['webPage', 'a web page', () => '\n <!DOCTYPE html><html><body onload=alert(1)>'],
      ['webPage', 'a page that begins with a script', () => '<script>alert(1)</script>'],
      ['webPage', 'a page in UTF-16', () => Buffer.from('\ufeff<html><script>alert(1)</script>', 'utf16le')],
      ['webPage', 'XML', () => '<?xml version="1.0"?><data/>'],
      ['drawing', 'an SVG drawing', () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
      [
        'drawing',
        'an SVG drawing behind a prologue',
        () => '<?xml version="1.0"?>\n<!-- a --><!-- b -->\n<svg onload="x()"/>',
      ],
      ['program', 'a Windows program', a.aWindowsProgram],
      ['program', 'a Linux program', a.aLinuxProgram],
      ['program', 'a shell script', () => '#!/bin/sh\nrm -rf ~\n'],
      ['program', 'a Java archive', () => a.aZip({ name: 'META-INF/MANIFEST.MF' }, { name: 'A.class' })],
      ['archive', 'a ZIP archive', () => a.aZip({ name: 'notes.txt', content: 'hello' })],
      ['archive', 'a gzip archive', () => Buffer.from('1f8b0800000000000003', 'hex')],
      [
        'archive',
        'a ZIP archive without a directory',
        () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(60)]),
      ],
      ['macros', 'a document with macros', () => a.anOfficeFile('docx', { name: 'word/vbaProject.bin' })],
      [
        'macros',
        'an ODF document with macros',
        () => a.anOpenDocument('text', '<m/>', { name: 'Basic/script-lb.xml' }),
      ],
      ['encrypted', 'an archive member with a password', () => a.anOfficeFile('docx', { name: 'x', encrypted: true })],
      ['encrypted', 'an ODF document with a password', () => a.anOpenDocument('text', '<manifest:encryption-data/>')],
      ['encrypted', 'a PDF with a password', () => a.aPdf({ encrypted: true })],
      ['broken', 'a damaged PDF', a.aBrokenPdf],
      [
        'broken',
        'a damaged picture',
        () => Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(40)]),
      ],
      ['hugePicture', 'a decompression bomb', a.aPictureBomb],
      ['oldOffice', 'an old or locked Office file', a.anOldOfficeFile],
      ['richText', 'a rich text file', () => '{\\rtf1\\ansi hello}'],
      ['heic', 'a HEIC photo', a.aHeic],
      ['unknown', 'bytes that are nothing', () => Buffer.from('00010203fefdfc', 'hex')],
    ]
    for (const [reason, what, make] of reasons)
      it(what, async () => {
        expect(await refusal(make())).to.equal(reason)
      })

    it('an office document whose account of itself unfolds without end', async () => {
      const bomb = a.aZip({ name: '[Content_Types].xml', content: Buffer.alloc(8_000_000, 'a'), deflated: true })
      expect(await refusal(bomb)).to.equal('broken')
    })

    it('quickly, a drawing that is hidden behind thousands of comments', async () => {
      expect(await refusal(`<?xml version="1.0"?>${'<!-- -->'.repeat(500)}<html>`)).to.equal('webPage')
    })
  })

  describe('a photo', () => {
    it('loses where, when and with what it was taken', async () => {
      const photo = await a.aPhoto()
      expect(photo.includes('Secretcam')).to.equal(true)
      const clean = await replacement(photo)
      expect((await sharp(clean).metadata()).exif).to.equal(undefined)
      expect(clean.includes('Secretcam')).to.equal(false)
    })

    it('stands upright afterwards', async () => {
      const { width, height } = await sharp(await replacement(await a.aPhoto({ orientation: 6 }))).metadata()
      expect([width, height]).to.deep.equal([20, 40])
    })

    it('gets a small picture of its own', async () => {
      const { thumbnail } = await prepared(await a.aPhoto({ width: 3000, height: 1500 }))
      const { format, width, height } = await sharp(thumbnail).metadata()
      expect({ format, width, height }).to.deep.equal({ format: 'webp', width: 960, height: 480 })
    })
  })

  it('draws the first page of a PDF', async () => {
    const { thumbnail } = await prepared(await readFile('server/demo/files/looking-protocol.pdf'))
    const { format, height } = await sharp(thumbnail).metadata()
    expect({ format, height }).to.deep.equal({ format: 'webp', height: 960 })
  })

  describe('text', () => {
    it('is labelled by its name, within what text can be', async () => {
      expect((await prepared('# Notes', 'notes.md')).mediaType).to.equal('text/markdown')
      expect((await prepared('a;b', 'table.csv')).mediaType).to.equal('text/csv')
      expect((await prepared('plain', 'page.html')).mediaType).to.equal('text/plain')
    })

    it('is kept as it is when it is UTF-8', async () => {
      expect((await prepared('blåbær og tenksomhet')).replacement).to.equal(undefined)
    })

    it('is turned into UTF-8 from what Excel writes', async () => {
      expect(String(await replacement(Buffer.from('bl\xe5b\xe6r;1', 'latin1')))).to.equal('blåbær;1')
    })

    it('is turned into UTF-8 from UTF-16', async () => {
      expect(String(await replacement(Buffer.from('\ufeffblåbær', 'utf16le')))).to.equal('blåbær')
    })
  })
})
