import { Invalid } from '../shared/errors.js'

/** Why no badge can be read out of a file, for the person who brought it. Pages use the code as a locale key. */
const UNREADABLE = {
  'file-too-large': 'This file is larger than we accept (10 MB).',
  'badge-too-large': 'This badge is larger than we accept (1 MB).',
  'web-page': 'This is a web page, not a badge.',
  'no-address': 'This is not the address of a badge.',
  'no-badge': 'This is neither a PNG or SVG image nor a badge as text.',
  'unknown-kind': 'This is not a badge of any kind that we know.',
  'baked-unknown': 'What is baked into this image is not a badge.',
  'baked-several': 'This image contains more than one badge.',
  'baked-too-large': 'The badge in this image is larger than we accept.',
  'baked-empty': 'The badge in this image is empty.',
  'baked-unreadable': 'The badge in this image cannot be read.',
  'png-not': 'This is not a PNG image.',
  'png-start': 'This PNG image does not begin as one.',
  'png-cut': 'This PNG image is cut off.',
  'png-damaged': 'This PNG image is damaged: a checksum in it is wrong.',
  'png-none': 'There is no badge in this PNG image.',
  'png-compressed': 'The badge in this PNG image is compressed, which the standard does not allow.',
  'svg-not': 'This is not an SVG image.',
  'svg-none': 'There is no badge in this SVG image.',
  'svg-malformed': 'This SVG image is not well-formed XML.',
  'svg-dtd': 'This SVG image declares a DTD or entities, which is not allowed.',
  'svg-entities': 'This SVG image uses entities that are not allowed.',
  'svg-complex': 'This SVG image is more complex than we accept.',
} as const
export type UnreadableCode = keyof typeof UNREADABLE
export const UNREADABLE_CODES = Object.keys(UNREADABLE) as UnreadableCode[]

export class UnreadableBadge extends Invalid {
  constructor(readonly code: UnreadableCode) {
    super(UNREADABLE[code])
  }
}
