import { fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Row } from './study.js'
import type { Population } from './world.js'

/** Studies of several populations, as many at a time as there are processors; in the order asked for. */
export async function studies(populations: Population[]): Promise<Row[][]> {
  const results: Row[][] = []
  let next = 0
  const work = async () => {
    while (next < populations.length) {
      const index = next++
      results[index] = await studyApart(populations[index]!)
    }
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), populations.length) }, work))
  return results
}

function studyApart(population: Population): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('./apart.ts', import.meta.url)))
    child.once('message', rows => resolve(rows as Row[]))
    child.once('exit', code => reject(new Error(`A study ended with ${code}`)))
    child.send(population)
  })
}
