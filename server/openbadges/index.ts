/** Open Badges: build, sign, bake, unbake and verify. Bytes and objects in, bytes and reports out; no network. */
export { isAwardedTo } from './awardedTo.js'
export type * from './awardForCredential.js'
export { achievementNode, keepAchievement } from './buildAchievement.js'
export { buildCredential } from './buildCredential.js'
export { buildEndorsement, type EndorsementForCredential } from './buildEndorsement.js'
export { keepIssuer } from './buildProfile.js'
export { type AchievementAssociation, buildTranscript, type TranscriptForCredential } from './buildTranscript.js'
export type { DataIntegrityProof, SignedCredential, UnsignedCredential } from './credential.js'
export { credentialJson } from './credentialJson.js'
export { signCredential } from './dataIntegrity.js'
export { type BadgeDocument, type Container, classify, type ExtractedBadge, extractBadge } from './extractBadge.js'
export { FetchFailed, type FetchJson, FetchRefused } from './fetching.js'
export { type CheckName, FINDINGS, type Finding, type FindingCode, type Outcome } from './findings.js'
export { hashIdentity } from './identity.js'
export { didDocument, didWebUrl, issuerProfile } from './issuerDocuments.js'
export { isShallow } from './json.js'
export { generateIssuerKey, type IssuerKey, type PublishedKey, readIssuerKey } from './keys.js'
export type { LegacyDocument } from './legacy/messages.js'
export type { LegacyProblem, LegacyVerdict } from './legacy/verdict.js'
export { type LegacyDeps, verifyLegacyInChild } from './legacy/verifyLegacyInChild.js'
export { MAX_CONTENTS, MAX_DEPTH } from './limits.js'
export { PROBLEMS, type ProblemCode } from './model.js'
export {
  type AssertionPlaces,
  assertionOf,
  badgeClassOf,
  badgeIssuerOf,
  revocationListOf,
  revokedAssertion,
} from './openBadge2.js'
export { periodOf } from './period.js'
export { type BakedStandard, bakePng } from './pngBadge.js'
export { REASONS, type Reason, type ReasonCode, reason } from './reasons.js'
export {
  generateRsaKey,
  type IssuerRsaKey,
  type PublishedRsaKey,
  type RsaPublicJwk,
  rsaKeyDocument,
} from './rsaKeys.js'
export { signAssertion, signCredentialToken } from './signToken.js'
export { buildStatusList, STATUS_LIST_LENGTH, type StatusListForCredential } from './statusList.js'
export { bakeSvg } from './svgBadge.js'
export { UNREADABLE_CODES, UnreadableBadge, type UnreadableCode } from './unreadable.js'
export { statedIn } from './verify/claims.js'
export type { VerifyDeps } from './verify/deps.js'
export type { CredentialStatus, VerificationReport } from './verify/report.js'
export { verifyBadge } from './verify/verifyBadge.js'
