import type { Announcement } from '../notification/index.js'
import type { Mail } from '../platform/mailer.js'
import type { Addresses } from './addresses.js'
import type { RevokedKey } from './answering.js'
import { type Endorsement, whyEnded } from './endorsement.js'
import type { EndorsementEvent } from './events.js'
import type { GuestLinks } from './guestLink.js'
import type { Naming } from './naming.js'
import type { Neighbours } from './neighbours.js'
import type { EndorsementStore } from './store.js'
import type { Subject } from './subject.js'
import type { Subjects } from './subjects.js'

export interface EndorsementReactionsDeps {
  endorsements: EndorsementStore
  subjects: Subjects
  naming: Naming
  neighbours: Neighbours
  links: GuestLinks
  addresses: Addresses
  mailer: { send(mail: Mail): Promise<void> }
  notify(announcement: Announcement): Promise<void>
  /** What is said of this has changed: whatever embeds it is signed anew. */
  embed(subject: Subject, eventId: string): Promise<void>
  /** What this key signed is signed by another one, or no longer counts. */
  afterRevocation(key: RevokedKey): Promise<void>
  /** This person confirmed another address. */
  afterAddress(personId: string): Promise<void>
}

type Told = 'given' | 'declined' | 'lapsed' | ReturnType<typeof whyEnded>

export function endorsementReactions(deps: EndorsementReactionsDeps) {
  const { endorsements, subjects, naming, neighbours, links, addresses, mailer, notify } = deps

  async function tellAsker(event: EndorsementEvent, what: Told) {
    const endorsement = await endorsements.get(event.endorsementId)
    // Whoever asked may have taken part in something else since, but it is still theirs to know.
    await notify({
      ...{ eventId: event.id, personId: event.askedById, kind: 'endorsement' },
      messageKey: `endorsement.notice.${what}`,
      values: { title: endorsement.title, endorser: await naming.endorserName(endorsement) },
      href: `/endorsements/${endorsement.id}`,
    })
  }

  async function tellEndorser(event: EndorsementEvent, endorsement: Endorsement): Promise<void> {
    const { endorser, title, id } = endorsement
    const asker = (await neighbours.person(endorsement.askedBy)).name
    if (endorser.kind === 'guest') return mailGuest(endorsement, 'asked')
    const { keepers } = await subjects.describe(endorsement.subject)
    const all = endorser.kind === 'person' ? [endorser.id] : await neighbours.signersOf(endorser.id)
    const organization = endorser.kind === 'organization' ? (await neighbours.organization(endorser.id)).name : ''
    for (const personId of all.filter(each => !keepers.includes(each)))
      await notify({
        ...{ eventId: event.id, personId, kind: 'endorsement', href: `/endorsements/${id}` },
        messageKey: `endorsement.notice.${organization ? 'askedOrganization' : 'asked'}`,
        values: { title, asker, organization },
      })
  }

  async function mailGuest({ id, endorser, title, askedBy }: Endorsement, what: 'asked' | 'given'): Promise<void> {
    if (endorser.kind !== 'guest') return
    const actionUrl = addresses.guestLink(links.tokenFor(id))
    await mailer.send({
      ...{ key: `endorsement.${what}:${id}`, to: endorser.address, language: endorser.language },
      messageKey: `endorsement.mail.${what}`,
      values: { title, asker: (await neighbours.person(askedBy)).name },
      ...{ actionUrl, unsubscribeUrl: `${actionUrl}/silence` },
    })
  }

  return {
    async endorsementAsked(event: EndorsementEvent): Promise<void> {
      const endorsement = await endorsements.get(event.endorsementId)
      // Taken back before anybody heard of it: then nobody does.
      if (endorsement.state === 'asked') await tellEndorser(event, endorsement)
    },
    async endorsementGiven(event: EndorsementEvent): Promise<void> {
      await deps.embed(event.subject, event.id)
      await mailGuest(await endorsements.get(event.endorsementId), 'given')
      await tellAsker(event, 'given')
    },
    async endorsementWithdrawn(event: EndorsementEvent): Promise<void> {
      await deps.embed(event.subject, event.id)
      await tellAsker(event, whyEnded(await endorsements.get(event.endorsementId)))
    },
    endorsementHidden: (event: EndorsementEvent) => deps.embed(event.subject, event.id),
    endorsementShown: (event: EndorsementEvent) => deps.embed(event.subject, event.id),
    endorsementSignedAnew: (event: EndorsementEvent) => deps.embed(event.subject, event.id),
    endorsementDeclined: (event: EndorsementEvent) => tellAsker(event, 'declined'),
    endorsementLapsed: (event: EndorsementEvent) => tellAsker(event, 'lapsed'),
    issuerKeyRevoked: deps.afterRevocation,
    emailAdded: ({ personId }: { personId: string }) => deps.afterAddress(personId),
  }
}
