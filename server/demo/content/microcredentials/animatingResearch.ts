// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { LEADERSHIP_IN_LEARNING, PROFESJONSFELLESSKAP, PROFESSIONAL_KNOWLEDGE } from './alignments.js'
import { steps } from './levels.js'

export const animatingResearch: DemoMicroCredential = {
  key: 'animating-research',
  slug: 'animating-research-knowledge',
  organization: 'long-table',
  author: 'miriam',
  state: 'published',
  anatomy: {
    title: 'Animating research knowledge in a staff',
    summary: `Take one idea from research, read it properly, and carry it to colleagues in a form that they argue with, try and report back on.`,
    competence: `The teacher selects research that bears on a question colleagues actually have, represents it fairly (limits included), and creates the conditions for them to test it against their own practice.`,
    keyMethod: `**One idea, four moves: read, represent, converse, try.** Read the study itself and not only the summary. Represent one manageable idea from it in a form that fits the room. Hold a conversation whose purpose is to find out where the idea fits here and where it does not. Ask for small trials, and bring them back within a month.`,
    components: [
      {
        title: 'Start from a question that is already in the building',
        text: `Listen at the photocopier for two weeks. The idea that travels is the one that answers something people were already muttering about.`,
      },
      {
        title: 'Read for what it does not say',
        text: `Who was studied, how many, how long, compared with what? Write one sentence that the authors would sign, and one that begins "It does not show that".`,
      },
      {
        title: 'Choose a form',
        text: `A card, a two-minute recording, a strip of comics, a graph with the labels cut off. The form should make people do something with the idea before they have an opinion of it.`,
      },
      {
        title: 'Converse to test it',
        text: `Ask first, "When have you seen something like this in your own room? When have you seen the opposite?" A staff that cannot say no to research has not been asked.`,
      },
      {
        title: 'Trials that come back',
        text: `Small, voluntary, dated. Two colleagues who tried and reported are worth more than thirty who agreed.`,
      },
    ],
    research: [
      {
        title: 'Ben Levin, "To know is not enough: research knowledge and its use", Review of Education 1 (2013)',
        note: `Why making findings available changes so little, and why people and relationships carry them.`,
      },
      {
        title: 'Carol H. Weiss, "The Many Meanings of Research Utilization", Public Administration Review 39 (1979)',
        note: `Research is seldom applied like a recipe. More often it seeps in and changes what people notice. Weiss called that enlightenment, and warned about it too.`,
      },
      {
        title:
          'Cynthia E. Coburn and William R. Penuel, "Research–Practice Partnerships in Education: Outcomes, Dynamics, and Open Questions", Educational Researcher 45 (2016)',
        note: `What is known, and what is not, about working on questions together over years.`,
      },
      {
        title: 'Lawrence Stenhouse, "What Counts as Research?", British Journal of Educational Studies 29 (1981)',
        note: `The old argument that teachers are the ones who put research to the test.`,
      },
    ],
    resources: [
      {
        title: 'A research card, blank: the idea, who was studied, what it does not show, a question, a thing to try',
        note: `A5, both sides. If it does not fit, it is two ideas.`,
      },
    ],
    requirements: [
      {
        id: 'question',
        part: 'overview',
        kind: 'text',
        prompt: 'Which question did colleagues already have, and which research did you bring to it?',
        help: `How do you know they had it? Name the work so that we can find it.`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'form',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'The form you gave the idea',
        help: `The card, the recording, the strip, the activity. As used, not as polished afterwards.`,
        required: true,
        min: 1,
        max: 4,
      },
      {
        id: 'fair-account',
        part: 'reflection',
        kind: 'text',
        prompt: 'What does the research show, and what does it not show?',
        help: `For a reader who may know it better than you do.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'conversation',
        part: 'reflection',
        kind: 'text',
        prompt: 'What happened in the conversation, and what came back from the trials?',
        help: `Include the objection that made you think, and a trial that did not go well.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'trial-evidence',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'What colleagues brought back',
        help: `With their permission, and without learners' names.`,
        required: false,
        max: 4,
      },
    ],
    rubric: [
      {
        id: 'fidelity',
        name: 'Fair to the research',
        description: 'Would the authors recognize their work, limits and all?',
        requiredLevelId: 'met',
        levels: steps(
          `The claim goes beyond the study, or the source cannot be identified.`,
          `The main finding is right; who was studied and what it does not show are missing or token.`,
          `The finding, its setting and at least one real limit are stated so that a colleague could weigh them.`,
          `The account also places the work next to another that complicates it, and stays readable.`,
        ),
      },
      {
        id: 'form',
        name: 'A form that makes people think',
        description: 'Does the representation invite work on the idea?',
        requiredLevelId: 'met',
        levels: steps(
          `A summary to read or slides to sit through.`,
          `An appealing form whose idea can be agreed with and left where it is.`,
          `People have to do something with the idea (predict, sort, compare with their own practice) to take part.`,
          `The form also exposes where colleagues' ideas differ, and gives them a way to work on it.`,
        ),
      },
      {
        id: 'conversation',
        name: 'Conversation that tests',
        description: 'Was the idea put to the test of local practice?',
        requiredLevelId: 'met',
        levels: steps(
          `Agreement, or questions of fact to the presenter.`,
          `Examples are shared, all of the same kind; objections are answered rather than explored.`,
          `Examples for and against come from colleagues' own rooms, and the idea is qualified as a result.`,
          `The conversation also changes the presenter's own understanding, and the account says how.`,
        ),
      },
      {
        id: 'trials',
        name: 'Trials that come back',
        description: 'Did anyone try it, and did we hear what happened?',
        requiredLevelId: 'met',
        levels: steps(
          `Nobody tried it, or we are not told.`,
          `Colleagues intend to, or tried without bringing anything back.`,
          `At least two colleagues tried something and reported, a disappointing result included.`,
          `The reports were compared and led to a next question that the staff has taken up.`,
        ),
      },
    ],
    hours: 20,
    credits: 2,
    alignments: [PROFESSIONAL_KNOWLEDGE, LEADERSHIP_IN_LEARNING, PROFESJONSFELLESSKAP],
    validityMonths: 48,
    subjects: ['Leadership', 'Research use', 'Teacher collaboration'],
    language: 'en',
    badge: { shape: 'seal', colour: 'plum', icon: 'book-open-text', text: 'Research, alive' },
  },
}
