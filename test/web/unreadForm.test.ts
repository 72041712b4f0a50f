import { PassThrough } from 'node:stream'
import { expect } from 'chai'
import type { Request } from 'express'
import { type ReadingLimits, readUnread } from '../../server/web/unreadForm.js'

const LIMITS: ReadingLimits = { bytes: 20_000, fieldBytes: 2_000, fields: 5, files: 2, milliseconds: 200 }
const BOUNDARY = 'the-boundary'

const field = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (name: string, filename: string, content: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${filename}"\r\n\r\n${content}\r\n`
const END = `--${BOUNDARY}--\r\n`

function arriving(body: string, contentType = `multipart/form-data; boundary=${BOUNDARY}`): Request {
  const stream = new PassThrough()
  for (let at = 0; at < body.length; at += 1000) stream.write(body.slice(at, at + 1000))
  return Object.assign(stream, { headers: { 'content-type': contentType } }) as unknown as Request
}
function arrived(body: string, contentType?: string): Request {
  const request = arriving(body, contentType)
  ;(request as unknown as PassThrough).end()
  return request
}

describe('a form with files that nobody has read', () => {
  it('gives its fields and the names of its files, before and after them', async () => {
    const body =
      field('one', 'A') + file('files', 'b.pdf', 'x'.repeat(5000)) + field('two', 'C') + field('two', 'D') + END
    expect(await readUnread(arrived(body), LIMITS)).to.deep.equal({
      fields: { one: 'A', two: ['C', 'D'] },
      files: [{ field: 'files', name: 'b.pdf' }],
    })
  })

  it('is read no further than its limits: of the whole, of all fields, of one, of their number', async () => {
    const whole = field('one', 'A') + file('files', 'b.pdf', 'x'.repeat(50_000)) + field('two', 'B') + END
    expect((await readUnread(arrived(whole), LIMITS)).fields).to.deep.equal({ one: 'A' })
    const many = Array.from({ length: 9 }, (_, n) => field(`f${n}`, String(n))).join('') + END
    expect(Object.keys((await readUnread(arrived(many), LIMITS)).fields)).to.have.length(5)
    const large =
      field('one', 'x'.repeat(1500)) + field('two', 'y'.repeat(1500)) + field('three', 'z'.repeat(9000)) + END
    expect(Object.keys((await readUnread(arrived(large), LIMITS)).fields)).to.deep.equal(['one'])
  })

  it('is not waited for when it does not go on arriving', async () => {
    const begun = performance.now()
    expect((await readUnread(arriving(field('one', 'A') + field('two', 'B')), LIMITS)).fields).to.include({ one: 'A' })
    expect(performance.now() - begun).to.be.lessThan(2000)
  })

  it('is nothing where it is broken or says it is another thing', async () => {
    for (const request of [
      arrived('nonsense'),
      arrived('', 'multipart/form-data'),
      arrived(field('__proto__', 'x') + END),
    ])
      expect(Object.keys((await readUnread(request, LIMITS)).fields)).to.have.length.lessThan(2)
    expect(({} as Record<string, unknown>).x).to.equal(undefined)
  })

  it('ends with its connection', async () => {
    const request = arriving(field('one', 'A') + field('two', 'B'))
    setImmediate(() => request.destroy())
    expect((await readUnread(request, { ...LIMITS, milliseconds: 60_000 })).fields).to.include({ one: 'A' })
  })
})
