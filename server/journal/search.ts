import type { EntryContent } from './entry.js'

const MOST_WORDS = 1500
const MOST_SEARCHED = 6

/** The words that an entry can be found by: each once, in lower case. */
export function wordsOf(content: EntryContent): string[] {
  const { title, experience, assumed, shook, thinkNow, tags, alignments } = content
  const names = alignments.map(({ name }) => name)
  return split([title, ...tags, ...names, experience, assumed, shook, thinkNow].join(' ')).slice(0, MOST_WORDS)
}

/** What is searched for: the beginnings of words, all of which must be there. */
export function searchedWords(query: string): string[] {
  return split(query).slice(0, MOST_SEARCHED)
}

const split = (text: string) => [
  ...new Set(
    text
      .normalize('NFC')
      .toLocaleLowerCase('en')
      .match(/[\p{L}\p{N}]+/gu),
  ),
]
