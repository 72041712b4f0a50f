import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'

const LIBRARIES = ['embedded-mongo', 'openbadges', 'rating']
const SHARED_ROOMS = ['shared', 'platform', 'web']
/** What starts or wires the whole, and is not a room of it. */
const OUTSIDE = ['', 'commands']

const files = readdirSync('server', { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
const roomOf = (file: string) => (file.includes(path.sep) ? file.split(path.sep)[0]! : '')
const inCapability = (file: string) => ![...OUTSIDE, ...LIBRARIES, ...SHARED_ROOMS].includes(roomOf(file))

interface Import {
  file: string
  target: string
}

const imports: Import[] = files.flatMap(file =>
  [...readFileSync(path.join('server', file), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, target]) => ({
    file,
    target: target!,
  })),
)
const ours = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target }) => ({ file, target: path.join(path.dirname(file), target).replace(/\.js$/, '.ts') }))
const show = (found: Import[]) => found.map(({ file, target }) => `${file} -> ${target}`)
const offenders = (library: string, may: (file: string) => boolean) =>
  show(imports.filter(({ file, target }) => target.split('/')[0] === library && !may(file)))

const isStore = (file: string) => /[sS]tore\.ts$/.test(file)
const isRoutes = (file: string) => /[rR]outes\.ts$/.test(file)

describe('the dependency rule', () => {
  it('sees the house', () => expect(files.length).to.be.greaterThan(50))

  it('keeps Mongoose in stores, the platform and session storage', () => {
    expect(
      offenders('mongoose', file => isStore(file) || roomOf(file) === 'platform' || file === 'web/sessions.ts'),
    ).to.deep.equal([])
  })

  it('keeps Express in routes and web', () => {
    expect(
      offenders('express', file => isRoutes(file) || roomOf(file) === 'web' || file === 'compose.ts'),
    ).to.deep.equal([])
  })

  it('keeps Passport in account and web', () => {
    const passport = (file: string) => ['account', 'web'].includes(roomOf(file))
    expect([...offenders('passport', passport), ...offenders('passport-local', passport)]).to.deep.equal([])
  })

  it('lets one room see only another’s index', () => {
    const reaching = ours.filter(
      ({ file, target }) =>
        !OUTSIDE.includes(roomOf(file)) &&
        roomOf(file) !== roomOf(target) &&
        !SHARED_ROOMS.includes(roomOf(target)) &&
        path.basename(target) !== 'index.ts',
    )
    expect(show(reaching)).to.deep.equal([])
  })

  it('has no cycle between rooms', () => {
    const edges = new Map<string, Set<string>>()
    for (const { file, target } of ours.filter(({ file }) => inCapability(file))) {
      if (roomOf(file) !== roomOf(target) && inCapability(target))
        edges.set(roomOf(file), (edges.get(roomOf(file)) ?? new Set()).add(roomOf(target)))
    }
    const reach = (from: string, seen: string[]): string[][] =>
      [...(edges.get(from) ?? [])].flatMap(to => (seen.includes(to) ? [[...seen, to]] : reach(to, [...seen, to])))
    expect([...edges.keys()].flatMap(room => reach(room, [room])).map(cycle => cycle.join(' -> '))).to.deep.equal([])
  })

  it('keeps the libraries to themselves', () => {
    const leaving = ours.filter(
      ({ file, target }) =>
        LIBRARIES.includes(roomOf(file)) &&
        roomOf(target) !== roomOf(file) &&
        !(roomOf(file) === 'openbadges' && roomOf(target) === 'shared'),
    )
    expect(show(leaving)).to.deep.equal([])
  })

  it('lets only the platform know which database it is on', () => {
    const mayPass = ['config.ts', 'openPlatform.ts', 'commands/command.ts']
    const knowing = files.filter(file => {
      const text = readFileSync(path.join('server', file), 'utf8')
      return /mongodbUri|MONGODB_URI|embedded-mongo\//.test(text)
    })
    const may = (file: string) => mayPass.includes(file) || ['platform', 'embedded-mongo'].includes(roomOf(file))
    expect(knowing.filter(file => !may(file))).to.deep.equal([])
  })

  it('lets shared import nothing of ours, and platform and web no room', () => {
    const leaning = ours.filter(({ file, target }) => SHARED_ROOMS.includes(roomOf(file)) && inCapability(target))
    const upwards = ours.filter(({ file, target }) => roomOf(file) === 'shared' && roomOf(target) !== 'shared')
    expect(show([...leaning, ...upwards])).to.deep.equal([])
  })

  it('asks the clock for the time', () => {
    const own = files.filter(inCapability).filter(file => {
      const text = readFileSync(path.join('server', file), 'utf8')
      return /new Date\(\)|Date\.now\(\)/.test(text)
    })
    expect(own).to.deep.equal([])
  })

  it('takes a route only with a word on who may use it', () => {
    const bare = files.filter(isRoutes).filter(file => {
      const text = readFileSync(path.join('server', file), 'utf8')
      return /\bRouter\(\)/.test(text.replaceAll('guardedRouter()', ''))
    })
    expect(bare).to.deep.equal([])
  })
})
