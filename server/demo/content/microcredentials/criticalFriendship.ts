// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { LEADERSHIP_IN_LEARNING, ONGOING_LEARNING, PROFESJONSFELLESSKAP } from './alignments.js'
import { steps } from './levels.js'

export const criticalFriendship: DemoMicroCredential = {
  key: 'critical-friendship',
  slug: 'critical-friendship',
  organization: 'long-table',
  author: 'miriam',
  state: 'published',
  anatomy: {
    title: 'Being a critical friend',
    summary: `Ask the question that a colleague would rather not hear, in a way that makes them glad you did, and let them ask you one back.`,
    competence: `The teacher sustains a reciprocal relationship with a colleague in which each offers observation and questions that make practice open to change, with trust and candour in balance.`,
    keyMethod: `**Three rounds with one colleague over a term: agree, visit, ask.** Agree on what the friend wants looked at and what is off limits. Visit a lesson and write down only what was said and done. Ask two questions that you do not know the answer to. Then change places. Between rounds, write about what you held back and why.`,
    components: [
      {
        title: 'Make the agreement',
        text: `Half a page: focus, what will be written down, who may see it, how to stop. Friends who skip this end up being polite.`,
      },
      {
        title: 'Observe without verdicts',
        text: `Record speech, movement and work, with times. Cross out every adjective and see whether the notes are still worth handing over.`,
      },
      {
        title: 'Ask what you do not know',
        text: `"Why did you not wait longer?" is advice in disguise. "What were you watching for in those two seconds?" might be a question.`,
      },
      {
        title: 'Hold warm and cool together',
        text: `A warm remark says what worked and for whom. A cool one names a distance between what was wanted and what happened. Either on its own is of little use.`,
      },
      {
        title: 'Change places',
        text: `If only one of you is ever observed, it is coaching. That is a fine thing, and a different one.`,
      },
    ],
    research: [
      {
        title:
          'Arthur L. Costa and Bena Kallick, "Through the Lens of a Critical Friend", Educational Leadership 51 (1993)',
        note: `The definition most people quote: a trusted person who asks provocative questions and offers critique as a friend.`,
      },
      {
        title: 'Deborah Bambino, "Critical Friends", Educational Leadership 59 (2002)',
        note: `Short accounts of groups at work, in teachers' voices.`,
      },
      {
        title:
          'Sue Swaffield, "Critical friendship, dialogue and learning, in the context of Leadership for Learning", School Leadership & Management 28 (2008)',
        note: `On trust, and why distance helps as well as closeness.`,
      },
      {
        title:
          'Betty Achinstein, "Conflict Amid Community: The Micropolitics of Teacher Collaboration", Teachers College Record 104 (2002)',
        note: `What communities do with disagreement decides whether they learn. A bracing companion to the other three.`,
      },
    ],
    resources: [
      {
        title: 'The half-page agreement',
        note: `Five blanks and two signatures.`,
      },
      {
        title: 'Question stems, and the same stems rewritten as advice',
        note: `For practising the difference out loud.`,
      },
    ],
    requirements: [
      {
        id: 'agreement',
        part: 'overview',
        kind: 'text',
        prompt: 'Who are you to each other, and what did you agree?',
        help: `Roles and not names. What was off limits, and was that respected?`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'notes',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Observation notes and the questions that came of them, in both directions',
        help: `At least one set from each of you, shared with your friend's consent.`,
        required: true,
        min: 1,
        max: 4,
      },
      {
        id: 'asked',
        part: 'reflection',
        kind: 'text',
        prompt: 'Which question did you ask that mattered, and what did it cost to ask it?',
        help: `Say how you know that it mattered.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'received',
        part: 'reflection',
        kind: 'text',
        prompt:
          'What did you hear about your own teaching that you would rather not have, and what have you done with it?',
        help: `Nobody needs to agree with a critical friend. Tell us how you decided.`,
        required: true,
        min: 80,
        max: 300,
      },
    ],
    rubric: [
      {
        id: 'observing',
        name: 'Observation before opinion',
        description: 'Do the notes give the friend their own lesson back?',
        requiredLevelId: 'met',
        levels: steps(
          `Impressions, praise and tips.`,
          `Some records of what was said and done, mixed with evaluation.`,
          `Records that the friend could recognize and question, tied to the focus they chose.`,
          `Records fine enough that the friend saw something in them that the observer had not.`,
        ),
      },
      {
        id: 'questions',
        name: 'Questions that open',
        description: 'Could the asker have been surprised by the answer?',
        requiredLevelId: 'met',
        levels: steps(
          `Advice, with or without a question mark.`,
          `Open in form; the answer wanted is easy to guess.`,
          `The asker did not know the answer, and the friend's thinking moved.`,
          `The question changed the focus of the work that followed, for one or both.`,
        ),
      },
      {
        id: 'candour',
        name: 'Candour with care',
        description: 'Is something uncomfortable said, and can it be heard?',
        requiredLevelId: 'met',
        levels: steps(
          `Only comfort, or only fault.`,
          `Discomfort is hinted at or softened until it could be missed.`,
          `A difficult observation is named plainly, within the agreement, and the friend could use it.`,
          `The teacher also examines what they held back, and what that did to the friendship or the learning.`,
        ),
      },
      {
        id: 'reciprocity',
        name: 'Both ways',
        description: 'Does the teacher receive as well as give?',
        requiredLevelId: 'met',
        levels: steps(
          `One direction only.`,
          `Both were observed; the teacher's own part is told without a consequence.`,
          `Something heard from the friend was weighed, and acted on or set aside for a stated reason.`,
          `The account shows how being observed changed how the teacher observes.`,
        ),
      },
    ],
    hours: 15,
    credits: 1.5,
    alignments: [LEADERSHIP_IN_LEARNING, ONGOING_LEARNING, PROFESJONSFELLESSKAP],
    validityMonths: 60,
    subjects: ['Teacher collaboration', 'Mentoring'],
    language: 'en',
    badge: { shape: 'hexagon', colour: 'marigold', icon: 'messages-square', text: 'Critical friend' },
  },
}
