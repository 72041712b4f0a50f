import { expect } from 'chai'
import { associationsAmong } from '../../server/award/associations.js'
import type { Award } from '../../server/award/index.js'
import type { Relation } from '../../server/microcredential/index.js'

const anAward = (id: string, slug: string, version: number) =>
  ({ id, slug, microCredentialId: `mc-${slug}`, microCredentialVersion: version }) as Award
const alignedTo = (...targets: string[]) => ({
  anatomy: { alignments: targets.map(targetUrl => ({ targetName: 'An aim', targetUrl })) },
})
const relatedTo = (...relations: Relation[]) => ({ anatomy: { alignments: [], relations } })
type Held = [Award, ReturnType<typeof alignedTo> | ReturnType<typeof relatedTo>]
const said = (awards: Held[]) =>
  associationsAmong(
    awards.map(([award]) => award),
    new Map(awards.map(([award, version]) => [award.id, version])),
  ).map(({ type, source, target }) => `${source.id} ${type} ${target.id}`)

describe('the associations between the awards of one person', () => {
  it('say that a newer version replaces the one before it, in whatever order they were earned', () => {
    const versions = [3, 1, 2].map(n => [anAward(`v${n}`, 'looking', n), alignedTo()] as Held)
    expect(said(versions)).to.deep.equal(['v1 replacedBy v2', 'v2 replacedBy v3'])
  })

  it('say that two micro-credentials with the same aim are related, once however many aims they share', () => {
    const shared = alignedTo('https://a.example/1', 'https://a.example/2')
    expect(
      said([
        [anAward('a', 'looking', 1), shared],
        [anAward('b', 'asking', 1), shared],
        [anAward('c', 'other', 1), alignedTo('https://a.example/3')],
      ]),
    ).to.deep.equal(['a isRelatedTo b'])
  })

  it('speak of an achievement once, also where it was awarded twice', () => {
    const aim = alignedTo('https://a.example/1')
    expect(
      said([
        [anAward('a', 'looking', 1), aim],
        [anAward('again', 'looking', 1), aim],
      ]),
    ).to.deep.equal([])
  })

  it('say what precedes what, and what is part of what, where both are held', () => {
    const buildsOn = (slug: string): Relation => ({ relation: 'buildsOn', slug })
    expect(
      said([
        [anAward('asking', 'asking', 1), relatedTo(buildsOn('looking'), buildsOn('unheld'), buildsOn('asking'))],
        [anAward('looking', 'looking', 1), relatedTo({ relation: 'partOf', slug: 'year' })],
        [anAward('looking2', 'looking', 2), relatedTo()],
        [anAward('year', 'year', 1), relatedTo()],
      ]),
    ).to.have.members(['looking replacedBy looking2', 'looking2 precedes asking', 'looking isPartOf year'])
  })

  it('grow with the awards, not with their pairs', () => {
    const aim = alignedTo('https://a.example/1')
    const many = Array.from({ length: 500 }, (_, n) => [anAward(`${n}`, `mc-${n}`, 1), aim] as Held)
    expect(said(many)).to.have.length(499)
  })
})
