import type { BadgeDesign } from '../anatomy.js'
import { fittingSize } from './lettering.js'
import { type Outline, outlineOf, SIZE } from './outline.js'
import { type Inks, inksOf } from './palette.js'
import { rosetteFrom, rosettePath } from './rosette.js'
import { type Chance, chanceFrom, pick } from './seed.js'
import { crossingPaths, strandPaths, type Weave, weaveFrom } from './weave.js'

const BAND = { outer: 0.915, inner: 0.755 }
const ICON_SIZE = 168

/**
 * The badge image as an SVG, 512 units each way. Its woven band and its rosette follow from `seed` (the slug) alone,
 * so that no two look alike and each is always drawn the same. `iconPaths` are those of a 24 by 24 Lucide icon.
 */
export function drawBadge(design: BadgeDesign, seed: string, iconPaths: string, { oneInk = false } = {}): string {
  const chance = chanceFrom(seed)
  const outline = outlineOf(design.shape)
  const inks = inksOf(design.colour, oneInk)
  const text = design.text.trim()
  const middle = { x: SIZE / 2, y: text ? 222 : SIZE / 2 }
  const weave = weaveFrom(chance, outline)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">`,
    ground(outline, inks),
    band(outline, weave, inks, chance),
    field(outline, middle, inks, chance, oneInk),
    icon(iconPaths, middle, inks),
    text && nameplate(text, outline, inks),
    '</svg>',
  ].join('')
}

function ground(outline: Outline, { deep, accent }: Inks): string {
  return (
    `<path d="${outline.path(1)}" fill="${deep}"/>` +
    `<path d="${outline.path(0.962)}" fill="none" stroke="${accent}" stroke-width="3"/>`
  )
}

/** Strands in their colours, then each crossing once more: a gap in the colour of the ground, and who lies on top. */
function band(outline: Outline, weave: Weave, inks: Inks, chance: Chance): string {
  const width = pick(chance, [5, 6, 7]) - (weave.strands > 3 ? 1 : 0)
  const colours = threadColours(weave.strands, inks, chance)
  const line = (d: string, colour: string, thickness: number) =>
    `<path d="${d}" stroke="${colour}" stroke-width="${thickness}"/>`
  const strands = strandPaths(outline, BAND, weave).map((d, i) => line(d, colours[i]!, width))
  const crossings = crossingPaths(outline, BAND, weave)
  const gaps = line(crossings.join(''), inks.deep, width + 5)
  const onTop = crossings.map((d, i) => line(d, colours[i]!, width))
  return `<g fill="none">${strands.join('')}${gaps}${onTop.join('')}</g>`
}

function threadColours(strands: number, { bright, pale, accent, paper }: Inks, chance: Chance): string[] {
  const others = pick(chance, [
    [pale, bright],
    [bright, pale],
    [paper, bright],
  ])
  return Array.from({ length: strands }, (_, i) => (i === 0 ? accent : others[(i - 1) % others.length]!))
}

function field(
  outline: Outline,
  middle: { x: number; y: number },
  inks: Inks,
  chance: Chance,
  oneInk: boolean,
): string {
  const rosette = rosettePath(rosetteFrom(chance), { ...middle, inner: 96, outer: 214 })
  const inside = outline.path(0.7)
  const lines = oneInk ? '' : `<path d="${rosette}" fill="none" stroke="${inks.pale}" stroke-width="1.6"/>`
  return (
    `<clipPath id="field"><path d="${inside}"/></clipPath>` +
    `<path d="${inside}" fill="${inks.paper}"/><g clip-path="url(#field)">${lines}</g>` +
    beads(outline, inks, chance) +
    `<path d="${inside}" fill="none" stroke="${inks.accent}" stroke-width="3"/>`
  )
}

/** A fine rim between the band and the field. */
function beads(outline: Outline, { bright }: Inks, chance: Chance): string {
  const dashes = pick(chance, ['0 9', '0 12', '7 7', '14 6'])
  return `<path d="${outline.path(0.728)}" fill="none" stroke="${bright}" stroke-width="4" stroke-linecap="round" stroke-dasharray="${dashes}"/>`
}

function icon(paths: string, { x, y }: { x: number; y: number }, { deep }: Inks): string {
  const corner = (centre: number) => centre - ICON_SIZE / 2
  return (
    `<g transform="translate(${corner(x)} ${corner(y)}) scale(${ICON_SIZE / 24})" fill="none" stroke="${deep}" ` +
    `stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">${paths}</g>`
  )
}

/** A plate let in across the lower third, from rim to rim. */
function nameplate(text: string, outline: Outline, { deep, accent, paper }: Inks): string {
  const { top, height } = { top: 328, height: 62 }
  const width = widthAt(outline, top + height) - 34
  return (
    `<clipPath id="plate"><path d="${outline.path(0.962)}"/></clipPath>` +
    `<g clip-path="url(#plate)"><path d="M0 ${top}h512v${height}H0z" fill="${deep}"/>` +
    `<path d="M0 ${top + 5}h512M0 ${top + height - 5}h512" stroke="${accent}" stroke-width="2.5"/></g>` +
    `<text x="256" y="${top + height / 2}" dy=".34em" text-anchor="middle" fill="${paper}" ` +
    `font-family="Source Serif 4, Source Serif Pro, Georgia, serif" font-weight="600" ` +
    `font-size="${fittingSize(text, width)}">${escaped(text)}</text>`
  )
}

function widthAt(outline: Outline, y: number): number {
  const points = Array.from({ length: 400 }, (_, i) => outline.at(i / 400, 0.93))
  const near = points.filter(point => Math.abs(point.y - y) < 6).map(point => point.x)
  return Math.max(...near) - Math.min(...near)
}

const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[<>&"]/g, character => ENTITIES[character]!)
