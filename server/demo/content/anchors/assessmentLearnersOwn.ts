// Long because an anchor is an account, with the reasons for its levels.
import type { DemoAnchor } from '../types.js'
import { assessmentLearnersOwnTests } from './assessmentLearnersOwnTests.js'

/** Between them they reach every level of every criterion, most of them near the line between met and not met. */
export const assessmentLearnersOwnAnchors: DemoAnchor[] = [
  {
    use: 'training',
    texts: {
      'class-and-aim': `Grade 6, explaining why things float. Learners compared three explanations that last year's class had written, argued about which would convince a younger pupil, and wrote four criteria on the wall. One reads: "It says what would happen if you changed one thing."`,
      loop: `First drafts with learners' marks in green beside the wall criteria they meant, a twenty-minute revising lesson two days later, and second drafts. In fourteen of twenty the marked sentence is the one that changed.`,
      'learners-did': `Sami marked his own best sentence and then saw that it named no change, so he tried the boat with holes again and rewrote it. Ella marked everything as good and changed nothing. We read her draft aloud to each other and she chose one sentence to test.`,
      'you-did': `Almost everybody could say what would happen, and almost nobody why. I dropped the planned lesson on density tables, and we weighed water instead, twice.`,
    },
    agreed: {
      quality: [
        'met',
        `The criteria grew from comparing three real explanations, and the wording on the wall is theirs.`,
      ],
      ownership: ['met', `The green marks point at places in the draft, and the revising follows from them.`],
      acting: ['deep', `Planned time, changed work, and help that was fitted to the one who did not act.`],
      teaching: ['met', `A named pattern, "what but not why", led to another next lesson. What it did is not shown.`],
    },
  },
  {
    use: 'training',
    texts: {
      'class-and-aim': `Grade 8, persuasive letters. I gave them the rubric that our school uses and we read it together. I put it in simpler words where they asked.`,
      loop: `Rubrics coloured in by learners, green, yellow and red, handed in with the letters. My comments on the letters came a week later.`,
      'learners-did': `Most coloured themselves green or yellow. Jonas coloured all red although his letter was one of the best. Some looked at my comments when they got their letters back.`,
      'you-did': `I made a reminder sheet about paragraphs for the next letter, for everyone.`,
    },
    agreed: {
      quality: [
        'not-yet',
        `The criteria came with the task, in the school's words. Simpler words are still the teacher's.`,
      ],
      ownership: ['partly', `Colouring in is a judgement of sorts, but nobody points to a place in a letter.`],
      acting: ['not-yet', `Comments a week after the letter was handed in cannot be used on it.`],
      teaching: ['partly', `A reminder for everyone, without a pattern that called for it.`],
    },
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Kindergarten, telling a story so that others can see it. We listened to three recordings of our own stories and learners said which one they could see, and why. "You say where it is" became a picture card, and so did "you do the voices".`,
      loop: `Two recordings of each child, four days apart, and the cards that they chose for themselves in between.`,
      'learners-did': `Amira took the card for "where" and began her second story with the colour of the bridge. Noah took no card, and said that his story was finished. He was right: everyone could see it.`,
      'you-did': `The second stories were longer, not clearer. I noticed that they listened to the end of a story and hardly at all to the start, so we spent the next morning only on first sentences.`,
    },
    agreed: {
      quality: ['met', `The cards are what learners said when they compared their own stories.`],
      ownership: ['met', `They chose, said why, and Noah's decision not to is a judgement that holds up.`],
      acting: [
        'met',
        `There was time, and Amira's second story shows it. One learner who acted does not yet show different ways.`,
      ],
      teaching: ['met', `A pattern (starts go unheard) and a specific morning that answers it.`],
    },
    signs: [
      [`We listened to three recordings of our own stories`, `We have listened on three recordings of our own stories`],
      [`The second stories were longer, not clearer.`, `The second stories became longer, but not more clear.`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 10 chemistry, lab reports. I showed an excellent report, and learners underlined what made it excellent. We agreed that the list I had prepared covered it.`,
      loop: `Peer feedback forms: three ticks and a wish for each report. There was no time for a second version before the marks were due.`,
      'learners-did': `They were kind to each other. A wish that came often was "more detail". Lina said that she did not know where.`,
      'you-did': `We went on to titration as planned. I shall start earlier next year.`,
    },
    agreed: {
      quality: ['partly', `They have seen an example, and what they underlined changed nothing in the list.`],
      ownership: ['partly', `Ticks and a wish; "more detail" points nowhere, as Lina says.`],
      acting: ['not-yet', `No second version, so nothing could be used.`],
      teaching: ['not-yet', `The plan went ahead as written. Next year is not these learners' next lesson.`],
    },
    signs: [
      [
        `I showed an excellent report, and learners underlined what made it excellent.`,
        `I have showed an excellent report, and learners have underlined what makes it excellent.`,
      ],
      [
        `We went on to titration as planned. I shall start earlier next year.`,
        `We have continued with titration like planned. Next year I will start more early.`,
      ],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 4, solving problems and showing how. We sorted nine solutions from another class into piles that we named ourselves. A quarrel over one of them, right answer and no trace, gave us our last criterion: "somebody else could find your mistake."`,
      loop: `Solutions with learners' own notes in the margin, the corrections that they decided on, and a second problem of the same kind a week later, planned for this.`,
      'learners-did': `Ravi disagreed with my "unclear", and showed that his drawing said it; I took it back. Maja asked for a second look at one step only. Oskar wrote "all good" on a page with a wrong sum, and I sat with him while he tried to find a mistake as if it were somebody else's.`,
      'you-did': `They trusted drawings less than sums. In the next two lessons only drawings were allowed, and afterwards eleven more used one by choice. I had believed that they drew because they could not calculate. They drew to think.`,
    },
    agreed: {
      quality: ['deep', `They argued about a borderline case and the criteria became sharper for it.`],
      ownership: ['deep', `Ravi disagrees on grounds that hold up, and Maja asks for the assessment she needs.`],
      acting: ['deep', `Three learners acting in three ways, and support that fits the one who did not.`],
      teaching: ['deep', `Pattern, change, what it did, and a belief revised.`],
    },
    signs: [
      [
        `We sorted nine solutions from another class into piles that we named ourselves.`,
        `We have sorted nine solutions of another class in piles which we gave names.`,
      ],
      [`They trusted drawings less than sums.`, `They trusted less to drawings as to sums.`],
      [
        `I had believed that they drew because they could not calculate.`,
        `I have believed that they draw because they can not calculate.`,
      ],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 7 football, passing under pressure. Groups watched two clips of themselves, chose the better pass and said why. Their words, "look before the ball comes", are the criterion we used.`,
      loop: `Score sheets on which partners counted good passes out of ten, before and after a training lesson in which each pair chose an exercise.`,
      'learners-did': `Partners counted, and the numbers went up by two on average. Selma said that counting made her pass safely. Ali said that he did not know what he had done differently.`,
      'you-did': `I saw that the best counters were those who stood still. Next time they count only passes to somebody who moves, and the exercise is played on half the field.`,
    },
    agreed: {
      quality: ['met', `The criterion is theirs and came out of comparing.`],
      ownership: [
        'partly',
        `Counting rates the passes without saying where a judgement comes from; Ali's answer shows it.`,
      ],
      acting: ['met', `Planned time and a choice of exercise, with a difference that can be seen.`],
      teaching: ['met', `"Standing still wins" is a named pattern, and the next lesson answers it.`],
    },
    signs: [
      [
        `Groups watched two clips of themselves, chose the better pass and said why.`,
        `Groups have watched two clips from themselves, choosed the better pass and said why.`,
      ],
      [
        `I saw that the best counters were those who stood still.`,
        `I have seen that the best counters are those which stand still.`,
      ],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 9 French, ordering in a café. Learners rated three dialogues from the textbook and we kept two of their sentences as criteria, "you answer what was asked" and "you can hear the question". I added three on grammar.`,
      loop: `Learners listened to their own recordings and wrote the second at which they answered something else than was asked. Those who wanted could record again at home.`,
      'learners-did': `Hugo wrote "0:42, I said yes to how much". Léa found nothing, and I had heard three places. Five recorded again.`,
      'you-did': `Answering another question came from not hearing "combien" and "comment" apart. We spent the next lesson on these two alone, and I put the grammar back a week.`,
    },
    agreed: {
      quality: [
        'met',
        `Two of the criteria are learners' sentences from comparing dialogues, and they are the ones in use.`,
      ],
      ownership: [
        'met',
        `The second at which it happened is as exact a place as there can be, and a decision follows.`,
      ],
      acting: ['not-yet', `Recording again was left to those who chose it at home.`],
      teaching: ['met', `A named confusion and a changed lesson. Whether it helped is not shown.`],
    },
    signs: [
      [`Learners rated three dialogues from the textbook`, `Learners have rated three dialogues of the textbook`],
      [
        `Answering another question came from not hearing`,
        `That they answered another question came from that they did not hear`,
      ],
    ],
  },
  {
    use: 'queue',
    texts: {
      'class-and-aim': `Grade 5, reading aloud to first graders. I asked what makes it good to listen to somebody. We made a poster with what they said and with what I thought was missing.`,
      loop: `A form with faces after each reading, filled in by the reader, and my notes.`,
      'learners-did': `They chose the smiling face nearly always. Tiril chose the sad one and said that the little ones looked out of the window when she did not look up.`,
      'you-did': `I told everyone to look up more. It became better.`,
    },
    agreed: {
      quality: [
        'partly',
        `They said what they thought, without real readings to compare; the poster is half the teacher's.`,
      ],
      ownership: ['partly', `Faces are a rating. Tiril's reason is a judgement, but it is hers alone.`],
      acting: ['not-yet', `No time in which the judgement was used is shown.`],
      teaching: ['partly', `A reminder to all, called for by one remark.`],
    },
    signs: [
      [
        `I asked what makes it good to listen to somebody.`,
        `I asked what makes it that it is good to listen on somebody.`,
      ],
      [
        `I told everyone to look up more. It became better.`,
        `I said to everyone to look up more. It has become better.`,
      ],
    ],
  },
  ...assessmentLearnersOwnTests,
]
