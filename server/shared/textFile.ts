/** What is in a text file, in whatever way spreadsheets write it; undefined where it is no text. */
export function textIn(bytes: Uint8Array): string | undefined {
  const text = decoded(bytes)
  return text !== undefined && isText(text) ? text : undefined
}

/** UTF-16 says so at its beginning; what is no UTF-8 is what spreadsheets in Europe call plain CSV. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Text has no control characters but those that part lines, columns and pages. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const isText = (text: string) => !/[\x00-\x08\x0e-\x1f]/.test(text)
