import { createHash } from 'node:crypto'
import type { Score } from '../shared/rubric.js'

/** The frozen use of an artefact or a text in a submission (OB 3.0 `Evidence`). Nothing in it says whose it is. */
export interface Evidence {
  id: string
  requirementId: string
  kind: 'text' | 'file' | 'link'
  /** Counts from one through the submission; a page names a piece by its number and form. */
  number: number
  form: EvidenceForm
  /** Neutral, for downloads and credentials: "Artefact 2 (PDF)". */
  name: string
  text?: string
  digest?: string
  mediaType?: string
  length?: number
  thumbnailDigest?: string
  url?: string
}

export const EVIDENCE_FORMS = [
  'response',
  'entry',
  'writing',
  'pdf',
  'image',
  'audio',
  'video',
  'office',
  'document',
  'link',
] as const
export type EvidenceForm = (typeof EVIDENCE_FORMS)[number]

/** What the earner thought of the own work, on the reviewers' rubric. */
export interface SelfAssessment extends Score {
  note: string
}

/** One numbered attempt as it was when it was submitted. */
export interface FrozenSubmission {
  claimId: string
  number: number
  earnerId: string
  /** Organizations so close that their reviewers may not judge: schools and teams, not whole networks. */
  earnerOrganizationIds: string[]
  microCredentialId: string
  microCredentialVersion: number
  evidence: Evidence[]
  selfAssessment: SelfAssessment[]
  /** Criteria that an earlier attempt met, with the level reached then; nobody judges them again. */
  carriedOver: Score[]
  /** Canonical JSON of all that reviewers judge, and its SHA-256 in hexadecimal. */
  content: string
  contentDigest: string
}

type Judged = Pick<
  FrozenSubmission,
  'microCredentialId' | 'microCredentialVersion' | 'evidence' | 'selfAssessment' | 'carriedOver'
>

/** Sets the content in stone. Files are in it by their digest, so it covers their bytes as well. */
export function freeze(submission: Omit<FrozenSubmission, 'content' | 'contentDigest'>): FrozenSubmission {
  const content = contentOf(submission)
  return { ...submission, content, contentDigest: sha256(content) }
}

/** Whether what is stored is still what was frozen. */
export function isIntact(submission: FrozenSubmission): boolean {
  return submission.content === contentOf(submission) && submission.contentDigest === sha256(submission.content)
}

function contentOf(submission: Judged): string {
  const { microCredentialId, microCredentialVersion, evidence, selfAssessment, carriedOver } = submission
  return canonicalJson({ microCredentialId, microCredentialVersion, evidence, selfAssessment, carriedOver })
}

/** JSON with sorted members and no spaces: the same content always gives the same bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isObject(member) ? sortMembers(member) : member))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const sortMembers = (object: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)))

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
