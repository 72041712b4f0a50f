import QRCode from 'qrcode'
import { PALETTE } from './palette.js'
import type { Paper } from './paper.js'

/** Something to look at, with the words for those who do not see it. */
export function figure(paper: Paper, alt: string, draw: () => unknown): void {
  paper.addStructure(paper.struct('Figure', { alt }, () => void draw()))
}

/** What means nothing: lines, grounds, and what every page repeats. */
export function decoration(paper: Paper, type: 'Background' | 'Layout' | 'Pagination', draw: () => unknown): void {
  paper.markContent('Artifact', { type } as never)
  draw()
  paper.endMarkedContent()
}

/** A thin line across. */
export function rule(paper: Paper, { x, y, width }: { x: number; y: number; width: number }): void {
  decoration(paper, 'Layout', () =>
    paper
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(0.6)
      .stroke(PALETTE.line),
  )
}

/** Squares of ink on white, with the four modules of quiet that readers want. */
export function drawQr(paper: Paper, address: string, { x, y, side }: { x: number; y: number; side: number }): void {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules
  const module = side / (size + 8)
  paper.rect(x, y, side, side).fill('#ffffff')
  for (let i = 0; i < data.length; i++)
    if (data[i])
      paper.rect(x + ((i % size) + 4) * module, y + (Math.floor(i / size) + 4) * module, module + 0.05, module + 0.05)
  paper.fill(PALETTE.ink)
}
