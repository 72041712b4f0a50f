import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json: two levels up from `server/web`, or from its compiled place in `dist/web`. */
export const projectRoot = findRoot(path.dirname(fileURLToPath(import.meta.url)))

export const inProject = (...parts: string[]): string => path.join(projectRoot, ...parts)

function findRoot(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : findRoot(path.dirname(folder))
}
