/** The next page that a Link header names (RFC 8288), as long as it belongs to the same API: our token goes with us. */
export function nextPage(link: string | null, current: string, apiBase: string): string | undefined {
  const next = (link ?? '').split(/,\s*(?=<)/).find(each => /;\s*rel="?next"?/i.test(each))
  const address = /^\s*<([^>]*)>/.exec(next ?? '')?.[1]
  if (!address || !URL.canParse(address, current)) return undefined
  const { href } = new URL(address, current)
  return href.startsWith(`${apiBase}/`) && href !== current ? href : undefined
}
