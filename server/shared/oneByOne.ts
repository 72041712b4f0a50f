/**
 * Does the work for one input at a time, in the order in which they were given, each as soon as it is there. Where one
 * fails, nothing after it is begun. Several in a row are a line in which all are busy at once, with different things.
 */
export function oneByOne<In, Out>(work: (input: In) => Promise<Out>): (input: Promise<In>) => Promise<Out> {
  let before: Promise<unknown> = Promise.resolve()
  return input => {
    const done = Promise.all([input, before]).then(([ready]) => work(ready))
    // Told to whoever asked for it, and to everybody after it.
    done.catch(() => {})
    before = done
    return done
  }
}
