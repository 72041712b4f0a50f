import { expect } from 'chai'
import sharp from 'sharp'
import { SUSPECT_SHARE } from '../../server/integrity/fingerprint.js'
import { differentBits, MOST_DIFFERENT_BITS, pictureBands, pictureHash } from '../../server/integrity/picture.js'
import { bandsOf, resemblance, shinglesOf, signatureOf } from '../../server/integrity/resemblance.js'

/** Words that nobody else has, from a seed. */
const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, index) => `w${(seed * 7919 + index * 104729) % 1_000_003}`)
const text = (...parts: string[][]) => parts.flat().join(' ')

/** What the estimate estimates: the share of shingles in common. */
function truth(one: string, other: string): number {
  const [a, b] = [shinglesOf(one), shinglesOf(other)]
  const both = [...a].filter(shingle => b.has(shingle)).length
  return both / (a.size + b.size - both)
}

describe('the resemblance of texts', () => {
  it('is one for the same words, whatever their capitals, signs and lines', () => {
    const one = signatureOf(text(words(1, 200)))!
    const other = signatureOf(words(1, 200).join(',\n').toUpperCase())!
    expect(resemblance(one, other)).to.equal(1)
  })

  it('is near nothing for other words', () => {
    expect(resemblance(signatureOf(text(words(1, 300)))!, signatureOf(text(words(2, 300)))!)).to.be.below(0.05)
  })

  it('estimates the share of runs of five words within what 129 hashes allow', () => {
    const errors = [20, 50, 80, 120, 160, 200, 240, 280].map((shared, index) => {
      const one = text(words(index, shared), words(index + 100, 300 - shared))
      const other = text(words(index, shared), words(index + 200, 300 - shared))
      return Math.abs(resemblance(signatureOf(one)!, signatureOf(other)!) - truth(one, other))
    })
    expect(Math.max(...errors)).to.be.below(0.14)
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).to.be.below(0.05)
  })

  it('brings together in a band what is worth comparing, and hardly anything else', () => {
    const meet = (shared: number) =>
      Array.from({ length: 60 }, (_, seed) => {
        const one = bandsOf(signatureOf(text(words(seed, shared), words(seed + 1000, 300 - shared)))!)
        const other = bandsOf(signatureOf(text(words(seed, shared), words(seed + 2000, 300 - shared)))!)
        return one.some(key => other.includes(key))
      }).filter(Boolean).length
    // 260 of 300 words: three quarters of the runs; 20 of 300: one in thirty.
    expect(meet(260)).to.equal(60)
    expect(meet(20)).to.be.below(3)
  })

  it('finds most copies in which every tenth word was changed, and no two texts that are not copies', () => {
    const found = (other: (seed: number, own: string[]) => string[]) =>
      Array.from({ length: 60 }, (_, seed) => {
        const own = words(seed, 300)
        const [one, two] = [signatureOf(text(own))!, signatureOf(text(other(seed, own)))!]
        return bandsOf(one).some(key => bandsOf(two).includes(key)) && resemblance(one, two) >= SUSPECT_SHARE
      }).filter(Boolean).length
    expect(found((seed, own) => own.map((word, at) => (at % 10 ? word : `x${seed}${at}`)))).to.be.above(40)
    expect(found(seed => words(seed + 3000, 300))).to.equal(0)
  })

  it('says nothing of a text that is short, or that only quotes the question', () => {
    expect(signatureOf(text(words(1, 30)))).to.equal(undefined)
    expect(signatureOf(text(words(1, 100)), shinglesOf(text(words(1, 100))))).to.equal(undefined)
  })
})

describe('the resemblance of pictures', () => {
  const noise = (seed: number) => {
    const pixels = Buffer.from(
      Array.from(
        { length: 64 * 64 },
        (_, index) => (((Math.floor(index / 640) * 31 + (index % 64) * seed) % 97) * 2.6) | 0,
      ),
    )
    return sharp(pixels, { raw: { width: 64, height: 64, channels: 1 } })
  }

  it('survives scaling, other quality and other brightness', async () => {
    const one = (await pictureHash(await noise(3).jpeg().toBuffer()))!
    for (const copy of [noise(3).resize(40, 40), noise(3).modulate({ brightness: 1.1 })]) {
      const other = (await pictureHash(await copy.jpeg({ quality: 60 }).toBuffer()))!
      expect(differentBits(one, other)).to.be.at.most(MOST_DIFFERENT_BITS)
      expect(pictureBands(one).some(key => pictureBands(other).includes(key))).to.equal(true)
    }
  })

  it('tells other pictures apart, and nothing of a plain one or of what is none', async () => {
    const [one, other] = [
      await pictureHash(await noise(3).png().toBuffer()),
      await pictureHash(await noise(11).png().toBuffer()),
    ]
    expect(differentBits(one!, other!)).to.be.above(MOST_DIFFERENT_BITS)
    const plain = sharp({ create: { width: 30, height: 30, channels: 3, background: '#eee' } })
    expect(await pictureHash(await plain.png().toBuffer())).to.equal(undefined)
    expect(await pictureHash(Buffer.from('no picture'))).to.equal(undefined)
  })
})
