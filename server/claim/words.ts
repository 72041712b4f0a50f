/** Words as people count them: a lone dash or asterisk is none. public/js/wordCount.js counts in the same way. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter(token => /[\p{L}\p{N}]/u.test(token)).length
}
