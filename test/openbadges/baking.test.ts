import { expect } from 'chai'
import sharp from 'sharp'
import { bakePng, bakeSvg, extractBadge } from '../../server/openbadges/index.js'
import { MAX_CREDENTIAL_BYTES, MAX_FILE_BYTES } from '../../server/openbadges/limits.js'
import { Invalid } from '../../server/shared/errors.js'
import { A_SVG, aPng, bytes, chunk, iTXt, tEXt } from './support/images.js'

const CREDENTIAL = JSON.stringify({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'https://a.example/1',
  narrative: 'Læring ]]> & <b>"é"</b> 🌱',
})
const JWS = 'eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IjEifQ.c2ln'
const V2 = JSON.stringify({
  '@context': 'https://w3id.org/openbadges/v2',
  type: 'Assertion',
  id: 'https://a.example/2',
})
const refusal = (file: Uint8Array) => {
  try {
    extractBadge(file)
  } catch (error) {
    if (error instanceof Invalid) return error.message
    throw error
  }
  return 'accepted'
}

describe('baking a PNG', () => {
  it('carries a credential there and back, letter for letter', () => {
    expect(extractBadge(bakePng(aPng(), CREDENTIAL))).to.include({
      kind: 'ob3-json',
      container: 'png',
      text: CREDENTIAL,
    })
  })

  it('carries a signed token', () => {
    expect(extractBadge(bakePng(aPng(), JWS))).to.include({ kind: 'jwt', jwt: JWS })
  })

  it('leaves an image that image software still reads', async () => {
    expect(await sharp(bakePng(aPng(), CREDENTIAL)).raw().toBuffer()).to.deep.equal(Buffer.from([255, 0, 0]))
  })

  it('replaces the credential that is there already', () => {
    const twice = bakePng(bakePng(aPng(), JWS), CREDENTIAL)
    expect(extractBadge(twice).text).to.equal(CREDENTIAL)
  })

  it('is one uncompressed iTXt chunk right after the header', () => {
    const baked = Buffer.from(bakePng(aPng(), CREDENTIAL))
    expect(baked.subarray(33 + 4, 33 + 8 + 24).toString('latin1')).to.equal('iTXtopenbadgecredential\0\0\0\0\0')
  })

  it('reads the chunks of OB 2, and the URL that older badges carry', () => {
    expect(extractBadge(aPng([iTXt('openbadges', V2)]))).to.include({ kind: 'ob2-json' })
    const url = 'https://backpack.example/assertions/1'
    expect(extractBadge(aPng([tEXt('openbadges', url)]))).to.include({ kind: 'ob2-url', url })
  })

  it('prefers the OB 3.0 chunk where an image carries both', () => {
    expect(extractBadge(aPng([iTXt('openbadges', V2), iTXt('openbadgecredential', CREDENTIAL)])).kind).to.equal(
      'ob3-json',
    )
  })

  it('refuses an image with two credentials', () => {
    const twice = aPng([iTXt('openbadgecredential', CREDENTIAL), iTXt('openbadgecredential', CREDENTIAL)])
    expect(refusal(twice)).to.equal('This image contains more than one badge.')
  })

  it('refuses a compressed credential', () => {
    expect(refusal(aPng([iTXt('openbadgecredential', CREDENTIAL, 1)]))).to.match(/compressed/)
    expect(refusal(aPng([chunk('zTXt', Buffer.from('openbadgecredential\0\0x'))]))).to.match(/compressed/)
  })

  it('refuses an image with a wrong checksum', () => {
    const damaged = bakePng(aPng(), CREDENTIAL)
    damaged[80]! ^= 1
    expect(refusal(damaged)).to.match(/checksum/)
  })

  it('refuses an image cut off anywhere', () => {
    const whole = bakePng(aPng(), CREDENTIAL)
    for (let length = 8; length < whole.length; length += 7) {
      expect(refusal(whole.subarray(0, length)), `${length} bytes`).to.equal('This PNG image is cut off.')
    }
  })

  it('refuses a chunk that claims to be longer than the file', () => {
    const liar = Buffer.from(aPng())
    liar.writeUInt32BE(0xffffffff, 8)
    expect(refusal(liar)).to.equal('This PNG image is cut off.')
  })

  it('refuses an oversized credential and an oversized file', () => {
    expect(refusal(aPng([iTXt('openbadgecredential', `{"a":"${'x'.repeat(MAX_CREDENTIAL_BYTES)}"}`)]))).to.match(
      /larger than we accept/,
    )
    expect(refusal(new Uint8Array(MAX_FILE_BYTES + 1))).to.match(/larger than we accept/)
  })

  it('refuses an image without a badge, and a badge that is not one', () => {
    expect(refusal(aPng())).to.equal('There is no badge in this PNG image.')
    expect(refusal(aPng([iTXt('openbadgecredential', '{"hello":"world"}')]))).to.equal(
      'This is not a badge of any kind that we know.',
    )
    expect(refusal(aPng([iTXt('openbadgecredential', 'hello')]))).to.equal(
      'What is baked into this image is not a badge.',
    )
  })
})

