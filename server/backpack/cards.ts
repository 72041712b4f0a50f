import { type BroughtBadge, shownAs, type Visibility } from './broughtBadge.js'
import { checkedView } from './checkedView.js'
import type { Item } from './collection.js'

/** A badge on a shelf, whether it was earned here or brought. */
export interface Card extends Item {
  href: string
  title: string
  image: string | undefined
  issuerName: string
  visibility: Visibility
  issuedAt: Date | undefined
  state: { labelKey: string; shape: string } | undefined
}

export function broughtCard(badge: BroughtBadge): Card {
  return {
    kind: 'brought',
    id: badge.id,
    href: `/badges/brought/${badge.id}`,
    title: badge.title || badge.issuerName || badge.credentialId,
    image: badge.hasPicture ? `/badges/brought/${badge.id}/picture.png` : undefined,
    issuerName: badge.issuerName,
    visibility: shownAs(badge),
    issuedAt: badge.validFrom,
    state: checkedView(badge.checked),
  }
}
