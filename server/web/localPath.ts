const OURS = 'http://staffroom.invalid'
/** Two slashes at the start name another host. */
const LOCAL = /^\/(?![/\\])/

/** The path, when it leads to a page of ours; otherwise `fallback`: an address from outside must not lead elsewhere. */
export function localPath(path: unknown, fallback: string): string {
  if (typeof path !== 'string' || !LOCAL.test(path) || !URL.canParse(path, OURS)) return fallback
  const { origin, pathname, search } = new URL(path, OURS)
  // Checked again, for dots resolve: `/.//evil.example` has become `//evil.example`.
  return origin === OURS && LOCAL.test(pathname) ? `${pathname}${search}` : fallback
}
