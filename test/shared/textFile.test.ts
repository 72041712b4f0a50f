import { expect } from 'chai'
import { textIn } from '../../server/shared/textFile.js'

describe('a file with a list', () => {
  const text = 'Navn;E-post\r\nBjørg Åsen;bjorg@skole.no'

  it('is read in each of the ways in which spreadsheets write it', () => {
    const ways = {
      'UTF-8': Buffer.from(text),
      'UTF-8 with a mark': Buffer.from(`\uFEFF${text}`),
      'UTF-16': Buffer.from(`\uFEFF${text}`, 'utf16le'),
      'UTF-16, the other way round': Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      'Windows 1252': Buffer.from(text, 'latin1'),
    }
    for (const [way, bytes] of Object.entries(ways)) expect(textIn(bytes), way).to.equal(text)
  })

  it('is no spreadsheet, picture or document', () => {
    for (const bytes of [
      Buffer.from('PK\x03\x04\x14\x00\x06\x00'),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00', 'latin1'),
    ])
      expect(textIn(bytes)).to.equal(undefined)
  })
})
