import { CARD_HEIGHT, CARD_WIDTH, type PreviewCard } from '../print/index.js'
import { excerpt } from '../web/markdown.js'
import type { Brief } from './briefPage.js'

/** What other sites read to show a link to a micro-credential. */
export function openGraph({ version }: Brief, baseUrl: string) {
  const { slug, anatomy } = version
  const properties = {
    type: 'website',
    title: anatomy.title,
    description: excerpt(anatomy.summary),
    url: `${baseUrl}/microcredentials/${slug}`,
    site_name: 'Staffroom',
    image: `${baseUrl}/microcredentials/${slug}/v${version.version}/card.png`,
    'image:type': 'image/png',
    'image:width': String(CARD_WIDTH),
    'image:height': String(CARD_HEIGHT),
    'image:alt': anatomy.title,
  }
  const open = Object.entries(properties).map(([name, content]) => ({ property: `og:${name}`, content }))
  return [...open, { property: 'twitter:card', content: 'summary_large_image' }]
}

export const previewOf = ({ version, organization }: Brief, line: string): PreviewCard => ({
  eyebrow: organization?.name ?? '',
  title: version.anatomy.title,
  line,
  foot: '',
})
