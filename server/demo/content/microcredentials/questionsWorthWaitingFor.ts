// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { COMMITMENT_TO_STUDENTS, PROFESSIONAL_PRACTICE } from './alignments.js'
import { steps, threeSteps } from './levels.js'

/** Still a draft: the second criterion is argued over in the student work table. */
export const questionsWorthWaitingFor: DemoMicroCredential = {
  key: 'questions-worth-waiting-for',
  slug: 'questions-worth-waiting-for',
  organization: 'long-table',
  author: 'miriam',
  state: 'draft',
  anatomy: {
    title: 'Questions worth waiting for',
    summary: `Ask fewer questions, wait longer for the answers, and let more learners finish a thought.`,
    competence: `The teacher asks questions that need thinking, protects the silence after them and after an answer, and uses what learners say then.`,
    keyMethod: `**Ask, wait, hear, wait again.** One question that cannot be answered at once. Three seconds before anybody is asked, and three more after the answer, in which somebody may add to it. Then go on from what was said.`,
    components: [
      { title: 'A question that needs the silence', text: `If the first hand is up at once, it was a reminder.` },
      { title: 'Waiting that one can see', text: `Say that you wait, put the pen down, and let nobody be rescued.` },
      { title: 'Going on from the answer', text: `The next question takes up what was said, not what was planned.` },
    ],
    research: [
      {
        title:
          'Mary Budd Rowe, "Wait Time: Slowing Down May Be A Way of Speeding Up!", Journal of Teacher Education 37 (1986)',
        note: `Short, readable, and still surprising about what three seconds do.`,
      },
    ],
    resources: [
      { title: 'A tally sheet for one lesson', note: `Seconds before and after; ask a colleague to keep it.` },
    ],
    requirements: [
      {
        id: 'lesson',
        part: 'overview',
        kind: 'text',
        prompt: 'Which lesson, which three questions, and what made them worth waiting for?',
        help: `Write the questions down as you asked them.`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'tallies',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Tallies or a transcript from two lessons',
        help: `Before you began to wait, and some weeks later. No names.`,
        required: true,
        min: 2,
        max: 4,
      },
      {
        id: 'heard',
        part: 'reflection',
        kind: 'text',
        prompt: 'Whom did you hear that you had not heard before, and what did it change?',
        help: `One learner whom the silence did not help belongs here as well.`,
        required: true,
        min: 80,
        max: 300,
      },
    ],
    rubric: [
      {
        id: 'questions',
        name: 'Questions that need thinking',
        description: 'Could they be answered at once?',
        requiredLevelId: 'met',
        levels: steps(
          `Questions ask for what was said before.`,
          `One question needs thinking; the others remind.`,
          `All three need thinking, and it is said why.`,
          `They also build on one another.`,
        ),
      },
      {
        id: 'silence',
        name: 'Silence that is kept',
        description: 'Is there time before and after answers?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `Answers follow at once.`,
          `There are three seconds before most answers and after some.`,
          `Learners have begun to keep the silence for one another.`,
        ),
      },
      {
        id: 'use',
        name: 'Answers that are used',
        description: 'Does the lesson go on from them?',
        requiredLevelId: 'met',
        levels: steps(
          `Answers are judged and left.`,
          `An answer is repeated or praised.`,
          `The next question takes up what was said.`,
          `The plan changes because of an answer, and it is said how.`,
        ),
      },
    ],
    hours: 6,
    credits: 0.5,
    alignments: [COMMITMENT_TO_STUDENTS, PROFESSIONAL_PRACTICE],
    subjects: ['Any subject'],
    language: 'en',
    badge: { shape: 'leaf', colour: 'moss', icon: 'hourglass', text: 'Worth waiting for' },
  },
}
