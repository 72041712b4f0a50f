import MarkdownIt from 'markdown-it'
import sanitize from 'sanitize-html'

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false })

const ALLOWED: sanitize.IOptions = {
  allowedTags: [
    ...['p', 'br', 'strong', 'em', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'code', 'pre', 'hr'],
    ...['h3', 'h4', 'h5', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['https', 'http', 'mailto'],
  // A page has one h1 and its own h2s: what people write comes below them.
  transformTags: {
    h1: 'h3',
    h2: 'h3',
    a: (_tag, attributes) => ({ tagName: 'a', attribs: { ...attributes, rel: 'nofollow ugc noopener' } }),
  },
}

/** Markdown to HTML in which nothing hostile survives. Mentions (`@handle`) become links to `/people/handle`. */
export function renderMarkdown(text: string): string {
  return sanitize(markdown.render(text), ALLOWED)
}

/** The first words as plain text, for lists and mails. */
export function excerpt(text: string, length = 180): string {
  const plain = sanitize(markdown.render(text), { allowedTags: [], allowedAttributes: {} }).replace(/\s+/g, ' ').trim()
  const decoded = plain
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
  return decoded.length <= length ? decoded : `${decoded.slice(0, decoded.lastIndexOf(' ', length))} …`
}
