import path from 'node:path'

/** What is on the disk is not what was written there. */
export class Damage extends Error {}

/** LMDB's for a page that is not what it should be: PAGE_NOTFOUND, CORRUPTED, INVALID, CURSOR_FULL, PROBLEM. */
const LMDB_CODES = new Set([-30797, -30796, -30793, -30787, -30779])

export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error instanceof Damage || LMDB_CODES.has((error as { code?: number }).code ?? 0) || isDamage(error.cause)
}

/** In words that help, for whoever runs the app. */
export function describeDamage(folder: string, error: unknown): string {
  const dataDir = path.dirname(path.resolve(folder))
  return `${path.join(dataDir, 'db', 'data.mdb')} is damaged: ${(error as Error).message}.
Nothing more should be written there. Stop the app, keep the folder as it is, and restore the newest backup into a new one:
  mv ${dataDir} ${dataDir}.damaged
  scripts/restore FILE`
}
