// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { ONGOING_LEARNING, PROFESJONSFELLESSKAP, PROFESSIONAL_PRACTICE } from './alignments.js'
import { steps } from './levels.js'

export const lookingAtStudentWork: DemoMicroCredential = {
  key: 'looking-at-student-work',
  slug: 'looking-at-student-work',
  organization: 'long-table',
  author: 'miriam',
  state: 'published',
  anatomy: {
    title: 'Looking at student work together',
    summary: `Put a piece of student work on the table, describe it before you judge it, and let what colleagues saw change what you teach next.`,
    competence: `The teacher brings student work to colleagues under a protocol, separates what is on the page from what it might mean, and uses what the group saw to change a specific piece of teaching.`,
    keyMethod: `**Describe, then interpret, then decide.** Three to six colleagues look at one or two pieces of work for 40 to 50 minutes with a timekeeper. The presenting teacher gives the task and a question, and then listens. Descriptions come first and can be checked by pointing. Interpretations come second and are offered in plural. Only at the end does the presenter speak, about what to teach differently.`,
    components: [
      {
        title: 'Choose work that puzzles you',
        text: `Work you can already explain teaches a group very little. Bring the page you have read four times: the correct answer by a route you cannot follow, or the wrong one that keeps turning up. Remove names and anything else that points to a child.`,
      },
      {
        title: 'Frame one question',
        text: `Write a question that the work itself can help to answer. "What does this student understand about the size of a fraction?" can be looked for on a page. "How do I get them to care?" cannot.`,
      },
      {
        title: 'Describe before you interpret',
        text: `A full round in which each sentence could be proved by pointing. If someone says "she rushed", the timekeeper asks, "What do you see that makes you say that?" Expect this to feel slow for eight minutes and useful after that.`,
      },
      {
        title: 'Offer more than one reading',
        text: `For each puzzling feature the group gives at least two explanations and asks what evidence would tell them apart. The presenter takes notes and does not defend.`,
      },
      {
        title: 'Teach, and look again',
        text: `Within two weeks the presenter teaches something different because of the session, collects work again, and compares. What did not change is as interesting as what did.`,
      },
    ],
    research: [
      {
        title:
          'Tina Blythe, David Allen and Barbara Schieffelin Powell, Looking Together at Student Work (Teachers College Press, 1999; third edition 2015)',
        note: `The Collaborative Assessment Conference and its cousins, with the reasons for each step. Read the chapter on framing questions if you read only one.`,
      },
      {
        title:
          'Elham Kazemi and Megan Loef Franke, "Teacher Learning in Mathematics: Using Student Work to Promote Collective Inquiry", Journal of Mathematics Teacher Education 7 (2004)',
        note: `A year of monthly meetings in one school. Teachers first learned to notice the detail of students' strategies, and only then to build on them.`,
      },
      {
        title:
          'Judith Warren Little, Maryl Gearhart, Marnie Curry and Judith Kafka, "Looking at Student Work for Teacher Learning, Teacher Community, and School Reform", Phi Delta Kappan 85 (2003)',
        note: `Honest about how often groups with a protocol still avoid the hard conversation, and what helped those that did not.`,
      },
    ],
    resources: [
      {
        title: 'Looking protocol, one page, with timings for 45 minutes',
        note: `Print it for everyone at the table. The bold sentences are the ones the timekeeper reads aloud.`,
      },
      {
        title:
          'Joseph P. McDonald, Nancy Mohr, Alan Dichter and Elizabeth C. McDonald, The Power of Protocols (Teachers College Press, 2003; third edition 2013)',
        note: `A collection with advice for whoever keeps the clock. The Collaborative Assessment Conference and the ATLAS protocol both fit this micro-credential.`,
      },
    ],
    requirements: [
      {
        id: 'setting',
        part: 'overview',
        kind: 'text',
        prompt: 'Who are the learners, what was the task, and what puzzled you?',
        help: `Enough for a reader who has never met your class. No names; "a student who joined in October" is plenty.`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'work-and-record',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'The student work, and a record of the session in which you looked at it',
        help: `Photographs or scans with names removed; notes that show what was described and what was interpreted. Messy notes are welcome if they can be read.`,
        required: true,
        min: 1,
        max: 5,
      },
      {
        id: 'later-work',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Work from after you taught differently',
        help: `From the same learners, within about a month.`,
        required: false,
        max: 4,
      },
      {
        id: 'seen',
        part: 'reflection',
        kind: 'text',
        prompt: 'What did colleagues see that you had not, and which reading of it do you now find most likely?',
        help: `Point at the page. Give the reading you set aside as well, and why.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'changed',
        part: 'reflection',
        kind: 'text',
        prompt: 'What did you teach differently, and what happened?',
        help: `One lesson or a short run of lessons. Say what did not change, too.`,
        required: true,
        min: 80,
        max: 300,
      },
    ],
    rubric: [
      {
        id: 'describing',
        name: 'Describing before judging',
        description: 'Does the record keep what is on the page apart from what it might mean?',
        requiredLevelId: 'met',
        levels: steps(
          `The record goes straight to verdicts: "careless", "a strong piece", "doesn't get it".`,
          `Some statements could be checked by pointing at the work; most mix what is seen with what is concluded.`,
          `The descriptions can be checked by pointing, and they come before the interpretations. A reader could tell which is which.`,
          `The descriptions are fine-grained enough to surprise: they include features that do not fit the presenter's first explanation, and the group stays with them.`,
        ),
      },
      {
        id: 'readings',
        name: 'More than one reading',
        description: 'Are rival explanations held open long enough to be compared?',
        requiredLevelId: 'met',
        levels: steps(
          `One explanation, usually the one that the teacher brought.`,
          `A second explanation is mentioned and dropped without a reason that rests on the work.`,
          `At least two explanations of the same feature are compared against the work, and the choice between them is argued.`,
          `The teacher also says what evidence would overturn the chosen reading, and has gone to look for it.`,
        ),
      },
      {
        id: 'acting',
        name: 'Teaching differently',
        description: 'Did what was seen change something that learners met?',
        requiredLevelId: 'met',
        levels: steps(
          `Intentions in general terms ("more hands-on work").`,
          `A specific change that could have been made without the session, or that has not yet been taught.`,
          `A specific change, taught, that follows from something the group saw, with an account of what happened.`,
          `As in the level before, and later work from the same learners is used to say what the change did and did not do.`,
        ),
      },
    ],
    hours: 12,
    credits: 1,
    alignments: [PROFESSIONAL_PRACTICE, ONGOING_LEARNING, PROFESJONSFELLESSKAP],
    validityMonths: 60,
    subjects: ['Any subject', 'Teacher collaboration', 'Assessment'],
    language: 'en',
    badge: { shape: 'roundel', colour: 'spruce', icon: 'scan-eye', text: 'Student work' },
  },
}
