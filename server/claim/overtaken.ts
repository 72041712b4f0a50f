import { type Criterion, levelOf } from '../shared/rubric.js'
import { type Asked, levelField, noteField, responseField } from './completeness.js'
import { type Draft, textIn } from './draft.js'

/** What another tab or device has saved meanwhile, where it says something else than what was just typed. */
export interface OtherWords {
  about: string
  text: string
}

type Typed = Record<string, unknown>

const isOther = (text: string, typed: unknown) => typeof typed === 'string' && plain(typed) !== plain(text)
const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim()

export function otherTexts(requirements: Asked[], draft: Draft, typed: Typed): OtherWords[] {
  return requirements
    .map(({ id, prompt }) => ({ about: prompt, text: textIn(draft, id), typed: typed[responseField(id)] }))
    .filter(({ text, typed }) => isOther(text, typed))
    .map(({ about, text }) => ({ about, text }))
}

export function otherJudgements(criteria: Criterion[], draft: Draft, typed: Typed): OtherWords[] {
  return criteria.flatMap(criterion => {
    const { levelId = '', note = '' } = draft.selfAssessment.find(each => each.criterionId === criterion.id) ?? {}
    const [level, words] = [typed[levelField(criterion.id)], typed[noteField(criterion.id)]]
    if (!isOther(note, words) && (level === undefined ? '' : level) === levelId) return []
    const text = [levelOf(criterion, levelId)?.name, note].filter(Boolean).join('\n')
    return [{ about: criterion.name, text }]
  })
}
