import type { BadgeDesign } from '../anatomy.js'
import { fittingSize } from './lettering.js'
import { type Outline, outlineOf, type Point, SIZE, tenth } from './outline.js'
import { type Inks, inksOf } from './palette.js'
import { rosetteFrom, rosetteLine, rosetteTurns } from './rosette.js'
import { type Chance, chanceFrom, pick } from './seed.js'
import { crossingPaths, strandPaths, weaveFrom } from './weave.js'

// Shares of the distance from the middle to the edge.
const RIM = 0.952
const BAND = { outer: 0.912, inner: 0.758 }
const BEADS = 0.73
const FIELD = 0.7

const ICON_SIZE = 172
const NAMEPLATE = { top: 328, height: 62 }
const MIDDLE_ABOVE_NAMEPLATE = 222

/**
 * The badge image as an SVG, 512 units each way. Its woven band and its rosette follow from `seed` (the slug) alone,
 * so that no two look alike and each is always drawn the same. `iconPaths` are those of a 24 by 24 Lucide icon.
 */
export function drawBadge(design: BadgeDesign, seed: string, iconPaths: string, { oneInk = false } = {}): string {
  const chance = chanceFrom(seed)
  const outline = outlineOf(design.shape)
  const inks = inksOf(design.colour, oneInk)
  const text = design.text.trim()
  const middle = { x: SIZE / 2, y: text ? MIDDLE_ABOVE_NAMEPLATE : SIZE / 2 }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">`,
    `<defs><path id="outline" d="${outline.path}"/></defs>`,
    ground(inks),
    band(outline, inks, chance),
    field(middle, inks, chance, oneInk),
    icon(iconPaths, middle, inks),
    text && nameplate(text, outline, inks),
    '</svg>',
  ].join('')
}

/** The outline at a share of its size. */
const scaled = (scale: number, look: string) =>
  `<use href="#outline" transform="translate(${shift(scale)} ${shift(scale)}) scale(${scale})" ${look}/>`
const shift = (scale: number) => tenth((SIZE / 2) * (1 - scale))

function ground({ deep, mid, accent }: Inks): string {
  return `<use href="#outline" fill="${mid}"/>${scaled(RIM, `fill="${deep}" stroke="${accent}" stroke-width="3"`)}`
}

/** Strands in their colours, then each crossing once more: a gap in the colour of the ground, and who lies on top. */
function band(outline: Outline, inks: Inks, chance: Chance): string {
  const weave = weaveFrom(chance, outline)
  const width = weave.strands > 3 ? 5.5 : pick(chance, [6, 7, 8])
  const colours = threadColours(weave.strands, inks, chance)
  const strands = strandPaths(outline, BAND, weave).map((d, i) => `<path d="${d}" stroke="${colours[i]}"/>`)
  const crossings = crossingPaths(outline, BAND, weave)
  const defined = crossings.map((d, i) => `<path id="over${i}" d="${d}"/>`)
  const gaps = crossings.map((_, i) => `<use href="#over${i}"/>`)
  const onTop = crossings.map((_, i) => `<use href="#over${i}" stroke="${colours[i]}"/>`)
  return (
    `<defs>${defined.join('')}</defs><g fill="none" stroke-width="${width}">${strands.join('')}` +
    `<g stroke="${inks.deep}" stroke-width="${width + 5}">${gaps.join('')}</g>` +
    `<g stroke-linecap="round">${onTop.join('')}</g></g>`
  )
}

function threadColours(strands: number, { bright, pale, accent, paper }: Inks, chance: Chance): string[] {
  const others = pick(chance, [
    [pale, bright],
    [bright, pale],
    [paper, bright],
  ])
  return Array.from({ length: strands }, (_, i) => (i === 0 ? accent : others[(i - 1) % others.length]!))
}

function field(middle: Point, inks: Inks, chance: Chance, oneInk: boolean): string {
  const rosette = rosetteFrom(chance)
  const line = rosetteLine(rosette, { ...middle, inner: 98, outer: 214 })
  const turned = rosetteTurns(rosette).map(
    angle => `<use href="#line" transform="rotate(${tenth(angle)} ${middle.x} ${middle.y})"/>`,
  )
  // Pale lines would be lost in one ink.
  const lines = oneInk ? '' : `<g fill="none" stroke="${inks.pale}" stroke-width="1.6">${turned.join('')}</g>`
  return (
    `<defs><path id="line" d="${line}"/></defs><clipPath id="field">${scaled(FIELD, '')}</clipPath>` +
    scaled(FIELD, `fill="${inks.paper}"`) +
    `<g clip-path="url(#field)">${lines}</g>` +
    beads(inks, chance) +
    scaled(FIELD, `fill="none" stroke="${inks.accent}" stroke-width="4"`)
  )
}

/** A fine rim between the band and the field. */
function beads({ bright }: Inks, chance: Chance): string {
  const dashes = pick(chance, ['0 11', '0 14', '9 8', '17 8'])
  return scaled(
    BEADS,
    `fill="none" stroke="${bright}" stroke-width="5" stroke-linecap="round" stroke-dasharray="${dashes}"`,
  )
}

function icon(paths: string, { x, y }: Point, { deep }: Inks): string {
  const corner = (centre: number) => centre - ICON_SIZE / 2
  return (
    `<g transform="translate(${corner(x)} ${corner(y)}) scale(${tenth(ICON_SIZE / 24)})" fill="none" stroke="${deep}" ` +
    `stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${paths}</g>`
  )
}

/** A plate let in across the lower third, from rim to rim. */
function nameplate(text: string, outline: Outline, { deep, accent, paper }: Inks): string {
  const { top, height } = NAMEPLATE
  const size = fittingSize(text, widthAt(outline, top + height / 2) - 44)
  return (
    `<clipPath id="plate">${scaled(RIM, '')}</clipPath>` +
    `<g clip-path="url(#plate)"><path d="M0 ${top}h512v${height}H0z" fill="${deep}"/>` +
    `<path d="M0 ${top + 5}h512M0 ${top + height - 5}h512" stroke="${accent}" stroke-width="2.5"/></g>` +
    `<text x="256" y="${top + height / 2}" dy=".34em" text-anchor="middle" fill="${paper}" font-size="${size}" ` +
    `font-family="Source Serif 4, Source Serif Pro, Georgia, serif" font-weight="600">${escaped(text)}</text>`
  )
}

function widthAt(outline: Outline, y: number): number {
  const points = Array.from({ length: 400 }, (_, i) => outline.at(i / 400, RIM))
  const near = points.filter(point => Math.abs(point.y - y) < 6).map(point => point.x)
  return Math.max(...near) - Math.min(...near)
}

const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[<>&"]/g, character => ENTITIES[character]!)
