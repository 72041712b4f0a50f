// Long because conversations are; one community a file.
import type { DemoCommunity } from '../types.js'

export const researchOverCoffee: DemoCommunity = {
  key: 'research-over-coffee',
  slug: 'research-over-coffee',
  name: 'Research over coffee',
  purpose: `One study, one cup, twenty minutes. We ask what it shows, what it doesn't, and what we'd have to see in our own rooms to believe it.`,
  norms: `Read it, or say that you haven't. Quote the authors before you correct them. "It depends" must be followed by "on".`,
  visibility: 'open',
  language: 'en',
  facilitators: ['nadia'],
  researchers: ['thandi', 'eirik'],
  members: ['gwen', 'ruth', 'daniel', 'khalid', 'sunniva', 'amrit', 'oddny', 'marguerite', 'victor', 'tomas', 'hannah'],
  threads: [
    {
      by: 'gwen',
      daysAgo: 168,
      title: 'Card 7: remembering by trying to remember',
      text: `I've put Roediger and Karpicke (2006) on a card for the trolley. Students who reread did better after five minutes; students who tried to recall did better after a week. It's a lab study with university students and short passages, and I've said so on the card.

Seven people took one at first break, which is a record. Before I go on: am I being fair to it? And what would you ask a staff to *do* with it?`,
      replies: [
        {
          by: 'ruth',
          daysAgo: 168,
          text: `Fair, and I like "what it does not show". One wobble: "can do more" will be read as "does more". People drop the can.`,
        },
        {
          by: 'thandi',
          daysAgo: 167,
          text: `I'd add that in this study nobody got feedback on what they recalled, and it still held after a week. Teachers will assume it's the correcting that does it. That might be a conversation in itself.`,
        },
        {
          by: 'amrit',
          daysAgo: 167,
          text: `I haven't read it. In the shop we call it "close the book and lay it out". Does recall still beat rereading if what you recall is wrong? I've had kids practise a mistake until it was beautiful.`,
        },
        {
          by: 'gwen',
          daysAgo: 166,
          text: `Amrit, that's the objection I was afraid of and now I want it on the card. Trials run to the 14th. I've asked everybody to bring one that disappointed them.`,
        },
        {
          by: 'gwen',
          daysAgo: 139,
          text: `Reporting back. Six people tried it, five brought something. "They remembered the joke" (Grade 7). A Grade 3 teacher found that drawing showed more than writing, including a whole water cycle from a child she'd have had down as not knowing it. And a Grade 6 teacher had exactly Amrit's problem: wrong recalls came back *more* confidently the following week. She now opens the book straight afterwards. I've changed the card twice.`,
        },
      ],
    },
    {
      by: 'daniel',
      daysAgo: 118,
      title: '"The research says"',
      text: `Counted it in one staff meeting: six times, with no author once. As a former journalist I'd have been fired. What do you say, politely, when someone says the research says?`,
      replies: [
        {
          by: 'eirik',
          daysAgo: 118,
          text: `As a researcher, I ask "which children?" It is short, and it is a real question.`,
        },
        {
          by: 'hannah',
          daysAgo: 117,
          text: `"Oh, I'd love to read that, will you send it?" About one in three sends something. About one in three of those says what was claimed.`,
        },
        {
          by: 'marguerite',
          daysAgo: 117,
          text: `Speaking as someone who has said it: sometimes it means "I've decided and I'd like not to discuss it". A kind colleague asked me, "Which part of this is research, and which part is you?" I deserved that.`,
        },
        {
          by: 'tomas',
          daysAgo: 116,
          text: `I'd be kind about it. When I changed careers I said "the research says" because I didn't yet have twenty years to say instead.`,
        },
      ],
    },
    {
      by: 'sunniva',
      daysAgo: 47,
      title: 'Critical friends who are too friendly',
      text: `Read Achinstein (2002) this week: two school communities, both warm, both collaborative. One buried its conflicts and one used them. What stays with me is that the unified one looked healthier from outside.

We have a very pleasant staffroom.`,
      replies: [
        {
          by: 'oddny',
          daysAgo: 47,
          text: `We do. You knit on my left every Wednesday, Sunniva, and I don't know what you think of our new grading practice.`,
        },
        {
          by: 'sunniva',
          daysAgo: 46,
          text: `I think it's a mistake. There. I've never said that aloud, and it took a study from California and a public thread.`,
        },
        {
          by: 'khalid',
          daysAgo: 46,
          text: `Bekkelund is less pleasant and I'm not sure we learn more. Conflict that goes nowhere also buries things. Doesn't she say something about what the community does with it, and not how much there is?`,
        },
        {
          by: 'thandi',
          daysAgo: 45,
          text: `She does, Khalid. How it's framed, whether it gets back to what the school is for, and who gets pushed to the edge on the way. Two schools, qualitative, so it can't tell you how common any of it is. It can give you words for your Wednesday.`,
        },
      ],
    },
    {
      by: 'victor',
      daysAgo: 15,
      title: 'Why physics students can solve it and not believe it',
      text: `Halloun and Hestenes, 1985, American Journal of Physics: students finish a mechanics course able to do the problems and still thinking as they did before about what a force is. I gave three of my Grade 12s a coin toss to think about. All three drew a force going up at the top. They'd all scored over 85 on the unit.

Coffee question: is there an equivalent in your subject?`,
      replies: [
        {
          by: 'ruth',
          daysAgo: 15,
          text: `History: they can write a paragraph on how a source is limited and then quote it as fact in the next one. It's my whole career.`,
        },
        {
          by: 'oddny',
          daysAgo: 14,
          text: `Music: can name the interval, can't sing it. Or the other way round, which is better.`,
        },
        {
          by: 'khalid',
          daysAgo: 13,
          text: `Mathematics: they solve the equation, then you ask what x is *for*, and it's "what we find".`,
        },
      ],
    },
  ],
}
