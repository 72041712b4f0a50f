import { expect } from 'chai'
import {
  approvedAnatomy,
  requestDesignReview,
  sendBack,
  withdrawDesignReview,
} from '../../server/microcredential/designReview.js'
import { draftFrom, emptyDraft } from '../../server/microcredential/draft.js'
import {
  type MicroCredential,
  publish,
  retire,
  reviseMicroCredential,
  startMicroCredential,
  stateOf,
} from '../../server/microcredential/microCredential.js'
import { replaceBadgeImage, SectionTaken, writeSection } from '../../server/microcredential/sectionWriting.js'
import { Conflict, Forbidden, Invalid } from '../../server/shared/errors.js'
import { anAnatomy } from './support.js'

const at = new Date('2026-03-02T09:00:00Z')
const runa = { by: 'runa', at }
const george = { by: 'george', at }

const started = (content = draftFrom(anAnatomy())) =>
  startMicroCredential({ slug: 'waiting', organizationId: 'table', content }, runa).state
const inReview = () => requestDesignReview(started(), runa).state
const publishOnce = (state: MicroCredential) =>
  publish(state, { anatomy: anAnatomy(), imageDigest: 'abc' }, george).state
const published = () => publishOnce(inReview())
const writing = (over = {}) => ({
  section: 'about' as const,
  content: { title: 'Ten seconds' },
  revision: 0,
  formId: 'form-1',
  isSubmitted: true,
  ...over,
})

describe('a micro-credential', () => {
  it('begins as a draft that belongs to whoever began it', () => {
    const { state, events } = startMicroCredential(
      { slug: 'waiting', organizationId: 'table', content: emptyDraft('Waiting', 'en') },
      runa,
    )
    expect(stateOf(state)).to.equal('draft')
    expect(state.authorIds).to.deep.equal(['runa'])
    expect(events.map(({ name }) => name)).to.deep.equal(['microCredentialDrafted'])
  })

  it('goes to design review, and is published as version 1 when a colleague approves', () => {
    const reviewed = inReview()
    expect(stateOf(reviewed)).to.equal('designReview')
    const anatomy = approvedAnatomy(reviewed, george)
    const { state, events } = publish(reviewed, { anatomy, imageDigest: 'abc' }, george)
    expect(stateOf(state)).to.equal('published')
    expect(state.draft).to.equal(undefined)
    expect(state.versions.map(({ number }) => number)).to.deep.equal([1])
    expect(events[0]).to.include({ name: 'microCredentialPublished', microCredentialVersion: 1, actorId: 'george' })
  })

  it('does not let anyone approve what they asked to have reviewed', () => {
    expect(() => approvedAnatomy(inReview(), runa)).to.throw(Forbidden)
  })

  it('does not go to design review while anything is missing', () => {
    expect(() => requestDesignReview(started(emptyDraft('Waiting', 'en')), runa)).to.throw(Invalid)
  })

  it('stands still while a colleague reads it', () => {
    const reviewed = inReview()
    expect(() => writeSection(reviewed, writing(), runa)).to.throw(Conflict)
    expect(() => replaceBadgeImage(reviewed, 'digest', runa)).to.throw(Conflict)
    expect(() => requestDesignReview(reviewed, george)).to.throw(Conflict)
  })

  it('is open for writing again after it came back with a note', () => {
    const { state, events } = sendBack(inReview(), 'The levels overlap.', george)
    expect(events[0]).to.include({ name: 'draftSentBack', requesterId: 'runa', note: 'The levels overlap.' })
    expect(writeSection(state, writing(), runa).state.draft?.content.title).to.equal('Ten seconds')
    expect(stateOf(requestDesignReview(state, runa).state)).to.equal('designReview')
  })

  it('is open for writing again after it was taken back', () => {
    const { state } = withdrawDesignReview(inReview(), runa)
    expect(stateOf(state)).to.equal('draft')
    expect(() => approvedAnatomy(state, george)).to.throw(Conflict)
  })

  it('keeps every published version as it was when the next one is written', () => {
    const first = published()
    const revised = reviseMicroCredential(first).state
    const written = writeSection(revised, writing(), george).state
    const second = publish(written, { anatomy: anAnatomy({ title: 'Ten seconds' }), imageDigest: 'def' }, george).state
    expect(second.versions[0]).to.deep.equal(first.versions[0])
    expect(second.versions.map(({ number, anatomy }) => [number, anatomy.title])).to.deep.equal([
      [1, 'Waiting for an answer'],
      [2, 'Ten seconds'],
    ])
  })

  it('begins its next version once, however often it is asked to', () => {
    const revised = reviseMicroCredential(published()).state
    const written = writeSection(revised, writing(), george).state
    expect(reviseMicroCredential(written).state).to.equal(written)
  })

  it('remembers everyone who wrote in it, once each', () => {
    const state = [george, runa, george].reduce(
      (before, act, index) => writeSection(before, writing({ revision: index }), act).state,
      started(),
    )
    expect(state.authorIds).to.deep.equal(['runa', 'george'])
  })

  it('is retired with a reason, and is then closed to every change', () => {
    const { state, events } = retire(published(), 'It counted slips.', runa)
    expect(stateOf(state)).to.equal('retired')
    expect(events[0]).to.include({ name: 'microCredentialRetired', reason: 'It counted slips.' })
    expect(() => reviseMicroCredential(state)).to.throw(Conflict)
    expect(() => retire(state, 'Again', runa)).to.throw(Conflict)
    expect(() => publishOnce(state)).to.throw(Conflict)
  })

  it('cannot be retired before anything was published', () => {
    expect(() => retire(started(), 'No', runa)).to.throw(Conflict)
  })
})

