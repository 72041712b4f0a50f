import { isolated, type PreviewCard } from '../print/index.js'
import type { Translate } from '../web/i18n.js'
import type { BadgePageState } from './badgePage.js'
import { stateView } from './stateView.js'

/** A badge on one picture, in the language of its holder: nothing that its page does not show to everyone. */
export function previewOf({ award, issuer, holder, now }: BadgePageState, t: Translate): PreviewCard {
  const { shape, labelKey } = stateView(award, now)
  return {
    eyebrow: issuer.name,
    title: award.title,
    line: t('award.card.awardedTo', { name: isolated(holder.name) }),
    foot: dayIn(award.issuedAt, holder),
    ...(shape === 'stopped' && { stopped: t(labelKey) }),
  }
}

/** The day on the holder's wall. */
export function dayIn(at: Date, { language, timeZone }: { language: string; timeZone: string }): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const
  return new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, format).format(at)
}
