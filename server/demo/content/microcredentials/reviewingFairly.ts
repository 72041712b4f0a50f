// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { LEADERSHIP_IN_LEARNING, ONGOING_LEARNING } from './alignments.js'
import { steps } from './levels.js'

export const reviewingFairly: DemoMicroCredential = {
  key: 'reviewing-fairly',
  slug: 'reviewing-evidence-fairly',
  organization: 'long-table',
  author: 'george',
  state: 'published',
  anatomy: {
    title: `Reviewing a colleague's evidence fairly`,
    summary: `Judge a submission on what is in it, say why in words that its author can use, and know how far your judgement can be trusted.`,
    competence: `The reviewer applies a rubric consistently to other teachers' evidence, writes feedback that makes the next step visible, and monitors and corrects their own leanings.`,
    keyMethod: `**Read, place, say why, compare.** Read the whole before you score any of it. Place each criterion by the descriptor, from the bottom up, and stop at the first sentence that is not true. Say why with a place in the evidence. Compare with other reviewers only after all have locked.`,
    components: [
      {
        title: 'Read without a pen',
        text: `The first reading is for finding out what this teacher was trying to do.`,
      },
      {
        title: 'Place by the descriptor',
        text: `Fluent writing is not a criterion. Neither is a task that you would have liked to teach.`,
      },
      {
        title: 'Feedback for a next attempt',
        text: `One thing that is there, one that is missing, and where in the evidence you looked for it.`,
      },
      {
        title: 'Know your leanings',
        text: `Look at your own figures twice a year with somebody who scores differently.`,
      },
    ],
    research: [
      {
        title:
          'D. Royce Sadler, "Indeterminacy in the use of preset criteria for assessment and grading", Assessment & Evaluation in Higher Education 34 (2009)',
        note: `Why two careful people with one rubric may still differ, and what talk can do about it.`,
      },
      {
        title: 'Pamela A. Moss, "Can There Be Validity Without Reliability?", Educational Researcher 23 (1994)',
        note: `What is lost when disagreement between readers is treated as nothing but error.`,
      },
    ],
    resources: [
      {
        title: 'The anchors of any calibration set',
        note: `Work with agreed levels and the reasons: read the reasons twice, above all where they surprise you.`,
      },
    ],
    requirements: [
      {
        id: 'leanings',
        part: 'overview',
        kind: 'text',
        prompt: 'Where do your scores differ from those of others, and what do you think that comes from?',
        help: `Use your own figures.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'record',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Your record of reviewing',
        help: `The page with your figures makes it for you. It names nobody.`,
        required: true,
        min: 1,
        max: 2,
      },
      {
        id: 'feedback',
        part: 'artefacts',
        kind: 'text',
        prompt: 'Feedback on an anchor: one criterion that is met, and one that is not',
        help: `On an anchor that you scored, never on the work of somebody who waits for an answer.`,
        required: true,
        min: 80,
        max: 400,
      },
      {
        id: 'changed-mind',
        part: 'reflection',
        kind: 'text',
        prompt: 'When did a panel change your mind, or fail to?',
        help: `Both are of interest.`,
        required: true,
        min: 80,
        max: 300,
      },
    ],
    rubric: [
      {
        id: 'grounds',
        name: 'Grounds in the evidence',
        description: 'Does each judgement point to something?',
        requiredLevelId: 'met',
        levels: steps(
          `Judgements without grounds.`,
          `Grounds in general terms, or in only part of the evidence.`,
          `Each judgement names a place in the evidence and the words of the descriptor.`,
          `Evidence that speaks against the judgement is named as well.`,
        ),
      },
      {
        id: 'usefulness',
        name: 'Feedback that can be used',
        description: 'Would the author know what to do on Monday?',
        requiredLevelId: 'met',
        levels: steps(
          `Praise or verdict.`,
          `Advice that would fit any submission.`,
          `What is missing is named, and a next step that is within reach.`,
          `The feedback also builds on what this author was trying to do.`,
        ),
      },
      {
        id: 'self-knowledge',
        name: 'Knowing your leanings',
        description: 'Does the reviewer watch their own judgement?',
        requiredLevelId: 'met',
        levels: steps(
          `No pattern is named.`,
          `A pattern is named without figures or examples.`,
          `A pattern is shown with figures or examples, with an attempt to correct it.`,
          `The effect of the correction has been checked.`,
        ),
      },
    ],
    hours: 10,
    credits: 1,
    alignments: [LEADERSHIP_IN_LEARNING, ONGOING_LEARNING],
    validityMonths: 24,
    subjects: ['Reviewing', 'Assessment'],
    meantFor: 'reviewers',
    language: 'en',
    badge: { shape: 'roundel', colour: 'marigold', icon: 'scale', text: 'Fair reviewer' },
  },
}
