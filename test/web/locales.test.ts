import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'chai'
import { readLocale } from '../../server/web/i18n.js'

type Node = string | { [key: string]: Node }

function keysOf(node: Node, prefix = ''): string[] {
  if (typeof node === 'string') return [prefix]
  return Object.entries(node)
    .filter(([key]) => key !== '@')
    .flatMap(([key, value]) => keysOf(value, prefix ? `${prefix}.${key}` : key))
}

function undescribed(node: Node, prefix: string): string[] {
  if (typeof node === 'string') return []
  const own = typeof node['@'] === 'string' ? [] : [prefix]
  return [...own, ...Object.entries(node).flatMap(([key, value]) => undescribed(value, `${prefix}.${key}`))]
}

const valueAt = (node: Node, key: string): string =>
  key.split('.').reduce<Node>((at, part) => (at as Record<string, Node>)[part] ?? '', node) as string
const slots = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort()

const en = readLocale('views/locales', 'en') as Node
const nb = readLocale('views/locales', 'nb') as Node

describe('the sentences', () => {
  it('are the same set in English and in Norwegian', () => {
    expect(keysOf(nb).sort()).to.deep.equal(keysOf(en).sort())
  })

  it('have the same slots in both', () => {
    const different = keysOf(en).filter(key => {
      const [a, b] = [slots(valueAt(en, key)), slots(valueAt(nb, key))]
      // A singular may say "one" in words.
      return !/_one$/.test(key) && JSON.stringify(a) !== JSON.stringify(b)
    })
    expect(different).to.deep.equal([])
  })

  it('say to translators where they appear', () => {
    const missing = Object.entries(en).flatMap(([file, node]) => undescribed(node, file))
    expect(missing).to.deep.equal([])
  })

  it('cover every key that a view names', () => {
    const known = new Set(keysOf(en).map(key => key.replace(/_(one|other)$/, '')))
    const views = readdirSync('views', { recursive: true })
      .map(String)
      .filter(name => name.endsWith('.hbs'))
    const named = views.flatMap(name =>
      [...readFileSync(path.join('views', name), 'utf8').matchAll(/(?:\{\{|\()t "([\w.-]+)"|Key="([\w.-]+)"/g)].map(
        match => ({
          name,
          key: match[1] ?? match[2]!,
        }),
      ),
    )
    expect(named.filter(({ key }) => !known.has(key)).map(({ name, key }) => `${name}: ${key}`)).to.deep.equal([])
  })
})
