/** Scheme, host and port of a web address, or undefined where it is none. */
export function originOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined
  return new URL(url).origin
}
