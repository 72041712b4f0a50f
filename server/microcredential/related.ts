import type { Relation } from './anatomy.js'
import type { Problem } from './completeness.js'
import type { Draft, DraftRelation } from './draft.js'

/** The slug in what an author typed: the address of a page here, its path, or the slug alone. */
export const slugIn = (typed: string): string | undefined =>
  /^(?:(?:https?:\/\/[^/\s]+)?\/microcredentials\/)?([a-z0-9]+(?:-[a-z0-9]+)*)(?:\/v\d+)?\/?$/.exec(typed.trim())?.[1]

/** Each other one once, in the way that was named first; rows left empty go. */
export function relationsIn(rows: DraftRelation[] = []): Relation[] {
  const found = new Map<string, Relation>()
  for (const { relation, other } of rows) {
    const slug = slugIn(other)
    if (slug && !found.has(slug)) found.set(slug, { relation, slug })
  }
  return [...found.values()]
}

/** What names nothing that is published, or the micro-credential itself. `isPublished` knows of those that are named. */
export function relationProblems({ relations = [] }: Draft, own: string, isPublished: Set<string>): Problem[] {
  return relations.flatMap(({ other }, index): Problem[] => {
    const slug = slugIn(other)
    if (other === '' || (slug && slug !== own && isPublished.has(slug))) return []
    const messageKey = `microcredential.problem.${slug === own ? 'relationToItself' : 'relationUnknown'}`
    const field = `relations-${index}-other`
    return [{ section: 'hours', field, messageKey, values: { number: index + 1 }, wrong: true }]
  })
}
