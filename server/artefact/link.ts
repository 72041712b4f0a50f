import { Refused } from './accepted.js'

const LONGEST_URL = 2000

/** A web address that may stand on a page as a link. Throws Refused. */
export function webAddress(text: string): string {
  const typed = text.trim()
  const full = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`
  if (full.length > LONGEST_URL || !URL.canParse(full)) throw new Refused('notALink')
  const url = new URL(full)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  if (!isWeb || url.username || url.password || !url.hostname.includes('.')) throw new Refused('notALink')
  return url.href
}
