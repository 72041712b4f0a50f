import { Refused } from './accepted.js'

const OPEN_XML = 'application/vnd.openxmlformats-officedocument'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument'

/** What an archive says of itself: the names in it, and the text of the three small files that name its type. */
export interface ArchiveAccount {
  names: string[]
  isEncrypted: boolean
  /** `mimetype` of an ODF package (ODF 1.3 part 2, 3.3). */
  mimetype: string
  /** `META-INF/manifest.xml` of an ODF package. */
  manifest: string
  /** `[Content_Types].xml` of an OOXML package (ECMA-376 part 2, 10.1.2). */
  contentTypes: string
}

/** The parts that make an OOXML package a document, a workbook or a presentation (ECMA-376 part 1, 11.3, 12.3, 13.3). */
const MAIN_PARTS = {
  'wordprocessingml.document': 'wordprocessingml.document.main+xml',
  'spreadsheetml.sheet': 'spreadsheetml.sheet.main+xml',
  'presentationml.presentation': 'presentationml.presentation.main+xml',
} as const

const ODF_KINDS = ['text', 'spreadsheet', 'presentation'].map(kind => `${OPEN_DOCUMENT}.${kind}`)

/** The media type of an office document in a ZIP package. Throws Refused for every other archive. */
export function officeType(archive: ArchiveAccount): string {
  if (archive.isEncrypted) throw new Refused('encrypted')
  if (archive.contentTypes) return openXmlType(archive)
  if (archive.mimetype.startsWith(OPEN_DOCUMENT)) return openDocumentType(archive)
  throw new Refused(archive.names.some(isProgramPart) ? 'program' : 'archive')
}

function openXmlType({ names, contentTypes }: ArchiveAccount): string {
  if (/macroEnabled|vbaProject/i.test(contentTypes) || names.some(name => /vbaProject\.bin$/i.test(name)))
    throw new Refused('macros')
  const main = Object.entries(MAIN_PARTS).find(([, part]) => contentTypes.includes(part))
  if (!main) throw new Refused('archive')
  return `${OPEN_XML}.${main[0]}`
}

function openDocumentType({ names, mimetype, manifest }: ArchiveAccount): string {
  if (/encryption-data/.test(manifest)) throw new Refused('encrypted')
  if (names.some(name => /^(Basic|Scripts)\//.test(name))) throw new Refused('macros')
  const type = ODF_KINDS.find(kind => kind === mimetype.trim())
  if (!type) throw new Refused('unknown')
  return type
}

const isProgramPart = (name: string) => /^META-INF\/MANIFEST\.MF$|^AndroidManifest\.xml$|^classes\.dex$/i.test(name)
