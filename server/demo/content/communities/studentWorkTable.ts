// Long because conversations are; one community a file.
import type { DemoCommunity } from '../types.js'

export const studentWorkTable: DemoCommunity = {
  key: 'student-work-table',
  slug: 'the-student-work-table',
  name: 'The student work table',
  purpose: `One piece of student work at a time, described before it is judged. We meet here between the monthly suppers.`,
  norms: `Names off before it goes up. Say what you see before you say what you think. At least two readings of anything puzzling. Nobody has to defend a lesson.`,
  visibility: 'open',
  language: 'en',
  organization: 'long-table',
  facilitators: ['lucie'],
  researchers: ['thandi'],
  members: [
    'josephine',
    'mei',
    'keisha',
    'tomas',
    'gwen',
    'signe',
    'hannah',
    'priya',
    'amrit',
    'miriam',
    'george',
    'yasmin',
    'aiko',
  ],
  threads: [
    {
      by: 'josephine',
      daysAgo: 182,
      title: `"It comes out even?? is that allowed"`,
      text: `A Grade 5 page on comparing fractions. In question 1 the student draws fifths and eighths with pieces of the same size, so the wholes are different, and decides that 5/8 is bigger. In question 2 the same student draws two bars of exactly the same length for 2/3 and 4/6, measures them twice with a ruler, crosses out "4/6 is bigger" and writes: *4 is more then 2 but the peices are smaller so it comes out even?? is that alowed.*

And then, very small, an arrow: *so maybe number 1 is not fair.*

I had marked question 1 wrong and moved on before I saw the arrow. What do you see?`,
      replies: [
        {
          by: 'amrit',
          daysAgo: 182,
          text: `I see someone who trusts the ruler more than the rule. In the shop I'd hire them.

Describing, sorry. The bars in 2 share a left edge and a right edge. The bars in 1 share only a left edge. There's a dashed line in 2 that goes through both bars. No dashed line in 1.`,
        },
        {
          by: 'priya',
          daysAgo: 181,
          text: `The word "fair". Fair is about comparing, not about size. I'd want to know whether "not fair" means *the wholes should be the same* or *the pieces should be the same*, since the pieces in 1 ARE the same and a child could find that perfectly fair. Those are opposite ideas and the same word would do for both.`,
        },
        {
          by: 'josephine',
          daysAgo: 181,
          text: `Priya, that had not crossed my mind and now I can't think of anything else. I read "fair" as the correct idea arriving late. It could be the wrong idea digging in.`,
        },
        {
          by: 'keisha',
          daysAgo: 180,
          text: `Gently disagreeing with both: does it matter today which one it is? A child wrote a conjecture about their own earlier answer, without being asked. I'd hand the page back and say "go on".`,
        },
        {
          by: 'lucie',
          daysAgo: 180,
          text: `I'd like to hold Keisha's question next to Priya's. What would you see if you handed it back and said only "go on"? And could you tell the two readings apart from what came next?`,
        },
        {
          by: 'josephine',
          daysAgo: 174,
          text: `Handed it back. Said "go on". The student redrew the eighths to fit the length of the fifths, looked at it, and said, "The whole is supposed to match. I made a bigger chocolate." So: reading one, this time. But two others in the class, asked the same, made the *pieces* match even harder. Priya, your reading was alive and well at the next table.`,
        },
      ],
    },
    {
      by: 'mei',
      daysAgo: 121,
      title: 'Does it work when they cannot write yet?',
      text: `I have a photograph of six blocks and a transcript of forty seconds. A four-year-old built a ramp, the car stopped halfway, and she moved the whole ramp closer to the window. I asked why. "There's more going there."

Can we use the protocol on something that has already been tidied up? And is what I wrote down the work, or is it my version of the work?`,
      replies: [
        {
          by: 'hannah',
          daysAgo: 121,
          text: `I teach Grade 12 and I have the same question about essays. What I get is the tidied-up version too.`,
        },
        {
          by: 'thandi',
          daysAgo: 120,
          text: `Both, I think, and it helps to say so at the table. Loris Malaguzzi's colleagues in Reggio would put the photograph, the words and your notes side by side precisely so that somebody could say "but that isn't in the picture". Who else was in the room? A second person's forty seconds would be worth more than a better camera.`,
        },
        {
          by: 'mei',
          daysAgo: 119,
          text: `The educator I teach with was at the sand table and heard it differently: "There's more *going down* there." She thinks the floor slopes near the window. We put a marble on it. The floor slopes near the window.`,
        },
        {
          by: 'amrit',
          daysAgo: 119,
          text: `It does. I've been in that portable. The child is right and the building is wrong.`,
        },
        {
          by: 'miriam',
          daysAgo: 118,
          text: `I would like this thread framed. More seriously: Mei, the requirement says "the student work". If a photograph and two people's notes don't fit under that, the requirement is badly written and I'll fix it in the next version. Please submit it as it is.`,
        },
      ],
    },
    {
      by: 'keisha',
      daysAgo: 64,
      title: 'My group keeps praising',
      text: `Fourth session with my Grade 4 narrative and we still can't get through the describing round. "I love her voice." "Such a strong opening." It's lovely, and I learn nothing. When I say "where do you see that?" people think I'm disagreeing with the compliment.`,
      replies: [
        {
          by: 'tomas',
          daysAgo: 64,
          text: `In a kitchen nobody says "lovely sauce". They say "it coats the spoon". I now ask for coats-the-spoon sentences. It sounds silly and it works, because it's about the sauce.`,
        },
        {
          by: 'aiko',
          daysAgo: 63,
          text: `In studio crits I do the first round with the work turned upside down. Hard with a narrative! But reading the sentences in reverse order comes close. Praise has nothing to hold on to.`,
        },
        {
          by: 'george',
          daysAgo: 62,
          text: `I'd be careful about driving praise out altogether. In my group it's how people say "I'm not going to hurt you". We gave it two minutes of its own at the start, with the presenter out of the room getting coffee. After that it had been said.`,
        },
        {
          by: 'lucie',
          daysAgo: 62,
          text: `George, I like that. @keisha, would your group stand for a rule that every describing sentence has to contain a word that is actually written on the page?`,
        },
        {
          by: 'keisha',
          daysAgo: 57,
          text: `Did it. "Fridge", "fridge", "humming", "and then", "and then". Ten minutes in, somebody said, "She stops hearing things and that's when she gets scared." Nobody had seen that in four weeks. Thank you.`,
        },
      ],
    },
    {
      by: 'george',
      daysAgo: 12,
      title: 'Draft for a reviewing micro-credential: is "knowing your leanings" judgeable?',
      text: `I'm drafting *Reviewing a colleague's evidence fairly*. Third criterion: the reviewer monitors and corrects their own leanings. A pilot reader says you can't score self-knowledge, you can only score writing about it. I half agree. Should it go?`,
      replies: [
        {
          by: 'hannah',
          daysAgo: 12,
          text: `Keep it, and ask for figures. Mine say I'm harder than the panel on anything called "reflection" and softer on anything with good sentences. I'd never have guessed the second from the inside.`,
        },
        {
          by: 'priya',
          daysAgo: 11,
          text: `I'd cut it. People who already write well about themselves will get it, and that's the very leaning Hannah is confessing to.`,
        },
        {
          by: 'thandi',
          daysAgo: 10,
          text: `You could ask for a correction instead of a confession: what did you change, and what happened to your scores afterwards? That can be checked without admiring anyone's prose.`,
        },
        {
          by: 'george',
          daysAgo: 9,
          text: `That moves it from a portrait to a small experiment. Trying it. It stays in draft until the third anchor submission is cleared by its author.`,
        },
      ],
    },
  ],
}
