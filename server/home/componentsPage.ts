import { formView, options } from '../web/formView.js'

const DAY_MS = 24 * 3600 * 1000

/** Every component once, with believable content: where a designer looks before building another. */
export function componentsPage(now: Date) {
  const rejected = { errors: [{ field: 'example-title', messageKey: 'forms.required' }], raw: {} }
  return {
    title: 'Components',
    ...formView({}, rejected),
    choices: options(['community', 'mention', 'review'], 'notification.kind', 'mention'),
    steps: [
      { at: new Date(now.getTime() - 9 * DAY_MS), messageKey: 'home.components.step', values: { n: 1 }, state: 'done' },
      { at: now, messageKey: 'home.components.step', values: { n: 2 }, state: 'now' },
      { messageKey: 'home.components.step', values: { n: 3 }, state: 'next' },
    ],
    colours: [
      'paper',
      'paper-raised',
      'paper-sunk',
      'ink',
      'ink-soft',
      'line',
      'spruce',
      'marigold',
      'moss',
      'amber',
      'brick',
      'slate',
    ],
  }
}
