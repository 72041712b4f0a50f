import { Readable } from 'node:stream'
import { expect } from 'chai'
import { strFromU8, unzipSync } from 'fflate'
import type { Person } from '../../server/account/index.js'
import { aBrokenDocx, aDocx, aPdf } from '../preflight/files.js'
import { aReviewHouse, type House, SLUG, words } from '../review/aReviewHouse.js'
import { aPerson } from '../support/aPerson.js'
import { type Agent, csrfToken, signIn } from '../support/signIn.js'

describe('the preflight of a claim', function () {
  this.timeout(30_000)
  let house: House
  let ada: Person
  let agent: Agent
  let claimId: string

  const act = async (form: Record<string, string>) =>
    agent
      .post(`/claims/${claimId}/blinding`)
      .type('form')
      .send({ _csrf: await csrfToken(agent), ...form })
  const check = async () => (await agent.get(`/claims/${claimId}?part=check`)).text
  const addFile = async (name: string, bytes: Uint8Array) => {
    const artefact = await house.rooms.artefact.addFile({ ownerId: ada.id, name, stream: Readable.from([bytes]) })
    const piece = { claimId, personId: ada.id, requirementId: 'work-and-record', artefactIds: [artefact.id] }
    await house.rooms.claim.addPieces(piece)
    return artefact
  }

  before(async () => {
    house = await aReviewHouse()
  })
  after(() => house.close())
  beforeEach(async () => {
    ada = await house.anEarner()
    agent = await signIn(house, ada)
    const claim = await house.complete(await house.rooms.claim.begin({ personId: ada.id, slug: SLUG }))
    claimId = claim.id
  })

  const write = (text: string) =>
    house.rooms.claim.write(
      { claimId, personId: ada.id },
      { texts: [{ requirementId: 'setting', text: `${text} ${words(100)}` }], writings: [], selfAssessment: [] },
    )
  const seen = async () => {
    await house.rooms.claim.submit({ claimId, personId: ada.id })
    return (await house.rooms.review.submission(`${claimId}-1`)).evidence
  }

  it('says when it found nothing', async () => {
    expect(await check()).to.include('We found nothing that gives you or a learner away.')
  })

  it('shows where a name stands, and lets reviewers read something else, in the copy only', async () => {
    await write(`I am ${ada.name}, and Jayden sat by the window.`)
    const page = await check()
    expect(page).to.include(`<mark>${ada.name}</mark>`).and.to.include('<mark>Jayden</mark>')
    await act({ term: ada.name, kind: 'ownName', act: 'replace' })
    await act({ term: 'Jayden', kind: 'learner', act: 'replace' })
    expect(await check()).to.include('Reviewers read [learner A] instead.')
    const [first] = await seen()
    expect(first!.text).to.match(/^I am \[my name\], and \[learner A\] sat by the window\./)
    const { draft } = await house.rooms.claim.get(claimId)
    expect(draft.responses.find(({ requirementId }) => requirementId === 'setting')!.text).to.include(ada.name)
  })

  it('keeps two learners apart, and takes a decision back', async () => {
    await write('Jayden and Olivia built a bridge.')
    await act({ term: 'Jayden', kind: 'learner', act: 'replace' })
    await act({ term: 'Olivia', kind: 'learner', act: 'replace' })
    expect(await check())
      .to.include('[learner A]')
      .and.to.include('[learner B]')
    await act({ term: 'Jayden', kind: 'learner', act: 'undo' })
    expect((await seen())[0]!.text).to.match(/^Jayden and \[learner B\] built/)
  })

  it('lets what is meant to be there stay, and asks no more', async () => {
    await write('Write to team@elsewhere.example.')
    await act({ term: 'team@elsewhere.example', kind: 'email', act: 'keep' })
    expect(await check()).to.include('It stays, because you said that it is meant to be there.')
    expect((await agent.get(`/claims/${claimId}/submission`)).text).not.to.include('may still tell who you are')
    expect((await seen())[0]!.text).to.include('team@elsewhere.example')
  })

  it('never stands in the way: what is open is named before submitting, and noted', async () => {
    await write('Write to team@elsewhere.example.')
    const confirm = (await agent.get(`/claims/${claimId}/submission`)).text
    expect(confirm).to.include('One thing may still tell who you are')
    const kept = /name="kept" value="([^"]+)"/.exec(confirm)![1]!
    const form = { _csrf: await csrfToken(agent), kept }
    await agent.post(`/claims/${claimId}/submission`).type('form').send(form).expect(303)
    const { draft, state } = await house.rooms.claim.get(claimId)
    expect(state).to.equal('submitted')
    expect(draft.blinding!.kept).to.deep.equal(['team@elsewhere.example'])
  })

  it('looks for the school, and for everybody there, of somebody who belongs to a team of it only', async () => {
    const { account, organization, claim } = house.rooms
    const school = await house.school('windermere')
    await house.join('wilhelmina', 'windermere', 'member')
    const details = { slug: 'team-8', name: 'Team 8', kind: 'team' as const, country: 'NO', description: '' }
    const team = await organization.add({ ...details, parentId: school.id })
    ada = await account.addPerson(aPerson({ handle: 'teamonly' }))
    await organization.addMember({ organizationId: team.id, personId: ada.id, roles: ['member'] })
    agent = await signIn(house, ada)
    claimId = (await house.complete(await claim.begin({ personId: ada.id, slug: SLUG }))).id
    await write(`At ${school.name} I planned it with Wilhelmina Surname-of-wilhelmina.`)
    const page = await check()
    expect(page).to.include(`<mark>${school.name}</mark>`)
    expect(page).to.match(/<mark>Wilhelmina/)
  })

  it('finds a name in an Office file and in a PDF, replaces it in the one and says so of the other', async () => {
    const docx = await addFile('Plan.docx', aDocx())
    await addFile('Plan.pdf', await aPdf())
    // What takes longer than one waits for a page is read in the background.
    await check()
    await house.drain()
    const page = await check()
    expect(page).to.include('paragraph 2').and.to.include('page 1').and.to.include('<mark>Charlotte</mark>')
    await act({ term: 'Charlotte', kind: 'learner', act: 'replace' })
    expect(await check()).to.include('We cannot replace it in a PDF or in an address.')
    const evidence = await seen()
    const copy = evidence.find(({ form }) => form === 'office')!
    expect(copy.digest).not.to.equal(docx.digest)
    const clean = unzipSync(new Uint8Array(await house.files.read(copy.digest!)))
    expect(
      Object.values(clean)
        .map(bytes => strFromU8(bytes, true))
        .join(),
    ).not.to.match(/Charlotte|Planted/)
    expect(strFromU8(unzipSync(new Uint8Array(await house.files.read(docx.digest!)))['word/document.xml']!)).to.include(
      'Charlotte',
    )
    const pdf = await house.files.read(evidence.find(({ form }) => form === 'pdf')!.digest!)
    expect(pdf.toString('latin1')).not.to.include('Planted')
  })

  it('tells where a link leads, and names a file whose name would tell', async () => {
    const link = await house.rooms.artefact.addLink({
      ownerId: ada.id,
      url: `https://${ada.handle}.example/me`,
      name: '',
    })
    const piece = { claimId, personId: ada.id, requirementId: 'work-and-record', artefactIds: [link.id] }
    await house.rooms.claim.addPieces(piece)
    await addFile(`${ada.name}.txt`, new TextEncoder().encode('Words'))
    const page = await check()
    expect(page).to.include('The reviewer sees where this leads').and.to.include('a page that shows whose it is')
    expect(page).to.include('The file’s name would tell.')
  })

  it('says when a file could not be cleaned, and lets it be submitted all the same', async () => {
    await addFile('Plan.docx', aBrokenDocx())
    expect(await check()).to.include('could not take out what it says about its author')
    expect((await agent.get(`/claims/${claimId}/submission`)).text).to.include('One thing may still tell who you are')
    expect((await seen()).some(({ form }) => form === 'office')).to.equal(true)
  })

  it('is nobody else’s', async () => {
    const other = await signIn(house, await house.anEarner())
    const form = { _csrf: await csrfToken(other), term: 'x', act: 'keep' }
    await other.post(`/claims/${claimId}/blinding`).type('form').send(form).expect(404)
    for (const bad of [
      {},
      { term: 'x' },
      { term: 'x', act: 'replace', kind: 'nonsense' },
      { term: 'y'.repeat(5000), act: 'keep' },
    ])
      expect((await act(bad as Record<string, string>)).status).to.equal(404)
  })

  it('shows script in what it found as text', async () => {
    await write('Mail <script>alert(1)</script>x@evil.example now')
    expect(await check()).not.to.include('<script>alert')
  })
})
