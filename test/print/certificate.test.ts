import { PDFDocument } from '@cantoo/pdf-lib'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { expect } from 'chai'
import sharp from 'sharp'
import { type Certificate, drawCertificate } from '../../server/print/index.js'

async function aCertificate(changed: Partial<Certificate> = {}): Promise<Certificate> {
  const background = '#0b5441'
  const badge = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer()
  const words = {
    issuer: 'Lyseng',
    heading: 'This shows that',
    sentence: 'has earned',
    scan: 'Scan',
    badgeAlt: 'Badge',
    leftOut: 'Some letters are not here.',
  }
  return {
    ...words,
    language: 'nb',
    madeAt: new Date('2026-11-22T12:00:00Z'),
    holder: 'Ada Berg',
    title: 'Looking closely',
    judged: { heading: 'Judged', criteria: [{ name: 'Noticing', level: 'Shown' }] },
    more: count => `And ${count} more.`,
    panel: 'Two reviewers.',
    facts: [{ label: 'Issued', value: '12 November 2026' }],
    address: 'https://staffroom.example/badges/01HF8Z2K3M4N5P6Q7R8S9T0V',
    badge,
    credential: { name: 'credential.json', json: '{"a":1}' },
    ...changed,
  }
}

async function textOf(pdf: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(pdf)
  expect(document.getPageCount()).to.equal(1)
  const text = document.getPage(0).getText()
  document.destroy()
  library.destroy()
  return text
}

describe('a certificate on paper', function () {
  this.timeout(30_000)

  it('can be read, searched and copied in every alphabet that names are written in', async () => {
    for (const holder of [
      'Łukasz Åsæther',
      'Анна Ковальчук',
      'Ελένη Παππά',
      'Nguyễn Thị Hồng',
      '王小明',
      '김민수',
      'דוד',
    ])
      expect(await textOf(await drawCertificate(await aCertificate({ holder })))).to.contain(holder)
  })

  it('says that letters are left out where it cannot print them, and only there', async () => {
    const note = 'Some letters are not here.'
    expect(await textOf(await drawCertificate(await aCertificate({ holder: 'ꦗꦮ Berg' })))).to.contain(note)
    expect(await textOf(await drawCertificate(await aCertificate()))).not.to.contain(note)
  })

  it('reads a name from the right aloud as it is written', async () => {
    const pdf = await drawCertificate(await aCertificate({ holder: 'محمد علي' }))
    const document = await PDFDocument.load(pdf, { updateMetadata: false })
    const spoken = document.context
      .enumerateIndirectObjects()
      .map(([, object]) => String(object))
      .join('')
    expect(spoken).to.contain('/ActualText')
  })

  it('keeps to one page and says what it leaves out, however much there is', async () => {
    const criteria = Array.from({ length: 20 }, (_, i) => ({ name: `Criterion ${i + 1}`, level: 'Shown' }))
    const text = await textOf(
      await drawCertificate(await aCertificate({ judged: { heading: 'Judged', criteria }, holder: 'x'.repeat(300) })),
    )
    expect(text).to.contain('Criterion 7').and.to.contain('And 13 more.').and.not.to.contain('Criterion 8')
  })

  it('says what was completed, where nothing was judged', async () => {
    const { judged: _nothing, ...completed } = await aCertificate({
      panel: `For completing ${'a long programme '.repeat(20)}.`,
    })
    const text = await textOf(await drawCertificate(completed))
    expect(text).to.contain('For completing').and.not.to.contain('Judged')
    expect(text.match(/programme/g)).to.have.length.above(15)
  })

  it('tells programs its title, its language and that it is tagged, and carries the credential', async () => {
    const pdf = await drawCertificate(await aCertificate())
    const document = await PDFDocument.load(pdf, { updateMetadata: false })
    expect(document.getTitle()).to.equal('Looking closely · Ada Berg')
    const catalog = document.catalog.toString()
    expect(catalog).to.contain('/Lang (nb)').and.to.contain('/StructTreeRoot').and.to.contain('/MarkInfo')
    const [attached] = document.getAttachments()
    expect(attached?.name).to.equal('credential.json')
    expect(Buffer.from(attached!.data).toString()).to.equal('{"a":1}')
  })
})
