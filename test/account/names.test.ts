import { expect } from 'chai'
import { browserOf } from '../../server/account/browser.js'
import { foldAddress, isEmailAddress } from '../../server/account/emailAddress.js'
import { handleCandidates, handleFrom, isHandle } from '../../server/account/handle.js'

describe('handles', () => {
  it('are made from names of any country', () => {
    expect(handleFrom('Åse Bjørnstad-Æsøy')).to.equal('ase-bjornstad-aesoy')
    expect(handleFrom('  José  Núñez ')).to.equal('jose-nunez')
    expect(handleFrom('王芳')).to.equal('teacher')
    expect(handleFrom('Admin')).to.equal('teacher')
    expect(handleFrom('x'.repeat(90))).to.have.length(30)
  })

  it('are small letters, digits and single hyphens', () => {
    for (const good of ['ada', 'tor-erik', 'a1']) expect(isHandle(good), good).to.equal(true)
    for (const bad of ['a', '-ada', 'ada-', 'a--b', 'Ada', 'ad_a', 'åse', 'admin', 'x'.repeat(31), 'a/b', ''])
      expect(isHandle(bad), bad).to.equal(false)
  })

  it('leave room for the same name again and again', () => {
    const candidates = handleCandidates('x'.repeat(30), '01kx3v5c9ejv4w2n8q7r6s5t4u')
    expect(candidates.every(isHandle)).to.equal(true)
    expect(new Set(candidates).size).to.equal(4)
  })
})

describe('e-mail addresses', () => {
  it('are taken when a mail could reach them', () => {
    for (const good of ['ada@school.example', 'a.b+c@x.co', 'østen@skole.example'])
      expect(isEmailAddress(good), good).to.equal(true)
    for (const bad of [
      'ada',
      'ada@',
      '@x.no',
      'a b@x.no',
      'a@x',
      'a@x..no',
      'a@b@c.no',
      'a@x.no\nBcc: b@x.no',
      '<a@x.no>',
    ])
      expect(isEmailAddress(bad), bad).to.equal(false)
    expect(isEmailAddress(`${'a'.repeat(64)}@${'b'.repeat(190)}.no`)).to.equal(false)
  })

  it('are the same whatever their capitals', () => {
    expect(foldAddress('Ada@School.Example')).to.equal(foldAddress('ada@school.example'))
  })

  it('are judged quickly, however they are made', () => {
    const start = performance.now()
    isEmailAddress(`a@${'a.'.repeat(120)}`)
    expect(performance.now() - start).to.be.lessThan(50)
  })
})

describe('browsers', () => {
  const cases: [string, string | undefined, string | undefined][] = [
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
      'Microsoft Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    ['curl/8.0', undefined, undefined],
  ]
  for (const [userAgent, name, system] of cases)
    it(`recognises ${name ?? 'nothing'} on ${system ?? 'nothing'}`, () =>
      expect(browserOf(userAgent)).to.deep.equal({ name, system }))
})
