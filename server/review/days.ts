const DAY_MS = 24 * 3600 * 1000
/** Issue 2, section 8: an offer is open for three days, a review for ten. */
export const OFFER_DAYS = 3
export const REVIEW_DAYS = 10
/** A review that is nearly there is worth waiting for a little: pace is never rushed. */
export const GRACE_DAYS = 2
export const REMINDER_DAYS = 2
/** Whoever is to confirm a "not yet" has so long; then a third reader decides. */
export const CONFIRMATION_DAYS = 3

export const daysAfter = (from: Date, count: number): Date => new Date(from.getTime() + count * DAY_MS)
