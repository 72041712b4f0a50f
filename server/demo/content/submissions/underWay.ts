// Long because these are whole accounts too; they are the ones that nobody has decided on yet.
import type { DemoSubmission } from '../types.js'
import { atWork, notAnswered, reviewBy, selfAssessed } from './judgement.js'

const keisha: DemoSubmission = {
  by: 'keisha',
  microCredential: 'looking-at-student-work',
  daysAgo: 18,
  responses: {
    setting: {
      text: `Grade 4, twenty-four writers, in the fourth week of small-moment narratives. The task was a second draft of one moment from home, with a checklist that we'd made in September. One draft puzzled me, about the night the power went out. It opens inside the event and closes on a thought that I'd be glad to have had, and in the middle there's one sentence with four "and then"s that runs through six events. I'd written "great voice, work on structure" on it twice. My question to the group: what does this writer already know about time in a story?`,
    },
    'work-and-record': { entries: ['keisha-narrative'], files: ['annotated-narrative.pdf'] },
    'later-work': { entries: ['keisha-by-the-time'], files: [] },
    seen: {
      text: `It took four sessions before anyone described anything, me included. When we agreed that every sentence must contain a word from the page, a colleague said, "Fridge, humming, fridge, nothing: she stops hearing things and that's when she gets scared." I hadn't seen that the fridge comes back in the last paragraph, and so I hadn't seen that the story has a frame.

We had three readings of the long sentence. She summarizes when nothing in the scene matters to her; she has no other way of skipping time; or the list is a storytelling voice from home. I find the first most likely, because when she was asked to mark where the story is, she circled the fridge and the bed and nothing in between. I've set the second aside for now: she was shown another way, tried it, and rubbed it out. The third I can't rule out, since I haven't yet heard her read it aloud.`,
    },
    changed: {
      text: `I taught "By the time" as one way to skip over what doesn't matter, to the whole class, with two published openings and one of mine, and asked every writer to mark where the story is and where it's only getting from A to B. That marking was new, and it came straight from the session. Nine writers cut or shrank a middle. Four moved something from the middle to the front.

The writer we'd looked at marked her draft without hesitating, tried the phrase, rubbed it out and kept her list. "It's the boring part so it goes fast. You have to read it fast." So her draft hasn't changed at all, and my opinion of it has. I took "structure" off my comments. I don't have a later piece of hers yet, and I don't know if I should want her to write it differently.`,
    },
  },
  selfAssessment: selfAssessed({
    describing: ['deep', `The rule about a word from the page did it.`],
    readings: ['met', `Three readings, and I say which I can't rule out.`],
    acting: ['met', `The marking came from the session and was taught.`],
  }),
  ends: 'adjudication',
  reviews: [
    reviewBy('priya', {
      describing: [
        'deep',
        `Green and orange never mix, and the fridge is precisely the kind of feature that upsets a first explanation.`,
      ],
      readings: [
        'met',
        `Three readings with what would support or weaken each. The reading aloud still has to be done, and you say so.`,
      ],
      acting: [
        'met',
        `Marking where the story is follows from what the group saw, it was taught to all, and you tell us what happened, including the draft that stayed as it was. A change in the teacher's response is a change that learners meet.`,
      ],
    }),
    reviewBy('ruth', {
      describing: ['met', `Everything in green can be pointed at.`],
      readings: ['met', `Argued from the page, with one reading left open on good grounds.`],
      acting: [
        'partly',
        `The mini-lesson on "By the time" answers the reading that you set aside (no other way of skipping time) and not the one you hold. The marking does follow, but what nine writers cut or shrank is reported and not shown. Two of those drafts would persuade me.`,
      ],
    }),
  ],
  asked: [atWork('hannah')],
}

