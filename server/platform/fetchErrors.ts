import { Unavailable } from '../shared/errors.js'

/** What went wrong, for whoever wants to say it in other words. */
export type FetchProblem =
  | 'not-an-address'
  | 'not-https'
  | 'with-password'
  | 'not-public'
  | 'not-found'
  | 'no-answer'
  | 'too-slow'
  | 'hung-up'
  | 'status'
  | 'encoding'
  | 'type'
  | 'too-large'
  | 'redirects'

/** We do not fetch this: the address is not one that a stranger may send us to. */
export class FetchRefused extends Unavailable {
  constructor(
    message: string,
    readonly problem: FetchProblem = 'not-an-address',
  ) {
    super(message)
  }
}
/** The other side did not answer, or not with a document. `status` where it answered with one. */
export class FetchFailed extends Unavailable {
  constructor(
    message: string,
    readonly status?: number,
    readonly problem: FetchProblem = status === undefined ? 'no-answer' : 'status',
  ) {
    super(message)
  }
}
