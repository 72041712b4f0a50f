export const EMBED_WIDTH = 480
export const EMBED_HEIGHT = 200

export interface Embedded {
  src: string
  title: string
  width: number
  height: number
}

/** HTML for somebody else's page: a frame that can do nothing but show itself and open links. */
export function embedCode({ src, title, width, height }: Embedded): string {
  const may = 'allow-popups allow-popups-to-escape-sandbox'
  const size = `width="${width}" height="${height}"`
  return `<iframe src="${inHtml(src)}" title="${inHtml(title)}" ${size} sandbox="${may}" loading="lazy" style="border:0;max-width:100%"></iframe>`
}

export interface Signature {
  pageUrl: string
  imageUrl: string
  title: string
  issuer: string
}

/** HTML that mail programs keep: a table, sizes as attributes, and nothing that they would take out. */
export function signatureCode({ pageUrl, imageUrl, title, issuer }: Signature): string {
  const link = `<a href="${inHtml(pageUrl)}">`
  const image = `<img src="${inHtml(imageUrl)}?size=128" alt="${inHtml(title)}" width="64" height="64" border="0">`
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td>${link}${image}</a></td><td width="12"></td><td>${link}${inHtml(title)}</a><br>${inHtml(issuer)}</td></tr></table>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const inHtml = (text: string) => text.replace(/[&<>"']/g, sign => ENTITIES[sign]!)
