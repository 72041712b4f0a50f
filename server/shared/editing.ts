import { Conflict } from './errors.js'
import { newId } from './ids.js'

/** An open form: which one it is (a tab, a device), and when it was opened. */
export interface Editing {
  editorId: string
  openedAt: Date
}

/** Who saved last, and when. */
export interface LastTyped {
  editorId?: string
  typedAt?: Date
}

/** Words that were saved from another form meanwhile would have been written over unseen. */
export class Overtaken extends Conflict {}

/** A form that is about to be opened. */
export const newEditing = (now: Date) => ({ editorId: newId(now), openedAt: now.toISOString() })

/** As the partial `editing` sends it along; undefined where a form does not say. */
export function editingIn(body: unknown): Editing | undefined {
  const { editorId, openedAt } = (body ?? {}) as Record<string, unknown>
  const opened = new Date(typeof openedAt === 'string' ? openedAt : '')
  const isSaid = typeof editorId === 'string' && editorId.length > 0 && editorId.length <= 40
  return isSaid && !Number.isNaN(opened.getTime()) ? { editorId, openedAt: opened } : undefined
}

/** Throws Overtaken where words of another form, saved since this one was opened, would be written over unseen. */
export function ensureNotOvertaken({ editorId, typedAt }: LastTyped, editing: Editing | undefined): void {
  if (!editing || !editorId || !typedAt) return
  if (editorId !== editing.editorId && typedAt > editing.openedAt) throw new Overtaken('Another tab has written on')
}
