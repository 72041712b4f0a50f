import { expect } from 'chai'
import { readAddresses } from '../../server/award/addressList.js'

const emails = (text: string) => readAddresses(text).emails

describe('a pasted list of addresses', () => {
  it('may stand one on a line, or parted by whatever', () => {
    for (const text of ['a@b.no\nc@d.no', 'a@b.no, c@d.no', 'a@b.no;c@d.no', '  a@b.no\tc@d.no \r\n\r\n'])
      expect(emails(text), text).to.deep.equal(['a@b.no', 'c@d.no'])
  })

  it('may be a table or come out of a mail program', () => {
    for (const heading of ['Navn;E-post', 'sep=;', '"First name","Last name","E-mail address"', '\uFEFFEpost\tSkole'])
      expect(readAddresses(`${heading}\nKari Nordmann;kari@skole.no`), heading).to.deep.include({
        ...{ emails: ['kari@skole.no'], unread: [] },
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
    expect(unread).to.deep.equal([
      { number: 1, text: 'Kari Nordmann' },
      { number: 5, text: 'x'.repeat(120) },
    ])
  })

  it('tells of half an address, also where a whole one stands beside it', () => {
    const { emails: read, unread } = readAddresses('kari@skole.no, ola@\nola@skole.no')
    expect(read).to.deep.equal(['kari@skole.no', 'ola@skole.no'])
    expect(unread).to.deep.equal([{ number: 1, text: 'kari@skole.no, ola@' }])
    expect(emails('kari@skole.no@x.no')).to.deep.equal([])
  })

  it('may have been put together of several tables', () => {
    expect(readAddresses('ola@skole.no\nNavn;E-post\nKari;kari@skole.no').unread).to.deep.equal([])
  })

  it('takes nobody in the first line for a heading', () => {
    const { unread } = readAddresses('Kari Navnestad\nkari@skole.no')
    expect(unread.map(({ text }) => text)).to.deep.equal(['Kari Navnestad'])
  })

  it('leaves an apostrophe in an address, and takes those around it away', () => {
    expect(emails("o'brien@skole.no 'kari@skole.no' ’ola@skole.no’")).to.deep.equal([
      "o'brien@skole.no",
      'kari@skole.no',
      'ola@skole.no',
    ])
  })

  it('keeps the names that stand before addresses', () => {
    const { names } = readAddresses('Kari Moen <kari@x.no>, "Aas, Ola" <Ola@x.no>; <siv@x.no>\n1;Per Ås <per@x.no>;8B')
    expect([...names!]).to.deep.equal([
      ['kari@x.no', 'Kari Moen'],
      ['ola@x.no', 'Aas, Ola'],
      ['per@x.no', 'Per Ås'],
    ])
  })

  it('is read in time that grows with its length only', () => {
    const begun = performance.now()
    for (const text of [
      '<'.repeat(400_000),
      '"'.repeat(400_000),
      `a${' '.repeat(400_000)}<`,
      "'".repeat(400_000),
      '@'.repeat(400_000),
      'a'.repeat(400_000),
      `${'a.'.repeat(200_000)}@`,
    ])
      readAddresses(text)
    expect(performance.now() - begun).to.be.lessThan(2000)
  })
})
