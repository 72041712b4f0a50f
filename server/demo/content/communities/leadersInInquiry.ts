// Long because conversations are; one community a file.
import type { DemoCommunity } from '../types.js'

export const leadersInInquiry: DemoCommunity = {
  key: 'leaders-in-inquiry',
  slug: 'leaders-in-inquiry',
  name: 'Leaders in inquiry',
  purpose: `Principals, department heads and coaches who lead inquiry and would like somewhere to say when it isn't going well.`,
  norms: `What is said here stays here. Talk about your own part. No school is named in a difficult story, your own included.`,
  visibility: 'invitation',
  language: 'en',
  facilitators: ['nadia'],
  researchers: ['thandi'],
  members: ['marguerite', 'hilde', 'hannah', 'george', 'ruth', 'gunnar'],
  threads: [
    {
      by: 'marguerite',
      daysAgo: 156,
      title: 'Hunches about ourselves',
      text: `We did the "what might WE be doing that keeps students quiet" wall. Silent, ten minutes, sticky notes. I added mine like everyone else. Then someone put a red dot, "this is about me", next to a note that said *Safer to agree at 3:25*. It was about my meetings.

I didn't say anything. I still haven't. What would you do?`,
      replies: [
        {
          by: 'hilde',
          daysAgo: 156,
          text: `I would say it aloud at the next meeting, early, in one sentence, and then change something they can see. Not ask them for reassurance. I made that mistake: I "opened up" for ten minutes, and they had to comfort me.`,
        },
        {
          by: 'george',
          daysAgo: 155,
          text: `Put your own red dot on it. Before the meeting. Say nothing at all. They'll see.`,
        },
        {
          by: 'ruth',
          daysAgo: 155,
          text: `I'd want to separate two things the note could mean: disagreeing is risky, or it's 3:25 and everyone wants to go home. You'd fix those very differently, and only one of them is about you.`,
        },
        {
          by: 'marguerite',
          daysAgo: 149,
          text: `I did George's and then Ruth's. Dot on Monday. On Thursday I asked which it was, on slips. Nine said the clock, five said the risk. The five matter more. Meetings now start with the decision I'd like them to argue with, and we finish at 3:15. Last week someone argued.`,
        },
      ],
    },
    {
      by: 'hilde',
      daysAgo: 84,
      title: 'When the question shrinks until it is safe',
      text: `Our group began with "Why do some of our pupils never ask for help?" After four meetings it is "How can we improve our help-desk signs?" I watched it happen and chaired every step.`,
      replies: [
        {
          by: 'thandi',
          daysAgo: 84,
          text: `Horn and Little have a transcript very like this: a problem comes up, gets a normal answer, and the talk moves on, everybody relieved. What they noticed in the other group was one small move, something like "wait, tell us more about that one". Is there a meeting where somebody made that move and it wasn't taken up?`,
        },
        {
          by: 'hannah',
          daysAgo: 83,
          text: `Devil's advocate: is the sign question so bad? A group that fixes one thing together may be braver afterwards. I've seen grand questions produce nothing but a slide.`,
        },
        {
          by: 'hilde',
          daysAgo: 82,
          text: `Thandi: yes. Second meeting. A teacher said, "They don't ask because they've seen what my face does." And I said, "Good point, does anyone have the minutes?" Hannah: I think we can do both, but I will go back to her sentence first.`,
        },
        {
          by: 'nadia',
          daysAgo: 81,
          text: `Please tell us what happens. And, Hilde, every one of us has asked for the minutes.`,
        },
        {
          by: 'hilde',
          daysAgo: 61,
          text: `She said it again, more carefully this time. Two others said, "Mine too." We filmed our own faces for five minutes each while pupils worked (only us, only for ourselves). Nobody has mentioned signs since.`,
        },
      ],
    },
    {
      by: 'gunnar',
      daysAgo: 19,
      title: 'What should recognition ask for?',
      text: `I approve awards against our municipality's hours. I see the award, the levels and what the holder has chosen to show. Some leaders want me to ask for more: hours logged, a note from the principal. I'm inclined to ask for less. The work has been judged by two people who know it. What do you want from my desk?`,
      replies: [
        {
          by: 'marguerite',
          daysAgo: 18,
          text: `Less. A note from me would tell you whether I like them.`,
        },
        {
          by: 'ruth',
          daysAgo: 17,
          text: `Less paper, but I'd want you to say no sometimes and write down why. A desk that always says yes isn't recognizing anything.`,
        },
        {
          by: 'gunnar',
          daysAgo: 16,
          text: `That is fair. I have said no twice this year, both times in one paragraph, and one of them wrote back to thank me. The other has not.`,
        },
      ],
    },
  ],
}
