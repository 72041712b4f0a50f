// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { COMMITMENT_TO_STUDENTS, PROFESSIONAL_PRACTICE, UNDERVISNING_OG_TILPASSET_OPPLAERING } from './alignments.js'
import { steps, threeSteps } from './levels.js'

export const assessmentLearnersOwn: DemoMicroCredential = {
  key: 'assessment-learners-own',
  slug: 'formative-assessment-that-learners-own',
  organization: 'long-table',
  author: 'george',
  state: 'published',
  anatomy: {
    title: 'Formative assessment that learners own',
    summary: `Learners who can say what good work looks like, how close theirs is and what to do about it, and a teacher who changes the next lesson because of what they say.`,
    competence: `The teacher designs assessment in which learners help to define quality, judge their own and each other's work against it, and act on the judgement while there is still time; and adjusts teaching on the evidence.`,
    keyMethod: `**A loop that closes.** Build a shared picture of quality from real examples; have learners judge work in progress against it; give the judgement time to be used, in the same week; look at what they did with it, and let that decide what you teach next. If the loop does not come round to a changed piece of work or a changed lesson, it was marking.`,
    components: [
      {
        title: 'Make quality visible',
        text: `Learners compare two or three real pieces before they see any criteria, and say which is better and why. Their words become the criteria. Add what they missed, and tell them that you did.`,
      },
      {
        title: 'Let learners judge',
        text: `Self- and peer assessment of unfinished work, with a sentence that points to a place in it. Train this on anonymous work first; judging a friend's draft is a social act before it is an intellectual one.`,
      },
      {
        title: 'Protect the time to act',
        text: `A judgement without twenty minutes to use it is an announcement. Put the revision in the plan before you put the feedback in.`,
      },
      {
        title: 'Read the evidence, move the lesson',
        text: `Sort the slips, skim the drafts, count. Decide tomorrow's lesson on the pattern, and tell the class what you saw and what you changed.`,
      },
    ],
    research: [
      {
        title: 'Paul Black and Dylan Wiliam, "Assessment and Classroom Learning", Assessment in Education 5 (1998)',
        url: 'https://doi.org/10.1080/0969595980050102',
        note: `The review that made the case. Worth reading for how carefully it speaks about learners' part in it.`,
      },
      {
        title:
          'D. Royce Sadler, "Formative assessment and the design of instructional systems", Instructional Science 18 (1989)',
        url: 'https://doi.org/10.1007/BF00117714',
        note: `Three conditions: know the standard, compare your own work with it, do something that closes the gap. Everything here is a footnote to it.`,
      },
      {
        title: 'John Hattie and Helen Timperley, "The Power of Feedback", Review of Educational Research 77 (2007)',
        url: 'https://doi.org/10.3102/003465430298487',
        note: `Why feedback about the task and the process tends to help, and feedback about the person tends not to.`,
      },
      {
        title: 'Dylan Wiliam, Embedded Formative Assessment (Solution Tree, 2011; second edition 2018)',
        note: `The most usable set of techniques. Choose one and live with it for a term.`,
      },
    ],
    resources: [
      {
        title:
          'Ontario Ministry of Education, Growing Success: Assessment, Evaluation, and Reporting in Ontario Schools (2010)',
        note: `Chapter 4, on assessment for and as learning, is short and still the policy.`,
      },
      {
        title: 'A sorting sheet for exit slips: have it, nearly, something else, blank',
        note: `"Something else" is the pile to read slowly.`,
      },
    ],
    requirements: [
      {
        id: 'class-and-aim',
        part: 'overview',
        kind: 'text',
        prompt: 'What were learners learning to do, and how did they come to know what good looks like?',
        help: `Name the examples you used and quote a criterion in the learners' own words.`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'loop',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Evidence of one whole loop',
        help: `Learners' judgements, and the work before and after; or the slips and the lesson that you changed. No names.`,
        required: true,
        min: 1,
        max: 6,
      },
      {
        id: 'learners-did',
        part: 'reflection',
        kind: 'text',
        prompt: 'What did learners do with their judgements?',
        help: `At least two learners, one of whom did not do what you hoped.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'you-did',
        part: 'reflection',
        kind: 'text',
        prompt: 'What did you change because of what you learned from them?',
        help: `The next lesson, or the next version of this one.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'learner-voice',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Learners talking about how they are doing',
        help: `A transcript, a photograph of their notes, or a short recording for which you have consent.`,
        required: false,
        max: 2,
      },
    ],
    rubric: [
      {
        id: 'quality',
        name: 'A shared picture of quality',
        description: 'Could learners say what good work looks like before they were asked to judge?',
        requiredLevelId: 'met',
        levels: steps(
          `Criteria are the teacher's, in the teacher's words, and arrive with the task.`,
          `Learners have seen an example or restated the criteria; nothing they said altered them.`,
          `Criteria grew from learners' comparison of real work, and their wording shows in what was used.`,
          `Learners also argued about a borderline case, and the criteria became sharper for it.`,
        ),
      },
      {
        id: 'ownership',
        name: 'Judgement in the hands of learners',
        description: 'Do learners judge the work, and say where in it their judgement comes from?',
        requiredLevelId: 'met',
        levels: steps(
          `The teacher judges; learners read the result.`,
          `Learners tick, rate or colour in, but cannot or do not point to the work.`,
          `Learners' own judgements refer to particular places in the work and lead to a decision of theirs.`,
          `Learners also ask for the assessment they need, or disagree with the teacher's on grounds that hold up.`,
        ),
      },
      {
        id: 'acting',
        name: 'Time and means to act',
        description: 'Was the judgement used while it still mattered?',
        requiredLevelId: 'met',
        levels: threeSteps(
          `The feedback comes at the end of the work, or the revision is left to those who choose it at home.`,
          `There was planned time, in class, and the evidence shows work that changed because of the judgement.`,
          `The evidence shows different learners acting in different ways, with support fitted to the one who did not act.`,
        ),
      },
      {
        id: 'teaching',
        name: 'Teaching that listens',
        description: 'Did the teacher change course?',
        requiredLevelId: 'met',
        levels: steps(
          `The plan went ahead as written.`,
          `The teacher reteaches to everyone, or adds a reminder, without saying what pattern called for it.`,
          `A named pattern in the evidence led to a specific change in the next lessons.`,
          `The teacher also shows what the change did, and has revised a belief about the learners or the content.`,
        ),
      },
    ],
    hours: 15,
    credits: 1.5,
    alignments: [COMMITMENT_TO_STUDENTS, PROFESSIONAL_PRACTICE, UNDERVISNING_OG_TILPASSET_OPPLAERING],
    validityMonths: 60,
    subjects: ['Any subject', 'Assessment'],
    language: 'en',
    badge: { shape: 'leaf', colour: 'moss', icon: 'sprout', text: 'Owned by learners' },
  },
}
