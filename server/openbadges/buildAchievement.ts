import type {
  AchievementForCredential,
  AlignmentForCredential,
  CriterionForCredential,
  LevelForCredential,
  ResultKindForCredential,
} from './awardForCredential.js'
import { endorsementMembers, identifierEntry, imageNode, profile, unlessEmpty } from './buildProfile.js'
import { constant, frozen } from './canonical/constant.js'
import { defined, type JsonObject } from './json.js'

const kept = new WeakMap<AchievementForCredential, JsonObject>()

/**
 * For an achievement that many awards name: what it says is worked out once, and signing each of them costs half. It is
 * frozen, so that it cannot come to say something else.
 */
export function keepAchievement(achievement: AchievementForCredential): AchievementForCredential {
  kept.set(frozen(achievement), constant(achievementNode(achievement)))
  return achievement
}

/** Open Badges 3.0, Achievement. */
export function achievementNode(achievement: AchievementForCredential): JsonObject {
  return kept.get(achievement) ?? buildAchievement(achievement)
}

function buildAchievement(a: AchievementForCredential): JsonObject {
  const results = [...a.rubric.map(criterion), ...(a.otherResults ?? []).map(resultKind)]
  return defined({
    id: a.id,
    type: ['Achievement'],
    achievementType: a.type ?? 'MicroCredential',
    name: a.name,
    description: a.description,
    criteria: { id: a.criteriaId, narrative: a.criteriaNarrative },
    image: a.imageId && imageNode({ id: a.imageId, caption: a.imageCaption }),
    version: a.version,
    related: unlessEmpty((a.related ?? []).map(related)),
    creator: a.creator && profile(a.creator),
    creditsAvailable: a.creditsAvailable,
    tag: unlessEmpty(a.tags ?? []),
    fieldOfStudy: a.fieldOfStudy,
    specialization: a.specialization,
    humanCode: a.humanCode,
    otherIdentifier: unlessEmpty((a.otherIdentifiers ?? []).map(identifierEntry)),
    alignment: alignments(a.alignments),
    resultDescription: unlessEmpty(results),
    ...endorsementMembers(a.endorsements),
  })
}

/** Open Badges 3.0, Alignment; its target types are those of CASE 1.0 among others. */
export function alignments(list: AlignmentForCredential[] = []): JsonObject[] | undefined {
  return unlessEmpty(list.map(alignment => defined({ ...alignment, type: ['Alignment'] })))
}

/** A rubric's criterion (Open Badges 3.0, ResultDescription). */
function criterion({ id, name, requiredLevelId, levels, ...more }: CriterionForCredential): JsonObject {
  const resultType = 'RubricCriterionLevel'
  return defined({
    ...{ id, type: ['ResultDescription'], name, resultType, requiredLevel: requiredLevelId },
    rubricCriterionLevel: levels.map(level),
    alignment: alignments(more.alignments),
  })
}

/** Points are strings there. */
function level({ points, alignments: aligned, ...rest }: LevelForCredential): JsonObject {
  return defined({
    ...rest,
    type: ['RubricCriterionLevel'],
    points: points?.toString(),
    alignment: alignments(aligned),
  })
}

function resultKind({ type, allowedValues, alignments: aligned, ...rest }: ResultKindForCredential): JsonObject {
  return defined({
    ...rest,
    type: ['ResultDescription'],
    resultType: type,
    allowedValue: unlessEmpty(allowedValues ?? []),
    alignment: alignments(aligned),
  })
}

function related({ id, version, language }: NonNullable<AchievementForCredential['related']>[number]): JsonObject {
  return defined({ id, type: ['Related'], version, inLanguage: language })
}
