import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import { readOffice } from '../../server/preflight/office.js'
import type { FileReading } from '../../server/preflight/reading.js'
import { aDocx, anOdt, anXlsx, aPptx } from './files.js'

const PUT = [
  { term: 'Charlotte', put: '[learner A]' },
  { term: 'Northgate', put: '[my school]' },
  { term: 'ada@northgate.example', put: '[an e-mail address]' },
]

const partsOf = ({ clean }: FileReading) =>
  new Map(Object.entries(unzipSync(clean!)).map(([name, bytes]) => [name, strFromU8(bytes, true)]))
const everything = (reading: FileReading) => [...partsOf(reading).values()].join('\n')
const said = ({ passages }: FileReading) => passages.map(({ text }) => text)

describe('an Office document', () => {
  it('is read paragraph by paragraph, however its words are cut into runs', () => {
    const reading = readOffice(aDocx(), [])
    expect(said(reading)).to.include.members([
      'Our class at Northgate wrote',
      'Charlotte & I looked.',
      'Charlotte at the board',
      'Ask Charlotte',
    ])
    const placeOf = (text: string) => reading.passages.find(passage => passage.text === text)?.place
    expect(placeOf('Charlotte & I looked.')).to.deep.equal({ kind: 'paragraph', number: 2 })
    expect(placeOf('Charlotte at the board')).to.deep.equal({ kind: 'description' })
    expect(placeOf('Ask Charlotte')).to.deep.equal({ kind: 'comment' })
    expect(placeOf('mailto:ada@northgate.example')).to.deep.equal({ kind: 'link' })
  })

  it('counts slides as they are shown, not as they are filed', () => {
    const slides = readOffice(aPptx(), []).passages.filter(({ place }) => place.kind === 'slide')
    expect(slides).to.deep.include({ place: { kind: 'slide', number: 2 }, text: 'By Ada Planted' })
  })

  for (const [kind, file] of Object.entries({ docx: aDocx, xlsx: anXlsx, odt: anOdt }))
    it(`gives a ${kind} copy that says nothing of who made it`, () => {
      expect(everything(readOffice(file(), []))).not.to.match(/Planted|00AB12CD|2024-05-06|ada@northgate\.example"\/>/)
    })

  it('gives a pptx copy whose properties and comment authors are nobody’s, and leaves its words alone', () => {
    const parts = partsOf(readOffice(aPptx(), []))
    expect(parts.get('ppt/slides/slide1.xml')).to.include('By Ada Planted')
    parts.delete('ppt/slides/slide1.xml')
    expect([...parts.values()].join('\n')).not.to.include('Planted')
  })

  it('replaces terms in every part, over the borders of runs, and lets addresses lead nowhere', () => {
    const parts = partsOf(readOffice(aDocx(), PUT))
    expect(parts.get('word/document.xml')).to.include('<w:t>Our class at [my school]</w:t>')
    expect(parts.get('word/document.xml')).to.include('[learner A] &amp; I looked.')
    expect(parts.get('word/document.xml')).to.include('descr="[learner A] at the board"')
    expect(parts.get('word/_rels/document.xml.rels')).to.include('Target="about:blank"')
    expect([...parts.values()].join('\n')).not.to.match(/Charlotte|Northgate|northgate\.example/)
    expect(everything(readOffice(anXlsx(), PUT))).not.to.match(/Charlotte/)
  })

  it('leaves out small pictures and printer settings with all that points to them', () => {
    const docx = partsOf(readOffice(aDocx(), []))
    expect([...docx.keys()]).not.to.include('docProps/thumbnail.jpeg')
    expect(docx.get('_rels/.rels')).not.to.include('thumbnail')
    const xlsx = partsOf(readOffice(anXlsx(), []))
    expect([...xlsx.keys()].filter(name => name.includes('printer'))).to.deep.equal([])
    expect(xlsx.get('xl/worksheets/sheet1.xml')).to.include('<pageSetup orientation="portrait"/>')
  })

  it('keeps the type of an OpenDocument first and uncompressed', () => {
    const { clean } = readOffice(anOdt(), [])
    expect(strFromU8(clean!.subarray(30, 38))).to.equal('mimetype')
    expect(strFromU8(clean!.subarray(38, 77), true)).to.equal('application/vnd.oasis.opendocument.text')
    expect(partsOf({ passages: [], notes: [], clean: clean! }).get('META-INF/manifest.xml')).not.to.include(
      'Thumbnails',
    )
  })

  it('opens a document within a document', () => {
    const reading = readOffice(aDocx({ 'word/embeddings/inner.docx': aDocx() }), PUT)
    const inner = unzipSync(reading.clean!)['word/embeddings/inner.docx']!
    expect(everything({ passages: [], notes: [], clean: inner })).not.to.match(/Planted|Charlotte/)
  })

  it('says which pictures and objects were not read', () => {
    const reading = readOffice(aDocx({ 'word/embeddings/oleObject1.bin': new Uint8Array([1]) }), [])
    expect(reading.notes).to.have.members(['picturesUnread', 'embeddedUnread'])
  })

  it('gives the same bytes for the same document', () => {
    expect(readOffice(aDocx(), PUT).clean).to.deep.equal(readOffice(aDocx(), PUT).clean)
  })

  it('throws on what is no archive', () => expect(() => readOffice(new Uint8Array([1, 2, 3]), [])).to.throw())
})
