// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { LEADERSHIP_IN_LEARNING, ONGOING_LEARNING } from './alignments.js'
import { threeSteps } from './levels.js'

export const mentoringANewColleague: DemoMicroCredential = {
  key: 'mentoring-a-new-colleague',
  slug: 'mentoring-a-new-colleague',
  organization: 'wren-lake',
  author: 'nadia',
  state: 'published',
  anatomy: {
    title: 'Mentoring a new colleague',
    summary: `Walk beside somebody in their first year: listen more than you tell, look together at what their students do, and leave the decisions with them.`,
    competence: `The mentor meets a new colleague regularly over at least one term, works from the colleague's own questions and from what students do, and hands over so that the colleague needs less of the mentor at the end than at the beginning.`,
    keyMethod: `**Their question first, then students' work, then one small step.** Begin every conversation with what the new colleague brings. Look at student work or a lesson together before anybody gives advice. End with one thing that the colleague has chosen to try, and ask about it next time.`,
    components: [
      {
        title: 'Agree on what this is',
        text: `Say in the first meeting what stays between you, and that nothing of it reaches an evaluation. Write it down.`,
      },
      {
        title: 'Listen past the first answer',
        text: `"Fine" in October means something. Count to five before you say anything.`,
      },
      {
        title: 'Look at the same thing',
        text: `Ten minutes in their room with one question of theirs in your notebook. Bring back what students did and said.`,
      },
      {
        title: 'Let go',
        text: `By spring they should be choosing what to look at, and sometimes saying no to you.`,
      },
    ],
    research: [
      {
        title:
          'Sharon Feiman-Nemser, "From Preparation to Practice: Designing a Continuum to Strengthen and Sustain Teaching", Teachers College Record 103 (2001)',
        note: `What new teachers still have to learn on the job, and why help with the photocopier is not mentoring.`,
      },
      {
        title:
          'Richard M. Ingersoll and Michael Strong, "The Impact of Induction and Mentoring Programs for Beginning Teachers", Review of Educational Research 81 (2011)',
        note: `Fifteen studies, read side by side. Most found something; not all of them did.`,
      },
    ],
    resources: [
      { title: 'Four afternoons: what each mentor circle is for', note: `Bring one conversation that went wrong.` },
      { title: 'First conversation, on one page', note: `What stays between us, when we meet, how we stop.` },
    ],
    requirements: [
      {
        id: 'beginning',
        part: 'overview',
        kind: 'text',
        prompt: 'How did the two of you begin, and what did you agree on?',
        help: `Without your colleague's name.`,
        required: true,
        min: 50,
        max: 250,
      },
      {
        id: 'notes',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Your notes of two conversations that were based on student work',
        help: `Your colleague has agreed to them being read.`,
        required: true,
        min: 1,
        max: 3,
      },
      {
        id: 'letting-go',
        part: 'reflection',
        kind: 'text',
        prompt: 'What did you stop doing, and how did you know that it was time?',
        help: `Include one thing that you told your colleague and would ask about instead today.`,
        required: true,
        min: 80,
        max: 300,
      },
    ],
    rubric: [
      {
        id: 'their-question',
        name: `The colleague's own questions`,
        description: 'Who decides what the conversations are about?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `The mentor sets the agenda.`,
          `Conversations begin from what the colleague brings.`,
          `The colleague's questions change over the year, and the notes show how.`,
        ),
      },
      {
        id: 'student-work',
        name: 'Looking at what students do',
        description: 'What is the advice based on?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `Advice is about the teacher, or about how the mentor would do it.`,
          `Both look at what students did before anything is suggested.`,
          `They disagree about what it shows, and go back to look again.`,
        ),
      },
      {
        id: 'letting-go',
        name: 'Letting go',
        description: 'Does the colleague need less help in the end?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `The help stays the same, or stops at once.`,
          `The mentor stops doing something in time, and can say why.`,
          `The colleague leads some of the conversations, or helps somebody else.`,
        ),
      },
    ],
    awardedBy: 'completion',
    hours: 16,
    credits: 1,
    relations: [{ relation: 'buildsOn', slug: 'critical-friendship' }],
    alignments: [LEADERSHIP_IN_LEARNING, ONGOING_LEARNING],
    validityMonths: 36,
    subjects: ['Mentoring', 'Any subject'],
    language: 'en',
    badge: { shape: 'hexagon', colour: 'spruce', icon: 'handshake', text: 'Mentor' },
  },
}
