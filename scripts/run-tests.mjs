import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'
const bin = name => path.join('node_modules', '.bin', name)
const tallyFile = path.join(mkdtempSync(path.join(os.tmpdir(), 'staffroom-tally-')), 'tally.json')
/** Each file in a process of its own, as many at once as CI has cores. */
const SIDE_BY_SIDE = ['--parallel', '--jobs', '2']
const total = { passed: 0, failed: 0, skipped: 0 }

const asked = process.argv.slice(2)
const wants = suite => asked.length === 0 || asked.includes(suite)
const folders = asked.filter(suite => existsSync(path.join('test', suite)) && suite !== 'browser')
const unknown = asked.filter(suite => !['types', 'lint', 'browser', 'slow', ...folders].includes(suite))
if (unknown.length > 0) {
  console.error(`No such suite: ${unknown.join(', ')}`)
  process.exit(2)
}

if (wants('types')) check('types', bin('tsc'), [])
if (wants('lint')) check('lint', bin('biome'), ['check', '--error-on-warnings', '.'])

const tests = readdirSync('test', { recursive: true })
  .map(name => path.join('test', String(name)))
  .filter(name => name.endsWith('.test.ts'))
  .sort()
const isBrowser = name => name.startsWith(path.join('test', 'browser')) || name.endsWith('.browser.test.ts')
const chosen = name =>
  folders.length === 0 || folders.some(folder => name.startsWith(path.join('test', folder) + path.sep))

const plain = tests.filter(name => !isBrowser(name) && chosen(name))
if (asked.length === 0 || (folders.length > 0 && !asked.includes('slow'))) mocha(plain, SIDE_BY_SIDE)
/** More of the same in files that try things at random: `scripts/test slow`, or `scripts/test slow openbadges`. */
if (asked.includes('slow'))
  mocha(
    plain.filter(name => /isSlow|STAFFROOM_SLOW/.test(readFileSync(name, 'utf8'))),
    [],
    { STAFFROOM_SLOW: '1' },
  )
if (wants('browser')) browser(tests.filter(isBrowser))

console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`)
process.exit(total.failed > 0 ? 1 : 0)

function check(name, command, args) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  console.log(`${name}: ${status === 0 ? 'in order' : 'FAILED'}`)
  total[status === 0 ? 'passed' : 'failed']++
}

function mocha(files, args, env = {}) {
  if (files.length === 0) return
  const { status } = spawnSync(bin('mocha'), [...args, '--reporter', 'test/support/tallyReporter.cjs', ...files], {
    stdio: 'inherit',
    env: { ...process.env, ...env, NODE_ENV: 'test', TALLY_FILE: tallyFile },
  })
  const tally = existsSync(tallyFile)
    ? JSON.parse(readFileSync(tallyFile, 'utf8'))
    : { passed: 0, failed: 1, skipped: 0 }
  // A runner that died after its last test has not passed.
  if (status !== 0 && tally.failed === 0) tally.failed = 1
  for (const key of Object.keys(total)) total[key] += tally[key]
}

function browser(files) {
  if (existsSync(CHROMIUM)) return mocha(files, [...SIDE_BY_SIDE, '--timeout', '120000'])
  const needed = process.env.REQUIRE_BROWSER === '1'
  console.log(
    `${needed ? 'FAILED' : 'Skipped'}: the browser suite needs Chromium at ${CHROMIUM} (apt-get install chromium)`,
  )
  total[needed ? 'failed' : 'skipped'] += files.length
}
