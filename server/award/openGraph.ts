import { CARD_HEIGHT, CARD_WIDTH } from '../print/index.js'
import { isVisibleToAnyone } from './award.js'
import type { BadgePageState } from './badgePage.js'

/** What other sites read to show a link to a badge. There is no picture of what nobody else may see. */
export function openGraph({ award, version, holder, addresses }: BadgePageState) {
  const title = `${award.title} · ${holder.name}`
  const described = { type: 'website', title, description: version.anatomy.summary }
  const image = {
    image: addresses.card(award.id),
    'image:type': 'image/png',
    'image:width': String(CARD_WIDTH),
    'image:height': String(CARD_HEIGHT),
    'image:alt': title,
  }
  const open = {
    ...{ ...described, url: addresses.page(award.id), site_name: 'Staffroom' },
    ...(isVisibleToAnyone(award) && image),
  }
  const properties = Object.entries(open).map(([name, content]) => ({ property: `og:${name}`, content }))
  return [...properties, { property: 'twitter:card', content: 'summary_large_image' }]
}
