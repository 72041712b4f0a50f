import type { Request } from 'express'
import { TRACE_KINDS, type TraceKind } from '../preflight/index.js'
import { NotFound } from '../shared/errors.js'
import { signedIn, signedInPerson } from '../web/access.js'
import type { GuardedRouter } from '../web/router.js'
import { blindingOf } from './blinding.js'
import type { fillClaim } from './fillClaim.js'
import type { Translate } from './freezeClaim.js'
import { type ClaimSubject, partHref } from './subject.js'

export interface BlindingRoutesDeps {
  filling: Pick<ReturnType<typeof fillClaim>, 'replaceTerm' | 'keepTerms' | 'undoTerm'>
  translator(language: string): Translate
}

/** Far longer than any name, address or link that is found. */
const LONGEST_TERM = 600
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** One decision about one term: replace it, leave it, or think again. */
export function declareBlindingRoutes(
  router: GuardedRouter,
  { filling, translator }: BlindingRoutesDeps,
  subjectOf: (req: Request) => Promise<ClaimSubject>,
): void {
  router.post('/claims/:id/blinding', signedIn, async (req, res) => {
    const subject = await subjectOf(req)
    const { term, kind, act } = (req.body ?? {}) as Record<string, unknown>
    if (typeof term !== 'string' || term.trim() === '' || term.length > LONGEST_TERM) throw new NotFound('No such term')
    const whose = { claimId: subject.claim.id, personId: signedInPerson(req).id }
    const found = TRACE_KINDS.find(each => each === kind)
    if (act === 'undo') await filling.undoTerm(whose, term)
    else if (act === 'keep') await filling.keepTerms(whose, [term])
    else if (act === 'replace' && found) await filling.replaceTerm(whose, { term, put: putFor(found, subject) })
    else throw new NotFound('No such decision')
    res.redirect(303, `${partHref(subject.claim, 'check')}#preflight`)
  })

  /** In the language that reviewers read; learners stay apart: "[learner A]", "[learner B]". */
  function putFor(kind: TraceKind, { claim, microCredential }: ClaimSubject): string {
    const translate = translator(microCredential.anatomy.language)
    const taken = new Set(blindingOf(claim.draft).replaced.map(({ put }) => put))
    const withLetter = (letter: string) => `[${translate(`claim.preflight.put.${kind}`, { letter })}]`
    const free = [...LETTERS].map(withLetter).find(put => !taken.has(put))
    return kind === 'learner' && free ? free : withLetter(LETTERS[0]!)
  }
}
