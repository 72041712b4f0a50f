const LARGEST = 40
const SMALLEST = 17

// Widths in ems of a wide serif (DejaVu Serif), so that no narrower font of the reader's machine overflows.
const NARROW = /[iljtfrI.,:;'’!|()[\] ]/
const WIDE = /[mwMW@%&æœÆŒ]/
const CAPITAL = /[\p{Lu}\p{N}]/u

/** The size at which a line of text is sure to fit, in the units of the drawing. */
export function fittingSize(text: string, width: number): number {
  const ems = [...text].reduce((sum, character) => sum + emsOf(character), 0)
  return Math.round(Math.max(SMALLEST, Math.min(LARGEST, width / Math.max(ems, 1))))
}

function emsOf(character: string): number {
  if (WIDE.test(character)) return 1
  if (NARROW.test(character)) return 0.42
  return CAPITAL.test(character) ? 0.78 : 0.66
}
