/** What a caller says of an award, to be put into the classes of Open Badges 3.0. Long, because it is a table. */
import type { JsonObject } from './json.js'

export interface AwardForCredential extends CredentialExtras {
  /** HTTPS URL of the credential. */
  id: string
  issuer: IssuerForCredential
  validFrom: Date
  validUntil?: Date | undefined
  /** The achievement's name where it is left out. */
  name?: string | undefined
  /** Becomes a salted, hashed IdentityObject of type emailAddress. The address is hashed case-folded. */
  recipient: { email: string; salt: string }
  /** Further ways to know the same person, each hashed with a salt of its own unless it says otherwise. */
  identities?: IdentityForCredential[] | undefined
  /** A DID or other URI of the holder. */
  recipientId?: string | undefined
  achievement: AchievementForCredential
  results: ResultForCredential[]
  creditsEarned?: number | undefined
  activityStartDate?: Date | undefined
  activityEndDate?: Date | undefined
  role?: string | undefined
  term?: string | undefined
  licenseNumber?: string | undefined
  evidence: EvidenceForCredential[]
  /** The review panel, as a Profile. */
  source?: { id: string; name: string; description?: string | undefined } | undefined
  narrative?: string | undefined
}

/** What any credential may carry (Open Badges 3.0, AchievementCredential and EndorsementCredential). */
export interface CredentialExtras {
  description?: string | undefined
  image?: ImageForCredential | undefined
  status?: StatusForCredential | undefined
  /** Where a newer copy can be had; needs 1EdTech's context of extensions. */
  refreshService?: string | undefined
  /** Needs a context of its own: see `termsContext.ts`. */
  termsOfUse?: TermsForCredential[] | undefined
  /** URLs of JSON Schemas that it meets; needs 1EdTech's context of extensions. */
  credentialSchemas?: string[] | undefined
  endorsements?: EndorsementsForCredential | undefined
}

export interface IssuerForCredential {
  id: string
  name: string
  url?: string | undefined
  description?: string | undefined
  email?: string | undefined
  image?: string | undefined
  imageCaption?: string | undefined
  phone?: string | undefined
  /** Who acts in its name. */
  official?: string | undefined
  parent?: IssuerForCredential | undefined
  otherIdentifiers?: IdentifierForCredential[] | undefined
  endorsements?: EndorsementsForCredential | undefined
}

export interface AchievementForCredential {
  id: string
  name: string
  description: string
  criteriaId: string
  criteriaNarrative: string
  /** 'MicroCredential' where it is left out. */
  type?: string | undefined
  imageId?: string | undefined
  imageCaption?: string | undefined
  version?: string | undefined
  /** Other versions and translations of it. */
  related?: { id: string; version?: string | undefined; language?: string | undefined }[] | undefined
  creator?: IssuerForCredential | undefined
  creditsAvailable?: number | undefined
  tags?: string[] | undefined
  fieldOfStudy?: string | undefined
  specialization?: string | undefined
  humanCode?: string | undefined
  otherIdentifiers?: IdentifierForCredential[] | undefined
  alignments: AlignmentForCredential[]
  rubric: CriterionForCredential[]
  /** Results that are no rubric levels: grades, percents, a status. */
  otherResults?: ResultKindForCredential[] | undefined
  endorsements?: EndorsementsForCredential | undefined
}

/** The types of target that CASE 1.0 knows, and those of the other vocabularies that OB 3.0 names. */
export type TargetType =
  | 'CFItem'
  | 'CFRubric'
  | 'CFRubricCriterion'
  | 'CFRubricCriterionLevel'
  | 'ceasn:Competency'
  | 'ceterms:Credential'
  | 'CTDL'
  | `ext:${string}`

export interface AlignmentForCredential {
  targetName: string
  targetUrl: string
  targetFramework?: string | undefined
  targetCode?: string | undefined
  targetDescription?: string | undefined
  targetType?: TargetType | undefined
}

export interface CriterionForCredential {
  id: string
  name: string
  requiredLevelId: string
  alignments?: AlignmentForCredential[] | undefined
  levels: LevelForCredential[]
}
export interface LevelForCredential {
  id: string
  name: string
  /** Its short name within the rubric. */
  level?: string | undefined
  description?: string | undefined
  points?: number | undefined
  alignments?: AlignmentForCredential[] | undefined
}

export type ResultType =
  | 'GradePointAverage'
  | 'LetterGrade'
  | 'Percent'
  | 'PerformanceLevel'
  | 'PredictedScore'
  | 'RawScore'
  | 'Result'
  | 'RubricCriterion'
  | 'RubricCriterionLevel'
  | 'RubricScore'
  | 'ScaledScore'
  | 'Status'

export interface ResultKindForCredential {
  id: string
  name: string
  type: ResultType
  /** In order, the least first. */
  allowedValues?: string[] | undefined
  requiredValue?: string | undefined
  valueMin?: string | undefined
  valueMax?: string | undefined
  alignments?: AlignmentForCredential[] | undefined
}

export type ResultForCredential = RubricResult | ValueResult | StatusResult
export interface RubricResult {
  criterionId: string
  levelId: string
  alignments?: AlignmentForCredential[] | undefined
}
export interface ValueResult {
  resultId: string
  value: string
  alignments?: AlignmentForCredential[] | undefined
}
export interface StatusResult {
  resultId: string
  status: 'Completed' | 'Enrolled' | 'Failed' | 'InProgress' | 'OnHold' | 'Provisional' | 'Withdrew'
  alignments?: AlignmentForCredential[] | undefined
}

export interface EvidenceForCredential {
  id?: string | undefined
  name: string
  narrative?: string | undefined
  description?: string | undefined
  genre?: string | undefined
  audience?: string | undefined
}

export interface StatusForCredential {
  id: string
  statusListCredential: string
  statusListIndex: number
  /** 'revocation' where it is left out. */
  purpose?: 'revocation' | 'suspension' | undefined
}

export interface IdentityForCredential {
  type: string
  identifier: string
  /** Absent where the identifier itself is shown. */
  salt?: string | undefined
}
export interface IdentifierForCredential {
  type: string
  identifier: string
}
export interface ImageForCredential {
  id: string
  caption?: string | undefined
}

/** Endorsements as their endorsers signed them. */
export interface EndorsementsForCredential {
  credentials?: JsonObject[] | undefined
  /** VC-JWTs. Not with an embedded proof: other verifiers' copies of the context may not know them. */
  tokens?: string[] | undefined
}

/** What whoever receives the credential may do with it. */
export interface TermsForCredential {
  id?: string | undefined
  mayBeShown?: boolean | undefined
  mayBeStored?: boolean | undefined
  /** In words. */
  statement?: string | undefined
}
