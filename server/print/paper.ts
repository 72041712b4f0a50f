import PDFDocument from 'pdfkit'
import { isTurned, withoutIsolates } from './readingOrder.js'
import { type FaceName, runsOf, runWidth, widthOf } from './typefaces.js'

export interface PaperOptions {
  title: string
  author: string
  language: string
  madeAt: Date
  layout: 'landscape' | 'portrait'
}

export type Paper = PDFKit.PDFDocument

/** A tagged PDF of A4 pages, in the fonts of the house. */
export function newPaper({ title, author, language, madeAt, layout }: PaperOptions): Paper {
  const info = { Title: title, Author: author, Creator: 'Staffroom', Producer: 'Staffroom', CreationDate: madeAt }
  const settings = { size: 'A4', layout, margin: 0, lang: language, tagged: true, displayTitle: true, info } as const
  // What stands at the foot of a page is known when all pages are.
  const pages = { autoFirstPage: true, bufferPages: true }
  return new PDFDocument({ ...settings, ...pages, pdfVersion: '1.7' })
}

/** Signed data that travels in the file. */
export function attach(paper: Paper, { name, json }: { name: string; json: string }, madeAt: Date): void {
  const attached = { name, type: 'application/ld+json', relationship: 'Data', creationDate: madeAt }
  paper.file(Buffer.from(json), { ...attached, modifiedDate: madeAt } as never)
}

/** The bytes of a paper that is ended here. */
export async function bytesOf(paper: Paper): Promise<Buffer> {
  const chunks: Buffer[] = []
  paper.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => paper.on('end', resolve).on('error', reject))
  paper.end()
  await ended
  return Buffer.concat(chunks)
}

export interface Written {
  face: FaceName
  size: number
  x: number
  /** The baseline of the first line. */
  y: number
  colour: string
  leading?: number
  align?: 'left' | 'center' | 'right'
}

/** A role of ISO 32000-1, 14.8.4: what those hear who do not see the page. */
export type TextRole = 'H1' | 'H2' | 'H3' | 'P' | 'L' | 'Caption'

/** Writes lines below one another; answers with the baseline of the last. */
export function write(paper: Paper, role: TextRole, lines: string[], at: Written): number {
  const { size, leading = size * 1.3 } = at
  const draw = () => {
    for (const [i, line] of lines.entries()) writeLine(paper, line, { ...at, y: at.y + i * leading })
  }
  paper.addStructure(paper.struct(role, isTurned(lines) ? { actual: withoutIsolates(lines.join(' ')) } : {}, draw))
  return at.y + (lines.length - 1) * leading
}

/** One line that is no part of the text: for the foot of a page. */
export function writeLine(paper: Paper, line: string, { face, size, x, y, colour, align }: Written): void {
  const before = { left: 0, center: 0.5, right: 1 }[align ?? 'left']
  let left = before > 0 ? x - widthOf(face, line, size) * before : x
  paper.fillColor(colour).fontSize(size)
  for (const run of runsOf(face, line)) {
    paper.registerFont(run.file, run.bytes as unknown as PDFKit.Mixins.PDFFontSource).font(run.file)
    paper.text(run.text, left, y, WHOLE)
    left += runWidth(run, size)
  }
}

/** With a list of features, be it empty, pdfkit does not part the words, which would put Arabic ones in the wrong order. */
const WHOLE = { lineBreak: false, baseline: 'alphabetic', features: [] } as const satisfies PDFKit.Mixins.TextOptions
