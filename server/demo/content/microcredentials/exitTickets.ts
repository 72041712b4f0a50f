import type { DemoMicroCredential } from '../types.js'
import { PROFESSIONAL_PRACTICE } from './alignments.js'
import { threeSteps } from './levels.js'

export const exitTickets: DemoMicroCredential = {
  key: 'exit-tickets',
  slug: 'exit-tickets-first-steps',
  organization: 'long-table',
  author: 'george',
  state: 'retired',
  retiredBecause: `It rewarded collecting slips. What mattered in it moved into "Formative assessment that learners own".`,
  anatomy: {
    title: 'Exit tickets: first steps',
    summary: `Ask one good question in the last four minutes, and read the answers before the next lesson.`,
    competence: `The teacher writes a closing question that shows understanding of the day's idea, and sorts the answers to plan the next lesson.`,
    keyMethod: `**One question, four minutes, three piles.** Write the question before you plan the lesson. Sort the answers the same day into have it, nearly, and something else. Begin the next lesson from the largest surprise.`,
    components: [
      { title: 'Write the question first', text: `If you cannot write it, the lesson does not have an aim yet.` },
      { title: 'Sort without marking', text: `Three piles, no ticks. It takes seven minutes for thirty slips.` },
      {
        title: 'Begin from the surprise',
        text: `Read two anonymous answers aloud and ask the class about the difference.`,
      },
    ],
    research: [
      {
        title: 'Dylan Wiliam, Embedded Formative Assessment (Solution Tree, 2011)',
        note: `Chapter 4, on eliciting evidence of learners' achievement.`,
      },
    ],
    resources: [{ title: 'Forty exit questions by subject', note: `Written by members in the first two years.` }],
    requirements: [
      {
        id: 'question',
        part: 'overview',
        kind: 'text',
        prompt: 'What did you ask, and what would a good answer show?',
        help: `Give the question as learners saw it.`,
        required: true,
        min: 40,
        max: 150,
      },
      {
        id: 'slips',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'A photograph of the sorted slips',
        help: `Without names.`,
        required: true,
        min: 1,
        max: 2,
      },
      {
        id: 'next-day',
        part: 'reflection',
        kind: 'text',
        prompt: 'What did you do the next day?',
        help: `And what would you ask instead?`,
        required: true,
        min: 60,
        max: 200,
      },
    ],
    rubric: [
      {
        id: 'question',
        name: 'A question worth answering',
        description: 'Does it show understanding?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `It can be answered by recall, or with a feeling.`,
          `It cannot be answered well without the idea of the day.`,
          `Different wrong answers would point to different misunderstandings.`,
        ),
      },
      {
        id: 'sorting',
        name: 'Reading the answers',
        description: 'Are the answers sorted by thinking?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `Sorted as right and wrong.`,
          `Sorted by the thinking they show.`,
          `Re-sorted with a colleague, or with the class.`,
        ),
      },
      {
        id: 'next-lesson',
        name: 'The next lesson',
        description: 'Did it begin from what was found?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `The next lesson went as planned.`,
          `The next lesson began from a pattern in the answers.`,
          `Learners could see that their answers had changed the plan.`,
        ),
      },
    ],
    hours: 4,
    credits: 0.5,
    alignments: [PROFESSIONAL_PRACTICE],
    validityMonths: 24,
    subjects: ['Any subject', 'Assessment'],
    language: 'en',
    badge: { shape: 'roundel', colour: 'brick', icon: 'ticket', text: 'Exit tickets' },
  },
}
