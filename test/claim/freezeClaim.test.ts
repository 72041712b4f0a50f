import { expect } from 'chai'
import type { Artefact } from '../../server/artefact/index.js'
import { evidenceFrom, type Sources } from '../../server/claim/freezeClaim.js'
import type { Anatomy } from '../../server/microcredential/index.js'
import { loadI18n } from '../../server/web/i18n.js'
import { inProject } from '../../server/web/paths.js'
import { AT } from '../review/aSubmission.js'

const { translator } = loadI18n(inProject('views/locales'), key => {
  throw new Error(key)
})

const requirement = (id: string, kind: 'text' | 'artefact') => ({
  ...{ id, kind, part: 'artefacts' as const, prompt: id, help: '', required: true },
})
const ANATOMY: Pick<Anatomy, 'requirements'> = {
  requirements: [requirement('setting', 'text'), requirement('work', 'artefact'), requirement('later', 'artefact')],
}

const aFile = (over: Partial<Artefact> = {}): Artefact => ({
  id: 'a1',
  ownerId: 'ada',
  kind: 'pdf',
  name: 'Ada Lindqvist 8B final.PDF',
  mediaType: 'application/pdf',
  digest: 'd'.repeat(64),
  length: 10,
  addedAt: AT,
  ...over,
})
const ENTRY = {
  ...{ id: 'j1', ownerId: 'ada', title: 'A page', experience: 'We looked.' },
  ...{ assumed: 'She rushed.', shook: '', thinkNow: 'She did not.' },
}

const sources = (...artefacts: Artefact[]): Sources => ({
  artefacts: new Map(artefacts.map(artefact => [artefact.id, artefact])),
  entries: new Map([[ENTRY.id, ENTRY]]),
})
const slots = (pieces: Parameters<typeof evidenceFrom>[0]['responses'][number]['pieces'], text = '') => ({
  responses: [
    { requirementId: 'work', text: '', pieces },
    { requirementId: 'setting', text, pieces: [] },
  ],
  selfAssessment: [],
})
const freeze = (draft: ReturnType<typeof slots>, from = sources(aFile()), language = 'en') =>
  evidenceFrom(draft, ANATOMY, from, translator(language))

describe('evidence', () => {
  it('stands in the order of the requirements, answers and artefacts numbered apart', () => {
    const evidence = freeze(
      slots(
        [
          { id: 'p1', kind: 'artefact', artefactId: 'a1' },
          { id: 'p2', kind: 'writing', text: 'Here.' },
        ],
        'Scene',
      ),
    )
    expect(evidence.map(({ id, name }) => `${id} ${name}`)).to.deep.equal([
      'e1 Answer 1',
      'e2 Artefact 1.pdf',
      'e3 Artefact 2',
    ])
  })

  it('carries a file by its digest, and neither its name nor its id', () => {
    const [file] = freeze(slots([{ id: 'p1', kind: 'artefact', artefactId: 'a1' }]))
    expect(file).to.include({ kind: 'file', form: 'pdf', digest: 'd'.repeat(64), length: 10 })
    expect(JSON.stringify(file)).not.to.match(/Lindqvist|8B|a1|ada/)
  })

  it('carries the text of an entry, what is empty in it left out', () => {
    const [entry] = freeze(slots([{ id: 'p1', kind: 'entry', entryId: 'j1' }]))
    expect(entry!.text).to.equal(
      '### A page\n\nWe looked.\n\n**What I assumed**\n\nShe rushed.\n\n**What I think now**\n\nShe did not.',
    )
    expect(JSON.stringify(entry)).not.to.match(/j1|ada/)
  })

  it('speaks the language of the micro-credential', () => {
    const [file] = freeze(slots([{ id: 'p1', kind: 'artefact', artefactId: 'a1' }]), sources(aFile()), 'nb')
    expect(file!.name).to.equal('Vedlegg 1.pdf')
  })

  it('carries a link as it was given', () => {
    const link = aFile({ kind: 'link', name: 'My page', mediaType: '', url: 'https://example.org/x' })
    const [evidence] = freeze(slots([{ id: 'p1', kind: 'artefact', artefactId: 'a1' }]), sources(link))
    expect(evidence).to.include({ kind: 'link', url: 'https://example.org/x', name: 'Artefact 1' })
    expect(evidence).not.to.have.property('digest')
  })

  it('does not change when the journal does', () => {
    const draft = slots([{ id: 'p1', kind: 'entry', entryId: 'j1' }])
    const from = sources()
    const before = structuredClone(freeze(draft, from))
    const frozen = freeze(draft, from)
    from.entries.set('j1', { ...ENTRY, experience: 'Something else.' })
    expect(frozen).to.deep.equal(before)
  })
})
