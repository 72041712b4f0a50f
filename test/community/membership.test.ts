import { expect } from 'chai'
import {
  canFacilitate,
  canRead,
  canSee,
  canWrite,
  ensureMayLeave,
  type Standing,
  standingOnJoining,
  VISIBILITIES,
} from '../../server/community/membership.js'
import { Conflict, NotFound } from '../../server/shared/errors.js'

const who = (standing: Standing, role: 'member' | 'facilitator' = 'member') => ({ standing, role })
const EVERYONE = [undefined, who('requested'), who('invited'), who('active')]
const table = (
  may: (visibility: (typeof VISIBILITIES)[number], membership: ReturnType<typeof who> | undefined) => boolean,
) =>
  Object.fromEntries(
    VISIBILITIES.map(visibility => [visibility, EVERYONE.map(membership => may(visibility, membership))]),
  )

describe('who may do what in a community', () => {
  // Columns: a stranger, one who asked, one who is invited, a member.
  it('hides one by invitation from those who were not asked', () => {
    expect(table(canSee)).to.deep.equal({
      open: [true, true, true, true],
      request: [true, true, true, true],
      invitation: [false, false, true, true],
    })
  })

  it('lets everyone read an open one, and only members the others', () => {
    expect(table(canRead)).to.deep.equal({
      open: [true, true, true, true],
      request: [false, false, false, true],
      invitation: [false, false, false, true],
    })
  })

  it('lets only members write', () => expect(EVERYONE.map(canWrite)).to.deep.equal([false, false, false, true]))

  it('lets an active facilitator facilitate, and nobody who only was asked to', () => {
    expect(
      [who('active', 'facilitator'), who('invited', 'facilitator'), who('active')].map(canFacilitate),
    ).to.deep.equal([true, false, false])
  })
})

describe('joining', () => {
  it('is immediate where it is open, and for those who were invited', () => {
    expect(standingOnJoining('open', undefined)).to.equal('active')
    for (const visibility of VISIBILITIES) expect(standingOnJoining(visibility, who('invited'))).to.equal('active')
  })

  it('is a request where it is by request', () => expect(standingOnJoining('request', undefined)).to.equal('requested'))

  it('does not tell a stranger that one by invitation exists', () => {
    expect(() => standingOnJoining('invitation', undefined)).to.throw(NotFound)
  })

  it('is refused to members', () => expect(() => standingOnJoining('open', who('active'))).to.throw(Conflict))
})

describe('leaving', () => {
  it('is refused to the last facilitator', () => {
    expect(() => ensureMayLeave(who('active', 'facilitator'), 1)).to.throw(Conflict)
    expect(() => ensureMayLeave(who('active', 'facilitator'), 2)).not.to.throw()
    expect(() => ensureMayLeave(who('active'), 1)).not.to.throw()
  })
})
