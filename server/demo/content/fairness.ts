import type { DemoReading } from './types.js'

/** Whose work should be read alike, in the words of the author who wrote the anchors a second time. */
export const READ_ALIKE = 'Teachers who write in a language that is not their first'
/** Whoever has not reviewed for so long looks at the anchors again. */
export const PAUSE_DAYS = 65

/** All slip now and then, the same on both versions; one does not know that fluent writing has come to count. */
export const readings: DemoReading[] = [
  { by: 'hannah', calibrated: [138, 68], plain: 40, other: 3 },
  { by: 'anders', calibrated: [124, 54], plain: 7, other: 7 },
  { by: 'liv', calibrated: [122, 51], plain: 9, other: 10 },
  { by: 'sunniva', calibrated: [120, 49], plain: 6, other: 7 },
  { by: 'brendan', calibrated: [118, 47], plain: 11, other: 11 },
  { by: 'leila', calibrated: [112], plain: 8, other: 9 },
  { by: 'daniel', calibrated: [110], plain: 10, other: 9 },
  { by: 'priya', calibrated: [108], plain: 12, other: 12 },
  { by: 'ruth', calibrated: [106], plain: 7, other: 8 },
]

/** In the middle of the test: whoever continues as the reviewer can go on with it. */
export const underWay = { by: 'hannah', daysAgo: 1, answered: 3 }

export const talk = {
  with: 'hannah',
  by: 'miriam',
  daysAgo: 12,
  words: `Hello Hannah, before I wrote I wanted to read all fifteen pairs myself, and that took me longer than it should have. I find the same work in both, and I cannot find what you might have seen in one and not in the other. Nobody has complained, and nothing has been decided. One in twenty of us gets a figure like this by luck. Could you read two or three of your own comments again, and tell me what you go by when the writing limps and the lesson does not?`,
  answeredDaysAgo: 9,
  answer: `Thank you for asking first. I teach English, and I think that you have found something. Where a sentence trips me I read it again, and by then I am looking for faults. I have gone back to my notes: twice I wrote "unclear" where I meant "unidiomatic". I would like to try reading the evidence aloud before I place it, and I would not mind scoring the anchors again.`,
}
