import { decoration, drawQr, figure, rule } from './figures.js'
import { type Flow, flow, heightOf, type Row } from './flow.js'
import { PALETTE } from './palette.js'
import { attach, bytesOf, newPaper, type Paper, writeLine } from './paper.js'
import { isolated } from './readingOrder.js'
import { canPrint, type FaceName } from './typefaces.js'
import { setLargest, wrap } from './wrap.js'

/** All that is printed, in words. */
export interface TranscriptPaper {
  language: string
  madeAt: Date
  author: string
  heading: string
  holder: string
  facts: { label: string; value: string }[]
  totals: { heading: string; lines: string[] }
  awardsHeading: string
  awards: PrintedAward[]
  /** How all of it can be checked. */
  checking: string
  /** What is said where some letters cannot be printed. */
  leftOut: string
  foot: string
  page(number: number, of: number): string
  /** The same, signed, to travel in the file. */
  attached: { name: string; json: string }
}

export interface PrintedAward {
  title: string
  /** Who issued it, when, until when, and what it stands for. */
  facts: string[]
  state: { words: string; stands: boolean }
  judged: string
  criteria: { name: string; level: string }[]
  recognitions: { line: string; note?: string | undefined }[]
  associations: string[]
  badge: Buffer
  badgeAlt: string
  address: string
  scan: string
}

/** A4, in points. */
const PAGE = { width: 595.28, height: 841.89 }
const MARGIN = 56
const WIDTH = PAGE.width - 2 * MARGIN
const BODY = { x: MARGIN, top: 72, bottom: PAGE.height - 76 }
const BADGE = 44
const QR = 76
const AWARD_LEFT = MARGIN + BADGE + 16
const AWARD_WIDTH = WIDTH - BADGE - QR - 40
const FOOT = { face: 'sans', size: 8.5, colour: PALETTE.inkSoft, y: PAGE.height - 44 } as const

/** Upright pages: who, what counts, each award with what it rests on, and where it can be checked. */
export async function drawTranscript(transcript: TranscriptPaper): Promise<Buffer> {
  const { heading, holder, author, language, madeAt } = transcript
  const paper = newPaper({ title: `${heading} · ${holder}`, author, language, madeAt, layout: 'portrait' })
  const body = flow(paper, BODY)
  drawHead(paper, body, transcript)
  drawTotals(body, transcript)
  body.write(row('H2', [transcript.awardsHeading], serif(16), 34))
  for (const award of transcript.awards) drawAward(paper, body, award)
  body.write(row('P', wrap('sans', transcript.checking, 9.5, { width: WIDTH, lines: 4 }), soft(9.5), 34))
  if (!isWhole(transcript))
    body.write(row('P', wrap('sans', transcript.leftOut, 9.5, { width: WIDTH, lines: 2 }), soft(9.5), 18))
  drawFeet(paper, transcript)
  attach(paper, transcript.attached, madeAt)
  return bytesOf(paper)
}

const row = (role: Row['role'], lines: string[], at: Row['at'], below: number): Row => ({ role, lines, at, below })
const text = (face: FaceName, size: number, colour: string): Row['at'] => ({ face, size, colour })
const soft = (size: number) => text('sans', size, PALETTE.inkSoft)
const plain = (size: number) => text('sans', size, PALETTE.ink)
const serif = (size: number) => text('serif', size, PALETTE.ink)

function drawHead(paper: Paper, body: Flow, { heading, holder, facts }: TranscriptPaper): void {
  decoration(paper, 'Background', () => paper.rect(0, 0, PAGE.width, 8).fill(PALETTE.spruce))
  body.write(row('P', [heading], soft(12), 8))
  const name = setLargest('serif', holder, [32, 27, 22, 18], { width: WIDTH, lines: 2 })
  body.write(row('H1', name.lines, text('serif', name.size, PALETTE.spruce), name.size + 6))
  for (const [i, { label, value }] of facts.entries()) {
    const lines = wrap('sans', `${label}: ${value}`, 10.5, { width: WIDTH, lines: 4 })
    body.write(row('P', lines, plain(10.5), i === 0 ? 26 : 15))
  }
}