describe('writing together', () => {
  const first = writeSection(started(), writing(), runa).state

  it('lets two authors write in different sections at once', () => {
    const both = writeSection(
      first,
      writing({ section: 'method', content: { keyMethod: 'Count.' }, formId: 'form-2' }),
      george,
    ).state
    expect(both.draft?.content).to.include({ title: 'Ten seconds', keyMethod: 'Count.' })
  })

  it('does not let a section change fields of another', () => {
    const { state } = writeSection(started(), writing({ content: { title: 'Mine', keyMethod: 'Sneaked in' } }), runa)
    expect(state.draft?.content.keyMethod).to.equal('Ten quiet seconds.')
  })

  it('does not let anyone write over what they have not read, and says who wrote it', () => {
    const late = writing({ formId: 'form-2', content: { title: 'Twenty seconds' } })
    expect(() => writeSection(first, late, george))
      .to.throw(SectionTaken)
      .with.nested.property('mark.by', 'runa')
  })

  it('lets whoever has read the latest go on', () => {
    expect(
      writeSection(first, writing({ formId: 'form-2', revision: 1 }), george).state.draft?.sections.about,
    ).to.include({
      revision: 2,
      by: 'george',
    })
  })

  it('lets one copy of the form save itself again and again', () => {
    const typing = writing({ isSubmitted: false })
    const once = writeSection(started(), typing, runa).state
    expect(writeSection(once, typing, runa).state.draft?.sections.about?.revision).to.equal(2)
  })

  it('takes the same form twice when somebody presses its button twice', () => {
    expect(writeSection(first, writing(), runa).state.draft?.content.title).to.equal('Ten seconds')
  })

  it('refuses what a form saves by itself after it was sent', () => {
    expect(() => writeSection(first, writing({ isSubmitted: false }), runa)).to.throw(SectionTaken)
  })

  it('keeps an uploaded image while the drawing is changed, and gives the drawing back without it', () => {
    const uploaded = replaceBadgeImage(started(), 'digest', runa).state
    const { uploadDigest: _none, ...badge } = { ...anAnatomy().badge, text: 'Other', uploadDigest: undefined }
    const redrawn = writeSection(uploaded, writing({ section: 'badge', content: { badge } }), runa).state
    expect(redrawn.draft?.content.badge).to.include({ text: 'Other', uploadDigest: 'digest' })
    expect(replaceBadgeImage(redrawn, undefined, runa).state.draft?.content.badge).not.to.have.property('uploadDigest')
  })
})
