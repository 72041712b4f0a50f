import { differentBits, MOST_DIFFERENT_BITS } from './picture.js'
import { resemblance, type Signature } from './resemblance.js'

/** One piece of one submission, as far as it bears on being a copy. */
export interface Fingerprint {
  id: string
  submissionId: string
  earnerId: string
  microCredentialId: string
  pieceId: string
  digest?: string
  signature?: Signature
  picture?: string
  /** Whoever shares one of these is worth comparing. */
  keys: string[]
}

export type Likeness = 'sameFile' | 'likeText' | 'likePicture'

export interface PieceMatch {
  pieceId: string
  otherPieceId: string
  likeness: Likeness
  /** From 0 to 1. */
  share: number
}

/**
 * Two texts on the same question share some words, hardly ever a run of five; a copy in which every tenth word was
 * changed still shares a third of its runs.
 */
export const SUSPECT_SHARE = 0.3

export function compare(own: Fingerprint, other: Fingerprint): PieceMatch | undefined {
  const match = (likeness: Likeness, share: number) => ({
    pieceId: own.pieceId,
    otherPieceId: other.pieceId,
    likeness,
    share,
  })
  if (own.digest && own.digest === other.digest) return match('sameFile', 1)
  const share = own.signature && other.signature ? resemblance(own.signature, other.signature) : 0
  if (share >= SUSPECT_SHARE) return match('likeText', Math.round(share * 100) / 100)
  const bits = own.picture && other.picture ? differentBits(own.picture, other.picture) : Number.POSITIVE_INFINITY
  return bits <= MOST_DIFFERENT_BITS ? match('likePicture', 1 - bits / own.picture!.length) : undefined
}
