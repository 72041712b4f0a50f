import { expect } from 'chai'
import { localPath } from '../../server/web/localPath.js'

describe('a path to come back to', () => {
  it('is one of ours, with its query', () => {
    expect(localPath('/claims/1?part=2', '/home')).to.equal('/claims/1?part=2')
  })

  it('never leads elsewhere', () => {
    const hostile = [
      '//evil.example',
      '/\\evil.example',
      'https://evil.example/',
      'javascript:alert(1)',
      '',
      '/\t/evil.example',
      '/.//evil.example',
      '/home/..//evil.example',
      '/%2e//evil.example',
    ]
    for (const path of [...hostile, undefined, ['/a'], {}]) expect(localPath(path, '/home')).to.equal('/home')
  })
})
