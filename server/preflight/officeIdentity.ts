import { isEnd, isText, localName, tagName, withAttributes, xmlTokens } from './xmlText.js'

/** Stands for everybody who wrote, commented or changed anything. */
const SOMEBODY = 'Author'
const NO_DATE = '2000-01-01T00:00:00Z'
const CORE = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties'
const PROPERTIES = 'http://schemas.openxmlformats.org/officeDocument/2006'

/** Parts that are about the document and not in it (ECMA-376 part 2, 11; part 1, 22.2 and 22.3; ODF 1.3 part 3, 4.3). */
const EMPTIED: [RegExp, string][] = [
  [/(?:^|\/)docProps\/core\.xml$/, `<cp:coreProperties xmlns:cp="${CORE}"/>`],
  [/(?:^|\/)docProps\/app\.xml$/, `<Properties xmlns="${PROPERTIES}/extended-properties"/>`],
  [/(?:^|\/)docProps\/custom\.xml$/, `<Properties xmlns="${PROPERTIES}/custom-properties"/>`],
  [
    /(?:^|\/)meta\.xml$/,
    '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>',
  ],
]

/** Left out, with all that points to them: small pictures of the first page, and what a printer was told. */
const LEFT_OUT = /(?:^|\/)(?:docProps\/thumbnail\.\w+|Thumbnails\/.*|printerSettings\d*\.bin|layout-cache)$/

/** Elements whose text names somebody: authors of comments and of changes, and fields that are filled with a person. */
const NAMING =
  /^(?:author|creator|initial-creator|author-name|author-initials|creator-initials|sender-[\w-]+|printed-by)$/
/** Settings of ODF that tell a printer, a database or an editing session. */
const TELLING_ITEM = /name="(?:PrinterName|PrinterSetup|CurrentDatabase\w+|Rsid|RsidRoot)"/

export const isLeftOut = (part: string): boolean => LEFT_OUT.test(part)

/** One XML part of a package without who made it, who changed it, when and on which machine. */
export function withoutIdentity(part: string, xml: string): string {
  const empty = EMPTIED.find(([pattern]) => pattern.test(part))
  if (empty) return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${empty[1]}`
  return namelessText(withoutParts(part, xml))
}

function withoutParts(part: string, xml: string): string {
  if (part.endsWith('.rels')) return withoutRelations(xml)
  if (part === 'META-INF/manifest.xml')
    return xml.replace(/<manifest:file-entry\b[^>]*full-path="([^"]*)"[^>]*\/>/g, (entry, path: string) =>
      isLeftOut(path) || path === 'Thumbnails/' ? '' : entry,
    )
  return xml
    .replace(/<w:rsids>[\s\S]*?<\/w:rsids>/g, '')
    .replace(/<w:docVars>[\s\S]*?<\/w:docVars>/g, '')
    .replace(/<mc:AlternateContent\b[^>]*>\s*<mc:Choice\b[^>]*>\s*<x15ac:absPath\b[\s\S]*?<\/mc:AlternateContent>/g, '')
    .replace(/(<pageSetup\b[^>]*?)\s+r:id="[^"]*"/g, '$1')
}

const withoutRelations = (xml: string) =>
  xml
    .replace(/<Relationship\b[^>]*\/(?:thumbnail|printerSettings)"[^>]*\/>/g, '')
    .replace(/(<Relationship\b[^>]*\bTarget=")file:[^"]*"/g, '$1file:///"')

function namelessText(xml: string): string {
  let isNaming = false
  let isDated = false
  return xmlTokens(xml)
    .map(token => {
      if (isText(token)) return token.trim() === '' ? token : isNaming ? SOMEBODY : isDated ? NO_DATE : token
      const name = localName(tagName(token) ?? '')
      const opens = !isEnd(token) && !token.endsWith('/>')
      isNaming = opens && (NAMING.test(name) || (name === 'config-item' && TELLING_ITEM.test(token)))
      isDated = opens && name === 'date' && token.startsWith('<dc:')
      return namelessTag(name, token)
    })
    .join('')
}

/** `element/attribute` pairs that would rename something else are told apart by the element. */
function namelessTag(element: string, token: string): string {
  if (isEnd(token)) return token
  return withAttributes(token, (name, value) => {
    const attribute = localName(name)
    if (/^rsid\w*$/.test(attribute)) return undefined
    if (AUTHORS.has(attribute)) return SOMEBODY
    if (attribute === 'initials') return SOMEBODY[0]!
    if (attribute === 'name' && /^cmAuthor(?:Lst)?$|^author$/.test(element)) return SOMEBODY
    if (/^(?:date|dateUtc|dT|dt|created|dateTime)$/.test(attribute) && /^\d{4}-\d\d-\d\dT/.test(value)) return NO_DATE
    return value
  })
}

const AUTHORS = new Set(['author', 'userName', 'displayName', 'userId', 'lastModifiedBy', 'absPath'])
