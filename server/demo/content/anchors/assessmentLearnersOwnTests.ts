// Long because an anchor is an account, with the reasons for its levels.
import type { DemoAnchor } from '../types.js'

/** Ten more for the test, so that whoever calibrates a second time meets work that is new to them. */
export const assessmentLearnersOwnTests: DemoAnchor[] = [
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 3, instructions that somebody else can follow. We tried out four recipes for lemonade from last year's class, and each table said where they had got lost. "You know how much before you pour" went on the board in their words.`,
      loop: `First recipes with a cross where a partner got lost while following them, a lesson for rewriting on the next day, and second recipes.`,
      'learners-did': `Nine moved a cross away by writing an amount. Petter's partner got lost nowhere, so he asked a first grader to try, and she got lost twice. Ida was upset by her crosses and copied her recipe out in better handwriting. I read one line aloud and poured exactly that.`,
      'you-did': `They wrote what they had done, not what somebody is to do. The next two lessons were only about verbs that give an order. In the third set of recipes the crosses had halved, and I no longer think that they lack words: they lack a reader.`,
    },
    agreed: {
      quality: ['met', `Their sentence comes from getting lost in real recipes. No borderline case was argued about.`],
      ownership: ['deep', `Petter asks for the assessment that his first partner could not give.`],
      acting: ['deep', `Amounts, another reader, and help fitted to the one who only copied.`],
      teaching: ['deep', `Pattern, change, effect, and a belief revised.`],
    },
    signs: [
      [`We tried out four recipes for lemonade`, `We have tried out four recipes of lemonade`],
      [`each table said where they had got lost`, `every table told where they became lost`],
      [
        `They wrote what they had done, not what somebody is to do.`,
        `They wrote what they did, and not what one shall do.`,
      ],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 11 biology, posters on a local pond. The criteria are those of the science fair, and I handed them out with the task so that nobody would be surprised.`,
      loop: `Posters, and the fair's sheet filled in by me for each of them.`,
      'learners-did': `They read their sheets with interest. Thea asked whether she could still change her graph, but the fair was the day after.`,
      'you-did': `I will hand the sheet out even earlier next time, and leave more room for the graph on it.`,
    },
    agreed: {
      quality: ['not-yet', `The fair's criteria, in the fair's words, with the task.`],
      ownership: ['not-yet', `The teacher judges and learners read it.`],
      acting: ['not-yet', `Thea asks for time, and there is none.`],
      teaching: ['not-yet', `Nothing changes for these learners.`],
    },
    signs: [
      [`so that nobody would be surprised`, `such that nobody should become surprised`],
      [`They read their sheets with interest.`, `They have read their sheets with big interest.`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 2, measuring with our own units. We looked at two tables of results, one with gaps between the shoes, and learners said which they believed. "No holes and no piles" is how they put it.`,
      loop: `Photographs of measuring with learners' stickers on holes and piles, and of measuring again in the same lesson.`,
      'learners-did': `Stickers landed on other tables first and on their own after that. Sixteen of nineteen measured again. Kasper peeled his sticker off. He said that it was his own shoe and therefore right.`,
      'you-did': `Holes were found at once, piles hardly ever. On Thursday we measured with paper strips that cannot be piled without seeing it.`,
    },
    agreed: {
      quality: ['met', `Two real tables compared, and their wording is what the stickers stand for.`],
      ownership: ['met', `A sticker sits on a place, and most decided to measure again because of it.`],
      acting: ['met', `Time in the lesson and changed work. Kasper was not helped in a way that shows.`],
      teaching: ['met', `Piles go unseen: a named pattern, and Thursday answers it. Whether it worked is not told.`],
    },
    signs: [
      [`learners said which they believed`, `the learners said on which one they believe`],
      [`is how they put it`, `is how they have said it`],
      [`Holes were found at once, piles hardly ever.`, `Holes they found at once, but piles almost never.`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 9 civics, letters to the town council. I read out a letter that got an answer and one that did not, and told them what the difference was. They wrote it down.`,
      loop: `Drafts with partners' underlinings, "here is the demand" and "here is the reason", twenty minutes for changes, and the letters that were sent.`,
      'learners-did': `Emil found that Sara's demand stood in her last line, and she moved it up. Sara found no reason in his. He added two, one of them about buses. Most letters have something moved or added where it was underlined.`,
      'you-did': `Then we posted them. Two were answered, and I have put those on the wall.`,
    },
    agreed: {
      quality: ['partly', `They have heard examples, and the teacher says what to see in them.`],
      ownership: ['met', `Underlinings are places, and what follows from them is decided by the writer.`],
      acting: ['met', `Twenty minutes, and letters that differ where they were underlined.`],
      teaching: ['not-yet', `Posting was the plan. Nothing was learned for the next lesson.`],
    },
    signs: [
      [`a letter that got an answer and one that did not`, `one letter which became answered and one which not`],
      [`and told them what the difference was`, `and have told them what is the difference`],
      [`Then we posted them.`, `After this we have posted them.`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 1, counting on from the larger number. I showed how, and the children agreed that it is faster.`,
      loop: `Sheets on which they drew a snail or a hare beside each sum for how it went, and my list of who drew what.`,
      'learners-did': `Snails stood beside nines mostly. Fine drew hares only, and her sums are right. Mikkel drew whichever he liked drawing. On Wednesday they did their snail sums again with counters.`,
      'you-did': `Snails at the nines told me that they start from one when it gets hard. We spent Thursday on nines alone, with the larger number hidden under a cup. On Friday there were eight snails left of thirty-one.`,
    },
    agreed: {
      quality: ['not-yet', `Faster is the teacher's criterion, agreed to and not found.`],
      ownership: ['partly', `Animals rate a sum. Why it was slow is worked out by the teacher.`],
      acting: ['met', `Wednesday was planned for it, and snail sums were done again.`],
      teaching: ['met', `Nines were a pattern, Thursday answers it and Friday shows the effect. No belief is revised.`],
    },
    signs: [
      [
        `I showed how, and the children agreed that it is faster.`,
        `I have showed it, and the childs were agree that it goes faster.`,
      ],
      [`Snails stood beside nines mostly.`, `Mostly the snails stood by the nines.`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 12 drama, a monologue that somebody else's parents would believe. We watched five from earlier years with the sound off, then with it on, and quarrelled about the third: perfectly spoken and believed by nobody. "You can hear what they are not saying" came out of that quarrel.`,
      loop: `Recordings, the second that each actor chose to have looked at, partners' notes on that second, and recordings from a week later.`,
      'learners-did': `Ylva asked for two readers who dislike each other's style. Henrik's partner wrote that he smiled at 1:12 because he was nervous. Henrik disagreed, showed the script, and kept the smile. Ada chose no second, so I asked her to choose one of mine.`,
      'you-did': `All chose a second in which they speak. I asked for one in which they are silent, for a whole week. Three monologues lost a page. I used to cut them myself.`,
    },
    agreed: {
      quality: ['deep', `The quarrel about the third made the criterion.`],
      ownership: ['deep', `Ylva asks for the readers she needs, and Henrik disagrees with grounds.`],
      acting: ['deep', `A week, different uses of it, and a way in for Ada.`],
      teaching: [
        'deep',
        `Nobody chose silence; a week of it followed, pages went, and so did a habit of the teacher's.`,
      ],
    },
    signs: [
      [`We watched five from earlier years with the sound off`, `We have watched five of earlier years without sound`],
      [`quarrelled about the third`, `became to quarrel about the third`],
      [`I used to cut them myself.`, `Before I was used to cut them by myself.`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 8 woodwork, a box whose lid closes. We passed three boxes round blindfolded and said what our fingers noticed. "No step at the corner" and "it sighs when it shuts" are our criteria.`,
      loop: `Chalk marks by the maker and by another on unfinished boxes, two lessons at the bench after that, and the boxes.`,
      'learners-did': `Where maker and other had marked the same corner, it was planed. Where only the other had, they felt again together. Jon marked nothing and sanded everything. I gave him one corner and a feeler gauge.`,
      'you-did': `I reminded the class to mark before sanding.`,
    },
    agreed: {
      quality: ['met', `Fingers compared real boxes, and the words are theirs.`],
      ownership: ['met', `Chalk is a place, and makers decide with another where marks differ.`],
      acting: ['deep', `Two lessons, planing or feeling again, and one corner for Jon.`],
      teaching: ['partly', `A reminder for all. Which pattern called for it is not said.`],
    },
    signs: [
      [
        `We passed three boxes round blindfolded and said what our fingers noticed.`,
        `With closed eyes we have given three boxes around and said what the fingers noticed.`,
      ],
      [`I reminded the class to mark before sanding.`, `I have remembered the class to mark before they sand.`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 6, fair tests. Learners read two reports of the same experiment with paper helicopters and voted for the one they would trust. I put their reasons under the headings I need for marking.`,
      loop: `Reports with self-assessment in three colours, and the marks.`,
      'learners-did': `Green nearly everywhere. Nora coloured her conclusion red and wrote "I only dropped it once" beside it. There was a retake for those who wanted one at lunch. Two came, not Nora.`,
      'you-did': `Since most reports dropped it once, next week we dropped one helicopter thirty times and looked at how far apart the times lay.`,
    },
    agreed: {
      quality: ['partly', `They compared and voted; what was used are the teacher's headings.`],
      ownership: ['partly', `Colours for most. Nora's sentence is a judgement, but hers alone.`],
      acting: ['not-yet', `A retake at lunch for those who want it.`],
      teaching: ['met', `"Dropped once" is a pattern, and thirty drops answer it.`],
    },
    signs: [
      [`voted for the one they would trust`, `have voted on that one which they would trust`],
      [
        `I put their reasons under the headings I need for marking.`,
        `Their reasons I have put under the headings which I need for giving marks.`,
      ],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 10, source criticism with two accounts of one strike. Pairs ranked five paragraphs by last year's learners, and we kept asking what made the second better than the third until we had it: "it says why this source would say so".`,
      loop: `Paragraphs with that sentence marked by the writer, or "missing" in the margin, a half-hour the next morning, and second versions.`,
      'learners-did': `Where "missing" stood, a sentence stands now in thirteen of fifteen. Malin marked a sentence that only says that the source is biased, and defended it. Her neighbour asked "biased towards what?", and she had no answer, and left it.`,
      'you-did': `"Biased" had become a word that ends the thinking. I forbade it for a week and kept a tally of what they wrote instead. I was sure they would write "subjective". They wrote about who paid.`,
    },
    agreed: {
      quality: ['met', `It came out of ranking real paragraphs. A borderline case was not argued about.`],
      ownership: ['met', `The sentence or its lack is marked by the writer, and a version follows.`],
      acting: ['met', `A planned half-hour with changed work. Nobody helped Malin on.`],
      teaching: ['deep', `A pattern, a change, what it did, and a belief that turned out wrong.`],
    },
    signs: [
      [
        `we kept asking what made the second better than the third until we had it`,
        `we asked so long what makes the second better as the third until we had it`,
      ],
      [`I forbade it for a week`, `I have forbidden it during one week`],
      [`I was sure they would write`, `I have been sure that they will write`],
    ],
  },
  {
    use: 'test',
    texts: {
      'class-and-aim': `Grade 5 music, playing softly together. I recorded us and asked what they heard. "The drums are loud" was all, so I gave them the list from the teacher's guide.`,
      loop: `Thumbs up or down after each of six run-throughs, which I wrote down, and the first and the last recording.`,
      'learners-did': `Thumbs went up over the six. After the third, the drummers put cloths on the drums because thumbs were down, and it stayed that way. Iben kept her thumb sideways and could not say why.`,
      'you-did': `We played softly at the start of each lesson from then on, all of us.`,
    },
    agreed: {
      quality: ['partly', `They heard themselves and said one thing, which changed nothing in the list.`],
      ownership: ['partly', `Thumbs rate the whole; what about it was too loud is not said.`],
      acting: ['met', `There was time to play again, and cloths on the drums are a change one can hear.`],
      teaching: ['partly', `A routine for everybody, without a pattern.`],
    },
    signs: [
      [`I recorded us and asked what they heard.`, `I have taken us up and asked what they have heard.`],
      [`so I gave them the list from the teacher's guide`, `so I gave to them the list of the teacher's guide`],
    ],
  },
]
