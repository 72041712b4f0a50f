import sharp from 'sharp'
import { PALETTE } from './palette.js'
import { svgLines, svgText } from './svgText.js'
import { widthOf } from './typefaces.js'
import { setLargest, wrap } from './wrap.js'

/** What other sites show of a page that somebody links to. */
export interface PreviewCard {
  /** Above the title: whose it is. */
  eyebrow: string
  title: string
  /** Below the title, in green. */
  line: string
  /** At the bottom, beside the name of this site. */
  foot: string
  /** Why it no longer counts. */
  stopped?: string | undefined
}

/** The size that Open Graph readers crop least. */
export const CARD_WIDTH = 1200
export const CARD_HEIGHT = 630
const PANEL = 440
const BADGE = 340
const LEFT = 500
const TEXT_WIDTH = CARD_WIDTH - LEFT - 60

/** All that the picture shows: two with the same content look the same. */
export const cardContent = (card: PreviewCard, badge: Buffer): (string | Buffer)[] => [
  'card',
  JSON.stringify(card),
  badge,
]

export async function drawPreviewCard(card: PreviewCard, badge: Buffer): Promise<Buffer> {
  const picture = await sharp(badge).resize(BADGE, BADGE, { fit: 'contain', background: '#0000' }).png().toBuffer()
  const place = { left: (PANEL - BADGE) / 2, top: (CARD_HEIGHT - BADGE) / 2 }
  return sharp(Buffer.from(cardSvg(card)))
    .composite([{ input: picture, ...place }])
    .png()
    .toBuffer()
}

export function cardSvg({ eyebrow, title, line, foot, stopped }: PreviewCard): string {
  const heading = setLargest('serif', title, [72, 64, 56, 48], { width: TEXT_WIDTH, lines: 4 })
  const leading = heading.size * 1.12
  const height = heading.lines.length * leading
  const top = Math.max(190, (CARD_HEIGHT - 40 - height) / 2 + heading.size * 0.35)
  const titleText = svgLines(heading.lines, { ...serif(heading.size), x: LEFT, y: top }, leading)
  const [above = ''] = wrap('sans', eyebrow, 26, { width: TEXT_WIDTH, lines: 1 })
  const [below = ''] = wrap('sans', line, 34, { width: TEXT_WIDTH, lines: 1 })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${CARD_HEIGHT}">`,
    `<rect width="100%" height="100%" fill="${PALETTE.paper}"/>`,
    `<rect width="${PANEL}" height="100%" fill="${PALETTE.sunk}"/>`,
    svgText(above, { ...sans(26), x: LEFT, y: top - heading.size - 18 }),
    titleText.svg,
    svgText(below, { ...sans(34), colour: PALETTE.spruce, x: LEFT, y: titleText.y + 68 }),
    footSvg(foot, stopped),
    `<rect y="${CARD_HEIGHT - 10}" width="100%" height="10" fill="${stopped ? PALETTE.brick : PALETTE.spruce}"/>`,
    '</svg>',
  ].join('')
}

const serif = (size: number) => ({ face: 'serif', size, colour: PALETTE.ink }) as const
const sans = (size: number) => ({ face: 'sans', size, colour: PALETTE.inkSoft }) as const

function footSvg(foot: string, stopped: string | undefined): string {
  const y = CARD_HEIGHT - 56
  const [text = ''] = wrap('sans', foot, 24, { width: TEXT_WIDTH - 240, lines: 1 })
  const right = CARD_WIDTH - 60
  return [
    `<g transform="translate(${LEFT} ${y - 29}) scale(1.3)">${MARK}</g>`,
    svgText('Staffroom', { ...serif(30), x: LEFT + 50, y }),
    stopped ? stamp(stopped, right, y) : svgText(text, { ...sans(24), x: right - widthOf('sans', text, 24), y }),
  ].join('')
}

function stamp(words: string, right: number, y: number): string {
  const width = widthOf('sans', words, 26)
  const box = `x="${right - width - 36}" y="${y - 34}" width="${width + 36}" height="48" rx="5"`
  return `<rect ${box} fill="${PALETTE.brickSoft}"/>${svgText(words, { ...sans(26), colour: PALETTE.brick, x: right - width - 18, y })}`
}

/** The house's mark, 28 by 28, as in public/images/mark.svg. */
export const MARK = `<path fill="${PALETTE.spruce}" d="M14 1 25.3 7.5v13L14 27 2.7 20.5v-13z"/><path fill="none" stroke="${PALETTE.marigold}" stroke-width="1.8" stroke-linecap="round" d="M7 10.5c3.5-3 10.5-3 14 0M7 14c3.5-3 10.5-3 14 0M7 17.5c3.5-3 10.5-3 14 0"/>`
