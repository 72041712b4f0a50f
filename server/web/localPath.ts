const OURS = 'http://staffroom.invalid'

/** The path, when it leads to a page of ours; otherwise `fallback`: an address from outside must not lead elsewhere. */
export function localPath(path: unknown, fallback: string): string {
  if (typeof path !== 'string' || !/^\/(?![/\\])/.test(path) || !URL.canParse(path, OURS)) return fallback
  const url = new URL(path, OURS)
  return url.origin === OURS ? `${url.pathname}${url.search}` : fallback
}
