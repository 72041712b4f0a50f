// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import { LEADERSHIP_IN_LEARNING, ONGOING_LEARNING, PROFESJONSFELLESSKAP } from './alignments.js'
import { steps } from './levels.js'

export const leadingInquiry: DemoMicroCredential = {
  key: 'leading-inquiry',
  slug: 'leading-collaborative-inquiry',
  organization: 'long-table',
  author: 'george',
  state: 'published',
  anatomy: {
    title: 'Leading collaborative inquiry',
    summary: `Help a group of colleagues turn a worry into a question, gather evidence that could embarrass them a little, and act on what they find.`,
    competence: `The teacher or leader guides a group through at least one full cycle of inquiry whose question belongs to the group, whose evidence includes learners' experience, and whose result changes practice and the next question.`,
    keyMethod: `**Scan, focus, hunch, learn, act, check.** Begin with what learners say and do. Narrow to a question that the group can answer within a term. Put hunches about your own part in it on the wall, early. Learn something new before acting. Act in more than one classroom, and check with the same kind of evidence that you started with.`,
    components: [
      {
        title: 'Scan with learners in the room',
        text: `Talk with at least a dozen learners before the group agrees on anything. Two questions are enough: "What are you learning, and why does it matter?" and "Who here would notice if you were stuck?"`,
      },
      {
        title: 'A question of the right size',
        text: `If a supply teacher could answer it by looking it up, too small. If it needs the ministry, too large.`,
      },
      {
        title: 'Hunches about ourselves',
        text: `What might we be doing that keeps this as it is? Written in silence first, or the loudest hunch wins.`,
      },
      {
        title: 'Share the leading',
        text: `Hand over the clock, the notes and then the agenda. By the third meeting somebody else should be able to cancel you.`,
      },
      {
        title: 'Check against the start',
        text: `Same learners, same two questions. Report what stayed the same.`,
      },
    ],
    research: [
      {
        title:
          'Helen Timperley, Linda Kaser and Judy Halbert, A framework for transforming learning in schools: Innovation and the spiral of inquiry (Centre for Strategic Education, 2014)',
        note: `The spiral that the key method borrows its verbs from.`,
      },
      {
        title:
          'Marilyn Cochran-Smith and Susan L. Lytle, Inquiry as Stance: Practitioner Research for the Next Generation (Teachers College Press, 2009)',
        note: `Inquiry as a way of being in the job, rather than a project with a report at the end.`,
      },
      {
        title: `Ilana Seidel Horn and Judith Warren Little, "Attending to Problems of Practice: Routines and Resources for Professional Learning in Teachers' Workplace Interactions", American Educational Research Journal 47 (2010)`,
        note: `Two groups of teachers; when a problem came up, one turned toward it and one moved on. The transcripts are worth an hour of any team's time.`,
      },
      {
        title:
          'Viviane Robinson, Claire Lloyd and Kenneth Rowe, "The Impact of Leadership on Student Outcomes", Educational Administration Quarterly 44 (2008)',
        note: `Leaders who take part as learners themselves, and why that seems to matter more than most of what they do.`,
      },
    ],
    resources: [
      {
        title: 'Six meetings, sketched: purpose, evidence to bring, who leads',
        note: `Change everything but the first row.`,
      },
    ],
    requirements: [
      {
        id: 'group-and-question',
        part: 'overview',
        kind: 'text',
        prompt: 'Who was the group, what did you hear from learners, and what did the question become?',
        help: `Give the first version of the question too.`,
        required: true,
        min: 70,
        max: 300,
      },
      {
        id: 'trail',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'A trail through the cycle',
        help: `Three or four pieces from different moments: the hunches, the evidence, an agenda that somebody else wrote, the check.`,
        required: true,
        min: 2,
        max: 6,
      },
      {
        id: 'turning-point',
        part: 'reflection',
        kind: 'text',
        prompt: 'When did the group have to face something uncomfortable, and what did you do?',
        help: `What you said, as near as you can remember it.`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'result',
        part: 'reflection',
        kind: 'text',
        prompt: 'What changed for learners, what did not, and what is the next question?',
        help: `Compare with the evidence that you started from.`,
        required: true,
        min: 80,
        max: 300,
      },
    ],
    rubric: [
      {
        id: 'question',
        name: 'A question that belongs to the group',
        description: 'Where did the question come from, and who carries it?',
        requiredLevelId: 'met',
        levels: steps(
          `Assigned from above, or a solution in search of a question.`,
          `Chosen by the group from the leader's list, with little from learners in it.`,
          `Narrowed by the group from what learners said and did, and visibly revised on the way.`,
          `The account also shows the question being challenged by somebody in the group, and improved.`,
        ),
      },
      {
        id: 'evidence',
        name: 'Evidence that can surprise',
        description: 'Could the evidence have gone against the group?',
        requiredLevelId: 'met',
        levels: steps(
          `Opinions, or test results alone.`,
          `Evidence of learning gathered to show that the plan worked.`,
          `Evidence from before and after, learners' experience included, which could have disappointed and in part did.`,
          `The group also questions the evidence itself: who is missing from it, what else might explain it.`,
        ),
      },
      {
        id: 'leading',
        name: 'Leading that makes room',
        description: 'What does the leader do when it gets difficult, and who leads by the end?',
        requiredLevelId: 'met',
        levels: steps(
          `The leader runs the meetings and supplies the answers.`,
          `Tasks are delegated; difficulty is smoothed over or taken outside.`,
          `The leader names a difficulty and keeps the group with it, and others lead parts of the work.`,
          `The leader has also been a learner in public, changed something of their own, and the group could now do without them.`,
        ),
      },
      {
        id: 'consequence',
        name: 'Consequence',
        description: 'Did practice change, and does a next question follow?',
        requiredLevelId: 'met',
        levels: steps(
          `A report or a presentation.`,
          `A change in one classroom, or a change that cannot be tied to what was learned.`,
          `A change in more than one classroom that follows from the inquiry, checked against the start, and a next question.`,
          `A routine of the school has changed as well, and would outlast the group.`,
        ),
      },
    ],
    hours: 30,
    credits: 3,
    alignments: [LEADERSHIP_IN_LEARNING, ONGOING_LEARNING, PROFESJONSFELLESSKAP],
    validityMonths: 48,
    subjects: ['Leadership', 'Teacher collaboration'],
    language: 'en',
    badge: { shape: 'hexagon', colour: 'slate', icon: 'compass', text: 'Inquiry, led' },
  },
}
