import { Invalid, NotFound } from '../shared/errors.js'
import type { Addresses } from './addresses.js'
import type { BadgePageState } from './badgePage.js'
import { EMBED_HEIGHT, EMBED_WIDTH, embedCode } from './embedCode.js'

/** The award at an address of ours that somebody wants to embed. Throws NotFound for every other address. */
export function awardIdIn(url: unknown, addresses: Addresses): string {
  if (typeof url !== 'string' || url === '') throw new Invalid('No url', 'url')
  const path = URL.canParse(url) ? new URL(url) : undefined
  const [, id] = /^\/(?:badges|credentials)\/([\w-]+)\/?$/.exec(path?.pathname ?? '') ?? []
  if (!id || path?.origin !== new URL(addresses.page(id)).origin) throw new NotFound('Nothing to embed')
  return id
}

/** oEmbed 1.0, 2.3.4.4: rich, for a card says more than a photo and leads to the page that can be checked. */
export function oembed({ award, version, holder, issuer, addresses }: BadgePageState, most: Record<string, unknown>) {
  const size = { width: atMost(EMBED_WIDTH, most.maxwidth), height: atMost(EMBED_HEIGHT, most.maxheight) }
  return {
    version: '1.0',
    type: 'rich',
    title: `${award.title} · ${holder.name}`,
    author_name: issuer.name,
    author_url: addresses.organization(issuer.slug),
    provider_name: 'Staffroom',
    provider_url: new URL(addresses.page(award.id)).origin,
    cache_age: 300,
    ...thumbnail(addresses.badgeImage(version.slug, version.version), most),
    html: embedCode({ ...size, title: award.title, src: addresses.embed(award.id) }),
    ...size,
  }
}

/** Of the sizes that our images come in; it too has to fit in (idem, 2.3.4). */
const THUMBNAILS = [512, 256, 128, 64]

function thumbnail(image: string, { maxwidth, maxheight }: Record<string, unknown>) {
  const [largest] = THUMBNAILS
  const room = Math.min(atMost(largest!, maxwidth), atMost(largest!, maxheight))
  const size = THUMBNAILS.find(each => each <= room)
  return size && { thumbnail_url: `${image}?size=${size}`, thumbnail_width: size, thumbnail_height: size }
}

function atMost(usual: number, asked: unknown): number {
  const most = Number(asked)
  return Number.isInteger(most) && most > 0 ? Math.min(usual, most) : usual
}