function drawTotals(body: Flow, { totals }: TranscriptPaper): void {
  if (totals.lines.length === 0) return
  body.write(row('H2', [totals.heading], serif(16), 34))
  for (const [i, line] of totals.lines.entries())
    body.write(row('P', wrap('sans', line, 10.5, { width: WIDTH, lines: 2 }), plain(10.5), i === 0 ? 20 : 15))
}

function drawAward(paper: Paper, body: Flow, award: PrintedAward): void {
  const [title, ...rows] = rowsOf(award)
  body.keepTogether(14 + Math.max(heightOf([title, ...rows]), QR + 34))
  const { page, y } = body
  const top = y + 14
  rule(paper, { x: MARGIN, y: top, width: WIDTH })
  body.skipTo(top)
  body.write(title, AWARD_LEFT)
  drawPictures(paper, award, top)
  for (const each of rows) body.write(each, AWARD_LEFT)
  if (body.page === page) body.skipTo(top + QR + 20)
}

function drawPictures(paper: Paper, { badge, badgeAlt, address, scan }: PrintedAward, top: number): void {
  figure(paper, badgeAlt, () => paper.image(badge, MARGIN, top + 12, { width: BADGE }))
  const x = PAGE.width - MARGIN - QR
  figure(paper, `${scan}: ${address}`, () => drawQr(paper, address, { x, y: top + 10, side: QR }))
}

function rowsOf(award: PrintedAward): [Row, ...Row[]] {
  const within = (words: string, size: number, lines: number) =>
    wrap('sans', words, size, { width: AWARD_WIDTH, lines })
  const { title, facts, state, judged, criteria, recognitions, associations, address, scan } = award
  const named = wrap('serif', title, 14, { width: AWARD_WIDTH, lines: 3 })
  return [
    row('H3', named, serif(14), 24),
    ...facts.map((fact, i) => row('P', within(fact, 9.5, 3), soft(9.5), i === 0 ? 16 : 13)),
    row('P', within(state.words, 10, 2), text('sans', 10, state.stands ? PALETTE.spruce : PALETTE.brick), 15),
    ...(judged ? [row('P', within(judged, 9.5, 3), soft(9.5), 16)] : []),
    ...criteria.map(({ name, level }) =>
      row('P', within(`${isolated(name)}: ${isolated(level)}`, 10, 2), plain(10), 14),
    ),
    ...recognitions.flatMap(({ line, note }) => [
      row('P', within(line, 10, 3), plain(10), 18),
      ...(note ? [row('P', within(note, 9.5, 6), soft(9.5), 13)] : []),
    ]),
    ...associations.map(each => row('P', within(each, 9.5, 2), soft(9.5), 15)),
    row('P', within(`${scan}: ${address}`, 8.5, 3), soft(8.5), 16),
  ]
}

function isWhole({ holder, facts, totals, awards }: TranscriptPaper): boolean {
  const ofAwards = awards.flatMap(({ title, facts, judged, criteria, recognitions, associations }) => [
    ...[title, ...facts, judged, ...associations],
    ...criteria.flatMap(({ name, level }) => [name, level]),
    ...recognitions.flatMap(({ line, note = '' }) => [line, note]),
  ])
  return [holder, ...facts.map(({ value }) => value), ...totals.lines, ...ofAwards].every(canPrint)
}

function drawFeet(paper: Paper, { foot, page }: TranscriptPaper): void {
  const { start, count } = paper.bufferedPageRange()
  const [left = ''] = wrap('sans', foot, FOOT.size, { width: WIDTH * 0.75, lines: 1 })
  for (let i = 0; i < count; i++) {
    paper.switchToPage(start + i)
    decoration(paper, 'Pagination', () => {
      writeLine(paper, left, { ...FOOT, x: MARGIN })
      writeLine(paper, page(i + 1, count), { ...FOOT, x: PAGE.width - MARGIN, align: 'right' })
    })
  }
}
