import type { Alignment } from '../microcredential/index.js'
import type {
  AchievementForCredential,
  AlignmentForCredential,
  AwardForCredential,
  IssuerForCredential,
} from '../openbadges/index.js'
import type { Criterion } from '../shared/rubric.js'
import type { Addresses } from './addresses.js'
import type { Award, AwardedEvidence } from './award.js'
import type { AwardedVersion, IssuingOrganization } from './neighbours.js'

export interface Saying {
  addresses: Addresses
  version: AwardedVersion
  email: string
  /** Who vouches for it: "Two independent reviewers", in the language of the micro-credential. */
  sourceName: string
  validFrom: Date
  /** Of this award, as they were signed. */
  endorsements: Record<string, unknown>[]
}

/** What a credential says of its award alone, and no other of the same version says. */
export type OwnPart = Omit<AwardForCredential, 'achievement' | 'issuer'>

/** Never more evidence than its holder shows, and nobody's name. */
export function credentialOf(award: Omit<Award, 'signed'>, saying: Saying): OwnPart {
  const { addresses, version, validFrom, email, sourceName } = saying
  const { anatomy } = version
  const achievementId = addresses.achievement(version.slug, version.version)
  return {
    id: addresses.credential(award.id),
    validFrom,
    validUntil: award.validUntil,
    recipient: { email, salt: award.salt },
    // A token must have a `sub` (Open Badges 3.0, 8.2.3). This one leads from no badge of theirs to another.
    recipientId: `${addresses.credential(award.id)}#holder`,
    results: award.scores.map(({ criterionId, levelId }) => ({
      criterionId: criterionUri(achievementId, criterionId),
      levelId: levelUri(achievementId, criterionId, levelId),
    })),
    creditsEarned: unlessZero(anatomy.credits),
    // What is signed anew is valid from then on; when it was earned does not change.
    activityEndDate: award.issuedAt,
    evidence: award.evidence.flatMap((piece, i) =>
      piece.shown ? [evidenceOf(piece, addresses.evidence(award.id, i + 1))] : [],
    ),
    source: { id: `${addresses.page(award.id)}#${award.completion ? 'completion' : 'panel'}`, name: sourceName },
    status: {
      id: `${addresses.statusList(award.status.listId)}#${award.status.index}`,
      statusListCredential: addresses.statusList(award.status.listId),
      statusListIndex: award.status.index,
      purpose: award.status.purpose,
    },
    endorsements: { credentials: saying.endorsements },
  }
}

export function achievementOf(
  { slug, version, anatomy }: AwardedVersion,
  addresses: Addresses,
): AchievementForCredential {
  const id = addresses.achievement(slug, version)
  return {
    id,
    name: anatomy.title,
    description: anatomy.summary,
    criteriaId: id,
    criteriaNarrative: [anatomy.competence, anatomy.keyMethod].filter(Boolean).join('\n\n'),
    imageId: `${id}/badge.png`,
    imageCaption: anatomy.title,
    version: String(version),
    ...(version > 1 && { related: [{ id: addresses.achievement(slug, version - 1), version: String(version - 1) }] }),
    creditsAvailable: unlessZero(anatomy.credits),
    tags: anatomy.subjects,
    alignments: anatomy.alignments.map(alignmentOf),
    rubric: anatomy.rubric.map(criterion => criterionOf(criterion, id)),
  }
}

/** A CASE address says of what type it is (1EdTech CASE 1.0 and 1.1, REST binding); of others nobody here knows. */
const CASE_ADDRESS = /\/ims\/case\/v1p\d\/(CFItems|CFRubrics|CFRubricCriteria|CFRubricCriterionLevels)\/[^/?#]+$/
const CASE_TYPES = new Map<string | undefined, AlignmentForCredential['targetType']>([
  ['CFItems', 'CFItem'],
  ['CFRubrics', 'CFRubric'],
  ['CFRubricCriteria', 'CFRubricCriterion'],
  ['CFRubricCriterionLevels', 'CFRubricCriterionLevel'],
])

function alignmentOf({ targetName, targetUrl, targetFramework, targetCode }: Alignment): AlignmentForCredential {
  const targetType = CASE_TYPES.get(CASE_ADDRESS.exec(targetUrl)?.[1])
  return { targetName, targetUrl, targetFramework, targetCode, targetType }
}

export function issuerOf(organization: IssuingOrganization, addresses: Addresses): IssuerForCredential {
  const { slug, name, description } = organization
  return { id: addresses.issuer(slug), name, url: addresses.organization(slug), description: description || undefined }
}

function criterionOf({ id, name, requiredLevelId, levels }: Criterion, achievementId: string) {
  return {
    id: criterionUri(achievementId, id),
    name,
    requiredLevelId: levelUri(achievementId, id, requiredLevelId),
    levels: levels.map(level => ({
      id: levelUri(achievementId, id, level.id),
      name: level.name,
      description: level.description || undefined,
      points: level.points,
    })),
  }
}

function evidenceOf({ kind, name, text, url }: AwardedEvidence, address: string) {
  if (kind === 'text') return { name, narrative: text ?? '' }
  return { id: kind === 'link' && url ? url : address, name }
}

const criterionUri = (achievementId: string, criterionId: string) =>
  `${achievementId}#${encodeURIComponent(criterionId)}`
const levelUri = (achievementId: string, criterionId: string, levelId: string) =>
  `${criterionUri(achievementId, criterionId)}/${encodeURIComponent(levelId)}`
const unlessZero = (credits: number) => (credits > 0 ? credits : undefined)
