/** The document uses something that the fast way does not know: the library has to answer, or to refuse it. */
export class BeyondFastWay extends Error {}

/** Beyond the fast way, and so large that the library would hold everybody up. */
export class TooManyNodes extends Error {}

export function beyond(what: string): never {
  throw new BeyondFastWay(what)
}
