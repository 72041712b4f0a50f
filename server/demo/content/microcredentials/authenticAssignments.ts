// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { COMMITMENT_TO_STUDENTS, PROFESSIONAL_PRACTICE } from './alignments.js'
import { steps, threeSteps } from './levels.js'

export const authenticAssignments: DemoMicroCredential = {
  key: 'authentic-assignments',
  slug: 'assignments-with-a-real-reader',
  organization: 'long-table',
  author: 'george',
  state: 'published',
  anatomy: {
    title: 'Assignments with a real reader',
    summary: `Design an assignment whose result matters to somebody other than the teacher, and keep the discipline's standards while you do.`,
    competence: `The teacher designs, teaches and revises an assignment in which learners use disciplinary knowledge to make something for an audience that needs it, with the support for every learner to reach it.`,
    keyMethod: `**Work backwards from the reader.** Find someone with a use for the work. Ask what they would need it to be. Hold that against what the curriculum asks learners to know; where the two overlap is the assignment. Plan the models, critique and drafts that get everyone there, deliver it, and bring back what the reader said.`,
    components: [
      {
        title: 'Find the reader first',
        text: `A parks officer, a Grade 2 class, the people two doors down who are opening a bakery. An audience that claps is a performance. A reader asks questions.`,
      },
      {
        title: 'Keep the discipline in',
        text: `Write the sentence: "They cannot do this well without understanding ___." If the blank is easy to skip with good layout, redesign.`,
      },
      {
        title: 'Models, critique, drafts',
        text: `Study excellent work of the kind. Critique that is kind, specific and helpful, at least once at the point where it can still change the structure.`,
      },
      {
        title: 'Deliver, and hear back',
        text: `The work leaves the building. The reader's answer comes into the lesson, even when it says that the map was upside down.`,
      },
    ],
    research: [
      {
        title:
          'Judith Gulikers, Theo Bastiaens and Paul Kirschner, "A five-dimensional framework for authentic assessment", Educational Technology Research and Development 52 (2004)',
        url: 'https://doi.org/10.1007/BF02504676',
        note: `Task, physical context, social context, form and criteria. Useful because an assignment can be real in one and hollow in another.`,
      },
      {
        title:
          'Fred M. Newmann, Anthony S. Bryk and Jenny K. Nagaoka, Authentic Intellectual Work and Standardized Tests: Conflict or Coexistence? (Consortium on Chicago School Research, 2001)',
        note: `Assignments that asked for construction of knowledge, disciplined inquiry and value beyond school, and what happened to test scores.`,
      },
      {
        title:
          'Ron Berger, An Ethic of Excellence: Building a Culture of Craftsmanship with Students (Heinemann, 2003)',
        note: `A carpenter and teacher on models, critique and many drafts.`,
      },
    ],
    resources: [
      {
        title: 'Letter to a possible reader, template',
        note: `Four sentences: who we are, what we could make for you, what we would need to know, when we would bring it.`,
      },
    ],
    requirements: [
      {
        id: 'reader',
        part: 'overview',
        kind: 'text',
        prompt: 'Who is the reader, what did they need, and what must learners understand to meet the need?',
        help: `Finish the sentence: "They cannot do this well without understanding ___."`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'assignment-and-work',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'The assignment as given, and work at two or more levels of quality',
        help: `Include a piece that fell short. No names.`,
        required: true,
        min: 1,
        max: 6,
      },
      {
        id: 'support',
        part: 'reflection',
        kind: 'text',
        prompt: 'How did models, critique and drafts help the learner who was furthest from it?',
        help: `Follow one learner through.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'reply',
        part: 'reflection',
        kind: 'text',
        prompt: 'What did the reader say, and what will you change?',
        help: `In their words where you can.`,
        required: true,
        min: 70,
        max: 300,
      },
      {
        id: 'reader-reply',
        part: 'artefacts',
        kind: 'artefact',
        prompt: `The reader's reply`,
        help: `A letter, an e-mail, a photograph of the sign in the park.`,
        required: false,
        max: 2,
      },
    ],
    rubric: [
      {
        id: 'reader',
        name: 'A reader with a use',
        description: 'Does somebody outside the class need this?',
        requiredLevelId: 'met',
        levels: steps(
          `The audience is imagined, or it is the teacher with a hat on.`,
          `Real people look at the work; nothing depends on what it says.`,
          `A real reader has a use for it, has said what they need, and answers.`,
          `The reader's needs shaped the task while it was under way, and learners dealt with it.`,
        ),
      },
      {
        id: 'discipline',
        name: 'Disciplinary substance',
        description: 'Does the work depend on understanding?',
        requiredLevelId: 'met',
        levels: steps(
          `Presentation could carry the work without the ideas.`,
          `Ideas of the subject are present but could be copied in.`,
          `The work cannot be done well without using the ideas, and the samples let us see who did.`,
          `Samples show learners making choices that people in the discipline would recognize.`,
        ),
      },
      {
        id: 'support',
        name: 'Support for all',
        description: 'Were there models, critique and drafts, and did they reach the learner furthest away?',
        requiredLevelId: 'met',
        levels: steps(
          `Instructions and a deadline.`,
          `Drafts and comments for all alike; those who struggled got an easier task.`,
          `Models and critique changed the drafts, and one learner's way to the same standard is traced.`,
          `Learners also give critique that changes the work of others, and the evidence shows it.`,
        ),
      },
      {
        id: 'revision',
        name: 'Learning from the reply',
        description: `What does the teacher do with the reader's answer?`,
        requiredLevelId: 'met',
        levels: threeSteps(
          `The reply is reported, or there is none.`,
          `The reply is used to judge the assignment, and a specific change follows from it.`,
          `Learners used the reply as well, to judge or revise their own work.`,
        ),
      },
    ],
    hours: 18,
    credits: 2,
    alignments: [
      COMMITMENT_TO_STUDENTS,
      PROFESSIONAL_PRACTICE,
      {
        targetName: 'Kompetanse i fagene',
        targetUrl: 'https://www.udir.no/lk20/overordnet-del/',
        targetFramework: 'Læreplanverket (LK20), overordnet del',
        targetCode: '2.2',
      },
    ],
    validityMonths: 60,
    subjects: ['Any subject', 'Assignment design'],
    language: 'en',
    badge: { shape: 'shield', colour: 'brick', icon: 'mail-open', text: 'A real reader' },
  },
}
