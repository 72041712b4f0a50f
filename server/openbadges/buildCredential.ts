import type { AwardForCredential, IdentityForCredential, ResultForCredential } from './awardForCredential.js'
import { achievementNode, alignments } from './buildAchievement.js'
import { profile, unlessEmpty } from './buildProfile.js'
import type { UnsignedCredential } from './credential.js'
import { contextsFor, extraMembers } from './credentialExtras.js'
import { dateTime } from './dates.js'
import { foldEmail, hashIdentity } from './identity.js'
import { defined, type JsonObject } from './json.js'

/**
 * An award as an OB 3.0 OpenBadgeCredential (Open Badges 3.0, AchievementCredential), in the formal shape: arrays for
 * `type`, and not `awardedDate`, which other verifiers' copies of the context may not know.
 */
export function buildCredential(award: AwardForCredential): UnsignedCredential {
  return defined({
    '@context': contextsFor(award),
    id: award.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: award.name ?? award.achievement.name,
    issuer: profile(award.issuer),
    validFrom: dateTime(award.validFrom),
    validUntil: award.validUntil && dateTime(award.validUntil),
    evidence: unlessEmpty(award.evidence.map(piece => defined({ ...piece, type: ['Evidence'] }))),
    ...extraMembers(award),
    credentialSubject: subject(award),
  }) as UnsignedCredential
}

/** Open Badges 3.0, AchievementSubject. */
function subject(award: AwardForCredential): JsonObject {
  const { recipient, recipientId, identities = [], source, role, term, licenseNumber } = award
  const email = { type: 'emailAddress', identifier: recipient.email, salt: recipient.salt }
  return defined({
    id: recipientId,
    type: ['AchievementSubject'],
    identifier: [email, ...identities].map(identityObject),
    achievement: achievementNode(award.achievement),
    result: unlessEmpty(award.results.map(result)),
    creditsEarned: award.creditsEarned,
    activityStartDate: award.activityStartDate && dateTime(award.activityStartDate),
    activityEndDate: award.activityEndDate && dateTime(award.activityEndDate),
    role,
    term,
    licenseNumber,
    source: source && defined({ ...source, type: ['Profile'] }),
    narrative: award.narrative,
  })
}

/** Open Badges 3.0, IdentityObject. A hash without salt could be guessed, so that there is none. */
function identityObject({ type, identifier, salt }: IdentityForCredential): JsonObject {
  const folded = type === 'emailAddress' ? foldEmail(identifier) : identifier
  const identityHash = salt === undefined ? folded : hashIdentity(folded, salt)
  return defined({ type: 'IdentityObject', hashed: salt !== undefined, identityHash, identityType: type, salt })
}

/** Open Badges 3.0, Result: a level of a rubric, a value, or a status. */
function result(reached: ResultForCredential): JsonObject {
  const alignment = alignments(reached.alignments)
  if ('criterionId' in reached) {
    const { criterionId, levelId } = reached
    return defined({ type: ['Result'], resultDescription: criterionId, achievedLevel: levelId, alignment })
  }
  const outcome = 'status' in reached ? { status: reached.status } : { value: reached.value }
  return defined({ type: ['Result'], resultDescription: reached.resultId, ...outcome, alignment })
}
