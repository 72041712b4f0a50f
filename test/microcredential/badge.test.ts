import { expect } from 'chai'
import sharp from 'sharp'
import { drawBadge } from '../../server/microcredential/badge/drawBadge.js'
import { BADGE_ICONS } from '../../server/microcredential/badge/icons.js'
import { fittingSize } from '../../server/microcredential/badge/lettering.js'
import { outlineOf } from '../../server/microcredential/badge/outline.js'
import { rasterise } from '../../server/microcredential/badge/raster.js'
import { badgeFromUpload, UnfitImage } from '../../server/microcredential/badge/uploaded.js'
import { BADGE_COLOURS, BADGE_SHAPES, type BadgeDesign } from '../../server/microcredential/index.js'
import { iconPaths } from '../../server/web/icons.js'

const design = (over: Partial<BadgeDesign> = {}): BadgeDesign => ({
  ...{ shape: 'hexagon', colour: 'spruce', icon: 'timer', text: 'Ten seconds' },
  ...over,
})
const draw = (over: Partial<BadgeDesign> = {}, seed = 'waiting', look = {}) =>
  drawBadge(design(over), seed, iconPaths(design(over).icon), look)

describe('a badge image', () => {
  it('is drawn the same each time', () => {
    expect(draw()).to.equal(draw())
  })

  it('is woven differently for each micro-credential', () => {
    const drawings = Array.from({ length: 60 }, (_, i) => draw({}, `micro-credential-${i}`))
    expect(new Set(drawings)).to.have.property('size', 60)
  })

  it('stays light enough for a page full of them', () => {
    for (const shape of BADGE_SHAPES) expect(draw({ shape }).length).to.be.below(48_000)
  })

  it('refers to nothing outside of itself and runs nothing', () => {
    const svg = draw()
    expect(svg).not.to.match(/<script|<foreignObject|<image|on\w+=|href="[^#]|url\([^#]/)
  })

  it('prints words as words', () => {
    const svg = draw({ text: '<b>"&\'</b>' })
    expect(svg).to.include('&lt;b&gt;&quot;&amp;')
    expect(svg).not.to.include('<b>')
  })

  it('has no plate where there are no words', () => {
    expect(draw({ text: '  ' })).not.to.include('<text')
  })

  it('is drawn in one ink when asked to', () => {
    const colours = new Set(draw({ colour: 'plum' }, 'waiting', { oneInk: true }).match(/#[0-9a-f]{6}/g))
    expect([...colours].sort()).to.deep.equal(['#000000', '#ffffff'])
  })

  for (const shape of BADGE_SHAPES)
    it(`keeps the whole ${shape} inside of its square`, () => {
      const outline = outlineOf(shape)
      for (let i = 0; i < 200; i++) {
        const { x, y } = outline.at(i / 200, 1)
        expect(Math.min(x, y)).to.be.at.least(0)
        expect(Math.max(x, y)).to.be.at.most(512)
      }
    })

  it('becomes a PNG of the size asked for, clear around the badge', async () => {
    for (const size of [64, 512]) {
      const { data, info } = await sharp(await rasterise(draw(), size))
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect([info.width, info.height, info.channels]).to.deep.equal([size, size, 4])
      expect(data[3]).to.equal(0)
    }
  })

  it('shows a dark icon on a light field in every colour, at 64 pixels', async () => {
    for (const colour of BADGE_COLOURS) {
      const png = await rasterise(draw({ colour, icon: 'sprout', text: '' }), 64)
      const field = await sharp(png).extract({ left: 18, top: 18, width: 28, height: 28 }).greyscale().stats()
      const { min, max } = field.channels[0]!
      expect(max - min, colour).to.be.above(120)
    }
  })

  it('draws every icon of the designer', () => {
    for (const icon of BADGE_ICONS) expect(draw({ icon })).to.include(iconPaths(icon))
  })

  it('sets long words smaller, so that they fit in the widest of fonts', () => {
    expect(fittingSize('Hi', 300)).to.equal(40)
    const size = fittingSize('Matematiske samtaler', 300)
    expect(size).to.be.within(17, 24)
  })
})

describe('an uploaded badge image', () => {
  const png = (width: number, height = width) =>
    sharp({ create: { width, height, channels: 3, background: '#336699' } })
      .png()
      .toBuffer()
  const svg = (inside: string, box = 'viewBox="0 0 100 100" width="100" height="100"') =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${box}>${inside}</svg>`,
    )
  const reason = async (bytes: Buffer) => {
    try {
      await badgeFromUpload(bytes)
    } catch (error) {
      if (error instanceof UnfitImage) return error.reason
      throw error
    }
    return undefined
  }

  it('becomes an SVG of ours that shows the same picture', async () => {
    const pixels = await sharp(await rasterise(await badgeFromUpload(await png(300)), 64))
      .raw()
      .toBuffer()
    expect([...pixels.subarray(0, 3)]).to.deep.equal([0x33, 0x66, 0x99])
  })

  it('loses every script and every reference on its way', async () => {
    const hostile = svg(
      '<script>alert(1)</script><rect width="100" height="100" fill="red" onclick="alert(2)"/>' +
        '<image xlink:href="file:///etc/passwd"/><image href="http://127.0.0.1/x.png"/>' +
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="alert(3)"/></foreignObject>',
    )
    const kept = await badgeFromUpload(hostile)
    expect(kept).not.to.match(/script|onclick|onload|file:|127\.0\.0\.1|foreignObject/)
    expect(kept.match(/href="([^,]*),/)?.[1]).to.equal('data:image/png;base64')
  })

  it('is refused when it is not square, too small, or no image', async () => {
    expect(await reason(await png(300, 400))).to.equal('notSquare')
    expect(await reason(await png(200))).to.equal('tooSmall')
    expect(await reason(Buffer.from('%PDF-1.7'))).to.equal('notImage')
    expect(await reason(Buffer.alloc(0))).to.equal('notImage')
    expect(
      await reason(
        await sharp(await png(300))
          .jpeg()
          .toBuffer(),
      ),
    ).to.equal('notImage')
  })

  it('is refused when it would be drawn far too large', async () => {
    expect(await reason(svg('<rect width="9" height="9"/>', 'width="90000" height="90000"'))).to.equal('notImage')
  })

  it('cannot grow out of bounds by entities that hold entities', async () => {
    const bomb = Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "${'x'.repeat(1000)}">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${`&${String.fromCharCode(97 + i)};`.repeat(10)}">`).join('')}]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><text>&j;</text></svg>`,
    )
    const started = process.hrtime.bigint()
    await reason(bomb)
    expect(Number(process.hrtime.bigint() - started) / 1e9).to.be.below(6)
  })
})
