import { NotFound } from '../shared/errors.js'
import type { Answering } from './answering.js'
import { type Endorsement, isShown, type SignedText } from './endorsement.js'
import type { EndorsementStore } from './store.js'
import type { Shown, Subjects } from './subjects.js'

/** As what somebody reads an endorsement: who may sign it, whose decision it is to show it, or anybody else. */
export type Role = 'endorser' | 'keeper' | 'reader'

export interface Reading {
  endorsement: Endorsement
  described: Shown
  role: Role
}

export interface ReadingDeps {
  endorsements: Pick<EndorsementStore, 'find'>
  subjects: Subjects
  answering: Pick<Answering, 'isEndorser'>
}

/** One endorsement for one reader. Throws NotFound for whoever may not know of it. */
export function reading({ endorsements, subjects, answering }: ReadingDeps) {
  async function read(id: string, viewerId: string | undefined): Promise<Reading> {
    const endorsement = await endorsements.find(id)
    if (!endorsement) throw new NotFound('No such endorsement')
    const described = await subjects.describe(endorsement.subject)
    const role = await roleOf(endorsement, described, viewerId)
    if (role === 'reader' && !(await isOpen(endorsement, viewerId))) throw new NotFound('No such endorsement')
    return { endorsement, described, role }
  }

  async function roleOf(endorsement: Endorsement, described: Shown, viewerId: string | undefined): Promise<Role> {
    if (viewerId === undefined) return 'reader'
    if (await answering.isEndorser(endorsement, described, viewerId)) return 'endorser'
    return described.keepers.includes(viewerId) || endorsement.askedBy === viewerId ? 'keeper' : 'reader'
  }

  /** Shown, or withdrawn after it was, on something that this viewer may see. */
  async function isOpen(endorsement: Endorsement, viewerId: string | undefined): Promise<boolean> {
    const wasShown = endorsement.state === 'withdrawn' && !endorsement.hidden
    return (isShown(endorsement) || wasShown) && subjects.isVisibleTo(endorsement.subject, viewerId)
  }

  return {
    read,
    /** As it was signed. */
    async signed(id: string, viewerId: string | undefined): Promise<SignedText> {
      const { statement } = (await read(id, viewerId)).endorsement
      if (!statement) throw new NotFound('Nothing was signed')
      return statement.signed
    },
  }
}
export type ReadingRoom = ReturnType<typeof reading>
