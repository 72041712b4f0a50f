import { readFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'
import PDFDocument from 'pdfkit'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types'
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const CORE =
  '<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>Ada Planted</dc:creator><cp:lastModifiedBy>Ada Planted</cp:lastModifiedBy></cp:coreProperties>'

const zip = (files: Record<string, string | Uint8Array>): Uint8Array =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  )

/** JPEG of one pixel's worth of segments: JFIF, EXIF with a name in it, a comment, then the scan. */
export function aCameraJpeg(): Uint8Array {
  const segment = (marker: number, text: string) => [0xff, marker, 0, text.length + 2, ...strToU8(text)]
  return new Uint8Array([
    ...[0xff, 0xd8],
    ...segment(0xe0, 'JFIF\0'),
    ...segment(0xe1, 'Exif\0\0Ada Planted'),
    ...segment(0xfe, 'by Ada Planted'),
    ...[0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9],
  ])
}

/** A document as Word leaves it: a name cut into runs, a comment, a change, a heading, a link, and who did it all. */
export const aDocx = (over: Record<string, string | Uint8Array> = {}): Uint8Array =>
  zip({
    '[Content_Types].xml': `<Types xmlns="${TYPES}"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="x/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="x/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>`,
    'docProps/core.xml': CORE,
    'docProps/app.xml': '<Properties><Company>Northgate Academy</Company><Manager>Ada Planted</Manager></Properties>',
    'docProps/custom.xml':
      '<Properties><property name="Owner"><vt:lpwstr>Ada Planted</vt:lpwstr></property></Properties>',
    'docProps/thumbnail.jpeg': new Uint8Array([1, 2, 3]),
    'word/document.xml': `<w:document ${W}><w:body><w:p w:rsidR="00AB12CD"><w:r><w:t>Our class at North</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">gate wrote</w:t></w:r></w:p><w:p><w:ins w:id="1" w:author="Ada Planted" w:date="2024-05-06T07:08:00Z"><w:r><w:t>Charlotte &amp; I looked.</w:t></w:r></w:ins></w:p><w:p><w:drawing><wp:docPr id="1" name="Picture 1" descr="Charlotte at the board"/></w:drawing></w:p></w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="x/hyperlink" Target="mailto:ada@northgate.example" TargetMode="External"/></Relationships>`,
    'word/comments.xml': `<w:comments ${W}><w:comment w:id="0" w:author="Ada Planted" w:initials="AP" w:date="2024-05-06T07:08:00Z"><w:p><w:r><w:t>Ask Charlotte</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/people.xml':
      '<w15:people><w15:person w15:author="Ada Planted"><w15:presenceInfo w15:providerId="AD" w15:userId="ada@northgate.example"/></w15:person></w15:people>',
    'word/settings.xml': `<w:settings ${W}><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids></w:settings>`,
    'word/media/image1.jpeg': aCameraJpeg(),
    ...over,
  })

export const aPptx = (): Uint8Array =>
  zip({
    '[Content_Types].xml': `<Types xmlns="${TYPES}"><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>`,
    'docProps/core.xml': CORE,
    'ppt/presentation.xml':
      '<p:presentation><p:sldIdLst><p:sldId id="257" r:id="r2"/><p:sldId id="256" r:id="r1"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r1" Type="x/slide" Target="slides/slide1.xml"/><Relationship Id="r2" Type="x/slide" Target="slides/slide2.xml"/></Relationships>`,
    'ppt/slides/slide1.xml': '<p:sld><a:p><a:r><a:t>By Ada Planted</a:t></a:r></a:p></p:sld>',
    'ppt/slides/slide2.xml': '<p:sld><a:p><a:r><a:t>Welcome</a:t></a:r></a:p></p:sld>',
    'ppt/commentAuthors.xml':
      '<p:cmAuthorLst><p:cmAuthor id="1" name="Ada Planted" initials="AP" lastIdx="1"/></p:cmAuthorLst>',
  })

export const anXlsx = (): Uint8Array =>
  zip({
    '[Content_Types].xml': `<Types xmlns="${TYPES}"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    'xl/workbook.xml':
      '<workbook><fileSharing userName="Ada Planted"/><sheets><sheet name="Charlotte" sheetId="1" r:id="r1"/></sheets></workbook>',
    'xl/sharedStrings.xml': '<sst><si><t>Charlotte</t></si><si><r><t>Char</t></r><r><t>lotte again</t></r></si></sst>',
    'xl/comments1.xml':
      '<comments><authors><author>Ada Planted</author></authors><commentList><comment ref="A1" authorId="0"><text><t>Well done</t></text></comment></commentList></comments>',
    'xl/persons/person.xml':
      '<personList><person displayName="Ada Planted" id="{1}" userId="ada@northgate.example" providerId="AD"/></personList>',
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row><c t="s"><v>0</v></c><c><v>12</v></c></row></sheetData><pageSetup orientation="portrait" r:id="r9"/></worksheet>',
    'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="r9" Type="x/printerSettings" Target="../printerSettings/printerSettings1.bin"/></Relationships>`,
    'xl/printerSettings/printerSettings1.bin': strToU8('Ada Planted’s printer'),
  })

