import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
} from '@cantoo/pdf-lib'
import { withoutCameraData } from './pictureBytes.js'
import type { Note, Passage } from './reading.js'

/** Entries that are about the file: XMP, private data of the program that made it, and when (ISO 32000-2, 14.3 to 14.5). */
const ABOUT = ['Metadata', 'PieceInfo', 'LastModified', 'SpiderInfo']
/** Entries of a comment that tell who wrote it and when (12.5.2, 12.5.6.2). */
const ABOUT_ANNOTATION = ['T', 'NM', 'M', 'CreationDate']

export interface CleanPdf {
  clean: Uint8Array
  /** What the pages themselves do not show: comments, form fields, bookmarks, addresses behind links. */
  passages: Passage[]
  notes: Note[]
}

/**
 * The same pages without Info, XMP, comment authors and dates, files attached to it, and whatever earlier versions of
 * the document it still carried. Throws what pdf-lib throws on an encrypted or broken file.
 */
export async function cleanPdf(bytes: Uint8Array): Promise<CleanPdf> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false, password: '' })
  const { context, catalog } = document
  const passages: Passage[] = []
  document.getPages().forEach((page, index) => {
    const annotations = page.node.Annots()?.asArray() ?? []
    for (const annotation of annotations) passages.push(...spoken(context.lookup(annotation), index + 1))
  })
  const hasFiles = leaveFilesOut(catalog, context)
  delete context.trailerInfo.Info
  delete context.trailerInfo.ID
  for (const [, object] of context.enumerateIndirectObjects()) strip(object)
  strip(catalog)
  passages.push(...bookmarks(context.lookup(catalog.get(PDFName.of('Outlines'))), context))
  forgetUnreachable(document)
  const clean = await document.save({ useObjectStreams: true, updateFieldAppearances: false, addDefaultPage: false })
  return { clean, passages, notes: hasFiles ? ['attachmentsLeftOut'] : [] }
}

type Context = PDFDocument['context']

/** Every dictionary in an object, however deep. */
function strip(object: PDFObject | undefined): void {
  if (object instanceof PDFRawStream) stripPicture(object)
  const dictionary = object instanceof PDFStream ? object.dict : object
  if (dictionary instanceof PDFArray) for (const member of dictionary.asArray()) strip(member)
  if (!(dictionary instanceof PDFDict)) return
  for (const name of ABOUT) dictionary.delete(PDFName.of(name))
  if (isAnnotation(dictionary)) for (const name of ABOUT_ANNOTATION) dictionary.delete(PDFName.of(name))
  for (const member of dictionary.values()) if (!(member instanceof PDFRef)) strip(member)
}

/** Form fields are annotations too, and there `T` is the name of the field (12.7.4.1). */
const isAnnotation = (dictionary: PDFDict) =>
  dictionary.has(PDFName.of('Rect')) && !dictionary.has(PDFName.of('FT')) && !dictionary.has(PDFName.of('Parent'))

/** A photo lies in a PDF as the JPEG that the camera made. */
function stripPicture(stream: PDFRawStream): void {
  if (String(stream.dict.get(PDFName.of('Filter'))) !== '/DCTDecode') return
  const picture = withoutCameraData(stream.contents)
  ;(stream as { contents: Uint8Array }).contents = picture
}

function leaveFilesOut(catalog: PDFDict, context: Context): boolean {
  const names = context.lookup(catalog.get(PDFName.of('Names')))
  const hadNamed = names instanceof PDFDict && names.delete(PDFName.of('EmbeddedFiles'))
  const hadAssociated = catalog.delete(PDFName.of('AF'))
  let hadAnnotated = false
  for (const [, object] of context.enumerateIndirectObjects()) {
    const annotations = object instanceof PDFDict ? context.lookup(object.get(PDFName.of('Annots'))) : undefined
    if (!(annotations instanceof PDFArray)) continue
    for (let index = annotations.size() - 1; index >= 0; index--) {
      const annotation = context.lookup(annotations.get(index))
      if (!(annotation instanceof PDFDict) || String(annotation.get(PDFName.of('Subtype'))) !== '/FileAttachment')
        continue
      annotations.remove(index)
      hadAnnotated = true
    }
  }
  return hadNamed || hadAssociated || hadAnnotated
}

function spoken(annotation: PDFObject | undefined, page: number): Passage[] {
  if (!(annotation instanceof PDFDict)) return []
  const action = annotation.lookup(PDFName.of('A'))
  const texts = [annotation.lookup(PDFName.of('Contents')), annotation.lookup(PDFName.of('V'))].flatMap(stringIn)
  const address = action instanceof PDFDict ? stringIn(action.lookup(PDFName.of('URI'))) : []
  return [
    ...texts.map(text => ({ text, place: { kind: 'comment' as const, number: page } })),
    ...address.map(text => ({ text, place: { kind: 'link' as const, number: page } })),
  ]
}

const MOST_BOOKMARKS = 2_000

function bookmarks(outlines: PDFObject | undefined, context: Context): Passage[] {
  const passages: Passage[] = []
  const waiting = [outlines instanceof PDFDict ? outlines.get(PDFName.of('First')) : undefined]
  const known = new Set<PDFObject>()
  for (let next = waiting.pop(); next && known.size < MOST_BOOKMARKS; next = waiting.pop()) {
    if (known.has(next)) continue
    known.add(next)
    const bookmark = context.lookup(next)
    if (!(bookmark instanceof PDFDict)) continue
    passages.push(
      ...stringIn(bookmark.lookup(PDFName.of('Title'))).map(text => ({ text, place: { kind: 'heading' as const } })),
    )
    waiting.push(bookmark.get(PDFName.of('Next')), bookmark.get(PDFName.of('First')))
  }
  return passages
}

const stringIn = (object: PDFObject | undefined): string[] =>
  object instanceof PDFString || object instanceof PDFHexString ? [object.decodeText()] : []

/** What no page leads to is written out all the same, unless it is taken away: earlier versions, and what was stripped. */
function forgetUnreachable({ context }: PDFDocument): void {
  const reached = new Set<PDFRef>()
  const waiting: (PDFObject | undefined)[] = [context.trailerInfo.Root]
  for (let object = waiting.pop(); object || waiting.length > 0; object = waiting.pop()) {
    if (object instanceof PDFRef) {
      if (reached.has(object)) continue
      reached.add(object)
      waiting.push(context.lookup(object))
    } else if (object instanceof PDFArray) waiting.push(...object.asArray())
    else if (object instanceof PDFDict) waiting.push(...object.values())
    else if (object instanceof PDFStream) waiting.push(...object.dict.values())
  }
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref)
}
