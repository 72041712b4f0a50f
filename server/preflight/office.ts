import { closeArchive, type Files, openArchive } from './archive.js'
import { isLeftOut, withoutIdentity } from './officeIdentity.js'
import { withoutCameraData } from './pictureBytes.js'
import { bounded, type FileReading, type Note, type Passage, type Place } from './reading.js'
import { type Replacement, splicesFor } from './redact.js'
import { withoutTags } from './tags.js'
import { passagesIn, rewrite } from './xmlPassages.js'

/** A document within a document is opened as well, and one within that, and no more. */
const DEEPEST = 2

/** An Office document (OOXML or ODF): its text with where it stands, and a copy that says nothing of who made it. */
export function readOffice(bytes: Uint8Array, replacements: Replacement[], depth = 0): FileReading {
  const files = openArchive(bytes)
  const order = slideOrder(files)
  const passages: Passage[] = []
  const notes = new Set<Note>()
  const clean: Files = new Map()
  for (const [part, content] of files) {
    if (isLeftOut(part)) continue
    if (isXml(part)) {
      const nameless = withoutIdentity(part, text(content))
      passages.push(...placed(part, nameless, order))
      clean.set(part, encode(rewrite(nameless, splicesFor(replacements))))
    } else {
      const inner = readInner(part, content, replacements, depth)
      passages.push(...inner.passages)
      for (const note of inner.notes) notes.add(note)
      clean.set(part, inner.clean ?? content)
    }
  }
  const { passages: kept, notes: cut } = bounded(passages)
  return { passages: kept, notes: [...notes, ...cut], clean: closeArchive(clean) }
}

const isXml = (part: string) => /\.(?:xml|rels|vml)$/i.test(part)

function readInner(part: string, content: Uint8Array, replacements: Replacement[], depth: number): FileReading {
  if (/\.(?:docx|xlsx|pptx|odt|ods|odp)$/i.test(part) && depth < DEEPEST) {
    try {
      return readOffice(content, replacements, depth + 1)
    } catch {
      return { passages: [], notes: ['embeddedUnread'] }
    }
  }
  if (/(?:^|\/)embeddings\//.test(part) || /^Object /.test(part)) return { passages: [], notes: ['embeddedUnread'] }
  if (/\.(?:jpe?g|png)$/i.test(part))
    return { passages: [], notes: ['picturesUnread'], clean: withoutCameraData(content) }
  if (/\.(?:mp4|m4a|m4v|mov|mp3|wav|ogg|webm)$/i.test(part))
    return { passages: [], notes: ['mediaUnheard'], clean: withoutTags(content) }
  return { passages: [], notes: /\.(?:gif|emf|wmf|tiff?|bmp|svg)$/i.test(part) ? ['picturesUnread'] : [] }
}

function placed(part: string, xml: string, order: Map<string, number>): Passage[] {
  let paragraph = 0
  return passagesIn(xml).map(({ text: passage, isAttribute }) => {
    if (!isAttribute) paragraph++
    return { text: passage, place: placeOf(part, isAttribute, paragraph, order) }
  })
}

const PLACES: [RegExp, Place['kind']][] = [
  [/\.rels$/, 'link'],
  [/comment/i, 'comment'],
  [/word\/(?:header|footer)\d*\.xml$|^styles\.xml$/, 'heading'],
  [/^(?:word\/(?:document|footnotes|endnotes)|content)\.xml$/, 'paragraph'],
  [/^xl\//, 'sheet'],
]

function placeOf(part: string, isAttribute: boolean, paragraph: number, order: Map<string, number>): Place {
  const slide = /ppt\/(slides|notesSlides)\/(?:_rels\/)?(?:slide|notesSlide)(\d+)\.xml/.exec(part)
  if (slide)
    return { kind: slide[1] === 'slides' ? 'slide' : 'notes', number: order.get(slide[2]!) ?? Number(slide[2]) }
  const kind = PLACES.find(([pattern]) => pattern.test(part))?.[1] ?? 'hidden'
  if (kind === 'link' || !isAttribute) return kind === 'paragraph' ? { kind, number: paragraph } : { kind }
  return { kind: 'description' }
}

/** Which slide stands where: the files are numbered in the order in which they were made (ECMA-376 part 1, 13.3.6). */
function slideOrder(files: Files): Map<string, number> {
  const [deck, relations] = ['ppt/presentation.xml', 'ppt/_rels/presentation.xml.rels'].map(part => files.get(part))
  if (!deck || !relations) return new Map()
  const ids = [...text(deck).matchAll(/<p:sldId\b[^>]*\br:id="([^"]+)"/g)].map(([, id]) => id!)
  const tags = text(relations).match(/<Relationship\b[^>]*>/g) ?? []
  const targets = new Map(tags.map(tag => [/\bId="([^"]+)"/.exec(tag)?.[1], /slides\/slide(\d+)\.xml/.exec(tag)?.[1]]))
  return new Map(
    ids.flatMap((id, index) => (targets.get(id) ? [[targets.get(id)!, index + 1] as [string, number]] : [])),
  )
}

const decoder = new TextDecoder()
const text = (bytes: Uint8Array) => decoder.decode(bytes)
const encode = (xml: string) => new TextEncoder().encode(xml)
