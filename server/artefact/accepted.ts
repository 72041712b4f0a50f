import { Invalid } from '../shared/errors.js'

export const ARTEFACT_KINDS = ['pdf', 'image', 'audio', 'video', 'office', 'text', 'link'] as const
export type ArtefactKind = (typeof ARTEFACT_KINDS)[number]

const MEBIBYTE = 1024 * 1024

export const LARGEST_FILE_BYTES = 50 * MEBIBYTE
export const QUOTA_BYTES = 2048 * MEBIBYTE

export interface AcceptedType {
  kind: ArtefactKind
  /** What a name of such a file may end with; the first is added to a name that ends otherwise. */
  extensions: readonly string[]
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument'

/** Every media type that is stored and served, and nothing else is. */
export const ACCEPTED: Readonly<Record<string, AcceptedType>> = {
  'application/pdf': { kind: 'pdf', extensions: ['pdf'] },
  'image/jpeg': { kind: 'image', extensions: ['jpg', 'jpeg'] },
  'image/png': { kind: 'image', extensions: ['png'] },
  'image/gif': { kind: 'image', extensions: ['gif'] },
  'image/webp': { kind: 'image', extensions: ['webp'] },
  'audio/mpeg': { kind: 'audio', extensions: ['mp3'] },
  'audio/mp4': { kind: 'audio', extensions: ['m4a', 'mp4'] },
  'audio/ogg': { kind: 'audio', extensions: ['ogg', 'oga', 'opus'] },
  'audio/wav': { kind: 'audio', extensions: ['wav'] },
  'audio/webm': { kind: 'audio', extensions: ['webm', 'weba'] },
  'video/mp4': { kind: 'video', extensions: ['mp4', 'm4v'] },
  'video/webm': { kind: 'video', extensions: ['webm'] },
  'video/quicktime': { kind: 'video', extensions: ['mov', 'qt'] },
  [`${OPEN_XML}.wordprocessingml.document`]: { kind: 'office', extensions: ['docx'] },
  [`${OPEN_XML}.spreadsheetml.sheet`]: { kind: 'office', extensions: ['xlsx'] },
  [`${OPEN_XML}.presentationml.presentation`]: { kind: 'office', extensions: ['pptx'] },
  [`${OPEN_DOCUMENT}.text`]: { kind: 'office', extensions: ['odt'] },
  [`${OPEN_DOCUMENT}.spreadsheet`]: { kind: 'office', extensions: ['ods'] },
  [`${OPEN_DOCUMENT}.presentation`]: { kind: 'office', extensions: ['odp'] },
  'text/plain': { kind: 'text', extensions: ['txt', 'text', 'log'] },
  'text/markdown': { kind: 'text', extensions: ['md', 'markdown'] },
  'text/csv': { kind: 'text', extensions: ['csv'] },
}

/** For the file chooser. Without HEIC in it, iPhones hand over their photos as JPEG. */
export const ACCEPT_ATTRIBUTE = Object.entries(ACCEPTED)
  .flatMap(([mediaType, { extensions }]) => [mediaType, `.${extensions[0]}`])
  .join(',')

export type RefusalReason =
  | 'empty'
  | 'tooLarge'
  | 'overQuota'
  | 'broken'
  | 'unknown'
  | 'webPage'
  | 'drawing'
  | 'program'
  | 'macros'
  | 'archive'
  | 'encrypted'
  | 'oldOffice'
  | 'richText'
  | 'heic'
  | 'otherPicture'
  | 'hugePicture'
  | 'otherSound'
  | 'otherFilm'
  | 'notALink'

/** Why something is not taken; each reason has a sentence at `artefact.refused.<reason>`. */
export class Refused extends Invalid {
  constructor(
    readonly reason: RefusalReason,
    readonly values: Record<string, string | number> = {},
  ) {
    super(`Refused: ${reason}`)
  }

  get messageKey(): string {
    return `artefact.refused.${this.reason}`
  }
}
