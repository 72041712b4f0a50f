import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { mayBeShort, visitPages } from './intact.js'
import { breakSeal } from './seal.js'

/** How the process ends that looks through a store and finds it damaged. */
export const DAMAGED = 3

/**
 * Before a store is opened for writing: one that is not as its last owner left it is looked through, as far as that
 * goes in so many milliseconds, and altogether when it may have been cut short. Answers whether it is known to be sound; throws Damage.
 */
export function lookThrough(folder: string, millis: number): boolean {
  if (breakSeal(folder)) return true
  const end = mayBeShort(folder) ? Number.POSITIVE_INFINITY : performance.now() + millis
  for (const _ of visitPages(folder)) if (performance.now() > end) return false
  return true
}

/** What takes longer is done by a process of its own: it lives on when LMDB ends this one, and says what it finds. */
export function lookThroughBeside(folder: string, onEnd: (code: number | null) => void): void {
  // code that runs from source is TypeScript
  const [extension, ...teaching] = import.meta.url.endsWith('.ts') ? ['ts', '--import', 'tsx'] : ['js']
  const checker = fileURLToPath(new URL(`./checker.${extension}`, import.meta.url))
  spawn(process.execPath, [...teaching, checker, folder], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
    .on('error', error => console.error('The embedded database could not be looked through.', error))
    .on('exit', onEnd)
    .unref()
}
