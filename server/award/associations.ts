import type { Relation } from '../microcredential/index.js'
import type { Award } from './award.js'
import type { AwardedVersion } from './neighbours.js'

/** How what two awards are for hangs together (CLR 2.0, Association), read from what their issuers published. */
export interface Association {
  type: 'replacedBy' | 'isRelatedTo' | 'precedes' | 'isPartOf'
  source: Award
  target: Award
}

/**
 * A newer version of a micro-credential replaces an older one; two that are aligned to the same place in a framework are
 * related; what another one builds on precedes it, and what is part of another is so in a transcript too. The other kinds
 * of the standard say more than any issuer says here. `versions`: what each award is for, by its id.
 */
export function associationsAmong(awards: Award[], versions: Map<string, Aligned>): Association[] {
  const held = awards.map(award => {
    const version = versions.get(award.id)!
    return { award, targets: targetsOf(version), relations: version.anatomy.relations ?? [] }
  })
  // Held twice, it is still one achievement.
  const once = [...new Map(held.map(each => [achievementOf(each.award), each])).values()]
  const inOrder = once.sort((one, other) => one.award.microCredentialVersion - other.award.microCredentialVersion)
  return [...replaced(inOrder.map(({ award }) => award)), ...related(inOrder), ...named(inOrder)]
}

type Aligned = { anatomy: Pick<AwardedVersion['anatomy'], 'alignments' | 'relations'> }
interface Held {
  award: Award
  targets: string[]
  relations: Relation[]
}

function replaced(awards: Award[]): Association[] {
  return awards.flatMap((source, i) => {
    const target = awards.slice(i + 1).find(other => other.microCredentialId === source.microCredentialId)
    return target ? [{ type: 'replacedBy' as const, source, target }] : []
  })
}

/** Each with the next one that shares a target: all pairs would say the same in many more words. */
function related(held: Held[]): Association[] {
  const pairs = new Map<string, Association>()
  const latest = new Map<string, Award>()
  for (const { award, targets } of held)
    for (const each of targets) {
      const source = latest.get(each)
      latest.set(each, award)
      if (!source || source.microCredentialId === award.microCredentialId) continue
      pairs.set(`${achievementOf(source)} ${achievementOf(award)}`, { type: 'isRelatedTo', source, target: award })
    }
  return [...pairs.values()]
}

/** As their authors say it, of the newest version that is held. */
function named(held: Held[]): Association[] {
  const newest = new Map(held.map(({ award }) => [award.slug, award]))
  return held.flatMap(({ award, relations }) =>
    relations.flatMap(({ relation, slug }): Association[] => {
      const other = newest.get(slug)
      if (!other || other.microCredentialId === award.microCredentialId) return []
      return relation === 'buildsOn'
        ? [{ type: 'precedes', source: other, target: award }]
        : [{ type: 'isPartOf', source: award, target: other }]
    }),
  )
}

const achievementOf = ({ slug, microCredentialVersion }: Award) => `${slug}/v${microCredentialVersion}`
const targetsOf = ({ anatomy }: Aligned) => anatomy.alignments.map(({ targetUrl }) => targetUrl)