const fatima: DemoSubmission = {
  by: 'fatima',
  microCredential: 'multilingual-classrooms',
  daysAgo: 10,
  responses: {
    'learners-and-content': {
      text: `Grade 6 science in Norway, twenty-three pupils, co-taught with the science teacher. Five languages were used in this lesson: Norwegian, Arabic, Tigrinya, Polish and English. Eight pupils have Norwegian as a second or third language and two of them came last autumn. The content was planning a fair test: which of four cups keeps water warm longest, and what must be kept the same. The language it demands is Norwegian for naming and holding a variable (*variabel, samme, ulik, måle*) and for giving a reason that may have conditions in it, which is where our sentence frame had become a cage.`,
    },
    'plan-and-work': { entries: ['fatima-frames', 'fatima-cooling'], files: [] },
    thinking: {
      text: `One pupil, with us since the autumn, planned in Tigrinya with arrows. Her sketch kept three things the same and circled the fourth, and beside the lid of the cup she'd written a line that she then carried around the room, asking three people for a word. The word was *med mindre*, unless: the plastic cup will stay warmest unless the lid is off. None of the plans drafted in Norwegian alone had a condition in it. Ours was the simpler language that day.

I know that it was her thought and not a phrase she'd picked up, because the next week she wanted to run the test twice, with and without lids, and gave the reason. The science teacher, who had believed that she was copying the sketch from her neighbour, saw that the neighbour had copied from her.`,
    },
    landing: {
      text: `The bridge was the word *fair*. Pupils gave the word for a fair judge and the word for a test where only one thing differs, and in most of our languages these didn't match. A boy with only Norwegian said, "So it isn't about being nice to the cups." Then five words and two frames, rehearsed aloud in pairs, and written.

I took the old frame ("I predict that ___ because ___") off the wall when eleven of twenty-three had bent it, and moved it to a binder. Four took it from there, two of them fluent in Norwegian. Two pupils haven't arrived yet. One can say the whole plan with the frame in hand and loses *fordi* without it. The other writes single words, and with him I had removed the support for oral rehearsal too early; I've put it back.`,
    },
  },
  selfAssessment: selfAssessed({
    repertoire: ['deep', `The condition existed in one language first and the class then used it.`],
    content: ['deep', `Her plan became the one we ran.`],
    landing: ['met', `One support I withdrew too early.`],
    dignity: ['met', `Nobody was asked for a word in front of others. I've been that child.`],
  }),
  ends: 'in-review',
  reviews: [
    reviewBy('leila', {
      repertoire: [
        'deep',
        `"Unless" was thinkable in Tigrinya before it was sayable in Norwegian, and the test that they ran depends on it.`,
      ],
      content: [
        'deep',
        `The newest pupil's plan is taken up by all. The neighbour's sketch is a nice detail to have checked.`,
      ],
      landing: ['met', `Withdrawn on a count, returned on evidence. I'd like to have seen the binder.`],
      dignity: [
        'met',
        `Choice is built into how words are collected. Families aren't mentioned; that would be a next step and isn't a gap.`,
      ],
    }),
  ],
  asked: [
    atWork('hannah', {
      repertoire: [
        'deep',
        `The thinking happens in the language where it is strongest, and then the whole class uses what came of it. The sketch with three things kept the same shows it better than the sentence does.`,
      ],
      content: [
        'deep',
        `A fair test, planned and carried out. I had to read the part about the lids twice; on the second reading it is all there.`,
      ],
      landing: [
        'met',
        `Eleven of twenty-three had outgrown the frame, and that count decided it. Still to write: the two who`,
      ],
    }),
  ],
}

const jonas: DemoSubmission = {
  by: 'jonas',
  microCredential: 'matematiske-samtaler',
  daysAgo: 11,
  responses: {
    'klasse-og-oppgave': {
      text: `Femte trinn, 22 elever, andre uke med brøk. På tavla sto en påstand: «Når du ganger, blir svaret alltid større.» Jeg ventet at mange ville si ja og vise med heltall, at noen ville komme på null, at noen ville komme på én, og at kanskje noen få ville tenke på halve. En gal vei jeg ventet, var at null «ikke teller». Da ville jeg spørre: «Hvem bestemmer hvilke tall som teller?» Målet var at elevene skulle finne ut når påstanden er sann, og ikke bare om den er det.`,
    },
    'plan-og-samtale': { entries: ['jonas-vente'], files: [] },
    vendepunkt: {
      text: `Jeg hadde sagt fra at jeg skulle være stille i sju sekunder, og så fikk de ett minutt med makker. En elev sa: «Null er ikke et ordentlig tall.» Jeg skulle til å stille spørsmålet mitt da en jente som sjelden sier noe, sa: «Jeg tror det er motsatt.» Inni meg tenkte jeg feil, og jeg var glad for at jeg ikke sa det. Hun fortsatte: «Det blir mindre hvis du ganger med noe lite.» Jeg spurte: «Hva slags lite?» «Mindre enn én. Hvis det går an.» En annen: «Halvparten går an.»

Derfra handlet timen om det. Jeg kunne ha latt den som sa at null ikke er et ordentlig tall, svare henne. De snakket om to unntak fra samme påstand, og jeg lot det ene falle. Det tok vi opp igjen fredag.`,
    },
    'stille-elever': {
      text: `Ti av 22 sa noe i plenum, og det er flere enn vanlig. På lappen til slutt skulle de vise ett tall påstanden er sann for, og ett den ikke er sann for. Av de tolv som ikke snakket, hadde sju et riktig moteksempel, tre brukte null og fire brukte en halv. Tre skrev bare eksempler som er sanne, og to skrev «vet ikke». Jeg hadde trodd at de tolv var de tolv svakeste, og det stemte ikke.

I neste time startet vi med fire lapper uten navn, to med null og to med en halv, og spørsmålet om hva de har felles. De to som hadde skrevet «vet ikke», fikk velge hvilken lapp som skulle tegnes først. Den ene valgte og forklarte. Den andre valgte.`,
    },
  },
  selfAssessment: selfAssessed({
    forberedelse: ['met', `Fire veier og et spørsmål til den gale.`],
    samtalegrep: ['met', `De svarte hverandre, særlig om «noe lite».`],
    matematikken: ['met', `Når er påstanden sann? Dit kom vi.`],
    'alle-elever': ['met', `Lappene viste at jeg tok feil om dem.`],
  }),
  ends: 'in-review',
  reviews: [
    reviewBy('khalid', {
      forberedelse: [
        'met',
        `Påstanden tåler samtale, og spørsmålet om hvem som bestemmer hvilke tall som teller, er godt forberedt.`,
      ],
      samtalegrep: [
        'met',
        `E4 og E5 bygger sammen uten at du står imellom. Du viser hva sju annonserte sekunder gjorde.`,
      ],
      matematikken: [
        'met',
        `Fra «er det sant» til «når er det sant». Tallinja gir en grunn. For øverste nivå ville jeg sett elevene prøve et tall mellom en halv og én.`,
      ],
      'alle-elever': [
        'deep',
        `Du hadde en antakelse om de tolv, undersøkte den og tok feil. Neste time ble bygd på det.`,
      ],
    }),
  ],
  asked: [atWork('anders')],
}

