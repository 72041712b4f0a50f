const LONGEST_TITLE_FROM_TEXT = 70

/** The first sentence, or as much of it as makes a title. */
export function titleFrom(text: string): string {
  const line = text
    .trim()
    .split('\n')[0]!
    .replace(/^[#>*\s-]+/, '')
    .replace(/[*_`]/g, '')
  const sentence = /^.{8,}?[.!?…](?=\s|$)/u.exec(line)?.[0] ?? line
  if (sentence.length <= LONGEST_TITLE_FROM_TEXT) return sentence.replace(/\.$/, '')
  const cut = sentence.slice(0, LONGEST_TITLE_FROM_TEXT)
  return `${cut.slice(0, cut.lastIndexOf(' ') > 20 ? cut.lastIndexOf(' ') : cut.length).trim()} …`
}

/** The day that it is somewhere, as `2026-03-02`. */
export function dayIn(timeZone: string, at: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
}

/** The clock time that it is somewhere, as people there write it. */
export function timeIn(timeZone: string, language: string, at: Date): string {
  const locale = language === 'en' ? 'en-GB' : language
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(at)
}
