import { readdirSync } from 'node:fs'
import path from 'node:path'
import { type Bench, meets, type Row } from './row.js'

const OWN = ['bulk.ts', 'run.ts', 'row.ts', 'serving.ts']
const folder = path.join('scripts', 'bench-parts')

/** Each other file here is a group: it exports `bench`. */
const known = readdirSync(folder)
  .filter(name => name.endsWith('.ts') && !OWN.includes(name))
  .map(name => path.basename(name, '.ts'))

const json = process.argv.includes('--json')
const asked = process.argv.slice(2).filter(word => word !== '--json')
const unknown = asked.filter(group => !known.includes(group))
if (unknown.length > 0) {
  console.error(`No such group: ${unknown.join(', ')}. There are: ${known.join(', ')}`)
  process.exit(2)
}

const rows: Row[] = []
for (const group of asked.length > 0 ? asked : known) {
  const { bench } = (await import(`./${group}.ts`)) as { bench: Bench }
  rows.push(...(await bench()))
}

if (json) console.log(JSON.stringify(rows))
else for (const row of rows) console.log(line(row))
process.exit(0)

function line(row: Row): string {
  const verdict = row.goal === '' ? '' : `${row.goal} ${meets(row) ? 'met' : 'MISSED'}`
  return `${row.group.padEnd(16)}${row.name.padEnd(52)}${String(row.ratio).padStart(9)}  ${verdict.padEnd(16)}${row.runs} runs`
}
