import { expect } from 'chai'
import { isolated } from '../../server/print/readingOrder.js'
import { svgText } from '../../server/print/svgText.js'
import { canPrint, runsOf, widthOf } from '../../server/print/typefaces.js'
import { setLargest, wrap } from '../../server/print/wrap.js'

const BOX = { width: 300, lines: 2 }
const NAMES = [
  ...['Łukasz Åsæther', 'José Ångström', 'Анна Ковальчук', 'Ελένη', 'Nguyễn Thị Hồng', 'Şahin ğ', 'محمد علي', 'דוד'],
  ...['प्रियंका क्षत्रिय', 'নাজমা বেগম', 'சுப்பிரமணியன்', 'สมชาย ใจดี', 'ሰላም ተስፋዬ', 'ნინო', 'Արամ'],
  ...['王小明', '張偉德', '田中 さくら ユキ', '김민수', 'Ada 🌻', '👩‍🏫'],
]

/** As it is handed to the fonts. */
const textOf = (line: string) =>
  runsOf('sans', line)
    .map(({ text }) => text)
    .join('')

/** As it stands on the paper, from left to right. */
const seen = (line: string) =>
  runsOf('sans', line)
    .flatMap(({ font, text }) => font.layout(text).glyphs.flatMap(({ codePoints }) => codePoints))
    .map(codePoint => String.fromCodePoint(codePoint))
    .join('')

describe('setting text without a browser', () => {
  it('has a letter, not a box, for whatever alphabet a name is written in', () => {
    for (const name of NAMES)
      for (const face of ['serif', 'sans'] as const) {
        const boxes = runsOf(face, name).flatMap(({ font, text }) =>
          font.layout(text).glyphs.filter(({ id }) => id === 0),
        )
        expect(boxes, `${name} in ${face}`).to.deep.equal([])
        expect(canPrint(name), name).to.equal(true)
      }
  })

  it('says in brackets that letters are left out, once for many', () => {
    expect(textOf('Ada ꦗꦮ Berg')).to.equal('Ada […] Berg')
    expect(canPrint('Ada ꦗꦮ Berg')).to.equal(false)
  })

  it('sets what is read from the right from the right, and numbers and names in it from the left', () => {
    expect(seen('אבג (דה) Ada 12')).to.equal('Ada 12 (הד) גבא')
    expect(seen('Ada (אבג) Berg')).to.equal('Ada (גבא) Berg')
    expect(seen('مر ١٢٣')).to.equal('١٢٣ رم')
  })

  it('lets a name in a sentence change nothing but itself', () => {
    expect(seen(`By ${isolated('אבג')} · 2026`)).to.equal('By גבא · 2026')
    const meddling = `By ${isolated('Ada\u202e\u2067')} · 2026`
    expect(seen(meddling)).to.equal('By Ada · 2026')
  })

  it('writes the signs of one name in one East Asian hand', () => {
    for (const name of ['田中さくら', '王小明', '김민수', '張偉德']) {
      const families = new Set(runsOf('sans', name).map(({ file }) => file.split('/')[1]))
      expect(families.size, name).to.equal(1)
    }
  })

  it('is of the usual weight also where a font begins with its thinnest', () => {
    const [run] = runsOf('sans', 'ו')
    const { minX, maxX } = run!.font.layout('ו').glyphs[0]!.bbox
    // Of a vav, little more than a stem: 36 units where it is thinnest, some ninety where it is usual.
    expect(maxX - minX).to.be.above(80)
  })

  it('draws outlines, so that no font need be installed', () => {
    const svg = svgText('Ødegård', { face: 'serif', size: 20, x: 0, y: 20, colour: '#000' })
    expect(svg.match(/<path /g)).to.have.length(7)
    expect(svg).not.to.contain('<text')
  })

  it('never makes a line wider than there is room, whatever the word', () => {
    for (const text of ['one two three four five six seven eight nine ten eleven', 'x'.repeat(400), 'ø '.repeat(90)])
      for (const line of wrap('sans', text, 30, BOX)) expect(widthOf('sans', line, 30)).to.be.at.most(300)
  })

  it('ends with a sign that something is left out, and only then', () => {
    const long = wrap('serif', 'one two three four five six seven eight nine ten eleven twelve', 30, BOX)
    expect(long).to.have.length(2)
    expect(long[1]).to.match(/…$/)
    expect(wrap('serif', 'one two', 30, BOX)).to.deep.equal(['one two'])
  })

  it('takes the largest size in which all of it fits', () => {
    expect(setLargest('serif', 'Short', [60, 40, 20], BOX).size).to.equal(60)
    expect(setLargest('serif', 'A title that is rather longer', [60, 40, 20], BOX).size).to.equal(40)
  })
})
