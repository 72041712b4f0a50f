import { expect } from 'chai'
import { svgText } from '../../server/print/svgText.js'
import { runsOf, widthOf } from '../../server/print/typefaces.js'
import { setLargest, wrap } from '../../server/print/wrap.js'

const BOX = { width: 300, lines: 2 }

describe('setting text without a browser', () => {
  it('has letters for every alphabet of our packages', () => {
    for (const name of ['Łukasz Åsæther', 'José Ångström', 'Анна Ковальчук', 'Ελένη', 'Nguyễn Thị Hồng', 'Şahin ğ'])
      for (const face of ['serif', 'sans'] as const) {
        const boxes = runsOf(face, name).flatMap(({ font, text }) =>
          font.layout(text).glyphs.filter(({ id }) => id === 0),
        )
        expect(boxes, `${name} in ${face}`).to.deep.equal([])
      }
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
