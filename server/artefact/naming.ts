import { ACCEPTED } from './accepted.js'

const LONGEST_NAME = 120

/**
 * The name that a file goes by: what its owner called it, without folders, without invisible characters that
 * could disguise it, and with an ending that tells the truth about its content.
 */
export function truthfulName(given: string, mediaType: string): string {
  const { extensions } = ACCEPTED[mediaType]!
  const name = visibleName(given)
  const ending = endingOf(name)
  const stem = extensions.includes(ending) ? name.slice(0, -(ending.length + 1)) : name
  const kept = extensions.includes(ending) ? ending : extensions[0]!
  return `${shorten(stem, LONGEST_NAME - kept.length - 1) || 'file'}.${kept}`
}

/** A name without a file behind it: for links, and while one is only offered. */
export function visibleName(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  return shorten(
    last
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
      .replace(/\s+/g, ' ')
      .replace(/^[\s.]+|[\s.]+$/g, ''),
    LONGEST_NAME,
  )
}

/** All text looks alike to a machine; only its owner's name for it tells notes from a table. */
export function textTypeOf(name: string): string {
  const ending = endingOf(name)
  const known = Object.entries(ACCEPTED).find(
    ([, { kind, extensions }]) => kind === 'text' && extensions.includes(ending),
  )
  return known?.[0] ?? 'text/plain'
}

const endingOf = (name: string) => /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** By whole characters, so that none is cut in two. */
const shorten = (text: string, length: number) => [...text].slice(0, length).join('').trim()
