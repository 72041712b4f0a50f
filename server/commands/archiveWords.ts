import type { ArchiveReport, Consistency } from '../platform/archive/index.js'

const thousands = new Intl.NumberFormat('en')

export const amount = ({ documents, collections }: ArchiveReport): string =>
  `${thousands.format(documents)} documents of ${collections} collections`

/** What an archive can be relied on for. */
export function inWords({ read, writtenMeanwhile }: Consistency): string {
  if (read === 'at one moment') return 'It shows everything as it was at one moment.'
  const inTurn = 'This MongoDB cannot show one moment (it is a single server), so its collections were read in turn.'
  if (writtenMeanwhile.length === 0) return `${inTurn} Nothing was written meanwhile: everything fits together.`
  return (
    `${inTurn} These were written to meanwhile and may not fit together: ${writtenMeanwhile.join(', ')}. ` +
    'For an exact archive, stop Staffroom while it is made, or turn the server into a replica set of one.'
  )
}
