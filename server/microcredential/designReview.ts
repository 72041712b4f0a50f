import { Conflict, Forbidden, Invalid } from '../shared/errors.js'
import type { Anatomy } from './anatomy.js'
import { problemsIn } from './completeness.js'
import type { Draft } from './draft.js'
import { anatomyOf } from './finished.js'
import {
  type Act,
  about,
  ensureNotRetired,
  type MicroCredential,
  type MicroCredentialChange,
} from './microCredential.js'
import { draftBeingWritten } from './sectionWriting.js'

/** From here the draft stands still until another author has looked at it. */
export function requestDesignReview(state: MicroCredential, act: Act): MicroCredentialChange {
  const draft = draftBeingWritten(state)
  ensureComplete(draft.content)
  const next = { ...state, draft: { ...draft, designReview: { state: 'requested', ...act } as const } }
  return { state: next, events: [{ ...about(state, act), name: 'designReviewRequested', actorId: act.by }] }
}

export function withdrawDesignReview(state: MicroCredential, act: Act): MicroCredentialChange {
  const { draft } = draftInReview(state)
  const { designReview: _withdrawn, ...open } = draft
  return { state: { ...state, draft: open }, events: [{ ...about(state, act), name: 'designReviewWithdrawn' }] }
}

export function sendBack(state: MicroCredential, note: string, act: Act): MicroCredentialChange {
  const { draft, request } = draftInReview(state)
  const event = { ...about(state, act), actorId: act.by, requesterId: request.by, note } as const
  return {
    state: { ...state, draft: { ...draft, designReview: { state: 'sentBack', note, ...act } } },
    events: [{ ...event, name: 'draftSentBack' }],
  }
}

/** Four eyes: whoever asked for the design review cannot be the one who approves. */
export function approvedAnatomy(state: MicroCredential, act: Act): Anatomy {
  const { draft, request } = draftInReview(state)
  if (request.by === act.by) throw new Forbidden('Somebody else must approve what you asked to have reviewed')
  ensureComplete(draft.content)
  return anatomyOf(draft.content)
}

function ensureComplete(content: Draft): void {
  if (problemsIn(content).length > 0) throw new Invalid('The draft is not complete yet')
}

function draftInReview(state: MicroCredential) {
  ensureNotRetired(state)
  const request = state.draft?.designReview
  if (!state.draft || request?.state !== 'requested') throw new Conflict('There is no design review to answer')
  return { draft: state.draft, request }
}
