/** What may stand between addresses, or around one. */
const BETWEEN = /[\s<>()[\],;:"']+/
const LONGEST_ADDRESS = 254
/** The first line of a table that names its columns. */
const HEADING = /\b(e-?mail|e-?post|address|adresse|name|navn)\b/i
const LONGEST_SHOWN = 120

export interface AddressList {
  /** In lower case, each once. */
  emails: string[]
  /** Lines in which nobody can be found, as they were written. */
  unread: string[]
}

/** Addresses as they come out of other programs: pasted tables, `Name <address>`, one on a line or many. */
export function readAddresses(text: string): AddressList {
  const lines = text.split('\n').map(line => line.trim())
  const found = lines.map(line => line.split(BETWEEN).filter(isAddress))
  const isUnread = (line: string, n: number) => /\p{L}/u.test(line) && found[n]!.length === 0
  const isHeading = (line: string, n: number) => n === 0 && lines.length > 1 && HEADING.test(line)
  return {
    emails: [...new Set(found.flat().map(address => address.toLowerCase().replace(/\.$/, '')))],
    unread: lines
      .filter((line, n) => isUnread(line, n) && !isHeading(line, n))
      .map(line => line.slice(0, LONGEST_SHOWN)),
  }
}

/** Loosely: whether somebody here has it is looked up. */
function isAddress(text: string): boolean {
  const at = text.indexOf('@')
  return at > 0 && at < text.length - 1 && text.length <= LONGEST_ADDRESS
}
