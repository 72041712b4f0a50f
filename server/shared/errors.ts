/** Expected failures, named for what the caller can do next. Anything else is a bug. */
export abstract class AppError extends Error {
  override name = this.constructor.name
}

/** Fix what was sent. `field` names the input that is at fault, where there is one. */
export class Invalid extends AppError {
  constructor(
    message: string,
    readonly field?: string,
  ) {
    super(message)
  }
}
/** Sign in first. */
export class Unauthenticated extends AppError {}
/** Stop: this person may not do this. */
export class Forbidden extends AppError {}
/** It does not exist, or the person may not know that it does. */
export class NotFound extends AppError {}
/** Reload: somebody changed it meanwhile, or its state no longer allows this. */
export class Conflict extends AppError {}
/** Wait: `retryAfterSeconds` says how long. */
export class TooMany extends AppError {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message)
  }
}
/** Wait: something that we depend on is down. */
export class Unavailable extends AppError {}
