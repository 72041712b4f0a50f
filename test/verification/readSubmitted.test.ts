import { expect } from 'chai'
import { takeTurns } from '../../server/platform/turns.js'
import { TooMany } from '../../server/shared/errors.js'
import { parseSubmitted, submittedJson } from '../../server/verification/readSubmitted.js'

describe('what is brought to be verified', () => {
  const url = (typed: string) => {
    const form = parseSubmitted({ url: typed }, undefined)
    return form.ok ? (form.value as { url: string }).url : form.errors[0]!.messageKey
  }

  it('may be an address without its beginning', () => {
    expect(url('staffroom.example/badges/1')).to.equal('https://staffroom.example/badges/1')
    expect(url('localhost:4000/badges/1')).to.equal('https://localhost:4000/badges/1')
    expect(url(' http://localhost:4000/x ')).to.equal('http://localhost:4000/x')
  })

  it('must be an address of the web', () => {
    for (const typed of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'ftp://x/y',
      'not an address',
    ])
      expect(url(typed), typed).to.equal('verification.form.notAnAddress')
    expect(url('')).to.equal('verification.form.nothing')
  })

  it('is the file before the text before the address', () => {
    const fields = { url: 'https://x.example', json: '{}' }
    expect(parseSubmitted(fields, Buffer.from('file'))).to.deep.equal({
      ok: true,
      value: { bytes: Buffer.from('file') },
    })
    expect(parseSubmitted(fields, undefined)).to.deep.equal({ ok: true, value: { bytes: Buffer.from('{}') } })
  })

  it('is an address in JSON only when nothing but an address is there', () => {
    expect(submittedJson({ url: 'https://x.example' })).to.deep.equal({ url: 'https://x.example' })
    expect(submittedJson({ url: 'https://x.example', type: 'Profile' })).to.have.property('bytes')
  })
})

describe('taking turns', () => {
  it('lets only so many work at once, and the next begin when one ends', async () => {
    const turns = takeTurns({ atOnce: 1, waiting: 1 })
    const log: string[] = []
    let finish = () => {}
    const first = turns(async () => {
      await new Promise<void>(resolve => {
        finish = resolve
      })
      log.push('first')
    })
    const second = turns(async () => void log.push('second'))
    const third = await turns(async () => {}).catch(error => error)
    expect(third).to.be.instanceOf(TooMany)
    finish()
    await Promise.all([first, second])
    expect(log).to.deep.equal(['first', 'second'])
  })

  it('gives the place on when the work fails', async () => {
    const turns = takeTurns({ atOnce: 1, waiting: 1 })
    await turns(() => Promise.reject(new Error('no'))).catch(() => {})
    expect(await turns(async () => 'yes')).to.equal('yes')
  })
})
