import type { AwardForCredential } from '../../../server/openbadges/index.js'

export const ISSUER = 'https://staffroom.example/issuers/fjordskolen'
export const NOW = new Date('2026-03-01T12:00:00Z')

const criteria = ['noticing', 'acting'].map(name => `https://staffroom.example/criteria/${name}`)

/** A realistic award: rubric results, credits, alignments, evidence and a review panel. */
export function anAward(over: Partial<AwardForCredential> = {}): AwardForCredential {
  return {
    id: 'https://staffroom.example/credentials/7f3c',
    issuer: {
      id: ISSUER,
      name: 'Fjordskolen network',
      url: 'https://staffroom.example',
      image: 'https://staffroom.example/logo.png',
    },
    validFrom: new Date('2026-02-01T09:30:00Z'),
    recipient: { email: 'Ada@Example.com', salt: 'Kosher' },
    achievement: {
      id: 'https://staffroom.example/microcredentials/formative-assessment/v2',
      name: 'Formative assessment that learners own',
      description: 'Learners set criteria, judge their own work and act on what they see. «Vurdering» for læring.',
      criteriaId: 'https://staffroom.example/microcredentials/formative-assessment/v2#criteria',
      criteriaNarrative: 'Show **two** cycles in which learners used criteria of their own.',
      imageId: 'https://staffroom.example/microcredentials/formative-assessment/v2/image.png',
      imageCaption: 'A hexagon with a sprout',
      version: '2',
      creditsAvailable: 1.5,
      tags: ['assessment', 'agency'],
      fieldOfStudy: 'Pedagogy',
      alignments: [
        {
          targetName: 'Assess with learners',
          targetUrl: 'https://standards.example/teach/4',
          targetFramework: 'Teaching',
          targetCode: 'T4',
          targetType: 'CFItem',
        },
      ],
      rubric: criteria.map(id => ({
        id,
        name: `Criterion ${id.split('/').at(-1)}`,
        requiredLevelId: `${id}/2`,
        levels: [1, 2, 3].map(n => ({
          id: `${id}/${n}`,
          name: `Level ${n}`,
          description: `What level ${n} looks like`,
          points: n,
        })),
      })),
    },
    results: criteria.map(id => ({ criterionId: id, levelId: `${id}/3` })),
    creditsEarned: 1.5,
    activityStartDate: new Date('2025-09-01T00:00:00Z'),
    activityEndDate: new Date('2026-01-20T00:00:00Z'),
    evidence: [
      {
        id: 'https://staffroom.example/evidence/1',
        name: 'Criteria written by 7B',
        narrative: 'They rewrote mine.',
        genre: 'Student work',
      },
      { name: 'Reflection', narrative: 'I assumed that they needed my words.' },
    ],
    source: { id: 'https://staffroom.example/panels/9', name: 'Review panel', description: 'Two reviewers, blind' },
    narrative: 'From my words to theirs.',
    ...over,
  }
}
