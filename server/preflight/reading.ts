/** Where in a file a passage stands, for whoever looks it up there: `preflight.where.<kind>`. */
export interface Place {
  kind:
    | 'text'
    | 'page'
    | 'slide'
    | 'notes'
    | 'paragraph'
    | 'sheet'
    | 'heading'
    | 'comment'
    | 'link'
    | 'description'
    | 'line'
    | 'hidden'
  number?: number
}

export interface Passage {
  place: Place
  text: string
}

/** What the owner of a file should know about its copy: `preflight.note.<note>`. */
export type Note =
  /** The file does not let itself be changed, or is damaged: what it says about its author stays in it. */
  | 'locked'
  | 'broken'
  | 'tooHard'
  /** Files inside the file were left out of the copy. */
  | 'attachmentsLeftOut'
  /** Pages or parts without a word of text: pictures are not read. */
  | 'picturesUnread'
  /** Sound and film are not listened to or watched. */
  | 'mediaUnheard'
  /** Only the beginning was read. */
  | 'cutShort'
  /** An embedded object of another program, which was not opened. */
  | 'embeddedUnread'

export interface FileReading {
  passages: Passage[]
  notes: Note[]
  /** The copy that reviewers get; absent when it is the very same bytes. */
  clean?: Uint8Array
}

/** Of one file; what lies beyond is not read, and the reader is told. */
export const MOST_PASSAGES = 20_000
export const MOST_TEXT = 2_000_000

/** Leaves out the empty ones and what is beyond the bounds. */
export function bounded(passages: Iterable<Passage>): Pick<FileReading, 'passages' | 'notes'> {
  const kept: Passage[] = []
  let length = 0
  for (const { place, text } of passages) {
    if (text.trim() === '') continue
    length += text.length
    if (kept.length >= MOST_PASSAGES || length > MOST_TEXT) return { passages: kept, notes: ['cutShort'] }
    kept.push({ place, text })
  }
  return { passages: kept, notes: [] }
}
