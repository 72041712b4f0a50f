import { inflateSync } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect } from 'chai'
import { readPdf } from '../../server/preflight/readPdf.js'
import { aPdf } from './files.js'

/** The bytes and every stream in them that inflates. */
function allOf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('latin1')
  const streams = [...raw.matchAll(/stream\r?\n/g)].map(({ index, 0: mark }) => {
    try {
      return inflateSync(Buffer.from(bytes.subarray(index + mark.length)), { finishFlush: 2 }).toString('latin1')
    } catch {
      return ''
    }
  })
  return [raw, ...streams].join('\n').replaceAll('\0', '')
}

describe('a PDF', function () {
  this.timeout(20_000)

  it('is read page by page, with its comments and the addresses behind its links', async () => {
    const { passages } = await readPdf(await aPdf())
    const pages = passages.filter(({ place }) => place.kind === 'page')
    expect(pages.map(({ text, place }) => [place.number, text.trim()])).to.deep.equal([
      [1, 'Charlotte read at Northgate.'],
      [2, 'Nothing here.'],
    ])
    expect(passages).to.deep.include({ place: { kind: 'comment', number: 2 }, text: 'Ask Charlotte about this' })
    expect(passages).to.deep.include({ place: { kind: 'link', number: 2 }, text: 'https://ada-planted.example/' })
  })

  it('gives a copy without Info, comment authors and attached files, with the same words on the same pages', async () => {
    const original = await aPdf()
    expect(allOf(original)).to.include('Planted')
    const { clean, notes } = await readPdf(original)
    expect(allOf(clean!)).not.to.include('Planted')
    expect(notes).to.deep.equal(['attachmentsLeftOut'])
    const again = await readPdf(clean!)
    expect(again.passages.filter(({ place }) => place.kind === 'page')).to.have.length(2)
    expect(again.notes).to.deep.equal([])
  })

  it('leaves nothing of earlier versions in the copy', async () => {
    const document = await PDFDocument.load(await aPdf())
    const orphan = document.context.obj({ Secret: 'x' } as never)
    document.context.register(orphan)
    document.setAuthor('Ada Planted, before')
    const { clean } = await readPdf(await document.save({ useObjectStreams: false }))
    expect(allOf(clean!)).not.to.match(/Secret|Planted/)
  })

  it('gives the same bytes for the same file', async () => {
    const original = await aPdf()
    expect((await readPdf(original)).clean).to.deep.equal((await readPdf(original)).clean)
  })

  it('says that a page without words was not read', async () => {
    expect((await readPdf(await aPdf(['']))).notes).to.include('picturesUnread')
  })

  it('opens one that is only protected against change, and says so when it cannot', async () => {
    const { clean, notes } = await readPdf(
      await aPdf(['Charlotte'], { ownerPassword: 'secret', permissions: { modifying: false } }),
    )
    expect(clean === undefined ? notes : []).to.deep.equal(clean === undefined ? ['locked', 'x'] : [])
    expect(clean && allOf(clean)).not.to.include('Planted')
  })

  it('says that a broken one could not be read', async () => {
    expect(await readPdf(new TextEncoder().encode('%PDF-1.4 and then nothing'))).to.deep.equal({
      passages: [],
      notes: ['broken'],
    })
  })
})
