// Long because conversations are; one community a file.
import type { DemoCommunity } from '../types.js'

export const manyLanguages: DemoCommunity = {
  key: 'many-languages',
  slug: 'many-languages-one-room',
  name: 'Many languages, one room',
  purpose: `Teaching demanding content in classrooms where several languages live. Language teachers and everybody else.`,
  norms: `Describe children by what they know. No child is the example of a country. Write in any language you like; somebody here will read it.`,
  visibility: 'open',
  language: 'en',
  organization: 'long-table',
  facilitators: ['lucie'],
  researchers: ['thandi'],
  members: ['fatima', 'yasmin', 'leila', 'berit', 'keisha', 'signe', 'miriam', 'sunniva', 'gwen'],
  threads: [
    {
      by: 'yasmin',
      daysAgo: 131,
      title: 'A snake and a tower are the same word',
      text: `We were measuring in Grade 1 and I put up *long*, *tall* and *the same* and asked for the words at home. Families sent them in. Then a boy pointed at two cards and said, "In my language a snake and a tower are the same word!" He's right: in Somali both are *dheer*. In Arabic too, one word. English and Tagalog cut it in two.

The class then spent fifteen minutes on whether a tower that falls over turns from tall to long. I have never had a better discussion of which way you measure. Is this maths or did I just have a nice morning?`,
      replies: [
        {
          by: 'leila',
          daysAgo: 131,
          text: `It's maths. The attribute is the same and the orientation is what English names. Half of my Grade 4s who "mix up length and height" are doing something quite logical. I'd never have seen it on a worksheet.`,
        },
        {
          by: 'berit',
          daysAgo: 130,
          text: `På norsk har vi *lang* og *høy*, men et tre er høyt og en person er både lang og høy. Prøvde dette på andre trinn i dag. En elev: «Er jeg lang når jeg ligger?» Takk, Yasmin!`,
        },
        {
          by: 'fatima',
          daysAgo: 130,
          text: `A small caution from someone who has been the child in this story. It was lovely because he offered it. The week after, in my own school thirty years ago, the teacher asked me for the Arabic word for everything, all day, in front of everyone. By Friday I had forgotten all my Arabic.`,
        },
        {
          by: 'yasmin',
          daysAgo: 129,
          text: `Fatima, thank you. I *had* planned to ask him again today. I put a blank card and a pen under the wall instead, for whoever wants them.`,
        },
        {
          by: 'lucie',
          daysAgo: 128,
          text: `En français on dit *un grand garçon* et il n'est peut-être pas très long. I'd like to notice that Yasmin's plan changed because of one paragraph from Fatima. That's the community doing what it's for.`,
        },
      ],
    },
    {
      by: 'leila',
      daysAgo: 94,
      title: 'When the group all switch language and I am the only one who cannot follow',
      text: `Three students in Grade 7 science went into Dari for the planning stage, as I'd hoped. Ten lively minutes. Then the homeroom teacher came by and asked, reasonably, "How do you know they're on task?" I didn't have a good answer.`,
      replies: [
        {
          by: 'signe',
          daysAgo: 94,
          text: `How do we know with the ones speaking our own language? I taped a group of mine once. Eleven minutes on a football transfer, two on photosynthesis, and the sheet was full.`,
        },
        {
          by: 'sunniva',
          daysAgo: 93,
          text: `I ask for something to come out of it that I can read: a sketch with arrows, numbers, one sentence in Norwegian with a word missing. If the ten minutes were real, the sentence is hard to finish badly.`,
        },
        {
          by: 'miriam',
          daysAgo: 92,
          text: `Agree with Sunniva about a product, and I'd resist "one sentence in the school language" coming too early. If they know that's the price, they plan the sentence and not the experiment.`,
        },
        {
          by: 'leila',
          daysAgo: 90,
          text: `Tried the sketch with arrows. It showed that they had planned a fair test, with the one variable circled. I showed the homeroom teacher. He said, "Mine didn't circle anything," and now we're co-teaching it.`,
        },
      ],
    },
    {
      by: 'fatima',
      daysAgo: 41,
      title: 'Taking the sentence frames away',
      text: `Grade 6. We had "I predict that ___ because ___" on the wall since September. It's good and it's killing them. Every prediction in the room now has exactly one because. How and when do you take a frame down?`,
      replies: [
        {
          by: 'keisha',
          daysAgo: 41,
          text: `I don't take it down, I let it get boring. I read five in a row aloud in a robot voice and we vote on which part to break first. (Grade 4. I accept that Grade 6 has its pride.)`,
        },
        {
          by: 'leila',
          daysAgo: 40,
          text: `I look for the students who have started to bend it. When half the class has written something the frame doesn't allow, it comes off the wall and goes into a binder for whoever still wants it. Two did. One of them surprised me.`,
        },
        {
          by: 'fatima',
          daysAgo: 34,
          text: `Counted: nine of twenty-three bend it. Not yet, then. But I've put a second frame beside it, "I used to think ___, but then we saw ___", and four of them mixed the two within an hour.`,
        },
      ],
    },
  ],
}
