import { type Paper, type TextRole, type Written, write } from './paper.js'

export interface Row {
  role: TextRole
  lines: string[]
  at: Pick<Written, 'face' | 'size' | 'colour'>
  /** From the last baseline above to the first one here. */
  below: number
}

export interface Body {
  x: number
  top: number
  bottom: number
}

const LEADING = 1.3
const leadingOf = ({ at }: Row) => at.size * LEADING

export const heightOf = (rows: Row[]): number =>
  rows.reduce((height, row) => height + row.below + (row.lines.length - 1) * leadingOf(row), 0)

/** Rows below one another from page to page. `y` is the baseline of what was written last. */
export function flow(paper: Paper, { x, top, bottom }: Body) {
  let y = top
  let page = 1
  const flowing = {
    get y() {
      return y
    },
    get page() {
      return page
    },
    /** On a new page where there is no room for as much; a whole page is all there can be. */
    keepTogether(height: number) {
      if (y > top && y + Math.min(height, bottom - top) > bottom) flowing.turnPage()
    },
    turnPage() {
      paper.addPage()
      page++
      y = top
    },
    /** Moves down without writing. */
    skipTo(lower: number) {
      y = Math.max(y, lower)
    },
    write(row: Row, left = x) {
      const height = heightOf([row])
      if (y + height > bottom) flowing.turnPage()
      y = write(paper, row.role, row.lines, { ...row.at, x: left, y: y + row.below, leading: leadingOf(row) })
    },
  }
  return flowing
}
export type Flow = ReturnType<typeof flow>
