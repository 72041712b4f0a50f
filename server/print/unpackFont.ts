import { create, type Font, type FontPoint, type UnpackedGlyph } from 'fontkit'

const KEPT = ['GDEF', 'GPOS', 'GSUB', 'OS/2', 'cmap', 'head', 'hhea', 'maxp', 'name', 'post'] as const
const USUAL_WEIGHT = 400
const NUMBER_OF_ADVANCES = 34
const LONG_OFFSETS = { at: 50, value: 1 }
/** OpenType 1.9, "Table directory": a multiple of four. */
const ALIGNMENT = 4

/**
 * A font of the packages as plain TrueType, at its usual weight: pdfkit takes its subsets out of `glyf`, which woff2
 * stores in a form of its own. The outlines are written anew, everything that counts glyphs stays as it was.
 */
export function unpackFont(packed: Buffer): Buffer {
  const font = atUsualWeight(packed)
  const tables = new Map<string, Buffer>(Object.entries({ ...outlines(font), hmtx: advances(font) }))
  for (const tag of KEPT) if (font.directory.tables[tag]) tables.set(tag, tableOf(font, tag))
  tables.get('head')!.writeInt16BE(LONG_OFFSETS.value, LONG_OFFSETS.at)
  tables.get('hhea')!.writeUInt16BE(font.numGlyphs, NUMBER_OF_ADVANCES)
  return assemble(tables)
}

/**
 * Some packages begin at the thinnest weight, and fontkit varies only what is not packed: so its own arithmetic is used
 * on the points that it unpacked. What follows (outlines, advances) is then at that weight.
 */
function atUsualWeight(packed: Buffer): Font {
  const font = create(packed)
  const { wght } = font.variationAxes
  if (!wght || wght.default === USUAL_WEIGHT) return font
  const varied = create(packed)
  varied.variationCoords = [USUAL_WEIGHT]
  font.getGlyph(0)
  for (const [id, glyph] of font._transformedGlyphs.entries()) vary(varied, id, glyph)
  varied._transformedGlyphs = font._transformedGlyphs
  return varied
}

function vary(font: Font, id: number, { points = [], components = [] }: UnpackedGlyph): void {
  const placed = components.map(({ dx, dy }) => aPoint(dx, dy))
  // HVAR says how the four points without ink move (OpenType 1.9, glyf, "Phantom points").
  const phantoms = Array.from({ length: 4 }, () => aPoint(0, 0))
  font._variationProcessor.transformPoints(id, [...points, ...placed, ...phantoms])
  for (const [i, component] of components.entries()) Object.assign(component, { dx: placed[i]!.x, dy: placed[i]!.y })
}

const aPoint = (x: number, y: number): FontPoint => ({ x, y, endContour: true, copy: () => aPoint(x, y) })

/** OpenType 1.9, hmtx: advance and left bearing of each glyph. */
function advances(font: Font): Buffer {
  return words(
    Array.from({ length: font.numGlyphs }, (_, id) => {
      const glyph = font.getGlyph(id)
      const { minX } = glyph.bbox
      return [Math.round(glyph.advanceWidth), Number.isFinite(minX) ? Math.round(minX) : 0]
    }).flat(),
  )
}

function tableOf(font: Font, tag: string): Buffer {
  const { buffer, pos } = font._getTableStream(tag)
  return Buffer.from(buffer.subarray(pos, pos + font.directory.tables[tag]!.length))
}

function outlines(font: Font): { glyf: Buffer; loca: Buffer } {
  const glyphs = Array.from({ length: font.numGlyphs }, (_, id) => simpleGlyph(contoursOf(font, id)))
  const loca = Buffer.alloc((glyphs.length + 1) * 4)
  let end = 0
  for (const [id, glyph] of glyphs.entries()) {
    end += glyph.length
    loca.writeUInt32BE(end, (id + 1) * 4)
  }
  return { glyf: Buffer.concat(glyphs), loca }
}

interface Point {
  x: number
  y: number
  isOnCurve: boolean
}

function contoursOf(font: Font, id: number): Point[][] {
  const contours: Point[][] = []
  for (const { command, args } of font.getGlyph(id).path.commands) {
    if (command === 'moveTo') contours.push([])
    for (let i = 0; i < args.length; i += 2)
      contours.at(-1)!.push({
        x: Math.round(args[i]!),
        y: Math.round(args[i + 1]!),
        isOnCurve: i === args.length - 2,
      })
  }
  return contours
}

/** OpenType 1.9, glyf, "Simple glyph": flags of one byte, coordinates of two, no instructions. */
function simpleGlyph(contours: Point[][]): Buffer {
  const points = contours.flat()
  if (points.length === 0) return Buffer.alloc(0)
  const xs = points.map(({ x }) => x)
  const ys = points.map(({ y }) => y)
  const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  let last = -1
  const ends = contours.map(contour => (last += contour.length))
  const parts = [words([contours.length, ...box, ...ends, 0]), flags(points), words(steps(xs)), words(steps(ys))]
  return padded(Buffer.concat(parts))
}

const flags = (points: Point[]) => Buffer.from(points.map(({ isOnCurve }) => (isOnCurve ? 1 : 0)))
const steps = (values: number[]) => values.map((value, i) => value - (values[i - 1] ?? 0))

function words(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [i, value] of values.entries()) bytes.writeInt16BE(value, i * 2)
  return bytes
}

const padded = (bytes: Buffer) =>
  Buffer.concat([bytes, Buffer.alloc((ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT)])

/** Checksums stay zero: nothing that reads fonts out of a PDF looks at them. */
function assemble(tables: Map<string, Buffer>): Buffer {
  const tags = [...tables.keys()].sort()
  const directory = Buffer.alloc(12 + 16 * tags.length)
  const powers = Math.floor(Math.log2(tags.length))
  directory.writeUInt32BE(0x0001_0000, 0)
  const searchRange = 16 * 2 ** powers
  words([tags.length, searchRange, powers, 16 * tags.length - searchRange]).copy(directory, 4)
  let offset = directory.length
  for (const [i, tag] of tags.entries()) {
    const { length } = tables.get(tag)!
    directory.write(tag.padEnd(4), 12 + 16 * i, 'latin1')
    directory.writeUInt32BE(offset, 20 + 16 * i)
    directory.writeUInt32BE(length, 24 + 16 * i)
    offset += Math.ceil(length / ALIGNMENT) * ALIGNMENT
  }
  return Buffer.concat([directory, ...tags.map(tag => padded(tables.get(tag)!))])
}
