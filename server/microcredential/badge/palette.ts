import type { BadgeDesign } from '../anatomy.js'

export interface Inks {
  /** Ground of the band and colour of the icon. */
  deep: string
  mid: string
  bright: string
  pale: string
  paper: string
  /** The one thread that shines. */
  accent: string
}

/** The colours of the house as sRGB, for an SVG travels to programs that know no OKLCH. */
const PALETTE: Record<BadgeDesign['colour'], Inks> = {
  spruce: { deep: '#02372c', mid: '#0a6150', bright: '#7eb9a8', pale: '#bfdcd3', paper: '#f8f3e9', accent: '#e9b452' },
  marigold: {
    deep: '#5a3400',
    mid: '#9a6200',
    bright: '#e2ac55',
    pale: '#f0d9b0',
    paper: '#fbf5e8',
    accent: '#f6d27c',
  },
  brick: { deep: '#501a0c', mid: '#89331d', bright: '#e3937f', pale: '#f4c9be', paper: '#f8f3e9', accent: '#f2b966' },
  slate: { deep: '#163045', mid: '#2d5678', bright: '#8bafcf', pale: '#c5d7e7', paper: '#f6f4e9', accent: '#edbf71' },
  plum: { deep: '#471c36', mid: '#7b3660', bright: '#d494b8', pale: '#ebc9db', paper: '#f8f3e9', accent: '#eeba70' },
  moss: { deep: '#253310', mid: '#445b23', bright: '#9eb483', pale: '#cdd9c0', paper: '#f8f3e9', accent: '#ebc75e' },
}

/** For a stamp, an engraving or a black printer. */
const ONE_INK: Inks = {
  ...{ deep: '#000000', mid: '#000000' },
  ...{ bright: '#ffffff', pale: '#ffffff', paper: '#ffffff', accent: '#ffffff' },
}

export const inksOf = (colour: BadgeDesign['colour'], oneInk: boolean): Inks => (oneInk ? ONE_INK : PALETTE[colour])
