import { expect } from 'chai'
import { withoutCameraData } from '../../server/preflight/pictureBytes.js'
import { withoutTags } from '../../server/preflight/tags.js'
import { aCameraJpeg, anMp3, anMp4, anOgg, aWav, aWebm } from './files.js'

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

describe('a recording', () => {
  for (const [kind, file, sound] of [
    ['MP4', anMp4, 'pictures and sound'],
    ['MP3', anMp3, '\x01\x02\x03\x04'],
    ['WAVE', aWav, 'sound'],
    ['WebM', aWebm, 'pictures'],
    ['Ogg', anOgg, 'sound in pages'],
  ] as const)
    it(`loses its tags as ${kind}, and keeps what is heard and seen`, () => {
      expect(latin(file())).to.include('Planted')
      const clean = withoutTags(file())
      expect(latin(clean)).not.to.include('Planted')
      expect(latin(clean)).to.include(sound)
      if (kind !== 'MP3') expect(clean.length).to.equal(file().length)
    })

  it('loses the dates of an MP4, and keeps what stands beside them', () => {
    const at = latin(anMp4()).indexOf('mvhd')
    expect([...withoutTags(anMp4()).subarray(at + 4, at + 20)]).to.deep.equal([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9,
    ])
  })

  it('is left as it is when it is damaged, whatever stands in it', () => {
    let seed = 7
    const random = () => {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff
      return seed / 0x7fffffff
    }
    for (const file of [anMp4(), anMp3(), aWav(), aWebm(), anOgg()])
      for (let round = 0; round < 300; round++) {
        const hurt = file.slice(0, 4 + Math.floor(random() * file.length))
        for (let byte = 0; byte < 6; byte++)
          hurt[4 + Math.floor(random() * (hurt.length - 4))] = Math.floor(random() * 256)
        expect(withoutTags(hurt).length).to.be.at.most(hurt.length)
      }
  })
})

describe('a picture in a document', () => {
  it('loses what the camera wrote, and keeps the rest byte for byte', () => {
    const clean = withoutCameraData(aCameraJpeg())
    expect(latin(clean)).not.to.include('Planted')
    expect(latin(clean)).to.include('JFIF')
    expect([...clean.subarray(-6)]).to.deep.equal([2, 1, 2, 3, 0xff, 0xd9])
  })
})
