import type { Anatomy } from '../microcredential/index.js'
import type { Evidence } from '../review/index.js'

/** What an author wrote in place of what an earner would have sent. */
export interface WrittenPiece {
  requirementId: string
  text: string
}

const FORMS = { text: 'response', artefact: 'writing' } as const

/** Written anchors look as submissions do: numbered answers, and texts where artefacts are asked for. */
export function writtenEvidence({ requirements }: Pick<Anatomy, 'requirements'>, pieces: WrittenPiece[]): Evidence[] {
  const counts = { text: 0, artefact: 0 }
  const written = requirements.flatMap(({ id: requirementId, kind }) => {
    const text = pieces.find(piece => piece.requirementId === requirementId)?.text.trim()
    return text ? [{ requirementId, text, form: FORMS[kind], number: ++counts[kind] }] : []
  })
  return written.map((piece, index) => ({ ...piece, id: `e${index + 1}`, kind: 'text', name: `Text ${index + 1}` }))
}
