import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const sealIn = (folder: string) => path.join(folder, 'closed')

/** Tells whether anybody has touched the file since. */
function markOf(folder: string): string {
  const { size, ctimeNs } = statSync(path.join(folder, 'data.mdb'), { bigint: true })
  return `${size} ${ctimeNs}`
}

/** Notes how an owner leaves a store. Where that fails, the next start looks it through: no more than that. */
export function seal(folder: string): void {
  try {
    writeFileSync(sealIn(folder), markOf(folder), { mode: 0o600 })
  } catch {}
}

/** Whether the store is as its last owner left it; the next has to seal it anew. */
export function breakSeal(folder: string): boolean {
  try {
    const sealed = readFileSync(sealIn(folder), 'utf8')
    rmSync(sealIn(folder))
    return sealed === markOf(folder)
  } catch {
    return false
  }
}
