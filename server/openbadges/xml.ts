import { UnreadableBadge } from './unreadable.js'

/**
 * Reads an SVG as XML 1.0 with namespaces, as far as finding a badge needs: tags, attributes, text, CDATA. There is no
 * DTD and so no entity but the five that XML predefines: a document that declares any is refused, not interpreted.
 * Longer than other files because a tokenizer is one thing.
 */
export interface Element {
  namespace: string | undefined
  name: string
  attributes: Map<string, string>
  text: string
  /** From the start of its start tag to the end of its end tag. */
  start: number
  startTagEnd: number
  end: number
}
interface Reading {
  xml: string
  elements: Element[]
  open: Open[]
}
type Open = Element & { qualified: string }

const START_TAG = /<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y
const END_TAG = /<\/([^\s>]+)\s*>/y
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))
const MAX_XML_DEPTH = 200
const MAX_ELEMENTS = 100_000

/** All elements in document order. Throws Invalid where it is not well-formed or declares a DTD or entities. */
export function readXml(xml: string): Element[] {
  const reading: Reading = { xml, elements: [], open: [] }
  // Each step either moves on or throws, so the time is in proportion to the length whatever is in it.
  for (let at = 0; at < xml.length; ) {
    const markup = xml.indexOf('<', at)
    addText(reading, xml.slice(at, markup === -1 ? xml.length : markup))
    at = markup === -1 ? xml.length : readMarkup(reading, markup)
  }
  if (reading.open.length > 0 || reading.elements.length === 0) throw notWellFormed()
  return reading.elements
}

/** Where the markup that begins here ends. */
function readMarkup(reading: Reading, at: number): number {
  const { xml, open } = reading
  if (xml.startsWith('<!--', at)) return after(xml, '-->', at + '<!--'.length)
  if (xml.startsWith('<?', at)) return after(xml, '?>', at)
  if (xml.startsWith('<![CDATA[', at)) {
    const end = after(xml, ']]>', at)
    const element = open.at(-1) ?? fail()
    element.text += xml.slice(at + '<![CDATA['.length, end - ']]>'.length)
    return end
  }
  if (xml.startsWith('<!', at)) throw new UnreadableBadge('svg-dtd')
  return xml.startsWith('</', at) ? readEndTag(reading, at) : readStartTag(reading, at)
}

function readStartTag(reading: Reading, at: number): number {
  const [whole, name, attributes = '', selfClosing] = matchAt(START_TAG, reading.xml, at)
  const end = at + whole.length
  const element = openElement(reading, name!, readAttributes(attributes), at, end)
  if (selfClosing) close(reading.open, element.qualified, end)
  return end
}

function readEndTag({ xml, open }: Reading, at: number): number {
  const [whole, name] = matchAt(END_TAG, xml, at)
  close(open, name!, at + whole.length)
  return at + whole.length
}

function matchAt(pattern: RegExp, xml: string, at: number): RegExpExecArray {
  pattern.lastIndex = at
  return pattern.exec(xml) ?? fail()
}

function after(xml: string, terminator: string, from: number): number {
  const at = xml.indexOf(terminator, from)
  return at === -1 ? fail() : at + terminator.length
}

function openElement(
  { elements, open }: Reading,
  qualified: string,
  attributes: Map<string, string>,
  start: number,
  startTagEnd: number,
): Open {
  const isRoot = elements.length === 0
  if (open.length > MAX_XML_DEPTH || (open.length === 0 && !isRoot)) throw notWellFormed()
  if (elements.length >= MAX_ELEMENTS) throw new UnreadableBadge('svg-complex')
  const [name = '', prefix = ''] = qualified.split(':').reverse()
  const element: Open = { name, namespace: undefined, attributes, text: '', start, startTagEnd, end: -1, qualified }
  elements.push(element)
  open.push(element)
  element.namespace = namespaceOf(open, prefix)
  return element
}

function close(open: Open[], qualified: string, end: number): void {
  const element = open.pop()
  if (element?.qualified !== qualified) throw notWellFormed()
  element.end = end
}

function addText({ open }: Reading, text: string): void {
  const element = open.at(-1)
  if (!element && text.trim() !== '') throw notWellFormed()
  if (element) element.text += decodeEntities(text)
}

function readAttributes(source: string): Map<string, string> {
  const pairs = [...source.matchAll(ATTRIBUTE)].map(([, name, double, single]) => [name!, double ?? single!] as const)
  const attributes = new Map(pairs.map(([name, value]) => [name, decodeEntities(value)]))
  if (attributes.size !== pairs.length) throw notWellFormed()
  return attributes
}

/** The nearest declaration counts. Looked up, not inherited: copying what is in scope would cost its square. */
function namespaceOf(open: Open[], prefix: string): string | undefined {
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
  return open.findLast(({ attributes }) => attributes.has(declaration))?.attributes.get(declaration)
}

function decodeEntities(text: string): string {
  return text.replace(/&([^;&\s]*);?/g, (whole, name: string) => {
    const code = /^#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}))$/.exec(name)
    const point = code ? Number.parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10) : -1
    const character = point >= 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ENTITIES.get(name)
    if (character === undefined || !whole.endsWith(';')) throw new UnreadableBadge('svg-entities')
    return character
  })
}

function fail(): never {
  throw notWellFormed()
}

function notWellFormed(): UnreadableBadge {
  return new UnreadableBadge('svg-malformed')
}
