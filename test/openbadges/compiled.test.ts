import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const LIBRARY = path.join(ROOT, 'server/openbadges')

/** What a page would do, in plain JavaScript against the compiled library; it prints what it found. */
const SCRIPT = `
import { signCredential, buildStatusList, generateIssuerKey, verifyLegacyInChild } from './openbadges/index.js'
const key = await generateIssuerKey('https://a.example')
const list = { id: 'https://a.example/s', issuer: { id: 'https://a.example', name: 'A' }, validFrom: new Date(), revoked: [1], purpose: 'revocation' }
const signed = await signCredential(await buildStatusList(list), key, new Date())
const verdict = await verifyLegacyInChild({ uid: '1' }, { fetchFile: async () => { throw new Error('not reached') } })
console.log(JSON.stringify([signed.proof.length, verdict.outcome]))
`

describe('the compiled library', () => {
  const out = mkdtempSync(path.join(tmpdir(), 'openbadges-'))
  after(() => rmSync(out, { recursive: true }))

  it('works in plain Node, child process included', function () {
    this.timeout(60_000)
    const compilerOptions = {
      noEmit: false,
      outDir: out,
      rootDir: path.join(ROOT, 'server'),
      types: ['node'],
      typeRoots: [path.join(ROOT, 'node_modules/@types')],
    }
    const files = ['index.ts', 'vendor.d.ts', 'legacy/legacyChild.ts'].map(file => path.join(LIBRARY, file))
    const config = path.join(out, 'tsconfig.json')
    writeFileSync(
      config,
      JSON.stringify({ extends: path.join(ROOT, 'tsconfig.json'), compilerOptions, files, include: [] }),
    )
    writeFileSync(path.join(out, 'package.json'), '{"type":"module"}')
    writeFileSync(path.join(out, 'script.js'), SCRIPT)
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(out, 'node_modules'))
    execFileSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', config])
    const printed = execFileSync(process.execPath, ['script.js'], {
      cwd: out,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    })
    expect(JSON.parse(printed)).to.deep.equal([1, 'invalid'])
  })
})
