import type { AwardForCredential } from '../../../server/openbadges/index.js'
import { anAward } from './anAward.js'

const ALIGNMENT = {
  targetName: 'Assess with learners',
  targetUrl: 'https://standards.example/case/items/4',
  targetFramework: 'Teaching',
  targetCode: 'T4',
  targetDescription: 'Assesses with learners, not only them.',
}

/** An award that says everything that the standard has a word for and that other verifiers know. */
export function anAwardInFull(over: Partial<AwardForCredential> = {}): AwardForCredential {
  const base = anAward()
  const [criterion, ...others] = base.achievement.rubric
  return {
    ...base,
    validUntil: new Date('2031-02-01T00:00:00Z'),
    name: 'Formative assessment, at Fjordskolen',
    description: 'Awarded at the end of the spring programme.',
    image: { id: 'https://staffroom.example/credentials/7f3c.png', caption: 'A hexagon with a name' },
    issuer: {
      ...base.issuer,
      description: 'Teachers who learn together',
      email: 'post@staffroom.example',
      imageCaption: 'A fjord',
      phone: '+4712345678',
      official: 'Head of learning',
      otherIdentifiers: [{ type: 'systemId', identifier: 'NO 987 654 321' }],
      parent: { id: 'https://staffroom.example/issuers/region', name: 'The region' },
    },
    recipientId: 'did:example:ada',
    identities: [
      { type: 'systemId', identifier: 'sis-77', salt: 'Sel' },
      { type: 'name', identifier: 'Ada Ås' },
      { type: 'emailAddress', identifier: 'Ada@Home.example', salt: 'Grain' },
    ],
    achievement: {
      ...base.achievement,
      type: 'MicroCredential',
      related: [{ id: 'https://staffroom.example/microcredentials/formative-assessment/v1', version: '1' }],
      creator: { id: 'https://staffroom.example/communities/assessment', name: 'The assessment community' },
      specialization: 'Assessment for learning',
      humanCode: 'FA-2',
      otherIdentifiers: [{ type: 'identifier', identifier: 'FA-2' }],
      alignments: (
        ['CFItem', 'CFRubric', 'CFRubricCriterion', 'CFRubricCriterionLevel', 'ceasn:Competency'] as const
      ).map(targetType => ({ ...ALIGNMENT, targetType })),
      rubric: [
        {
          ...criterion!,
          alignments: [{ ...ALIGNMENT, targetType: 'CFRubricCriterion' }],
          levels: criterion!.levels.map(level => ({
            ...level,
            level: level.name,
            alignments: [{ ...ALIGNMENT, targetType: 'CFRubricCriterionLevel' }],
          })),
        },
        ...others,
      ],
      otherResults: [
        {
          id: 'https://staffroom.example/results/percent',
          name: 'Share of criteria',
          type: 'Percent',
          valueMin: '0',
          valueMax: '100',
          requiredValue: '80',
        },
        {
          id: 'https://staffroom.example/results/grade',
          name: 'Grade',
          type: 'LetterGrade',
          allowedValues: ['C', 'B', 'A'],
          requiredValue: 'B',
        },
        { id: 'https://staffroom.example/results/status', name: 'Attendance', type: 'Status' },
      ],
    },
    results: [
      ...base.results,
      {
        resultId: 'https://staffroom.example/results/percent',
        value: '92',
        alignments: [{ ...ALIGNMENT, targetType: 'CFItem' }],
      },
      { resultId: 'https://staffroom.example/results/grade', value: 'A' },
      { resultId: 'https://staffroom.example/results/status', status: 'Completed' },
    ],
    role: 'Teacher',
    term: 'Spring 2026',
    licenseNumber: 'L-1',
    evidence: base.evidence.map(piece => ({ ...piece, audience: 'Colleagues', description: 'As it was handed in' })),
    status: {
      id: 'https://staffroom.example/status/1#94567',
      statusListCredential: 'https://staffroom.example/status/1',
      statusListIndex: 94567,
    },
    ...over,
  }
}
