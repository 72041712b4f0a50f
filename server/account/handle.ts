export const LONGEST_HANDLE = 30
const SHORTEST_HANDLE = 2
const SHAPE = /^[a-z0-9]+(-[a-z0-9]+)*$/
const FALLBACK = 'teacher'

/** Names that would look like the house speaking. */
const RESERVED = new Set([
  ...['admin', 'administrator', 'all', 'everyone', 'here', 'help', 'me', 'moderator', 'new', 'null', 'root'],
  ...['security', 'staffroom', 'support', 'system', 'undefined'],
])

export function isHandle(text: string): boolean {
  const fits = text.length >= SHORTEST_HANDLE && text.length <= LONGEST_HANDLE
  return fits && SHAPE.test(text) && !RESERVED.has(text)
}

/** "Åse Bjørnstad" becomes `ase-bjornstad`. */
export function handleFrom(name: string): string {
  const handle = name
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_HANDLE)
    .replace(/^-+|-+$/g, '')
  return isHandle(handle) ? handle : FALLBACK
}

/** What to try in turn: `ada`, `ada-2`, `ada-3`, and then one that ends like the person's id, which nobody has. */
export function handleCandidates(handle: string, personId: string): string[] {
  return [handle, ...['2', '3', personId.slice(-6)].map(ending => withEnding(handle, `-${ending}`))]
}

const withEnding = (handle: string, ending: string) =>
  `${handle.slice(0, LONGEST_HANDLE - ending.length).replace(/-+$/, '')}${ending}`
