import { decoration, drawQr, figure, rule } from './figures.js'
import { PALETTE } from './palette.js'
import { attach, bytesOf, newPaper, type Paper, write } from './paper.js'
import { canPrint, type FaceName } from './typefaces.js'
import { setLargest, wrap } from './wrap.js'

/** All that is printed, in words. */
export interface Certificate {
  language: string
  madeAt: Date
  issuer: string
  heading: string
  holder: string
  sentence: string
  title: string
  /** What was judged, and the level that was reached; undefined where nothing was. */
  judged?: { heading: string; criteria: { name: string; level: string }[] }
  /** What stands in for those that there is no room for, by how many these are. */
  more(count: number): string
  panel: string
  facts: { label: string; value: string }[]
  scan: string
  address: string
  badge: Buffer
  badgeAlt: string
  /** What is said where some letters cannot be printed. */
  leftOut: string
  /** Why it no longer counts. */
  stopped?: string | undefined
  /** The signed credential, to travel in the file. */
  credential: { name: string; json: string }
}

/** A4, in points. */
const PAGE = { width: 841.89, height: 595.28 }
const PANEL = 250
const LEFT = 300
const TEXT_WIDTH = PAGE.width - LEFT - 56
const BADGE = 178
const QR = 112
const NARROW = { width: PANEL - 36, lines: 1 }
/** More rows than these would run into the facts at the foot. */
const MOST_CRITERIA = 7

/** All that the paper shows: two with the same content differ in nothing but when they were made. */
export function certificateContent({ madeAt: _when, badge, ...words }: Certificate): (string | Buffer)[] {
  return ['certificate', JSON.stringify(words), badge]
}

/** One landscape page, with the signed credential attached. */
export async function drawCertificate(certificate: Certificate): Promise<Buffer> {
  const { title, issuer, language, madeAt, credential } = certificate
  const titled = `${title} · ${certificate.holder}`
  const paper = newPaper({ title: titled, author: issuer, language, madeAt, layout: 'landscape' })
  drawGround(paper, certificate.stopped !== undefined)
  drawPanel(paper, certificate)
  drawText(paper, certificate)
  attach(paper, credential, madeAt)
  return bytesOf(paper)
}

function drawGround(paper: Paper, isStopped: boolean): void {
  decoration(paper, 'Background', () => {
    paper.rect(0, 0, PAGE.width, PAGE.height).fill(PALETTE.paper)
    paper.rect(0, 0, PANEL, PAGE.height).fill(PALETTE.sunk)
    paper.rect(0, PAGE.height - 8, PAGE.width, 8).fill(isStopped ? PALETTE.brick : PALETTE.spruce)
  })
}

