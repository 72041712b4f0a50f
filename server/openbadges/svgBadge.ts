import { Invalid } from '../shared/errors.js'
import { MAX_CREDENTIAL_BYTES } from './limits.js'
import { type Element, readXml } from './xml.js'

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'
/** Open Badges 3.0, Baked Badge, and Open Badges 2.0 baking. */
const OB3_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'
const OB2_NAMESPACE = 'http://openbadges.org'
const PREFIX_DECLARATION = 'xmlns:openbadges'
const OB3_DECLARATION = `${PREFIX_DECLARATION}="${OB3_NAMESPACE}"`
const START_TAG = /^<([^\s/>]+)([\s\S]*)>$/

/** Puts a credential into an SVG: JSON as CDATA, a compact JWS in `verify`; in place of one already there. */
export function bakeSvg(svg: string, credential: string): string {
  const elements = readXml(svg)
  rootOf(elements)
  const old = only(elements.filter(isCredential))
  const bare = old ? svg.slice(0, old.start) + svg.slice(old.end) : svg
  const root = rootOf(readXml(bare))
  const declared = root.attributes.get(PREFIX_DECLARATION)
  const [, name, attributes = ''] = START_TAG.exec(bare.slice(root.start, root.startTagEnd))!
  const isEmpty = attributes.endsWith('/')
  const startTag = `<${name}${attributes.replace(/\s*\/$/, '')}${declared ? '' : ` ${OB3_DECLARATION}`}>`
  // Where an older badge already uses the prefix, the declaration goes to the new element itself.
  const element = credentialElement(credential, declared && declared !== OB3_NAMESPACE ? ` ${OB3_DECLARATION}` : '')
  return `${bare.slice(0, root.start)}${startTag}${element}${isEmpty ? `</${name}>` : ''}${bare.slice(root.startTagEnd)}`
}

/** The text baked into an SVG: that of OB 3.0 where there is one, otherwise that of OB 1 or 2. Throws Invalid. */
export function unbakeSvg(svg: string): string {
  const elements = readXml(svg)
  rootOf(elements)
  const element = only(elements.filter(isCredential)) ?? only(elements.filter(isAssertion))
  if (!element) throw new Invalid('There is no badge in this SVG image.')
  const baked = element.text.trim() || element.attributes.get('verify')?.trim()
  if (!baked) throw new Invalid('The badge in this SVG image is empty.')
  if (Buffer.byteLength(baked) > MAX_CREDENTIAL_BYTES)
    throw new Invalid('The badge in this SVG image is larger than we accept.')
  return baked
}

function credentialElement(credential: string, declaration: string): string {
  if (!credential.trimStart().startsWith('{')) {
    return `<openbadges:credential${declaration} verify="${escapeAttribute(credential)}"/>`
  }
  const cdata = credential.replaceAll(']]>', ']]]]><![CDATA[>')
  return `<openbadges:credential${declaration}><![CDATA[${cdata}]]></openbadges:credential>`
}

function rootOf(elements: Element[]): Element {
  const root = elements[0]!
  if (root.name !== 'svg' || root.namespace !== SVG_NAMESPACE) throw new Invalid('This is not an SVG image.')
  return root
}

function only(found: Element[]): Element | undefined {
  if (found.length > 1) throw new Invalid('This SVG image contains more than one badge.')
  return found[0]
}

const isCredential = ({ namespace, name }: Element) => namespace === OB3_NAMESPACE && name === 'credential'
const isAssertion = ({ namespace, name }: Element) => namespace === OB2_NAMESPACE && name === 'assertion'

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