describe('baking an SVG', () => {
  it('carries a credential there and back, letter for letter', () => {
    expect(extractBadge(bytes(bakeSvg(A_SVG, CREDENTIAL)))).to.include({
      kind: 'ob3-json',
      container: 'svg',
      text: CREDENTIAL,
    })
  })

  it('carries a signed token in the verify attribute', () => {
    const baked = bakeSvg(A_SVG, JWS)
    expect(baked).to.include(`verify="${JWS}"`)
    expect(extractBadge(bytes(baked))).to.include({ kind: 'jwt', jwt: JWS })
  })

  it('declares the namespace on the image and puts the credential right after its start tag', () => {
    expect(bakeSvg(A_SVG, JWS)).to.match(
      /<svg [^>]*xmlns:openbadges="https:\/\/purl\.imsglobal\.org\/ob\/v3p0"><openbadges:credential /,
    )
  })

  it('leaves an image that image software still reads', async () => {
    const drawn = await sharp(Buffer.from(bakeSvg(A_SVG, CREDENTIAL))).metadata()
    expect(drawn.format).to.equal('svg')
  })

  it('bakes into an empty image, one with a prefix of its own, and one that carries an older badge', () => {
    const images = [
      '<svg xmlns="http://www.w3.org/2000/svg" />',
      '<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="${JWS}"/></svg>`,
    ]
    for (const image of images) expect(extractBadge(bytes(bakeSvg(image, CREDENTIAL))).text, image).to.equal(CREDENTIAL)
  })

  it('replaces the credential that is there already', () => {
    const twice = bakeSvg(bakeSvg(A_SVG, JWS), CREDENTIAL)
    expect(extractBadge(bytes(twice)).text).to.equal(CREDENTIAL)
    expect(twice).not.to.include(JWS)
  })

  it('reads an assertion of OB 2', () => {
    const image = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="https://a.example/2"><![CDATA[${V2}]]></openbadges:assertion></svg>`
    expect(extractBadge(bytes(image)).kind).to.equal('ob2-json')
  })

  it('goes by the namespace, not by the prefix', () => {
    const image = (namespace: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg"><x:credential xmlns:x="${namespace}" verify="${JWS}"/></svg>`
    expect(extractBadge(bytes(image('https://purl.imsglobal.org/ob/v3p0'))).kind).to.equal('jwt')
    expect(refusal(bytes(image('https://elsewhere.example')))).to.equal('There is no badge in this SVG image.')
  })

  it('does not take a comment or a text for a badge', () => {
    const hidden = bakeSvg(A_SVG, JWS)
      .replace('<openbadges:credential', '<!--<openbadges:credential')
      .replace('/><circle', '/>--><circle')
    expect(refusal(bytes(hidden))).to.equal('There is no badge in this SVG image.')
  })

  it('refuses a DTD and entities', () => {
    const dtd = `<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>${A_SVG.replace('<?xml version="1.0"?>', '')}`
    expect(refusal(bytes(dtd))).to.match(/DTD or entities/)
    for (const name of ['e', 'constructor', '#x110000', '#xD']) {
      const entity = bytes(A_SVG.replace('<circle', `&${name}<circle`))
      expect(refusal(entity), name).to.match(/entities/)
    }
    expect(() => bakeSvg(dtd, CREDENTIAL)).to.throw(Invalid)
  })

  it('refuses two credential elements', () => {
    const once = bakeSvg(A_SVG, JWS)
    const element = /<openbadges:credential [^>]*\/>/.exec(once)![0]
    expect(refusal(bytes(once.replace(element, element + element)))).to.equal(
      'This image contains more than one badge.',
    )
  })

  it('refuses what is not well-formed', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg">'
    const broken = [
      svg,
      `${svg}<g></svg>`,
      `${svg}<g></h></svg>`,
      `${svg}</svg><svg/>`,
      `${svg}</svg>text`,
      `${svg}<!-- </svg>`,
      `${svg}<g a=1/></svg>`,
      `${svg}<g a="1" a="2"/></svg>`,
    ]
    for (const each of broken) expect(refusal(bytes(each)), each).to.equal('This SVG image is not well-formed XML.')
  })

  it('refuses hostile images quickly', () => {
    const declarations = Array.from({ length: 20_000 }, (_, i) => ` xmlns:p${i}="u"`).join('')
    const hostile = [
      '<g/>',
      `<g ${declarations}/>`.repeat(2),
      '<g xmlns:q="u"/>',
      '<!--',
      '<![CDATA[',
      '<a '.repeat(3),
      `<a ${'x="" '.repeat(3)}`,
      '&',
      '<g>',
    ].map(part =>
      bytes(
        `<svg xmlns="http://www.w3.org/2000/svg">${part.repeat(Math.min(50_000, Math.floor(2_000_000 / part.length)))}`,
      ),
    )
    const start = performance.now()
    for (const image of hostile) expect(refusal(image)).not.to.equal('accepted')
    expect(performance.now() - start).to.be.below(10_000)
  })
})

describe('extractBadge', () => {
  it('reads a badge as text: JSON, token or URL', () => {
    expect(extractBadge(bytes(`\uFEFF ${CREDENTIAL}\n`)).kind).to.equal('ob3-json')
    expect(extractBadge(bytes(`${JWS}\n`)).kind).to.equal('jwt')
    expect(extractBadge(bytes('https://a.example/2')).kind).to.equal('ob2-url')
  })

  it('tells the versions of the standard apart', () => {
    expect(extractBadge(bytes(V2)).kind).to.equal('ob2-json')
    const v1 = { uid: '1', recipient: {}, badge: 'https://a.example/badge.json', verify: { type: 'hosted' } }
    expect(extractBadge(bytes(JSON.stringify(v1))).kind).to.equal('ob1-json')
  })

  it('refuses other files', () => {
    expect(refusal(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]))).to.match(/neither a PNG or SVG/)
    expect(refusal(bytes('hello'))).to.match(/neither a PNG or SVG/)
    expect(refusal(bytes('<!DOCTYPE html><html><body/></html>'))).to.equal('This is a web page, not a badge.')
    const deep = bytes(`{"@context":"https://w3id.org/openbadges/v2","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
    expect(refusal(deep)).to.match(/not a badge/)
    expect(refusal(bytes('[1]'))).to.match(/not a badge/)
  })
})