const aiko: DemoSubmission = {
  by: 'aiko',
  microCredential: 'critical-friendship',
  daysAgo: 9,
  responses: {
    agreement: {
      text: `I teach visual arts in a secondary school; my friend teaches chemistry on the floor below. She asked me to look at the thirty seconds after something goes wrong. I asked her to look at where eyes go in a studio crit. Off limits: marks, and one student in each class. We wrote that notes are read aloud once, without comment, before anybody interprets. Both of us kept to that. I broke a smaller promise, which was to visit in September; it was November before I went.`,
    },
    notes: { entries: ['aiko-crit'], files: [] },
    asked: {
      text: `I'd written down eleven incidents, and that in six of them she said "okay, so" and took the glassware from the student. My question was "What are your hands afraid of?" It came out before I had thought it through. She laughed, then she didn't. She said that in her second year a student was burned, not badly, and that she has been quick ever since.

It cost me an evening of wondering if I'd gone past what we agreed. I wrote to her and said so. She answered that nobody had ever asked about the hands, only about the talking. The week after, she told the class about the burn and showed them which three situations she'll always step into, and that in the others she'll put her hands in her pockets. She has asked me to come back and count pockets.`,
    },
    received: {
      text: `She had written down who looked at the work while others were talking about it: four students of nineteen. The other fifteen looked at me. Her question was "Whose crit is it?" I'd have said with complete confidence that it was theirs. I built it to be theirs, with rounds and rules.

I didn't want to hear it, because the crit is what I'm known for. I decided to test it by standing behind them, which felt rude, as though I were leaving my own party. They looked at the drawing. They also talked less, for a long time, and two students said that they missed knowing what I thought. So I've set one part of her observation aside: some of the looking at me was asking for teaching, and I do owe them that. I give it at the end now, in two sentences, after they've written their own.`,
    },
  },
  selfAssessment: selfAssessed({
    observing: ['met', `Incidents and words, in order.`],
    questions: ['met', `I didn't know about the burn.`],
    candour: ['met', `I said it, and then asked if I should have.`],
    reciprocity: ['deep', `I changed the crit and kept back the part that I disagree with.`],
  }),
  ends: 'in-review',
  reviews: [],
  asked: [atWork('leila'), atWork('daniel')],
}

