// Long because conversations are; one community a file.
import type { DemoCommunity } from '../types.js'

export const assessmentThatListens: DemoCommunity = {
  key: 'assessment-that-listens',
  slug: 'assessment-that-listens',
  name: 'Assessment that listens',
  purpose: `For people who want students to know how they are doing before they are told, and who are tired of comments nobody reads.`,
  norms: `Bring an example with every opinion. Failures first. If you recommend a technique, say where it went wrong for you.`,
  visibility: 'open',
  language: 'en',
  organization: 'wren-lake',
  facilitators: ['nadia'],
  researchers: [],
  members: [
    'signe',
    'callum',
    'josephine',
    'brendan',
    'victor',
    'hannah',
    'tomas',
    'priya',
    'george',
    'daniel',
    'keisha',
  ],
  threads: [
    {
      by: 'nadia',
      daysAgo: 214,
      title: 'The comment you stopped writing',
      text: `To start us off. I used to write "Add more detail!" on about half of everything. I stopped the day a Grade 6 student asked me, sincerely, "What's a detail?"

Which comment have you stopped writing, and what made you stop?`,
      replies: [
        {
          by: 'brendan',
          daysAgo: 213,
          text: `"Show your work." They were. It was just all in one line and I couldn't follow it. Now I write the question I'd ask if I were sitting beside them, which is usually "where did the 7 come from?"`,
        },
        {
          by: 'daniel',
          daysAgo: 213,
          text: `"Good lead." A student used the same one in the next four pieces, because I'd told him it was good.`,
        },
        {
          by: 'victor',
          daysAgo: 212,
          text: `I haven't stopped, I've moved. All my comments now come on the second-to-last day, when there's still wet glue. On the finished thing I write one sentence, and it's about what they should be proud of.`,
        },
        {
          by: 'hannah',
          daysAgo: 210,
          text: `Counterpoint: I've gone back to some of the blunt ones. "This sentence doesn't say anything" is a gift if it's true and there's time to fix it. My seniors told me in a survey that my questions felt like riddles.`,
        },
      ],
    },
    {
      by: 'signe',
      daysAgo: 103,
      title: 'A whole class sorted my exit slips better than I did',
      text: `Grade 8 science (that's age 13 here). Question on the slip: ice floats on water, why? I sorted them at ten past three: nine have it, eight nearly, seven something else, two blank. Pleased with myself.

Next morning I gave the same slips, typed up, to the class and asked them to sort. They put "it expands so it weighs less" in *something else*, where I'd had it in *nearly*. One of them said, "It sounds right, but if you froze a bottle on a scale it wouldn't get lighter. That's the wrongest one, because it's dressed up."

I had given partial credit for vocabulary. Photo in my journal. How do you sort for thinking and not for wording?`,
      replies: [
        {
          by: 'josephine',
          daysAgo: 103,
          text: `"It's dressed up." I'm stealing that for fractions.

I cover the words and look at the drawing first, if there is one. Only helps with the half who draw.`,
        },
        {
          by: 'callum',
          daysAgo: 102,
          text: `Honest question, because I'm in my fourth year and this makes me tired: you then had 26 slips, a class discussion and no density lesson. When do you teach the density lesson?`,
        },
        {
          by: 'signe',
          daysAgo: 102,
          text: `Fair. That *was* the density lesson, in that we froze a bottle on a scale. But I'd planned twenty minutes on calculating density and it became five, and I'm paying for it this week. I don't think there's a way of doing this that doesn't cost something. I'd rather pay there than in April.`,
        },
        {
          by: 'brendan',
          daysAgo: 101,
          text: `I'd put it differently, Callum. I used to teach the integer lesson five times a year, because it never took. I now teach it twice, slowly. Do the sums.`,
        },
        {
          by: 'callum',
          daysAgo: 101,
          text: `I can do sums. I have 84 of them in three sections and a common test. But all right. One section, one slip, next week. Will report, even if it's bad.`,
        },
        {
          by: 'nadia',
          daysAgo: 100,
          text: `*Especially* if it's bad, Callum. That's in the norms.`,
        },
      ],
    },
    {
      by: 'callum',
      daysAgo: 88,
      title: 'Reporting back: it was bad',
      text: `One section, one slip. "Solve 3(x − 2) = 12 and tell me how sure you are from 1 to 5." I got 28 numbers. Average confidence 4.1. Eleven were wrong, and their average confidence was 4.3. So now I know that they don't know that they don't know, and I still don't know what they were thinking.`,
      replies: [
        {
          by: 'tomas',
          daysAgo: 88,
          text: `That isn't bad, that's a finding! In my room the sure-and-wrong ones are the best conversation of the week.`,
        },
        {
          by: 'priya',
          daysAgo: 87,
          text: `The slip asked for an answer and a feeling. Neither shows thinking. What about two worked solutions, one with the mistake your eleven made, and "which would you defend, and at which line does the other one go off the road?"`,
        },
        {
          by: 'george',
          daysAgo: 87,
          text: `What Priya said. And it puts the judging in their hands, where a confidence number only looks as if it does. I say this having built a whole reporting template on confidence numbers once. It's in a drawer.`,
        },
        {
          by: 'callum',
          daysAgo: 80,
          text: `Tried Priya's. Nine of the eleven found the line. Two defended the wrong one, with reasons, and the reasons were *good*: they thought the 3 only belongs to the x because "it's touching it". I had no idea it was about touching.`,
        },
      ],
    },
    {
      by: 'victor',
      daysAgo: 26,
      title: 'Peer feedback and friendship',
      text: `My Grade 11s give each other feedback that is either "looks great bro" or a small act of war. I've tried sentence stems. They wrote "I wonder if you could maybe not be so bad at this".

Has anybody cracked it with sixteen-year-olds?`,
      replies: [
        {
          by: 'hannah',
          daysAgo: 26,
          text: `Not cracked. What moved it for me: the first four weeks they only ever critique work by strangers. I swap with a school up north. Once they've got used to being useful to somebody they'll never see in the cafeteria, I let them near each other.`,
        },
        {
          by: 'daniel',
          daysAgo: 25,
          text: `In newsrooms the copy desk signs its edits. It changes the tone quickly. My Grade 8s initial every comment and the author writes "used" or "not used, because". The "because" is where the learning is.`,
        },
        {
          by: 'victor',
          daysAgo: 24,
          text: `"Used / not used, because" starts Monday. I'll admit that I've been the only audience for their feedback, and I never once used any of it.`,
        },
      ],
    },
  ],
}
