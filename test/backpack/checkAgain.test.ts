import { expect } from 'chai'
import type { BroughtBadge } from '../../server/backpack/broughtBadge.js'
import { checkAgain } from '../../server/backpack/checkAgain.js'
import { settableClock } from '../../server/platform/clock.js'

describe('checking a kept badge again', () => {
  it('leaves it with its holder while nobody answers', async () => {
    const noted: Partial<BroughtBadge>[] = []
    const { check } = checkAgain({
      badges: {
        contents: async () => ({ bytes: Buffer.from('https://away.example/badge') }),
        noteCheck: async (_id: string, note: Partial<BroughtBadge>) => void noted.push(note),
      } as never,
      clock: settableClock(new Date('2026-03-02T09:00:00Z')),
      verify: async () => ({ outcome: 'unknown', status: 'unknown', credential: undefined, checks: [] }) as never,
      addressesOf: async () => ['ada@school.example'],
      notify: async () => {},
    })
    await check({ id: 'b', personId: 'ada', recipient: 'yes', checked: { status: 'active' } } as BroughtBadge)
    expect(noted.map(({ recipient, checked }) => [recipient, checked?.outcome])).to.deep.equal([['yes', 'unknown']])
  })
})