export const anOdt = (): Uint8Array =>
  zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'META-INF/manifest.xml':
      '<manifest:manifest><manifest:file-entry manifest:full-path="/"/><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/></manifest:manifest>',
    'Thumbnails/thumbnail.png': new Uint8Array([1]),
    'meta.xml':
      '<office:document-meta><meta:initial-creator>Ada Planted</meta:initial-creator><dc:creator>Ada Planted</dc:creator></office:document-meta>',
    'settings.xml':
      '<office:settings><config:config-item config:name="PrinterName" config:type="string">Ada Planted’s printer</config:config-item></office:settings>',
    'content.xml':
      '<office:document-content><text:p>Charlotte<text:s/>read <text:author-name>Ada Planted</text:author-name></text:p><office:annotation><dc:creator>Ada Planted</dc:creator><dc:date>2024-05-06T07:08:00</dc:date><text:p>Yes</text:p></office:annotation></office:document-content>',
  })

/** A PDF with words on two pages, a link, a comment, a file inside, and who made it. */
export async function aPdf(
  texts = ['Charlotte read at Northgate.', 'Nothing here.'],
  { link = true, ...options }: { link?: boolean } & Record<string, unknown> = {},
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    compress: true,
    info: { Title: 'Plan of Ada Planted', Author: 'Ada Planted' },
    autoFirstPage: false,
    ...options,
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const done = new Promise(resolve => pdf.on('end', resolve))
  for (const text of texts) {
    pdf.addPage()
    pdf.text(text)
  }
  if (link) pdf.link(100, 100, 50, 10, 'https://ada-planted.example/')
  if (link) pdf.note(100, 200, 20, 20, 'Ask Charlotte about this', { T: new String('Ada Planted') } as never)
  pdf.file(Buffer.from('Secret of Ada Planted'), { name: 'ada-planted.txt' })
  pdf.end()
  await done
  return new Uint8Array(Buffer.concat(chunks))
}

const box = (type: string, content: Uint8Array | number[]): Uint8Array => {
  const bytes = new Uint8Array(8 + content.length)
  new DataView(bytes.buffer).setUint32(0, bytes.length)
  bytes.set(strToU8(type), 4)
  bytes.set(content, 8)
  return bytes
}
const together = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

export const anMp4 = (): Uint8Array =>
  together(
    box('ftyp', strToU8('isom')),
    box(
      'moov',
      together(
        box('mvhd', [0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9]),
        box(
          'trak',
          together(
            box('mdia', box('hdlr', [0, 0, 0, 0, 0, 0, 0, 0, ...strToU8('vide')])),
            box('udta', strToU8('name Ada Planted')),
          ),
        ),
        box(
          'trak',
          box('mdia', together(box('hdlr', [0, 0, 0, 0, 0, 0, 0, 0, ...strToU8('meta')]), strToU8('Ada Planted'))),
        ),
        box('udta', box('©nam'.slice(1), strToU8('Ada Planted'))),
      ),
    ),
    box('mdat', strToU8('pictures and sound')),
  )

export function anMp3(): Uint8Array {
  const sound = new Uint8Array([0xff, 0xfb, 0x90, 0x64, 1, 2, 3, 4])
  const tag = together(strToU8('ID3'), new Uint8Array([4, 0, 0, 0, 0, 0, 11]), strToU8('Ada Planted'))
  const end = new Uint8Array(128)
  end.set(strToU8('TAGPlan by Ada Planted'))
  return together(tag, sound, end)
}

export const aWav = (): Uint8Array => {
  const chunk = (type: string, text: string) => {
    const bytes = new Uint8Array(8 + text.length + (text.length % 2))
    bytes.set(strToU8(type))
    new DataView(bytes.buffer).setUint32(4, text.length, true)
    bytes.set(strToU8(text), 8)
    return bytes
  }
  const chunks = together(
    chunk('fmt ', 'format0123456789'),
    chunk('LIST', 'INFOIARTxAda Planted'),
    chunk('data', 'sound'),
  )
  const head = new Uint8Array(12)
  head.set(strToU8('RIFF'))
  new DataView(head.buffer).setUint32(4, chunks.length + 4, true)
  head.set(strToU8('WAVE'), 8)
  return together(head, chunks)
}

export function aWebm(): Uint8Array {
  const element = (id: number[], content: Uint8Array) =>
    together(new Uint8Array([...id, 0x40 | (content.length >> 8), content.length & 0xff]), content)
  const tags = element([0x12, 0x54, 0xc3, 0x67], strToU8('ARTIST Ada Planted'))
  const info = element([0x15, 0x49, 0xa9, 0x66], element([0x7b, 0xa9], strToU8('Ada Planted')))
  const cluster = element([0x1f, 0x43, 0xb6, 0x75], strToU8('pictures'))
  return together(
    element([0x1a, 0x45, 0xdf, 0xa3], strToU8('head')),
    element([0x18, 0x53, 0x80, 0x67], together(info, tags, cluster)),
  )
}

export const fixture = (name: string) => new Uint8Array(readFileSync(new URL(name, import.meta.url)))

/** Two pages: comments, then sound; checksums as they are in a file that nobody has touched are not needed to read it. */
export function anOgg(): Uint8Array {
  const page = (body: Uint8Array) => {
    const head = new Uint8Array(28)
    head.set(strToU8('OggS'))
    head[26] = 1
    head[27] = body.length
    return together(head, body)
  }
  const comments = together(
    strToU8('OpusTags'),
    new Uint8Array([3, 0, 0, 0]),
    strToU8('lib'),
    new Uint8Array([1, 0, 0, 0, 18, 0, 0, 0]),
    strToU8('ARTIST=Ada Planted'),
  )
  return together(page(comments), page(strToU8('sound in pages')))
}

/** Whole enough to be taken for a document, and not to be opened. */
export function aBrokenDocx(): Uint8Array {
  const bytes = aDocx()
  const at = Buffer.from(bytes).indexOf('word/document.xml') + 'word/document.xml'.length
  bytes.fill(0xff, at + 4, at + 80)
  return bytes
}
