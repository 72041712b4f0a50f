import type { PanelAgreement } from '../calibration/index.js'
import type { ownPage } from './pages.js'

/** From so many decided reviews on there is something to show: three pieces of work, read beside somebody else. */
export const REVIEWS_TO_SHOW = 3

type Translate = (key: string, values?: object) => string

/**
 * What a reviewer may show of their reviewing: the figures of their own page and how their calibrations went, in plain
 * text. It says of nobody who they are, nor which work it was, nor on which day: a month is the finest.
 */
export function recordText(page: ReturnType<typeof ownPage>, passed: PanelAgreement[], at: Date, t: Translate): string {
  const figures = page.rows.map(
    ({ labelKey, own, pool }) =>
      `${t(labelKey)}: ${t(own.key, own.values)}. ${t('reliability.own.head.pool')} ${t(pool.key, pool.values)}.`,
  )
  return [
    t('reliability.record.name'),
    t('reliability.record.made', { month: at.toISOString().slice(0, 7) }),
    '',
    t('reliability.record.reviews', { count: page.reviews }),
    ...figures,
    ...passed.map(result => calibrationLine(result, t)),
    '',
    t('reliability.record.nobody'),
    '',
  ].join('\n')
}

function calibrationLine({ exact, kappa }: PanelAgreement, t: Translate): string {
  const percent = Math.round(100 * exact)
  if (kappa === undefined) return t('reliability.record.calibratedAlike', { percent })
  return t('reliability.record.calibrated', { percent, kappa: kappa.toFixed(2) })
}
