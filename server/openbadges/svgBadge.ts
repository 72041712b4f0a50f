import { MAX_CREDENTIAL_BYTES } from './limits.js'
import type { BakedStandard } from './pngBadge.js'
import { UnreadableBadge } from './unreadable.js'
import { type Element, readXml } from './xml.js'

const SVG_NAMESPACE = 'http://www.w3.org/2000/svg'
/** Open Badges 3.0, Baked Badge, and Open Badges 2.0 baking. */
const OB3_NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0'
const OB2_NAMESPACE = 'http://openbadges.org'
const PREFIX_DECLARATION = 'xmlns:openbadges'
const isCredential = ({ namespace, name }: Element) => namespace === OB3_NAMESPACE && name === 'credential'
const isAssertion = ({ namespace, name }: Element) => namespace === OB2_NAMESPACE && name === 'assertion'
const STANDARDS = {
  'open-badges-3': { namespace: OB3_NAMESPACE, element: 'credential', isBaked: isCredential },
  'open-badges-2': { namespace: OB2_NAMESPACE, element: 'assertion', isBaked: isAssertion },
}
const START_TAG = /^<([^\s/>]+)([\s\S]*)>$/

/** Puts a badge into an SVG: JSON as CDATA, a compact JWS in `verify`; in place of one already there. */
export function bakeSvg(svg: string, badge: string, standard: BakedStandard = 'open-badges-3'): string {
  const { namespace, isBaked } = STANDARDS[standard]
  const elements = readXml(svg)
  rootOf(elements)
  const old = only(elements.filter(isBaked))
  const bare = old ? svg.slice(0, old.start) + svg.slice(old.end) : svg
  const root = rootOf(readXml(bare))
  const declared = root.attributes.get(PREFIX_DECLARATION)
  const declaration = ` ${PREFIX_DECLARATION}="${namespace}"`
  const [, name, attributes = ''] = START_TAG.exec(bare.slice(root.start, root.startTagEnd))!
  const isEmpty = attributes.endsWith('/')
  const startTag = `<${name}${attributes.replace(/\s*\/$/, '')}${declared ? '' : declaration}>`
  // Where a badge of another version already uses the prefix, the declaration goes to the new element itself.
  const element = bakedElement(badge, standard, declared && declared !== namespace ? declaration : '')
  return `${bare.slice(0, root.start)}${startTag}${element}${isEmpty ? `</${name}>` : ''}${bare.slice(root.startTagEnd)}`
}

/** The text baked into an SVG: that of OB 3.0 where there is one, otherwise that of OB 1 or 2. Throws Invalid. */
export function unbakeSvg(svg: string): string {
  const elements = readXml(svg)
  rootOf(elements)
  const element = only(elements.filter(isCredential)) ?? only(elements.filter(isAssertion))
  if (!element) throw new UnreadableBadge('svg-none')
  const baked = element.text.trim() || element.attributes.get('verify')?.trim()
  if (!baked) throw new UnreadableBadge('baked-empty')
  if (Buffer.byteLength(baked) > MAX_CREDENTIAL_BYTES) throw new UnreadableBadge('baked-too-large')
  return baked
}

function bakedElement(badge: string, standard: BakedStandard, declaration: string): string {
  const name = `openbadges:${STANDARDS[standard].element}`
  if (!badge.trimStart().startsWith('{')) return `<${name}${declaration} verify="${escapeAttribute(badge)}"/>`
  const cdata = badge.replaceAll(']]>', ']]]]><![CDATA[>')
  return `<${name}${declaration}><![CDATA[${cdata}]]></${name}>`
}

function rootOf(elements: Element[]): Element {
  const root = elements[0]!
  if (root.name !== 'svg' || root.namespace !== SVG_NAMESPACE) throw new UnreadableBadge('svg-not')
  return root
}

function only(found: Element[]): Element | undefined {
  if (found.length > 1) throw new UnreadableBadge('baked-several')
  return found[0]
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
