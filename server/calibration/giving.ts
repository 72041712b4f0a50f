import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { Announcement } from '../notification/index.js'
import type { Submission } from '../review/index.js'
import { Conflict, NotFound } from '../shared/errors.js'
import { retryOnStale } from '../shared/retryOnStale.js'
import { pathOfAuthors } from './authorPages.js'
import { type CalibrationSet, isWanting, removeAnchor } from './calibrationSet.js'
import { rubricDigestOf } from './rubricDigest.js'
import type { CalibrationStores } from './store.js'

export interface GivingDeps extends CalibrationStores {
  submission(id: string): Promise<Submission>
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
  notify(announcement: Announcement): Promise<void>
  now(): Date
}

interface Whose {
  submissionId: string
  earnerId: string
}

/** An earner lets a decided submission help to train reviewers, or takes that back. */
export function giving(deps: GivingDeps) {
  /** Throws NotFound for anybody else's. */
  async function read({ submissionId, earnerId }: Whose) {
    const submission = await deps.submission(submissionId)
    if (submission.earnerId !== earnerId || submission.appeal) throw new NotFound('No such submission')
    const microCredential = await deps.version(submission.microCredentialId, submission.microCredentialVersion)
    return { submission, microCredential, gift: await deps.gifts.find(submissionId) }
  }

  async function tellAuthors({ microCredentialId, microCredentialVersion }: CalibrationSet, anchorId: string) {
    const { authorIds, anatomy, slug } = await deps.version(microCredentialId, microCredentialVersion)
    for (const personId of authorIds)
      await deps.notify({
        ...{ eventId: `${anchorId}.takenBack`, personId, kind: 'review' },
        ...{ messageKey: 'calibration.notice.wanting', values: { title: anatomy.title }, href: pathOfAuthors(slug) },
      })
  }

  return {
    read,
    async give(whose: Whose): Promise<void> {
      const { submission, microCredential } = await read(whose)
      if (submission.state !== 'decided') throw new Conflict('Only what is decided can help to train reviewers')
      const { microCredentialId } = submission
      const rubricDigest = rubricDigestOf(microCredential.anatomy.rubric)
      await deps.gifts.give({ ...whose, microCredentialId, rubricDigest, givenAt: deps.now() })
    },
    /** What was an anchor is one no longer; what was measured by it stays measured. */
    async takeBack(whose: Whose): Promise<void> {
      await read(whose)
      await deps.gifts.takeBack(whose.submissionId)
      await retryOnStale(async () => {
        const set = await deps.sets.withSubmission(whose.submissionId)
        const anchor = set?.anchors.find(({ submissionId }) => submissionId === whose.submissionId)
        if (!set || !anchor) return
        const rest = removeAnchor(set, anchor.id)
        await deps.sets.save(rest, [])
        if (isWanting(rest)) await tellAuthors(rest, anchor.id)
      })
    },
  }
}

export type Giving = ReturnType<typeof giving>
