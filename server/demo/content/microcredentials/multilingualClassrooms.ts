// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { COMMITMENT_TO_STUDENTS, PROFESSIONAL_PRACTICE } from './alignments.js'
import { steps } from './levels.js'

export const multilingualClassrooms: DemoMicroCredential = {
  key: 'multilingual-classrooms',
  slug: 'every-language-in-the-room',
  organization: 'long-table',
  author: 'miriam',
  state: 'published',
  anatomy: {
    title: 'Every language in the room',
    summary: `Plan lessons in which learners use all the languages they have to think with, and still learn to say it in the language of the school.`,
    competence: `The teacher plans and teaches so that multilingual learners use their full range of languages for demanding subject content, and are supported toward the academic language that the content needs.`,
    keyMethod: `**Think in any language, talk across languages, land in the language of the lesson.** Open the thinking stage to every language. Build a bridge where meanings are compared. Then teach, on purpose, the words and the sentence shapes that the final piece calls for. Keep the content at grade level throughout; what changes is how learners get to it.`,
    components: [
      {
        title: 'Know the languages',
        text: `Who reads, writes, sings, prays and counts in what? Ask families and learners, and expect to be wrong about at least one child. Nobody becomes the spokesperson for a language without wanting to.`,
      },
      {
        title: 'Open the thinking stage',
        text: `Plan where first languages do real work: predicting, explaining to a partner, drafting. "You may use your language" changes little until a task needs it.`,
      },
      {
        title: 'Build the bridge',
        text: `Set words and ideas side by side. The Arabic, Norwegian and English words for the same shape tell different stories about it, and that is worth three minutes of geometry.`,
      },
      {
        title: 'Teach the landing',
        text: `Choose two sentence frames and five words that the content cannot do without. Model, rehearse aloud, then write. Take the frames away again.`,
      },
    ],
    research: [
      {
        title:
          'Jim Cummins, Language, Power and Pedagogy: Bilingual Children in the Crossfire (Multilingual Matters, 2000)',
        note: `Interdependence between languages, and why it is a matter of power as well as of method.`,
      },
      {
        title:
          'Jim Cummins and Margaret Early (eds.), Identity Texts: The Collaborative Creation of Power in Multilingual Schools (Trentham Books, 2011)',
        note: `Case studies, many from Ontario classrooms, of dual-language writing with a readership.`,
      },
      {
        title:
          'Ofelia García and Li Wei, Translanguaging: Language, Bilingualism and Education (Palgrave Macmillan, 2014)',
        note: `Why speakers draw on one repertoire, and what follows for a lesson.`,
      },
      {
        title: 'Pauline Gibbons, Scaffolding Language, Scaffolding Learning (Heinemann, 2002; second edition 2015)',
        note: `The most practical book on the landing: from talk to writing in the subjects.`,
      },
    ],
    resources: [
      {
        title:
          'Ontario Ministry of Education, Supporting English Language Learners: A Practical Guide for Ontario Educators, Grades 1 to 8 (2008)',
        note: `For planning alongside STEP, Steps to English Proficiency.`,
      },
      {
        title: 'Language portrait: an outline of a person to colour',
        note: `Let adults do it first. The conversation afterwards is the point.`,
      },
    ],
    requirements: [
      {
        id: 'learners-and-content',
        part: 'overview',
        kind: 'text',
        prompt: 'Which languages are in the room, what was the content, and what language did it demand?',
        help: `Languages and what learners do with them; no names, and no country that would point to one child.`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'plan-and-work',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Your plan, and work that shows more than one language doing something',
        help: `A word wall, drafts, a transcript, a photograph of the board.`,
        required: true,
        min: 1,
        max: 5,
      },
      {
        id: 'thinking',
        part: 'reflection',
        kind: 'text',
        prompt: 'What could a learner do with all their languages that they could not have done with one?',
        help: `One learner, one moment, and how you know.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'landing',
        part: 'reflection',
        kind: 'text',
        prompt: 'How did you get from there to the language of the lesson, and who has not arrived yet?',
        help: `Which supports did you take away, and when?`,
        required: true,
        min: 80,
        max: 300,
      },
    ],
    rubric: [
      {
        id: 'repertoire',
        name: 'Languages that do real work',
        description: 'Is the use of several languages needed for the thinking?',
        requiredLevelId: 'met',
        levels: steps(
          `Languages are celebrated (greetings, posters) or merely permitted.`,
          `Languages are used for translation or instructions.`,
          `Learners reason, compare or draft in several languages, and the task gains by it.`,
          `The comparison of languages deepens the subject itself, for monolingual learners too.`,
        ),
      },
      {
        id: 'content',
        name: 'Content at grade level',
        description: 'Is the thinking as demanding as for anyone?',
        requiredLevelId: 'met',
        levels: steps(
          `The content was reduced along with the language.`,
          `The content is kept, but multilingual learners meet a smaller share of it.`,
          `Everyone meets the full content, and the work shows it.`,
          `Work by learners new to the language shows thinking that the class as a whole then used.`,
        ),
      },
      {
        id: 'landing',
        name: 'Deliberate support for language',
        description: 'Are the words and sentence shapes taught, and the supports withdrawn?',
        requiredLevelId: 'met',
        levels: steps(
          `Vocabulary lists, or the hope that it will rub off.`,
          `Supports are offered to all alike and stay up for good.`,
          `Chosen words and structures are modelled, rehearsed and used, with supports fitted to different learners.`,
          `Supports are withdrawn on evidence, and the teacher shows who still needs them and why.`,
        ),
      },
      {
        id: 'dignity',
        name: 'Learners as knowers',
        description: 'Do learners choose how their languages and lives are used?',
        requiredLevelId: 'met',
        levels: steps(
          `Learners are made spokespersons, or described by what they lack.`,
          `Respectful in tone; the choices are the teacher's.`,
          `Learners and families choose what to share, and are described by what they know.`,
          `Learners or families have changed the plan, and the account credits them.`,
        ),
      },
    ],
    hours: 16,
    credits: 1.5,
    alignments: [
      COMMITMENT_TO_STUDENTS,
      PROFESSIONAL_PRACTICE,
      {
        targetName: 'Identitet og kulturelt mangfold',
        targetUrl: 'https://www.udir.no/lk20/overordnet-del/',
        targetFramework: 'Læreplanverket (LK20), overordnet del',
        targetCode: '1.2',
      },
    ],
    validityMonths: 60,
    subjects: ['Languages', 'Any subject', 'Inclusion'],
    language: 'en',
    badge: { shape: 'leaf', colour: 'plum', icon: 'languages', text: 'Every language' },
  },
}
