import type { Clock } from '../platform/clock.js'
import type { Addresses } from './addresses.js'
import type { Answering } from './answering.js'
import type { Request } from './asking.js'
import type { Documents } from './documents.js'
import { type Endorsement, isShown } from './endorsement.js'
import type { AddressRules } from './forms.js'
import type { GuestLinks } from './guestLink.js'
import type { Naming } from './naming.js'
import type { Neighbours } from './neighbours.js'
import type { Reading, ReadingRoom } from './reading.js'
import type { EndorsementStore } from './store.js'
import type { Subjects } from './subjects.js'

/** What the routes of this room work with. */
export interface EndorsementRoom {
  endorsements: EndorsementStore
  subjects: Subjects
  neighbours: Neighbours
  naming: Naming
  answering: Answering
  reading: ReadingRoom
  documents: Documents
  addresses: Addresses
  links: GuestLinks
  clock: Clock
  rules: AddressRules
  ask(request: Request): Promise<Endorsement>
}

/** What there is to show of an endorsement, whoever looks. */
export async function pageState(room: EndorsementRoom, { endorsement, described, role }: Reading, viewerId?: string) {
  const { endorser, id } = endorsement
  const isOrganization = endorser.kind === 'organization'
  const [asker, endorserName, isSubjectVisible, signer] = await Promise.all([
    room.neighbours.person(endorsement.askedBy),
    room.naming.endorserName(endorsement),
    hasPage(room, endorsement, viewerId),
    viewerId ? room.neighbours.person(viewerId) : undefined,
  ])
  return {
    ...{ endorsement, described, role, endorserName, isSubjectVisible, asker: asker.name, signer: signer?.name },
    ...(isOrganization && { organization: (await room.neighbours.organization(endorser.id)).name }),
    now: room.clock.now(),
    verifyUrl: room.addresses.endorsement(id),
  }
}

/** Whether this viewer could follow a link to what is endorsed. A visitor meets only those people who show something. */
async function hasPage(room: EndorsementRoom, endorsement: Endorsement, viewerId?: string): Promise<boolean> {
  const isUnknownPerson = endorsement.subject.kind === 'person' && !viewerId && !isShown(endorsement)
  return !isUnknownPerson && room.subjects.isVisibleTo(endorsement.subject, viewerId)
}
