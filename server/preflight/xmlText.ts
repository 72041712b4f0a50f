/** The markup and the text of an XML document, apart, in order; joined they are the document again, byte for byte. */
export function xmlTokens(xml: string): string[] {
  return xml.match(TOKEN) ?? []
}

// XML 1.0: comments (2.5), CDATA sections (2.7), tags with quoted attributes (3.1), and character data (2.4).
const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(?:[^>"']|"[^"]*"|'[^']*')*>|[^<]+|</g

export const isText = (token: string) => !token.startsWith('<') || token.startsWith('<![CDATA[')

/** `w:p` of `<w:p …>`, `</w:p>` and `<w:p/>`; undefined for anything else. */
export const tagName = (token: string): string | undefined => /^<\/?([^\s/>!?]+)/.exec(token)?.[1]

/** `p` of `w:p`: producers are free in their choice of prefixes. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

export const isEnd = (token: string) => token.startsWith('</')
export const isEmpty = (token: string) => token.endsWith('/>')

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export function decoded(text: string): string {
  if (text.startsWith('<![CDATA[')) return text.slice('<![CDATA['.length, -']]>'.length)
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name.toLowerCase()]!
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

export const encoded = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Rewrites the attributes of one tag; a value that becomes undefined takes its attribute with it. */
export function withAttributes(tag: string, rewrite: (name: string, value: string) => string | undefined): string {
  return tag.replace(/\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')/g, (whole, name: string, quoted: string) => {
    const before = decoded(quoted.slice(1, -1))
    const after = rewrite(name, before)
    if (after === before) return whole
    return after === undefined ? '' : ` ${name}="${encoded(after)}"`
  })
}
