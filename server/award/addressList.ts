/** What may stand between addresses, or around one. */
const BETWEEN = /[\s<>()[\],;:"]+/
const CELLS = /[,;\t]/
const LONGEST_ADDRESS = 254
/** A cell in a line of a table that names its columns, or tells a spreadsheet how they are parted. */
const HEADING = /^(e-?(mail|post)([ -]?(address|adresse))?|mail|address|adresse|(full |fullt )?(name|navn)|sep=.?)$/i
const LONGEST_SHOWN = 120
/** A few for each of the most that one decision may award. */
export const MOST_LINES = 50_000

export interface AddressList {
  /** In lower case, each once. */
  emails: string[]
  /** Names that stood before them, as in `Kari Moen <kari@skole.no>`. */
  names?: Map<string, string>
  /** Lines with something in them that is neither an address nor beside one. */
  unread: UnreadLine[]
}

export interface UnreadLine {
  /** Counted from 1. */
  number: number
  text: string
  /** In the file, where there was one; otherwise in what was typed. */
  inFile?: true
}

/** Addresses as they come out of other programs: pasted tables, `Name <address>`, one on a line or many. */
export function readAddresses(text: string): AddressList {
  const lines = text.split('\n').map(line => line.trim())
  return {
    emails: [...new Set(lines.flatMap(addressesIn))],
    names: new Map(lines.flatMap(namesIn)),
    unread: lines.flatMap((line, i) =>
      isUnread(line) && !isHeading(line) ? [{ number: i + 1, text: line.slice(0, LONGEST_SHOWN) }] : [],
    ),
  }
}

export const both = (typed: AddressList, file: AddressList): AddressList => ({
  emails: [...new Set([...typed.emails, ...file.emails])],
  names: new Map([...(typed.names ?? []), ...(file.names ?? [])]),
  unread: [...typed.unread, ...file.unread.map(line => ({ ...line, inFile: true as const }))],
})

const isHeading = (line: string) =>
  !line.includes('@') && line.split(CELLS).some(cell => HEADING.test(cell.replaceAll('"', '').trim()))

const tokensOf = (line: string) => line.split(BETWEEN).map(bare)

const addressesIn = (line: string) =>
  tokensOf(line)
    .filter(isAddress)
    .map(address => address.toLowerCase())

/** Something like half an address is shown back also where a whole one stands beside it. */
function isUnread(line: string): boolean {
  const tokens = tokensOf(line)
  const hasBroken = tokens.some(token => token.length > 1 && token.includes('@') && !isAddress(token))
  return hasBroken || (/[\p{L}\p{N}]/u.test(line) && !tokens.some(isAddress))
}

/** Loosely: whether somebody here has it is looked up. */
function isAddress(text: string): boolean {
  const at = text.indexOf('@')
  return at > 0 && at < text.length - 1 && at === text.lastIndexOf('@') && text.length <= LONGEST_ADDRESS
}

/** Without the quotes around it and the full stop after it; an apostrophe inside is part of it. */
function bare(token: string): string {
  if (token.length > LONGEST_ADDRESS + 4) return token
  return token.replace(/^['’]+/, '').replace(/[.'’]+$/, '')
}

/** What stands before each address in angle brackets, back to the separator before it. */
function namesIn(line: string): [email: string, name: string][] {
  const [first = '', ...rest] = line.split('<')
  let before = first
  return rest.flatMap(part => {
    const end = part.indexOf('>')
    const address = bare(part.slice(0, Math.max(end, 0)).trim())
    const name = lastName(before)
    before = part.slice(end + 1)
    return isAddress(address) && name !== '' ? [[address.toLowerCase(), name] as [string, string]] : []
  })
}

function lastName(text: string): string {
  const trimmed = text.trim()
  const quoted = trimmed.endsWith('"') ? trimmed.slice(trimmed.lastIndexOf('"', trimmed.length - 2) + 1, -1) : undefined
  return (quoted ?? trimmed.split(CELLS).at(-1)!).trim().slice(0, LONGEST_SHOWN)
}
