import type { Window } from './paging.js'

/** A credential as it was signed: JSON, or a compact JWS. */
export interface HeldCredential {
  text: string
}

/** A room that keeps credentials of people, in an order that stays. */
export interface CredentialSource {
  count(personId: string, since: Date | undefined): Promise<number>
  list(personId: string, page: { since: Date | undefined; skip: number; limit: number }): Promise<HeldCredential[]>
}

export interface HeldPage {
  total: number
  credentials: HeldCredential[]
}

/** One after the other: first all of the first source, then all of the next. */
export function holdings(sources: CredentialSource[]) {
  return async (personId: string, { limit, offset, since }: Window): Promise<HeldPage> => {
    const counts = await Promise.all(sources.map(source => source.count(personId, since)))
    const credentials: HeldCredential[] = []
    let skip = offset
    for (const [i, source] of sources.entries()) {
      const room = limit - credentials.length
      if (room > 0 && skip < counts[i]!)
        credentials.push(...(await source.list(personId, { since, skip, limit: room })))
      skip = Math.max(0, skip - counts[i]!)
    }
    return { total: counts.reduce((sum, count) => sum + count, 0), credentials }
  }
}

const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]*$/
export const isCompactJws = (text: string): boolean => COMPACT_JWS.test(text)
