const MENTION = /(^|[^\w@/`])@([a-z0-9][a-z0-9-]{1,39})/gi

/** The handles that a text mentions, each once, in lower case. At most `limit`: nobody calls the whole school. */
export function mentionedHandles(text: string, limit = 20): string[] {
  const handles = [...text.matchAll(MENTION)].map(([, , handle]) => handle!.toLowerCase().replace(/-+$/, ''))
  return [...new Set(handles)].slice(0, limit)
}

/** Turns mentions of people who exist into Markdown links; other words with an @ stay as they are. */
export function linkMentions(text: string, known: Set<string>): string {
  return text.replace(MENTION, (whole, before: string, handle: string) => {
    const name = handle.toLowerCase().replace(/-+$/, '')
    const rest = handle.slice(name.length)
    return known.has(name) ? `${before}[@${name}](/people/${name})${rest}` : whole
  })
}
