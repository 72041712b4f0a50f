import { CREDENTIALS_V2, OPEN_BADGES_3 } from './contexts.js'
import type { UnsignedCredential } from './credential.js'
import { dateTime } from './dates.js'
import { foldEmail, hashIdentity } from './identity.js'
import { defined, type JsonObject } from './json.js'

export interface AwardForCredential {
  /** HTTPS URL of the credential. */
  id: string
  issuer: IssuerForCredential
  validFrom: Date
  validUntil?: Date | undefined
  /** Becomes a salted, hashed IdentityObject of type emailAddress. The address is hashed case-folded. */
  recipient: { email: string; salt: string }
  achievement: AchievementForCredential
  results: { criterionId: string; levelId: string }[]
  creditsEarned?: number | undefined
  activityStartDate?: Date | undefined
  activityEndDate?: Date | undefined
  evidence: EvidenceForCredential[]
  /** The review panel, as a Profile. */
  source?: { id: string; name: string; description?: string | undefined } | undefined
  status?: StatusForCredential | undefined
  narrative?: string | undefined
}
export interface IssuerForCredential {
  id: string
  name: string
  url?: string | undefined
  description?: string | undefined
  email?: string | undefined
  image?: string | undefined
}
export interface AchievementForCredential {
  id: string
  name: string
  description: string
  criteriaId: string
  criteriaNarrative: string
  imageId?: string | undefined
  imageCaption?: string | undefined
  version?: string | undefined
  creditsAvailable?: number | undefined
  tags?: string[] | undefined
  fieldOfStudy?: string | undefined
  alignments: AlignmentForCredential[]
  rubric: CriterionForCredential[]
}
export interface AlignmentForCredential {
  targetName: string
  targetUrl: string
  targetFramework?: string | undefined
  targetCode?: string | undefined
  targetDescription?: string | undefined
  targetType?: string | undefined
}
export interface CriterionForCredential {
  id: string
  name: string
  requiredLevelId: string
  levels: { id: string; name: string; description?: string | undefined; points?: number | undefined }[]
}
export interface EvidenceForCredential {
  id?: string | undefined
  name: string
  narrative?: string | undefined
  description?: string | undefined
  genre?: string | undefined
}
export interface StatusForCredential {
  id: string
  statusListCredential: string
  statusListIndex: number
  /** 'revocation' where it is left out. */
  purpose?: 'revocation' | 'suspension' | undefined
}

/**
 * An award as an OB 3.0 OpenBadgeCredential (Open Badges 3.0, AchievementCredential), in the formal shape: arrays for `type`, and
 * neither `awardedDate` nor `inLanguage`, which other verifiers' copies of the context may not know.
 */
export function buildCredential(award: AwardForCredential): UnsignedCredential {
  return {
    '@context': [CREDENTIALS_V2, OPEN_BADGES_3],
    id: award.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: award.achievement.name,
    issuer: profile(award.issuer),
    validFrom: dateTime(award.validFrom),
    ...defined({
      validUntil: award.validUntil && dateTime(award.validUntil),
      evidence: unlessEmpty(award.evidence.map(piece => defined({ ...piece, type: ['Evidence'] }))),
      credentialStatus: award.status && statusEntry(award.status),
    }),
    credentialSubject: subject(award),
  }
}

export function profile({ id, name, url, description, email, image }: IssuerForCredential): JsonObject {
  return defined({ id, type: ['Profile'], name, url, description, email, image: image && imageOf(image) })
}

function subject(award: AwardForCredential): JsonObject {
  const { recipient, source } = award
  return defined({
    type: ['AchievementSubject'],
    identifier: [identityObject(recipient)],
    achievement: achievementNode(award.achievement),
    result: unlessEmpty(award.results.map(result)),
    creditsEarned: award.creditsEarned,
    activityStartDate: award.activityStartDate && dateTime(award.activityStartDate),
    activityEndDate: award.activityEndDate && dateTime(award.activityEndDate),
    source: source && defined({ ...source, type: ['Profile'] }),
    narrative: award.narrative,
  })
}

function identityObject({ email, salt }: AwardForCredential['recipient']): JsonObject {
  const identityHash = hashIdentity(foldEmail(email), salt)
  return { type: 'IdentityObject', hashed: true, identityHash, identityType: 'emailAddress', salt }
}

/** Open Badges 3.0, Achievement. */
export function achievementNode(a: AchievementForCredential): JsonObject {
  return defined({
    id: a.id,
    type: ['Achievement'],
    achievementType: 'MicroCredential',
    name: a.name,
    description: a.description,
    criteria: { id: a.criteriaId, narrative: a.criteriaNarrative },
    image: a.imageId && imageOf(a.imageId, a.imageCaption),
    version: a.version,
    creditsAvailable: a.creditsAvailable,
    tag: unlessEmpty(a.tags ?? []),
    fieldOfStudy: a.fieldOfStudy,
    alignment: unlessEmpty(a.alignments.map(alignment => defined({ ...alignment, type: ['Alignment'] }))),
    resultDescription: unlessEmpty(a.rubric.map(resultDescription)),
  })
}

/** A rubric's criterion (Open Badges 3.0, ResultDescription): points are strings there. */
function resultDescription({ id, name, requiredLevelId, levels }: CriterionForCredential): JsonObject {
  const rubricCriterionLevel = levels.map(({ points, ...level }) =>
    defined({ ...level, type: ['RubricCriterionLevel'], points: points?.toString() }),
  )
  const resultType = 'RubricCriterionLevel'
  return { id, type: ['ResultDescription'], name, resultType, requiredLevel: requiredLevelId, rubricCriterionLevel }
}

function result({ criterionId, levelId }: AwardForCredential['results'][number]): JsonObject {
  return { type: ['Result'], resultDescription: criterionId, achievedLevel: levelId }
}

function statusEntry({ id, statusListCredential, statusListIndex, purpose }: StatusForCredential): JsonObject {
  return {
    id,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose ?? 'revocation',
    statusListIndex: statusListIndex.toString(),
    statusListCredential,
  }
}

function imageOf(id: string, caption?: string): JsonObject {
  return defined({ id, type: 'Image', caption })
}

function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined
}
