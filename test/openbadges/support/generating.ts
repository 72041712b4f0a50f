import type { AwardForCredential } from '../../../server/openbadges/index.js'
import { anAward } from './anAward.js'

export type Roll = (sides: number) => number

/** The same numbers each time (mulberry32), so that a failure can be run again. */
export function dice(seed: number): Roll {
  let state = seed
  return sides => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % sides
  }
}

const WORDS = [
  'vurdering',
  'åpen «sitat»',
  '日本語',
  'a "quoted" \\ word',
  '<b>&amp;</b>',
  ']]>',
  'line\nbreak',
  '\u{1F33B}',
  'e\u0301',
]

/** An award whose every optional part is there or not, with words that have to be escaped somewhere. */
export function aRandomAward(roll: Roll): AwardForCredential {
  const word = () => Array.from({ length: 1 + roll(4) }, () => WORDS[roll(WORDS.length)]).join(' ')
  const maybe = <T>(make: () => T) => (roll(2) === 0 ? undefined : make())
  const list = <T>(most: number, make: (n: number) => T) => Array.from({ length: roll(most + 1) }, (_, n) => make(n))
  const date = () => new Date(1_700_000_000_000 + roll(100_000_000) * 1000)
  const base = anAward()
  const id = roll(1_000_000)
  const rubric = list(3, n => {
    const criterion = `${base.achievement.id}#c${n}`
    const levels = [1, 2, 3].map(level => ({
      id: `${criterion}/${level}`,
      name: word(),
      description: maybe(word),
      points: maybe(() => level),
    }))
    return { id: criterion, name: word(), requiredLevelId: levels[roll(3)]!.id, levels }
  })
  return {
    ...base,
    id: `https://staffroom.example/credentials/${id}`,
    validFrom: date(),
    validUntil: maybe(() => new Date(2_000_000_000_000 + roll(1000) * 1000)),
    recipient: { email: `Person${roll(100)}@Example.com`, salt: `salt${roll(1000)}` },
    achievement: {
      ...base.achievement,
      name: word(),
      description: word(),
      criteriaNarrative: word(),
      imageCaption: maybe(word),
      version: maybe(() => String(roll(9))),
      creditsAvailable: maybe(() => roll(20) / 2),
      tags: maybe(() => list(3, word)),
      fieldOfStudy: maybe(word),
      alignments: list(3, n => ({
        targetName: word(),
        targetUrl: `https://standards.example/${n}`,
        targetFramework: maybe(word),
        targetCode: maybe(word),
        targetDescription: maybe(word),
        targetType: maybe(() => (['CFItem', 'CFRubricCriterion', 'ceasn:Competency'] as const)[roll(3)]!),
      })),
      rubric,
    },
    results: rubric.map(({ id: criterionId, levels }) => ({ criterionId, levelId: levels[roll(3)]!.id })),
    creditsEarned: maybe(() => roll(20) / 2),
    activityStartDate: maybe(date),
    activityEndDate: maybe(date),
    evidence: list(4, n => ({
      id: maybe(() => `https://staffroom.example/e/${n}`),
      name: word(),
      narrative: maybe(word),
      description: maybe(word),
      genre: maybe(word),
    })),
    source: maybe(() => ({ id: 'https://staffroom.example/panel', name: word(), description: maybe(word) })),
    status: maybe(() => ({
      id: `https://staffroom.example/status/1#${id}`,
      statusListCredential: 'https://staffroom.example/status/1',
      statusListIndex: roll(131_072),
    })),
    narrative: maybe(word),
  }
}
