import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { FINDINGS, PROBLEMS, REASONS, UNREADABLE_CODES } from '../../server/openbadges/index.js'
import { inProject } from '../../server/web/paths.js'
import { aBadgeApp, type BadgeApp } from '../award/aBadgeApp.js'
import { visitor } from '../support/signIn.js'

type Words = Record<string, Record<string, string>>
const LANGUAGES = ['en', 'nb']
const wordsOf = (language: string): Words =>
  JSON.parse(readFileSync(inProject(`views/locales/${language}/verification.json`), 'utf8'))
const placeholders = (sentence = '') => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

describe('the words of a report', () => {
  for (const language of LANGUAGES) {
    const words = wordsOf(language)

    it(`are there in ${language} for all that can be found, each with the values of its English sentence`, () => {
      const tables = {
        finding: Object.entries(FINDINGS).map(([code, [, , sentence]]) => [code, sentence]),
        reason: Object.entries(REASONS),
      }
      for (const [section, entries] of Object.entries(tables))
        for (const [code = '', sentence = ''] of entries) {
          const translated = words[section]?.[code]
          expect(translated, `${section}.${code}`).to.be.a('string')
          // A problem with a named field is said by the field and the problem.
          if (/structure-invalid/.test(code)) continue
          const known = placeholders(sentence)
          expect(
            placeholders(translated).every(name => known.includes(name) || name === 'version'),
            code,
          ).to.equal(true)
        }
      expect(words.unreadable).to.include.all.keys(UNREADABLE_CODES)
      expect(words.problem).to.include.all.keys(Object.keys(PROBLEMS))
      const checks = new Set(Object.values(FINDINGS).map(([check]) => check))
      expect(words.check).to.include.all.keys([...checks])
    })
  }

  it('say nothing in Norwegian that is left in English', () => {
    const [english, norwegian] = LANGUAGES.map(wordsOf) as [Words, Words]
    const same = ['finding', 'reason', 'unreadable', 'problem'].flatMap(section =>
      Object.entries(norwegian[section]!).filter(
        ([code, sentence]) => sentence === english[section]![code] && !/^\{\{(text|path)\}\}/.test(sentence),
      ),
    )
    expect(same).to.deep.equal([])
  })

  describe('on a Norwegian page', () => {
    let app: BadgeApp
    before(async () => {
      app = await aBadgeApp()
    })
    after(() => app.close())

    const ask = (form: object) => visitor(app).post('/verify').set('Accept-Language', 'nb').type('form').send(form)

    it('tell why something could not be fetched, and why nothing could be read', async () => {
      const unreachable = (await ask({ url: 'https://10.0.0.1/badge' })).text
      expect(unreachable).to.include('10.0.0.1 er ikke en offentlig adresse.')
      expect((await ask({ json: 'hei' })).text).to.include('Dette er verken et PNG- eller SVG-bilde')
      const plain = (await ask({ url: 'http://example.org/badge' })).text
      expect(plain).to.include('Bare https-adresser hentes.').and.not.include('Only https')
    })

    it('tell what is wrong with a badge of OB 2.0 in the same words', async () => {
      const assertion = { '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://a.example/1' }
      const page = (await ask({ json: JSON.stringify(assertion) })).text
      expect(page).to.include('<code>assertion.recipient</code> mangler.')
    })
  })
})
