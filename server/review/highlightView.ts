import type { Evidence } from './frozen.js'
import type { Highlight } from './highlight.js'

export interface HighlightView {
  id: string
  quote: string
  nameKey: string
  number: number
  placeKey?: string
  place?: string | number
  /** The piece that it is from. */
  href: string
}

/** Words, a page or a moment, with the name of the piece and the way to it. */
export function highlightViews(highlights: Highlight[], evidence: Evidence[], basePath: string): HighlightView[] {
  return highlights.flatMap(({ id, quote, evidenceId, page, seconds }) => {
    const piece = evidence.find(each => each.id === evidenceId)
    if (!piece) return []
    const place =
      page !== undefined
        ? { placeKey: 'review.highlight.page', place: page }
        : seconds !== undefined
          ? { placeKey: 'review.highlight.moment', place: clockTime(seconds) }
          : {}
    const view = { id, quote, nameKey: `review.evidence.${piece.form}`, number: piece.number, ...place }
    return [{ ...view, href: `${basePath}#${evidenceId}` }]
  })
}

/** 75 seconds as 1:15. */
const clockTime = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** What can be pinned from a piece; undefined where there is nothing to point at but the whole. */
export function pinForm({ id, form, kind, name }: Evidence, action: string) {
  return {
    action: `${action}/highlights`,
    evidenceId: id,
    name,
    takesPage: form === 'pdf' || form === 'office',
    takesTime: form === 'audio' || form === 'video',
    isText: kind === 'text',
  }
}
