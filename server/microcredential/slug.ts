const LONGEST = 60
const RESERVED = ['new', 'writing']

const LETTERS: Record<string, string> = { æ: 'ae', ø: 'o', å: 'a', ß: 'ss', ð: 'd', þ: 'th', ł: 'l', đ: 'd' }

/** A title as part of an address; `taken` tells which are in use. */
export async function slugFor(title: string, taken: (slug: string) => Promise<boolean>): Promise<string> {
  const base = slugOf(title)
  for (let number = 1; ; number++) {
    const slug = number === 1 ? base : `${base}-${number}`
    if (!RESERVED.includes(slug) && !(await taken(slug))) return slug
  }
}

export function slugOf(title: string): string {
  const latin = title.toLowerCase().replace(/[æøåßðþłđ]/g, letter => LETTERS[letter] ?? letter)
  const plain = latin.normalize('NFD').replace(/\p{M}/gu, '')
  const words = plain.replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST)
  return words.replace(/^-+|-+$/g, '') || 'micro-credential'
}
