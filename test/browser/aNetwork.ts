import type { Staffroom } from '../../server/compose.js'
import { demoNetwork } from '../../server/demo/content/index.js'
import type { Anatomy } from '../../server/microcredential/index.js'
import { aPerson } from '../support/aPerson.js'

const MICRO_CREDENTIAL = 'looking-at-student-work'

/** What has to be there before Ada arrives: a district with three schools, an issuer, reviewers, an officer. */
export async function aNetwork({ rooms }: Pick<Staffroom, 'rooms'>, { only }: { only?: 'text' } = {}) {
  const { organization, account, community, microcredential } = rooms
  const found = (slug: string, kind: 'district' | 'school' | 'network', parentId?: string) =>
    organization.add({ slug, name: NAMES[slug]!, kind, country: 'NO', description: '', ...(parentId && { parentId }) })
  const district = await found('fjordane', 'district')
  const [birch, elm, oak] = await Promise.all(['birch', 'elm', 'oak'].map(slug => found(slug, 'school', district.id)))
  const issuer = await found('long-table', 'network')

  const arrive = async (
    handle: string,
    organizationId: string,
    roles: Parameters<typeof organization.addMember>[0]['roles'],
  ) => {
    const person = await account.addPerson(
      aPerson({ handle, name: PEOPLE[handle]!, email: `${handle}@school.example` }),
    )
    await organization.addMember({ organizationId, personId: person.id, roles })
    return person
  }
  const kari = await arrive('kari', elm!.id, ['member', 'reviewer'])
  const odd = await arrive('odd', oak!.id, ['member', 'reviewer'])
  const berit = await arrive('berit', district.id, ['officer'])
  const runa = await arrive('runa', issuer.id, ['author', 'administrator'])

  await community.found({
    ...{
      slug: 'student-work',
      name: 'The student work table',
      purpose: 'One piece at a time.',
      norms: '',
      visibility: 'open',
    },
    ...{ language: 'en', founderId: kari.id },
  })
  const { anatomy: whole } = demoNetwork.microCredentials.find(({ slug }) => slug === MICRO_CREDENTIAL)!
  const anatomy = only ? inWords(whole) : whole
  const id = await microcredential.add({
    slug: MICRO_CREDENTIAL,
    organizationId: issuer.id,
    authorIds: [runa.id],
    anatomy,
  })
  await microcredential.publish(id)
  return { school: birch!, district, issuer, anatomy, people: { kari, odd, berit, runa }, slug: MICRO_CREDENTIAL }
}

/** The same, but every slot asks for words, so that nothing needs to be uploaded. */
function inWords(anatomy: Anatomy): Anatomy {
  const requirements = anatomy.requirements.map(requirement =>
    requirement.kind === 'text' ? requirement : { ...requirement, kind: 'text' as const, min: 20, max: 200 },
  )
  return { ...anatomy, requirements }
}

export type Network = Awaited<ReturnType<typeof aNetwork>>

const NAMES: Record<string, string> = {
  fjordane: 'Fjordane district',
  birch: 'Birch school',
  elm: 'Elm school',
  oak: 'Oak school',
  'long-table': 'The Long Table Network',
}
const PEOPLE: Record<string, string> = {
  kari: 'Kari Elvestad',
  odd: 'Odd Haugen',
  berit: 'Berit Sund',
  runa: 'Runa Dahl',
}