function drawPanel(paper: Paper, certificate: Certificate): void {
  const { badge, badgeAlt, scan, address } = certificate
  const middle = PANEL / 2
  figure(paper, badgeAlt, () => paper.image(badge, middle - BADGE / 2, 72, { width: BADGE }))
  figure(paper, scan, () => drawQr(paper, address, { x: middle - QR / 2, y: 352, side: QR }))
  const centred = { x: middle, align: 'center' } as const
  const words = wrap('sans', scan, 10, { width: PANEL - 60, lines: 2 })
  const below = write(paper, 'Caption', words, { ...soft(10), ...centred, y: 352 + QR + 22 })
  const { size, lines } = setLargest('sans', address.replace(/^https?:\/\//, ''), [9, 8, 7, 6], NARROW)
  const end = write(paper, 'P', lines, { ...soft(size), ...centred, y: below + 16 })
  if (!isWhole(certificate)) drawLeftOut(paper, certificate, end)
}

function drawLeftOut(paper: Paper, { leftOut }: Certificate, end: number): void {
  const lines = wrap('sans', leftOut, 9, { width: PANEL - 60, lines: 3 })
  write(paper, 'P', lines, { ...soft(9), x: PANEL / 2, align: 'center', y: end + 22 })
}

function isWhole({ issuer, holder, title, judged, stopped = '', panel }: Certificate): boolean {
  const named = (judged?.criteria ?? []).slice(0, MOST_CRITERIA).flatMap(({ name, level }) => [name, level])
  return [issuer, holder, title, stopped, panel, ...named].every(canPrint)
}

function drawText(paper: Paper, certificate: Certificate): void {
  const { issuer, heading, holder, sentence, title, stopped } = certificate
  const at = (y: number) => ({ x: LEFT, y })
  const one = { width: TEXT_WIDTH, lines: 1 }
  write(paper, 'P', wrap('sans', issuer, 13, one), { ...soft(13), ...at(84) })
  if (stopped) write(paper, 'P', [stopped], { ...soft(13), colour: PALETTE.brick, ...at(104) })
  write(paper, 'P', wrap('sans', heading, 12, one), { ...soft(12), ...at(136) })
  const name = setLargest('serif', holder, [40, 34, 28, 22], one)
  write(paper, 'H1', name.lines, { face: 'serif', size: name.size, colour: PALETTE.spruce, ...at(178) })
  write(paper, 'P', wrap('sans', sentence, 12, one), { ...soft(12), ...at(210) })
  const named = setLargest('serif', title, [30, 26, 22, 18], { width: TEXT_WIDTH, lines: 2 })
  const leading = named.size * 1.15
  const large = { face: 'serif', size: named.size, colour: PALETTE.ink, leading } as const
  const y = write(paper, 'H2', named.lines, { ...large, ...at(248) })
  drawReason(paper, certificate, y + 42)
  drawFacts(paper, certificate.facts)
}

/** Why it was awarded: what was judged, and by whom; or that something was completed. */
function drawReason(paper: Paper, { judged, more, panel }: Certificate, top: number): void {
  const left = (judged?.criteria.length ?? 0) - MOST_CRITERIA
  const words = left > 0 ? `${more(left)} ${panel}` : panel
  const y = judged ? drawCriteria(paper, judged, top) + 16 : top
  write(paper, 'P', wrap('sans', words, 9.5, { width: TEXT_WIDTH, lines: judged ? 2 : 6 }), {
    ...soft(9.5),
    x: LEFT,
    y,
  })
}

/** Returns where it ends. */
function drawCriteria(paper: Paper, { heading, criteria }: NonNullable<Certificate['judged']>, top: number): number {
  write(paper, 'P', [heading], { ...soft(11), x: LEFT, y: top })
  let y = top + 8
  for (const { name, level } of criteria.slice(0, MOST_CRITERIA)) {
    rule(paper, { x: LEFT, y, width: TEXT_WIDTH })
    const row = { y: y + 14, colour: PALETTE.ink, face: 'sans', size: 10.5 } as const
    write(paper, 'P', wrap('sans', name, 10.5, { width: TEXT_WIDTH * 0.6, lines: 1 }), { ...row, x: LEFT })
    const right = { width: TEXT_WIDTH * 0.36, lines: 1 }
    write(paper, 'P', wrap('sans', level, 10.5, right), { ...row, colour: PALETTE.spruce, x: LEFT + TEXT_WIDTH * 0.64 })
    y += 20
  }
  rule(paper, { x: LEFT, y, width: TEXT_WIDTH })
  return y
}

function drawFacts(paper: Paper, facts: Certificate['facts']): void {
  const width = TEXT_WIDTH / Math.max(3, facts.length)
  for (const [i, { label, value }] of facts.entries()) {
    const x = LEFT + i * width
    write(paper, 'P', [label], { ...soft(9), x, y: PAGE.height - 66 })
    const lines = wrap('sans', value, 11.5, { width: width - 8, lines: 1 })
    write(paper, 'P', lines, { face: 'sans', size: 11.5, colour: PALETTE.ink, x, y: PAGE.height - 50 })
  }
}

const soft = (size: number) => ({ face: 'sans' as FaceName, size, colour: PALETTE.inkSoft })