const mei: DemoSubmission = {
  by: 'mei',
  microCredential: 'looking-at-student-work',
  daysAgo: 1,
  responses: {
    setting: {
      text: `Kindergarten, Years 1 and 2 together, in a portable with two windows on one side. There was no task: it was free choice at the blocks. A four-year-old built a ramp and let a car go. It stopped halfway across the floor. She looked at the car, carried the whole ramp to the window side in three trips without altering it, and let go again. The car went further and she clapped before it had stopped. I asked why she'd moved it. I heard, "There's more going there." My teaching partner heard, "There's more going *down* there." My question: what does this child know about why things roll?`,
    },
    'work-and-record': { entries: ['mei-ramp', 'mei-marble'], files: ['looking-protocol.pdf'] },
    seen: {
      text: `I'd noticed that she moved the ramp. A colleague noticed that she didn't change it, which turned out to matter more: every other child in the room makes a ramp higher when a car stops short. A second colleague asked where her eyes were, and both sets of notes say on the car, on the floor, and never on the ramp.

We had three readings. She's found out that the floor slopes towards the window; it had worked there yesterday; or "going" means empty space, and there are fewer blocks by the window. I arrived believing the second. I now think that it's the first, because the following day, given marbles and two ramps and no question from me, she put a marble on the bare floor before building anything. You don't test a floor if all you remember is that it worked. The third reading I've set aside, since that day the window side was the crowded one.`,
    },
    changed: {
      text: `I had planned to offer longer boards, as I do each winter. Instead I put out a basket of marbles and two identical ramps at opposite ends of the room, and kept quiet for three days, which for me is a long time. She tested the floor. Two other children copied the test, and one carried a marble around the room for most of a morning, putting it down and watching. We made a map of where it rolls, and where it stays, with string.

What didn't change: most of the class still build higher when something stops, and I haven't found a way of bringing her idea to them that isn't me telling it. I tried "ask her why she does that" and she said, "It's just the floor." I also don't know what she'd do on a floor that is level. We're borrowing the gym next week to see.`,
    },
  },
  selfAssessment: selfAssessed({
    describing: ['met', `Two people's notes, and they differ.`],
    readings: ['deep', `I believed the wrong one, and I know what changed my mind.`],
    acting: ['met', `The marbles came from the session.`],
  }),
  ends: 'submitted',
  reviews: [],
  asked: [notAnswered('hannah')],
}

const signeAgain: DemoSubmission = {
  by: 'signe',
  microCredential: 'looking-at-student-work',
  daysAgo: 2,
  responses: {
    setting: {
      text: `Grade 9 science, cooling curves, twenty-four pupils in pairs. One pair joined the points in the order in which they were measured, with time going up the side, so that the line hooks back where somebody topped up the tea. Everyone else smoothed that away. I'd like to ask a group: what do these two know about what a graph is for?`,
    },
    'work-and-record': { entries: ['signe-graphs'], files: [] },
  },
  selfAssessment: [],
  ends: 'draft',
  reviews: [],
}

const oddny: DemoSubmission = {
  by: 'oddny',
  microCredential: 'critical-friendship',
  daysAgo: 76,
  responses: {
    agreement: {
      text: `I'm the only music teacher at my school, so my critical friend teaches P.E. We agreed over coffee and wrote it on a napkin, which I've kept: he would look at what pupils do while others play, I would look at how he starts a lesson. Off limits was how well anybody sings or runs. He visited me in the autumn. I was to visit him twice before Christmas, and I managed once, for twenty minutes, as there was nobody to cover for me.`,
    },
    notes: { entries: ['oddny-waiting'], files: [] },
    asked: {
      text: `From the twenty minutes I had one observation: he blew the whistle nine times, and after each of the first six somebody was still asking what to do. I asked, "What does the whistle mean?" I really didn't know, since in music a sound like that means one thing only. He said that it means stop, and listen, and start, and sometimes also that he's annoyed.

I believe that it mattered, because he told the class about it and they decided on two different signals. But I haven't seen it, and I'm going by what he says. It cost me very little to ask; he's an easy man to be honest with, and perhaps that's why I don't think I have shown here what this micro-credential asks for.`,
    },
    received: {
      text: `He timed how long each section of my ensemble stood waiting. Drums four minutes, singers nineteen. "What do the singers do with the nineteen?" I said that they listen. I asked them and they count the ceiling tiles; there are 216. I didn't enjoy that.

I've moved the sectional work into the corridor, which means that I don't hear everything, and for a musician that's the real price. The singers now wait six minutes. What I haven't done is to go back and watch him properly, and without it this is coaching with a very good coach. I would sooner do the second half in the spring than have somebody judge the first half kindly.`,
    },
  },
  selfAssessment: selfAssessed({
    observing: ['partly', `His notes are better than mine.`],
    questions: ['met', `The whistle was a real question.`],
    candour: ['partly', `It was too easy.`],
    reciprocity: ['partly', `One and a half directions.`],
  }),
  ends: 'withdrawn',
  reviews: [],
}

export const underWay: DemoSubmission[] = [keisha, fatima, jonas, aiko, mei, signeAgain, oddny]
