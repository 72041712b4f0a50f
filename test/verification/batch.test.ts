import { expect } from 'chai'
import { zipSync } from 'fflate'
import { buildCredential } from '../../server/openbadges/index.js'
import { csvOf, MOST_ITEMS } from '../../server/verification/batch.js'
import { readBatch } from '../../server/verification/readBatch.js'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { anAward } from '../openbadges/support/anAward.js'
import { aPng } from '../openbadges/support/images.js'
import { type Agent, csrfToken, visitor } from '../support/signIn.js'

const bytes = (text: string) => new TextEncoder().encode(text)
const BADGE = bytes(JSON.stringify(buildCredential(anAward())))
const read = (text: string) => readBatch(bytes(text))
const addresses = (text: string) => {
  const found = read(text)
  return 'items' in found ? found.items.map(({ url, recipient }) => [url, recipient]) : found.problem
}

describe('reading a batch', () => {
  const [one, two] = ['https://a.example/1', 'https://a.example/2']

  it('takes addresses from a CSV, by its heading or by their place, with whatever parts the columns', () => {
    const expected = [
      [one, 'ada@example.org'],
      [two, undefined],
    ]
    for (const text of [
      `url,email\n${one},ada@example.org\n${two},\n`,
      `\uFEFFE-post;Navn;Lenke\r\nada@example.org;Ada;${one}\r\n;Bob;${two}\r\n`,
      `${one}\tada@example.org\n\n${two}\n`,
      `"${one}","ada@example.org"\n"${two}"`,
    ])
      expect(addresses(text), text).to.deep.equal(expected)
  })

  it('reads a list in each of the ways in which spreadsheets write it', () => {
    const text = `Navn;Lenke;E-postadresse\r\nBjørg Åsen;${one};bjorg@skole.no\r\n`
    const ways = {
      'UTF-16': Buffer.from(`\uFEFF${text}`, 'utf16le'),
      'Windows 1252': Buffer.from(text, 'latin1'),
    }
    const items = [{ name: one, url: one, recipient: 'bjorg@skole.no' }]
    for (const [way, file] of Object.entries(ways)) expect(readBatch(file), way).to.deep.equal({ items })
  })

  it('leaves no line out: where there is no address, that is the result', () => {
    const text = `url,email\n${one},ada@example.org\nhtps://a.example/3,bob@example.org\n,eve@example.org\n , \n${two},Bob\n${one},\n`
    expect(read(text)).to.deep.equal({
      items: [
        { name: one, url: one, recipient: 'ada@example.org' },
        { name: 'htps://a.example/3', unreadable: 'no-address' },
        { name: 'eve@example.org', unreadable: 'no-address' },
        { name: two, url: two, recipient: 'Bob' },
        { name: one, url: one },
      ],
    })
  })

  it('names a line without an address by what else stands in it', () => {
    expect(read(`Name;Badge\nAda;${one}\nBjørg Åsen;\n`)).to.deep.equal({
      items: [
        { name: one, url: one },
        { name: 'Bjørg Åsen', unreadable: 'no-address' },
      ],
    })
  })

  it('takes addresses without their beginning', () => {
    expect(addresses(`www.a.example/1\na.example\n${two}`)).to.deep.equal([
      ['https://www.a.example/1', undefined],
      ['https://a.example', undefined],
      [two, undefined],
    ])
  })

  it('says so where it is no list of addresses', () => {
    for (const text of ['hello\nworld', 'name,email\nAda,ada@example.org', '\0\0', '"open', '{"a": 1}'])
      expect(addresses(text), JSON.stringify(text)).to.equal('notAList')
    expect(addresses('')).to.equal('empty')
    expect(addresses('url\n')).to.equal('empty')
    expect(read(`url\n${'x'.repeat(100_000)}`)).to.deep.equal({ problem: 'notAList' })
  })

  it('takes no more than it can check', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, n) => `https://a.example/${n}`).join('\n')
    expect(addresses(lines(MOST_ITEMS))).to.have.length(MOST_ITEMS)
    expect(addresses(lines(MOST_ITEMS + 1))).to.equal('tooMany')
    const files = Object.fromEntries(Array.from({ length: MOST_ITEMS + 1 }, (_, n) => [`${n}.json`, BADGE]))
    expect(readBatch(zipSync(files))).to.deep.equal({ problem: 'tooMany' })
  })

  it('takes the badges from a ZIP, and says of each file why it is none', () => {
    const archive = zipSync({
      'spring/ada.json': BADGE,
      '../../etc/passwd': bytes('root'),
      'picture.png': aPng(),
      '__MACOSX/._ada.json': bytes('x'),
      '.DS_Store': bytes('x'),
    })
    const found = readBatch(archive)
    const items = 'items' in found ? found.items : []
    expect(items.map(({ name, text, unreadable }) => [name, text?.length, unreadable])).to.deep.equal([
      ['ada.json', new TextDecoder().decode(BADGE).length, undefined],
      ['passwd', undefined, 'no-badge'],
      ['picture.png', undefined, 'png-none'],
    ])
  })

  it('does not unfold an archive that is far larger inside, in one file or in many', () => {
    const large = new Uint8Array(30 * 1024 * 1024)
    const before = process.memoryUsage().rss
    expect(readBatch(zipSync({ 'a.json': large, 'b.json': large, 'c.json': large }))).to.deep.equal({
      problem: 'tooMuch',
    })
    expect(process.memoryUsage().rss - before).to.be.below(600 * 1024 * 1024)
    const found = readBatch(zipSync({ 'a.json': large, 'b.json': BADGE }))
    expect('items' in found && found.items.map(({ unreadable }) => unreadable)).to.deep.equal([
      'file-too-large',
      undefined,
    ])
  })

  it('takes no more text than may wait', () => {
    const padded = { ...JSON.parse(new TextDecoder().decode(BADGE)), description: 'x'.repeat(900_000) }
    const files = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.json`, bytes(JSON.stringify(padded))]))
    expect(readBatch(zipSync(files(19)))).to.deep.equal({ problem: 'tooMuch' })
    expect(readBatch(zipSync(files(15)))).to.have.property('items')
  })

  it('says so where the archive is damaged', () => {
    const archive = zipSync({ 'a.json': BADGE })
    for (const broken of [archive.subarray(0, 60), Buffer.concat([bytes('PK'), Buffer.alloc(500, 7)])]) {
      const found = readBatch(broken)
      expect('problem' in found && ['brokenArchive', 'empty'].includes(found.problem)).to.equal(true)
    }
  })
})

describe('results as CSV', () => {
  it('are text to a spreadsheet, whatever they begin with', () => {
    const csv = csvOf([['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', '\tx', 'a "quote", and\nmore']])
    expect(csv).to.equal(
      '\uFEFF"\'=HYPERLINK(""http://evil.example"")","\'+1","\'-1","\'@SUM(A1)","\'\tx","a ""quote"", and\nmore"\r\n',
    )
  })
})

describe('/verify/batch', () => {
  let app: BadgeApp
  let agent: Agent
  before(async () => {
    app = await aBadgeApp()
    agent = visitor(app)
  })
  after(() => app.close())

  async function bring(file: string | Uint8Array, name: string) {
    const token = await csrfToken(agent)
    return agent
      .post(`/verify/batch?_csrf=${encodeURIComponent(token)}`)
      .redirects(0)
      .attach('file', Buffer.from(file), name)
  }

  it('is a link away from the page that verifies one', async () => {
    expect((await agent.get('/verify')).text).to.include('href="/verify/batch"')
    expect((await agent.get('/verify/batch')).text).to.include('At most 200 badges')
  })

  it('checks each badge of a list, with its holder, and says how far it is', async () => {
    const fine = await app.accepted('public')
    const revoked = await app.accepted('public')
    await app.rooms.award.revoke({ awardId: revoked.id, by: app.administrator.id, reason: 'a mistake' })
    const url = (id: string) => `${app.config.baseUrl}/credentials/${id}`
    const rows = [
      `${url(fine.id)},${app.ada.email}`,
      `${url(fine.id)},somebody@else.example`,
      `${url(revoked.id)},`,
      `${url('nothing')},`,
    ]
    const { status, headers } = await bring(`url,email\n${rows.join('\n')}`, 'list.csv')
    expect(status).to.equal(303)
    const path = headers.location!
    const waiting = await agent.get(path)
    expect(waiting.headers.refresh).to.equal('4')
    expect(waiting.text).to.include('0 of 4 are checked')
    await app.drain()
    const page = await agent.get(path)
    expect(page.headers).to.not.have.property('refresh')
    expect(page.headers).to.include({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' })
    for (const words of [
      'All 4 badges are checked',
      '1 is genuine',
      '2 did not pass',
      'Revoked',
      'It was not awarded to this address.',
    ])
      expect(page.text, words).to.include(words)
    const csv = (await agent.get(`${path}.csv`)).text
    expect(
      csv
        .split('\r\n')
        .slice(1, 5)
        .map(line => line.split(',')[2]),
    ).to.deep.equal(['"Genuine"', '"Did not pass"', '"Revoked"', '"Not established"'])
  })

  it('checks each badge in an archive, and keeps none of them', async () => {
    const { signed } = await app.accepted('public')
    const archive = zipSync({
      'ada.json': bytes(signed.json),
      'forged.json': bytes(signed.json.replace('Looking', 'Seeing')),
      '=cmd.txt': bytes('no badge'),
    })
    const path = (await bring(archive, 'badges.zip')).headers.location!
    await app.drain()
    const page = (await agent.get(path)).text
    for (const words of ['Genuine', 'Did not pass', 'The signature does not fit', 'This is neither a PNG or SVG image'])
      expect(page, words).to.include(words)
    expect((await agent.get(`${path}.csv`)).text).to.include('"\'=cmd.txt"')
    const left = await app.db.collection('verificationbatchitems').countDocuments({ text: { $exists: true } })
    expect(left).to.equal(0)
  })

  it('shows a private badge to nobody, not even through a batch of its holder', async () => {
    const { id } = await app.accepted('private')
    agent = await app.as(app.ada)
    const path = (await bring(`${app.config.baseUrl}/credentials/${id}`, 'list.csv')).headers.location!
    await app.drain()
    expect((await agent.get(path)).text)
      .to.include('Not established')
      .and.not.include('Looking at student work')
    agent = visitor(app)
  })

  it('asks again for a file that is none', async () => {
    for (const [file, words] of [
      ['', 'There is no badge in this file'],
      ['hello', 'We cannot find addresses'],
    ] as const) {
      const answer = await bring(file, 'list.csv')
      expect([answer.status, answer.text.includes(words)]).to.deep.equal([422, true])
    }
  })

  it('does not exist for who does not know its address', async () => {
    for (const path of ['/verify/batch/nothing', '/verify/batch/nothing.csv'])
      expect((await agent.get(path)).status).to.equal(404)
  })
})
