import { expect } from 'chai'
import { readAddresses } from '../../server/award/addressList.js'

const emails = (text: string) => readAddresses(text).emails

describe('a pasted list of addresses', () => {
  it('may stand one on a line, or parted by whatever', () => {
    for (const text of ['a@b.no\nc@d.no', 'a@b.no, c@d.no', 'a@b.no;c@d.no', '  a@b.no\tc@d.no \r\n\r\n'])
      expect(emails(text), text).to.deep.equal(['a@b.no', 'c@d.no'])
  })

  it('may be a table or come out of a mail program', () => {
    expect(readAddresses('Navn;E-post\nKari Nordmann;kari@skole.no')).to.deep.equal({
      emails: ['kari@skole.no'],
      unread: [],
    })
    expect(emails('"Nordmann, Kari" <kari@skole.no>, Ole <ole@skole.no>.')).to.deep.equal([
      'kari@skole.no',
      'ole@skole.no',
    ])
  })

  it('names each address once, however it is spelt', () => {
    expect(emails('Kari@Skole.NO kari@skole.no KARI@SKOLE.NO.')).to.deep.equal(['kari@skole.no'])
  })

  it('tells which lines say nothing', () => {
    const { unread } = readAddresses(`Kari Nordmann\n---\n\nkari@skole.no\n${'x'.repeat(500)}`)
    expect(unread).to.deep.equal(['Kari Nordmann', 'x'.repeat(120)])
  })

  it('is read in time that grows with its length only', () => {
    const begun = performance.now()
    for (const text of ['@'.repeat(400_000), 'a'.repeat(400_000), `${'a.'.repeat(200_000)}@`]) readAddresses(text)
    expect(performance.now() - begun).to.be.lessThan(2000)
  })
})
