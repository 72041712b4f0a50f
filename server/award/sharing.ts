export interface Shared {
  title: string
  issuer: string
  issuedAt: Date
  validUntil?: Date
  pageUrl: string
  credentialId: string
}

/** LinkedIn's "add to profile" address. The month is the one on the holder's wall, not in Greenwich. */
export function linkedInUrl(shared: Shared, timeZone: string): string {
  const issued = monthIn(shared.issuedAt, timeZone)
  const expires = shared.validUntil && monthIn(shared.validUntil, timeZone)
  const query = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: shared.title,
    organizationName: shared.issuer,
    issueYear: issued.year,
    issueMonth: issued.month,
    ...(expires && { expirationYear: expires.year, expirationMonth: expires.month }),
    certUrl: shared.pageUrl,
    certId: shared.credentialId,
  })
  return `https://www.linkedin.com/profile/add?${query}`
}

function monthIn(at: Date, timeZone: string): { year: string; month: string } {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric' }).formatToParts(at)
  const part = (type: 'year' | 'month') => parts.find(each => each.type === type)!.value
  return { year: part('year'), month: part('month') }
}
