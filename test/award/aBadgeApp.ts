import type { Visibility } from '../../server/award/index.js'
import type { Config } from '../../server/config.js'
import { freeze } from '../../server/review/index.js'
import { aPerson } from '../support/aPerson.js'
import { startTestApp } from '../support/app.js'
import { signIn } from '../support/signIn.js'
import { anAnatomy } from './anAwardHouse.js'

export type BadgeApp = Awaited<ReturnType<typeof aBadgeApp>>

let submissions = 0

/** The whole app with a municipality, a school in it, an issuer beside them, and people in each. */
export async function aBadgeApp(settings: Partial<Config> = {}) {
  const app = await startTestApp(settings)
  const { account, organization, microcredential, award, review } = app.rooms
  const found = (slug: string, name: string, parentId?: string) =>
    organization.add({ slug, name, kind: 'school', country: 'NO', description: name, ...(parentId && { parentId }) })
  const municipality = await found('tindvik', 'Tindvik kommune')
  const school = await found('storlia', 'Storlia skole', municipality.id)
  const issuer = await found('lyseng', 'Lyseng lærerhøgskole')
  const elsewhere = await found('wren-lake', 'Wren Lake')
  const join = async (
    handle: string,
    organizationId: string,
    roles: Parameters<typeof organization.addMember>[0]['roles'],
  ) => {
    const person = await account.addPerson(
      aPerson({ handle, name: `${handle[0]!.toUpperCase()}${handle.slice(1)} Berg` }),
    )
    await organization.addMember({ organizationId, personId: person.id, roles })
    return person
  }
  const ada = await join('ada', school.id, ['member'])
  const officer = await join('olav', municipality.id, ['officer'])
  const otherOfficer = await join('otto', elsewhere.id, ['officer'])
  const author = await join('aud', issuer.id, ['author'])
  const administrator = await join('agnes', issuer.id, ['administrator'])
  const stranger = await join('siv', elsewhere.id, ['member'])

  const microCredentialId = await microcredential.add({
    slug: 'looking-at-student-work',
    organizationId: issuer.id,
    authorIds: [author.id],
    anatomy: anAnatomy(),
  })
  await microcredential.publish(microCredentialId)
  const { digest, length } = await app.files.storeBytes(Buffer.from('%PDF-1.7\nwhat the class did\n'))
  await app.drain()

  /** Ada's award as the decision leaves it: issued, not accepted. */
  async function issued(microCredentialVersion = 1) {
    app.clock.advance(60_000)
    const frozen = freeze({
      claimId: `claim-${++submissions}`,
      number: 1,
      earnerId: ada.id,
      earnerOrganizationIds: [school.id],
      microCredentialId,
      microCredentialVersion,
      evidence: [
        {
          id: 'e1',
          number: 1,
          form: 'writing',
          requirementId: 'q1',
          kind: 'text',
          name: 'Response 1',
          text: 'What *I* saw <script>alert(1)</script>',
        },
        {
          id: 'e2',
          number: 2,
          form: 'pdf',
          requirementId: 'q2',
          kind: 'file',
          name: 'Artefact 1 (PDF)',
          digest,
          mediaType: 'application/pdf',
          length,
        },
      ],
      selfAssessment: [],
      carriedOver: [],
    })
    await review.open(frozen)
    await award.reactions.submissionDecided({
      ...{ submissionId: `${frozen.claimId}-1`, earnerId: ada.id, microCredentialId, microCredentialVersion },
      ...{ outcome: 'earned', scores: [{ criterionId: 'noticing', levelId: 'shown' }], reviewerIds: ['r1', 'r2'] },
      at: app.clock.now(),
    })
    const [newest] = await award.ofPerson(ada.id, { limit: 1 })
    return newest!
  }

  async function accepted(visibility: Visibility, evidence: string[] = [], microCredentialVersion = 1) {
    const { id } = await issued(microCredentialVersion)
    const held = await award.accept(id, ada.id, { visibility, evidence })
    await app.drain()
    return held
  }

  return {
    ...app,
    ...{ ada, officer, otherOfficer, author, administrator, stranger, municipality, school, issuer, elsewhere },
    ...{ issued, accepted, microCredentialId },
    as: (person: { email: string }) => signIn(app, person),
  }
}
