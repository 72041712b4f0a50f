import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import { cleanPdf } from './pdf.js'
import { bounded, type FileReading, type Note, type Passage } from './reading.js'

const MOST_PAGES = 1_000

/** What the pages of a PDF say, and a copy of it that says nothing of who made it. */
export async function readPdf(bytes: Uint8Array): Promise<FileReading> {
  const pages = await pageTexts(bytes)
  if (!pages) return { passages: [], notes: ['broken'] }
  const copy = await cleaned(bytes)
  const { passages, notes } = bounded([...pages, ...copy.passages])
  const unread: Note[] = pages.some(({ text }) => text.trim() === '') ? ['picturesUnread'] : []
  return { passages, notes: [...copy.notes, ...unread, ...notes], ...('clean' in copy && { clean: copy.clean }) }
}

async function pageTexts(bytes: Uint8Array): Promise<Passage[] | undefined> {
  const library = await PDFiumLibrary.init()
  let document: PDFiumDocument
  try {
    document = await library.loadDocument(bytes)
  } catch {
    return undefined
  }
  const count = Math.min(document.getPageCount(), MOST_PAGES)
  return Array.from({ length: count }, (_, index) => ({
    place: { kind: 'page' as const, number: index + 1 },
    text: joinLines(document.getPage(index).getText()),
  }))
}

/** A word that is cut at the end of a line (PDFium marks it with U+FFFE) and a name that runs over two are whole again. */
const joinLines = (text: string) => text.replace(/\ufffe\s*/g, '').replace(/\r\n?/g, '\n')

async function cleaned(bytes: Uint8Array): Promise<FileReading> {
  try {
    return await cleanPdf(bytes)
  } catch (error) {
    return { passages: [], notes: [/encrypt|password/i.test(String(error)) ? 'locked' : 'broken'] }
  }
}
