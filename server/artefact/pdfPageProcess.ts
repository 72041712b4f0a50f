/**
 * A process of its own that draws the first page of the PDF on its input, and answers on its output: one line of JSON
 * (`PdfAnswer`), then the pixels. Whatever a hostile file makes of it, only this process is hurt.
 */
import { buffer } from 'node:stream/consumers'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import type { PdfAnswer } from './pdfPage.js'

const LONGEST_SIDE = 1280

const library = await PDFiumLibrary.init()
await answer(await buffer(process.stdin))

async function answer(bytes: Buffer): Promise<void> {
  let document: PDFiumDocument
  try {
    document = await library.loadDocument(bytes)
  } catch (error) {
    // The library tells its reasons apart only by their words.
    send({ outcome: /password|security/i.test(String(error)) ? 'encrypted' : 'broken' })
    return
  }
  if (document.getPageCount() === 0) send({ outcome: 'broken' })
  else await drawFirstPage(document)
}

async function drawFirstPage(document: PDFiumDocument): Promise<void> {
  const page = document.getPage(0)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const scale = LONGEST_SIDE / Math.max(originalWidth, originalHeight, 1)
  const { width, height, data } = await page.render({
    width: Math.max(1, Math.round(originalWidth * scale)),
    height: Math.max(1, Math.round(originalHeight * scale)),
    render: 'bitmap',
  })
  send({ outcome: 'drawn', width, height }, data)
}

function send(head: PdfAnswer, pixels: Uint8Array = new Uint8Array()): void {
  process.stdout.write(`${JSON.stringify(head)}\n`)
  process.stdout.write(pixels)
}
