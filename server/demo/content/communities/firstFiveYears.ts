// Long because conversations are; one community a file.
import type { DemoCommunity } from '../types.js'

export const firstFiveYears: DemoCommunity = {
  key: 'first-five-years',
  slug: 'the-first-five-years',
  name: 'The first five years',
  purpose: `For teachers in their first five years, and a few older ones who remember. Ask the thing you don't want to ask in your own staffroom.`,
  norms: `No question is too small. Older members answer with a story of their own, or not at all. Nobody's principal is a member.`,
  visibility: 'request',
  language: 'en',
  facilitators: ['lucie'],
  researchers: [],
  members: ['jonas', 'callum', 'marius', 'keisha', 'mei', 'liv', 'brendan', 'oddny', 'yasmin', 'amrit'],
  asking: ['tomas'],
  threads: [
    {
      by: 'jonas',
      daysAgo: 198,
      title: 'How do you decide what not to do?',
      text: `In my first year I did everything, badly. This year I'd like to do less, and I can't tell which things hold the roof up. How did you find out?`,
      replies: [
        {
          by: 'amrit',
          daysAgo: 198,
          text: `Same as with a wall. Knock, listen, take out a little, look up. I stopped writing lesson plans longer than an index card in year two. Nothing fell. I stopped greeting them at the door the same year. Things fell.`,
        },
        {
          by: 'liv',
          daysAgo: 197,
          text: `In my second year I stopped laminating. In my ninth I stopped pretending that I'd read everything before a meeting. I wish I'd done them in the opposite order.`,
        },
        {
          by: 'mei',
          daysAgo: 197,
          text: `I asked the children what we could stop doing. They said calendar time. Twenty minutes a day, since forever, and not one of them could tell me what it was for.`,
        },
        {
          by: 'jonas',
          daysAgo: 190,
          text: `Asked mine. They'd like to stop the weekly spelling test, and so would I. But two of them said, "Please keep it, it's the only one I'm good at." So it's optional now, and eleven take it. I don't know what to think about that.`,
        },
      ],
    },
    {
      by: 'callum',
      daysAgo: 110,
      title: 'Being observed by someone who is better than you',
      text: `My department head has offered to swap visits. She's superb. I'd learn plenty from watching her. I'd rather eat chalk than have her watch me with my Grade 9s after lunch.`,
      replies: [
        {
          by: 'brendan',
          daysAgo: 110,
          text: `Twenty-four years in and I still tidy my desk. Choose the thing she's to look at. "Please write down every question I ask, word for word" keeps her eyes off everything else, and you'll get something you can use.`,
        },
        {
          by: 'oddny',
          daysAgo: 109,
          text: `I'm the only music teacher in my school, so anyone who visits me is worse than I am at music and better at something. The best visit I've had was from P.E. He counted how long the pupils stood waiting. Nineteen minutes of sixty!`,
        },
        {
          by: 'keisha',
          daysAgo: 109,
          text: `Would it help to visit her first and ask for *her* worst class? People who say yes to that are safe.`,
        },
        {
          by: 'callum',
          daysAgo: 104,
          text: `She said yes straight away, and it was carnage, and she laughed. She's coming on Tuesday. Questions, word for word.`,
        },
      ],
    },
    {
      by: 'marius',
      daysAgo: 52,
      title: 'I sent seventy pupils to the wrong museum',
      text: `It's true. Posting it here before it reaches you in another way. Nobody was lost. One group wrote the best source criticism of the year, about my e-mail.`,
      replies: [
        {
          by: 'yasmin',
          daysAgo: 52,
          text: `I once taught an entire morning with a sock stuck to my back. Static. Nobody told me. Twenty-two children were extremely well behaved.`,
        },
        {
          by: 'amrit',
          daysAgo: 51,
          text: `Cut a $90 sheet of birch an inch short in front of the class while explaining measure twice. Left it on the wall. It's still the best teaching aid I own.`,
        },
        {
          by: 'lucie',
          daysAgo: 51,
          text: `May we see the source criticism, without names? I have a feeling it has a real reader.`,
        },
        {
          by: 'marius',
          daysAgo: 50,
          text: `"The sender has good credibility in geography, but he has a motive to appear in control." I have it above my desk.`,
        },
      ],
    },
  ],
}
