import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Submission } from '../review/index.js'
import { Conflict, Forbidden, NotFound } from '../shared/errors.js'
import { newId } from '../shared/ids.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import {
  type AgreedScore,
  type Anchor,
  type AnchorUse,
  type CalibrationSet,
  closeSet,
  newSet,
  openSet,
  putAnchor,
  putVariant,
  removeAnchor,
  rewritten,
  type SetSettings,
  settleSet,
} from './calibrationSet.js'
import { rubricDigestOf } from './rubricDigest.js'
import type { CalibrationStores } from './store.js'
import { type WrittenPiece, writtenEvidence } from './writtenEvidence.js'

export interface SettingUpDeps extends CalibrationStores {
  /** The newest published version; throws NotFound. */
  latest(slug: string): Promise<MicroCredentialVersion>
  isAuthor(personId: string, organizationId: string): Promise<boolean>
  submission(id: string): Promise<Submission>
  now(): Date
}

interface Who {
  slug: string
  personId: string
}

export interface AnchorWriting {
  use: AnchorUse
  agreed: AgreedScore[]
  /** Only of anchors that are written: what stands for each requirement. */
  pieces: WrittenPiece[]
}

export interface OpenedSet {
  set: CalibrationSet
  microCredential: MicroCredentialVersion
  /** Whether the set was ever kept; a new one is made with its first anchor. */
  isNew: boolean
}

/** What the authors of a micro-credential do with its calibration set. */
export function settingUp(deps: SettingUpDeps) {
  async function read({ slug, personId }: Who): Promise<OpenedSet> {
    const microCredential = await deps.latest(slug)
    if (!(await deps.isAuthor(personId, microCredential.organizationId)))
      throw new Forbidden(`Only for authors of ${slug}`)
    const rubricDigest = rubricDigestOf(microCredential.anatomy.rubric)
    const { microCredentialId, version: microCredentialVersion } = microCredential
    const found = await deps.sets.forRubric(microCredentialId, rubricDigest)
    const about = { id: `${microCredentialId}.${rubricDigest.slice(0, 16)}`, microCredentialId, microCredentialVersion }
    return { set: found ?? newSet({ ...about, rubricDigest }), microCredential, isNew: !found }
  }

  const change = (who: Who, decide: (opened: OpenedSet) => CalibrationSet | Promise<CalibrationSet>): Promise<void> =>
    retryOnStale(async () => {
      const opened = await read(who)
      if (opened.isNew) await deps.sets.insert(opened.set, [])
      await deps.sets.save(await decide(opened), [])
    })

  /** The evidence of a decided submission that its earner gave for this. */
  async function givenEvidence(submissionId: string, { set }: OpenedSet) {
    const gift = await deps.gifts.find(submissionId)
    const isMeant = gift?.microCredentialId === set.microCredentialId && gift.rubricDigest === set.rubricDigest
    if (!isMeant) throw new NotFound('No such submission was given')
    return (await deps.submission(submissionId)).evidence
  }

  return {
    read,
    async gifts(who: Who): Promise<string[]> {
      const { set } = await read(who)
      const taken = new Set(set.anchors.map(({ submissionId }) => submissionId))
      const gifts = await deps.gifts.forRubric(set.microCredentialId, set.rubricDigest)
      return gifts.map(({ submissionId }) => submissionId).filter(id => !taken.has(id))
    },
    /** A given submission, read by an author before it becomes an anchor. */
    async gift(who: Who, submissionId: string): Promise<OpenedSet & { submission: Submission }> {
      const opened = await read(who)
      await givenEvidence(submissionId, opened)
      return { ...opened, submission: await deps.submission(submissionId) }
    },
    writeAnchor: (who: Who, { use, agreed, pieces }: AnchorWriting, anchorId = newId(deps.now())) =>
      change(who, ({ set, microCredential }) => {
        const evidence = writtenEvidence(microCredential.anatomy, pieces)
        const known = set.anchors.find(({ id }) => id === anchorId)
        if (known?.submissionId) throw new Conflict('What an earner gave is not rewritten')
        const anchor: Anchor = { id: anchorId, use, agreed, evidence, addedBy: who.personId, addedAt: deps.now() }
        return putAnchor(set, known ? rewritten(known, anchor) : anchor, microCredential.anatomy.rubric)
      }),
    takeGift: (who: Who, submissionId: string, { use, agreed }: Omit<AnchorWriting, 'pieces'>) =>
      change(who, async opened => {
        const evidence = await givenEvidence(submissionId, opened)
        const known = opened.set.anchors.find(anchor => anchor.submissionId === submissionId)
        const id = known?.id ?? newId(deps.now())
        const anchor = { id, use, agreed, evidence, submissionId, addedBy: who.personId, addedAt: deps.now() }
        return putAnchor(opened.set, anchor, opened.microCredential.anatomy.rubric)
      }),
    removeAnchor: (who: Who, anchorId: string) => change(who, ({ set }) => removeAnchor(set, anchorId)),
    /** The same work as if by somebody of the group, at the same agreed levels. */
    writeVariant: (who: Who, anchorId: string, texts: Record<string, string>) =>
      change(who, ({ set }) => putVariant(set, anchorId, { texts, addedBy: who.personId, addedAt: deps.now() })),
    settle: (who: Who, settings: SetSettings) => change(who, ({ set }) => settleSet(set, settings)),
    open: (who: Who) => change(who, ({ set }) => openSet(set)),
    close: (who: Who) => change(who, ({ set }) => closeSet(set)),
  }
}

export type SettingUp = ReturnType<typeof settingUp>
