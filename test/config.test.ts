import { expect } from 'chai'
import { type ConfigError, readConfig } from '../server/config.js'

const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://staffroom.example.org',
  SESSION_SECRET: 's'.repeat(32),
  KEY_ENCRYPTION_SECRET: 'k'.repeat(32),
  SMTP_URL: 'smtp://mail.example.org:587',
}

function problemsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    return (error as ConfigError).problems
  }
}

describe('readConfig', () => {
  it('needs nothing outside production', () => {
    const config = readConfig({})
    expect(config).to.include({ port: 3000, baseUrl: 'http://localhost:3000', demo: true, production: false })
    expect(config.mongodbUri).to.equal(undefined)
  })

  it('lists everything that is wrong at once', () => {
    const problems = problemsOf({ PORT: 'many', BASE_URL: 'ftp://x', MONGODB_URI: 'postgres://x', SMTP_URL: 'mail' })
    expect(problems).to.have.length(4)
    for (const name of ['PORT', 'BASE_URL', 'MONGODB_URI', 'SMTP_URL'])
      expect(
        problems.some(problem => problem.startsWith(name)),
        name,
      ).to.equal(true)
  })

  it('takes a complete production environment', () => expect(problemsOf(PRODUCTION)).to.deep.equal([]))

  it('refuses default and short secrets, plain http and a missing mail server in production', () => {
    expect(problemsOf({ NODE_ENV: 'production' })).to.have.length(4)
    expect(problemsOf({ ...PRODUCTION, SESSION_SECRET: 'short' })).to.have.length(1)
    expect(problemsOf({ ...PRODUCTION, KEY_ENCRYPTION_SECRET: '' })).to.have.length(1)
  })

  it('counts each key secret by itself, and no blanks around it', () => {
    const long = 'k'.repeat(32)
    const weak = ['short '.repeat(10), `${' '.repeat(40)}short`, `${long} short`, ' '.repeat(40)]
    for (const secret of weak) {
      const [problem] = problemsOf({ ...PRODUCTION, KEY_ENCRYPTION_SECRET: secret })
      expect([secret, problem]).to.satisfy(([, said]: string[]) => said?.startsWith('KEY_ENCRYPTION_SECRET'))
    }
    expect(problemsOf({ ...PRODUCTION, KEY_ENCRYPTION_SECRET: ` ${long} ${'o'.repeat(32)}\n` })).to.deep.equal([])
    expect(problemsOf({ ...PRODUCTION, SESSION_SECRET: ' '.repeat(40) })).to.have.length(1)
  })

  it('never has a demo in production, whatever DEMO says', () => {
    expect(readConfig({ ...PRODUCTION, DEMO: '1' }).demo).to.equal(false)
    expect(readConfig({ DEMO: '0' }).demo).to.equal(false)
  })

  it('drops a slash at the end of BASE_URL, which is part of every credential', () => {
    expect(readConfig({ BASE_URL: 'https://a.example/' }).baseUrl).to.equal('https://a.example')
  })

  it('reads FETCH_ALLOW by commas or spaces', () => {
    expect(readConfig({ FETCH_ALLOW: 'localhost:3001, b.test  c' }).fetchAllow).to.deep.equal([
      'localhost:3001',
      'b.test',
      'c',
    ])
  })
})
