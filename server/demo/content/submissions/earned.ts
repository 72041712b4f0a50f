// Long because a submission is a teacher's whole account, with two reviewers' answers; eight of them were earned.
import type { DemoSubmission } from '../types.js'
import { reviewBy, selfAssessed } from './judgement.js'

const josephine: DemoSubmission = {
  by: 'josephine',
  microCredential: 'looking-at-student-work',
  daysAgo: 150,
  responses: {
    setting: {
      text: `A Grade 5 class of twenty-six in a small-town K–8 school, in the second week of comparing fractions. The task had two parts: decide which is bigger, 3/5 or 5/8, then 2/3 or 4/6, and show how you know. One page puzzled me. In the first part the student drew two wholes of different lengths and chose the wrong fraction. In the second the drawing was exact, measured twice, and the student concluded that the fractions "come out even", wondered whether that was allowed, and wrote in faint pencil that the first answer was perhaps not fair. My question for the group: what does this student understand about the size of a fraction?`,
    },
    'work-and-record': { entries: ['josephine-session'], files: ['fractions-page.jpg'] },
    'later-work': { entries: ['josephine-make-it-fair'], files: [] },
    seen: {
      text: `I came with one reading: the student had realized that the wholes have to match. My colleagues stayed on the word "fair" longer than I'd have had the patience for. In the first drawing the pieces are the same size, and a child could find that perfectly fair. So "not fair" might mean that the wholes ought to match, or that one bar has more pieces than the other. Someone also pointed out that part two is the only place where a ruler is mentioned, so the doubt about part one might be about measuring and not about wholes.

I now hold the first reading for this student, because when handed the page with only "go on", they redrew the eighths to the same length and said, "I made a bigger chocolate." I've set the ruler reading aside, since no ruler was used the second time. But the equal-pieces reading was true of six other students, which I'd never have gone to look for.`,
    },
    changed: {
      text: `I dropped the lesson I'd planned (a rule about common wholes, then practice) and gave everyone the first drawing on strips of paper with one instruction: this isn't fair, make it fair. Sixteen matched the wholes, six matched the pieces more carefully than before, four wanted to know what I meant. I paired students who had matched wholes with students who had matched pieces and asked which they'd want if it was chocolate.

Ten days later, on 3/4 and 5/6, twenty-three of twenty-six drew equal wholes without a reminder. Three still matched pieces. Chocolate did nothing for them. I think they're comparing lengths where the others compare parts of a whole, and I'm going to try it with a folded string. What hasn't changed at all is the writing: they still explain with numbers what they have found out with a drawing.`,
    },
  },
  selfAssessment: selfAssessed({
    describing: ['met', `The notes keep the two apart, mostly thanks to the timekeeper.`],
    readings: ['deep', `I went looking for the reading I didn't hold and found it in six others.`],
    acting: ['deep', `The later work tells me who it didn't help.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('brendan', {
      describing: [
        'deep',
        `"A dashed line crosses both bars in 2 only", and the word "fair" counted: these are fine-grained and they include a feature (the ruler) that didn't suit your first idea.`,
      ],
      readings: [
        'deep',
        `You compare three readings against the page and then test them by handing it back. Telling us that the reading you set aside was true of six others is the strongest line in the submission.`,
      ],
      acting: [
        'deep',
        `"Make it fair" follows straight from the session and the ten-day check says what it did and for whom it didn't. I'd like to know about the string.`,
      ],
    }),
    reviewBy('hannah', {
      describing: [
        'met',
        `Descriptions come first and can be pointed at. One ("shared left edge in both") is a lovely piece of looking.`,
      ],
      readings: [
        'deep',
        `You say what evidence settled it for this student and what remains open for the others. That is more than the level asks.`,
      ],
      acting: [
        'met',
        `A specific change, taught, with later work. The note on explanations still lagging behind drawings is where I'd go next; it's named but not yet looked into.`,
      ],
    }),
  ],
  award: { accepted: true, visibility: 'public' },
  recognition: {
    by: 'patricia',
    outcome: 'approved',
    hours: 12,
    credits: 1,
    note: `Counts in full toward this year's professional learning hours. Nothing in the shown evidence overlaps with the fall numeracy release days.`,
  },
}

const signe: DemoSubmission = {
  by: 'signe',
  microCredential: 'assessment-learners-own',
  daysAgo: 60,
  responses: {
    'class-and-aim': {
      text: `Grade 8 science in Norway (pupils of thirteen), twenty-six in the class, learning to explain a phenomenon from how matter is built up. They compared three explanations that I'd written, each flawed in its own way, and decided which was best and why. Their list hangs on the wall with its date. In translation: "says what happens first and then what that causes", "no word you couldn't explain to your little brother", "it would still be true somewhere else", "the drawing and the words agree". I added one, that it says what it can't explain, and told them that it was mine. They argued for fifteen minutes about whether an explanation is worse for being true only of our fjord.`,
    },
    loop: { entries: ['signe-slips', 'signe-bottle', 'signe-criteria'], files: ['exit-slips.jpg'] },
    'learners-did': {
      text: `The first evening I sorted their slips on why ice floats. The next morning they sorted the same slips, typed and anonymous, in fours. Every group moved "it expands so it weighs less" to the bottom. The pupil whose slip it was (nobody knew) argued for moving it, and afterwards rewrote hers in a second colour: "It takes more room but weighs the same, so each bit of it weighs less." She had judged her own work without knowing she was being asked to.

Another pupil didn't do what I hoped. The bottle on the scale showed the same weight before and after freezing. She left her slip as it was and told me that the scale "can't feel cold things". I asked what would convince her. She wanted the scale outside the freezer. We did that the week after, and she changed her slip by one word, from "lighter" to "looser". I'd call that a judgement of her own.`,
    },
    'you-did': {
      text: `The pattern I hadn't seen was that I give credit for vocabulary. In my piles eight slips were "nearly"; in theirs, three of those eight were the furthest away, because a technical word was carrying a wrong idea. So I changed two things. The density calculation shrank from twenty minutes to five, and the freezing bottle took its place, with eighteen minutes to rewrite. And since then the class makes the piles before I do.

It cost me a week against the parallel class, and I've felt it. On the shared test in the unit after, mine did no better on calculating and clearly better on the one question that asks why. One class isn't a study. What I've stopped believing is that a pupil who uses the word is closer to the idea than one who writes "a coin is solid too so hmm".`,
    },
  },
  selfAssessment: selfAssessed({
    quality: ['deep', `The quarrel about "somewhere else" made the list sharper.`],
    ownership: ['met', `They judge and they point. Only one has asked for the assessment she needed.`],
    acting: ['deep', `Different pupils acted differently, and I followed the one who didn't.`],
    teaching: ['met', `A named pattern and a changed lesson.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('priya', {
      quality: [
        'deep',
        `Their wording is what gets used, you marked your own addition as yours, and the argument about "only our fjord" is a borderline case if ever there was one.`,
      ],
      ownership: [
        'deep',
        `The pupil who asks for the scale to stand outside the freezer is asking for the assessment that she needs, on grounds that hold up. I scored this above your own estimate.`,
      ],
      acting: [
        'deep',
        `Eighteen planned minutes, nineteen changed slips, and separate support for the one who didn't change hers.`,
      ],
      teaching: [
        'deep',
        `You name the pattern in your own sorting, change the next lesson and report what it cost. The belief you've revised is stated in a sentence that I'll remember.`,
      ],
    }),
    reviewBy('ruth', {
      quality: [
        'met',
        `Criteria grew from comparison and are quoted. I'd have liked to see one of them crossed out, since you say that they will be.`,
      ],
      ownership: [
        'met',
        `Judgements refer to particular slips and lead to revisions. One striking case goes further; I looked for a second and didn't find it.`,
      ],
      acting: [
        'deep',
        `Two learners, two ways of acting, and time protected in class. The photograph and the second-colour account fit each other.`,
      ],
      teaching: [
        'deep',
        `"One class isn't a study" is the right caution, and the change in belief is argued from the evidence.`,
      ],
    }),
  ],
  award: { accepted: true, visibility: 'public' },
  recognition: {
    by: 'gunnar',
    outcome: 'requested',
    hours: 15,
    credits: 1.5,
    note: `Søknad om å få merket godskrevet mot kompetansetida for vårhalvåret.`,
  },
}

const ingvild: DemoSubmission = {
  by: 'ingvild',
  microCredential: 'matematiske-samtaler',
  daysAgo: 128,
  responses: {
    'klasse-og-oppgave': {
      text: `Fjerde trinn, 24 elever, midt i arbeidet med multiplikasjon. Oppgaven var 18 · 5, uten blyant. Jeg ventet fire måter: 10 · 5 + 8 · 5; 20 · 5 − 2 · 5; 9 · 10 ved halvering og dobling; og den vanlige feilen 20 · 5 − 2, altså 98. Til feilen hadde jeg dette spørsmålet klart: «Hva er det vi har to for mye av?» Målet var at klassen skulle se at en faktor kan deles opp eller flyttes på når det de regner ut, fortsatt er det samme rektanglet. Jeg ville ha halveringen til slutt, fordi den er vanskeligst å tro på.`,
    },
    'plan-og-samtale': { entries: ['ingvild-tallsamtale', 'ingvild-lapper'], files: ['tallsamtale-notater.txt'] },
    vendepunkt: {
      text: `En elev sa: «Jeg tok tjue ganger fem og så trakk jeg fra to», og fikk 98. Jeg hadde spørsmålet mitt klart, men sa i stedet: «Hva synes dere om det?» og ventet i åtte sekunder. Da sa en elev som ikke har snakket høyt i plenum siden jul: «Det er ikke to. Det er to femmere.» Jeg sa: «Vis oss.» Hun gikk fram og strøk to rader i rutenettet, ikke to ruter. Han som hadde svart 98, sa: «Åja. Da er det minus ti.»

Jeg kunne ha stilt det forberedte spørsmålet. Da hadde nok noen svart «femmere» til meg, og han hadde rettet svaret sitt for min skyld. Jeg kunne også ha spurt ham selv først. Det angrer jeg litt på, for det var hans tanke, og han fikk den tilbake ferdig reparert. Men rutenettet gjorde at de så på tegningen og ikke på hverandre.`,
    },
    'stille-elever': {
      text: `Åtte av 24 snakket i plenum; det har en kollega telt. Om de 16 andre vet jeg det de skrev på lappen: Regn 16 · 5 på to måter, og si hvilken du liker best. Ni av de 16 brukte halvering og dobling. Fem skrev samme måte to ganger med andre tall. To leverte blankt. Én skrev: «Jeg liker 8 · 10 men jeg vet ikke om den er min.»

Den setningen endret neste time. Jeg skjønte at noen tror en måte tilhører den som sa den. Derfor fikk alle velge en annens lapp, be om lov og vise den på tavla. Det ga seks nye stemmer. For de to som leverte blankt, virket det ikke. Med dem satt jeg i ti minutter dagen etter med et ekte rutenett og saks, og den ene viste meg 15 · 5 med en halv rad. Den andre vet jeg fortsatt for lite om.`,
    },
  },
  selfAssessment: selfAssessed({
    forberedelse: ['deep', `Rekkefølgen var begrunnet, og jeg hadde et spørsmål til feilen.`],
    samtalegrep: ['met', `Elevene bygget på hverandre, men nesten alltid etter at jeg hadde spurt.`],
    matematikken: ['met', `Rutenettet bar det. Ideen ble prøvd på nye tall, men 15 · 5 lot jeg ligge.`],
    'alle-elever': ['deep', `Jeg vet mer om de stille enn før, og også hvem jeg ikke vet nok om.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('anders', {
      forberedelse: [
        'deep',
        `Fire måter, én av dem gal, og et spørsmål som treffer nettopp den feilen. Du begrunner hvorfor halveringen skal komme sist.`,
      ],
      samtalegrep: [
        'met',
        `«Det er ikke to. Det er to femmere» er en elev som svarer en elev. Notatene viser at ventetida og «Vis oss» gjorde det mulig. I resten av samtalen går ordet oftere innom deg.`,
      ],
      matematikken: [
        'deep',
        `Elevene prøver om halveringen gjelder for 14 · 5 og støter på 15 · 5 av seg selv. At du lot det ligge, trekker ikke ned; de hadde allerede begynt å generalisere.`,
      ],
      'alle-elever': [
        'deep',
        `Lappene er lest som tenkning, endringen følger av én elevs setning, og du sier rett ut hvem det ikke virket for.`,
      ],
    }),
    reviewBy('khalid', {
      forberedelse: [
        'met',
        `God plan med feilsvaret på plass. Hva som kunne fått deg til å endre rekkefølgen, står det ikke noe om.`,
      ],
      samtalegrep: [
        'met',
        `E5 og E4 er et nydelig eksempel. Refleksjonen om at han «fikk tanken tilbake ferdig reparert», viser at du ser prisen også.`,
      ],
      matematikken: [
        'met',
        `Rutenettet knytter måtene sammen, og klippingen ved 13:30 gir en grunn. Jeg savner at 15 · 5 ble prøvd i klassen; da hadde det vært øverste nivå.`,
      ],
      'alle-elever': [
        'deep',
        `Seks nye stemmer og to blanke lapper, begge deler fulgt opp. Dette kommer jeg til å gjøre selv.`,
      ],
    }),
  ],
  award: { accepted: true, visibility: 'public' },
  recognition: {
    by: 'gunnar',
    outcome: 'approved',
    hours: 16,
    credits: 2,
    note: `Godkjent mot kompetansetida i sin helhet. Teller også som praksisdelen for matematikkressurs på trinnet.`,
  },
}

const gwen: DemoSubmission = {
  by: 'gwen',
  microCredential: 'animating-research',
  daysAgo: 112,
  responses: {
    question: {
      text: `For two weeks I wrote down what I heard at the photocopier of our K–8 school. Seven times it was some version of "they knew it on Thursday": times tables, body systems, Confederation. Nobody was asking for research; they were asking whether it was their fault. I brought Henry Roediger and Jeffrey Karpicke, "Test-Enhanced Learning" (Psychological Science, 2006), which I read in full, because the question in the building was about remembering a week later and the study measures precisely that. Seven colleagues took the card on the first morning. The earlier cards on my trolley had averaged two.`,
    },
    form: { entries: ['gwen-card'], files: ['research-card-retrieval.md'] },
    'fair-account': {
      text: `University students read short passages. Some reread; others wrote down what they could recall, without feedback. After five minutes the rereaders remembered more. After a week it was the other way round. The authors would, I think, sign the sentence on my card: trying to recall can do more for remembering a week later than reading again.

It does not show that it works for nine-year-olds, for ideas as opposed to the contents of a passage, or when there's a mark on it. It doesn't show what happens to wrong recalls over several weeks, and that turned out to be what my colleagues cared about. It can't tell us about mood: nobody in the study had to feel stupid in front of friends. And since it's one paper from a laboratory, I put beside it what one of our teachers found with drawings, clearly labelled as one afternoon in Grade 3.`,
    },
    conversation: {
      text: `I began with "When have you seen a class know something on Thursday and not on Monday? When have you seen the opposite?" The opposite took a while and was the better half. A Grade 7 teacher said that they'd kept hold of every detail of a novel she had never reviewed.

Six tried it; five brought something back to the library. The trial that did not go well: in Grade 6, a wrong idea about evaporation returned the next week with more confidence. "You've given me a way to practise mistakes," the teacher said. I had no answer from the study and said so. We agreed that the book gets opened straight afterwards, and I changed the card. My own understanding moved as well. I'd thought of recall as getting something out. In that room it was plainly a way of putting something in, right or wrong. Their next question, which two grades are now trying, is when a drawing shows more than a sentence.`,
    },
    'trial-evidence': { entries: ['gwen-trials'], files: [] },
  },
  selfAssessment: selfAssessed({
    fidelity: ['met', `Limits stated so that someone could weigh them.`],
    form: ['met', `The card asks for something before it asks for agreement.`],
    conversation: ['deep', `I changed my mind about what recall is.`],
    trials: ['deep', `Five reports, compared on one table, with a next question that isn't mine.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('leila', {
      fidelity: [
        'met',
        `The crossover after five minutes is on the card, and so is who was studied. For the level above I looked for a second study that complicates this one.`,
      ],
      form: [
        'met',
        `"Before you agree" makes people go to their own rooms first. The trial fits on the back of a hand, which is why six people did it.`,
      ],
      conversation: ['deep', `The evaporation objection is explored, changes the card and changes you.`],
      trials: [
        'deep',
        `Five pieces on one table, one of them a failure that you asked for in advance. That request is the cleverest thing on the card.`,
      ],
    }),
    reviewBy('ruth', {
      fidelity: [
        'met',
        `Careful with the source. "Can do more" survives from the article to the card, and most people would have lost the "can".`,
      ],
      form: [
        'met',
        `People must compare with their own practice to take part. I'm not sure that the card shows them where they differ from each other.`,
      ],
      conversation: [
        'deep',
        `You say that you had no answer from the study. The qualification that followed came from the room.`,
      ],
      trials: [
        'deep',
        `Reports compared, a disappointing one included, and two grades have taken up the next question.`,
      ],
    }),
  ],
  award: { accepted: true, visibility: 'public' },
  recognition: {
    by: 'patricia',
    outcome: 'approved',
    hours: 20,
    credits: 2,
    note: `Approved in full. Also meets the research-use strand for the mentor step placement.`,
  },
}

const victor: DemoSubmission = {
  by: 'victor',
  microCredential: 'authentic-assignments',
  daysAgo: 126,
  responses: {
    reader: {
      text: `The township is replacing a footbridge over the creek behind our school, and the works supervisor has to explain to council why the old one bounces. She visited and told us what she needs: one page that a councillor can follow, with numbers that she can check, by the date of the meeting. Grade 11 physics, nine teams of three. They cannot do this well without understanding natural frequency and why a small push at the right moment matters more than a large one at the wrong moment. A team that only describes the bounce, however handsomely, leaves her with nothing to say when a councillor asks why not just add a plank.`,
    },
    'assignment-and-work': { entries: ['victor-footbridge'], files: [] },
    support: {
      text: `I'll follow one student, who reads well below grade level and thinks in mechanisms. The model was an engineer's memo of one page. We cut it into sentences and sorted them by what each was for: says what was measured, says what it means, says how sure. For the first time he had a reason for a sentence. His first draft was four lines and a superb sketch. In critique a classmate wrote, "Your drawing says it, your words don't say it yet: which way is the push?" He added arrows to the sketch and then one sentence for each arrow. Third draft: eleven sentences, none decorative, and the calculation of the period in the margin where she could check it. His team's page was the one that I'd have picked for content. It got there through the sketch and not around it.`,
    },
    reply: {
      text: `She wrote to the class: "Six of these I could hand to a councillor tomorrow. Three look wonderful and I do not know what to do with them." And then: "How do you know it is the walking and not the wind?" Nobody did. Two teams went back to the bridge with a phone and measured on a still morning; one of them had to correct its number and wrote to tell her so. Next time her second e-mail comes first. I'll ask the reader for the question that she expects from a sceptic, and give them that along with the task, so that the physics is needed from the start.`,
    },
  },
  selfAssessment: selfAssessed({
    reader: ['deep', `Her question changed the task while it was under way.`],
    discipline: ['met', `The samples show who understood and who decorated.`],
    support: ['met', `One student followed to the same standard.`],
    revision: ['deep', `Two teams used the reply to correct their own work.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('daniel', {
      reader: [
        'deep',
        `She says what she needs, answers, and asks the question that alters the work. A reader in every sense.`,
      ],
      discipline: ['met', `The missing plank is a good test of whether the page depends on the physics.`],
      support: [
        'met',
        `The memo cut into sentences is a model used well, and the student gets to the standard by his own road.`,
      ],
      revision: ['deep', `A team corrects its number and writes to her. That's learners using the reply.`],
    }),
    reviewBy('brendan', {
      reader: ['met', `A real need and a real answer.`],
      discipline: ['met', `Samples at two levels, and the difference between them is physics.`],
      support: ['met', `Followed from four lines to eleven sentences, with the critique that did it.`],
      revision: [
        'met',
        `A specific change to the assignment. I wasn't certain how many learners revised after the reply.`,
      ],
    }),
  ],
  award: {
    accepted: true,
    visibility: 'unlisted',
    revoked: `The holder told us himself that the student work shown came from a class he co-taught, and that the colleague who designed the drafts and the critique had not been asked or credited. Both teachers were heard. The account is honest about the teaching but not about whose it was, so the award does not stand. They may submit again, together or each with their own evidence.`,
  },
}

const tomas: DemoSubmission = {
  by: 'tomas',
  microCredential: 'critical-friendship',
  daysAgo: 86,
  responses: {
    agreement: {
      text: `I teach Grade 6; my friend teaches Grade 8 mathematics down the hall and has done so for more than twenty years. We've eaten lunch together for four years and had never been in each other's rooms. The agreement was half a page: he chose what happens after a wrong answer, I chose how I respond to students by name. One student of his was off limits, and I wrote nothing about that student. Notes belong to the person observed. Either of us could stop by saying "kitchen". Nobody did, though I thought about it.`,
    },
    notes: { entries: ['tomas-visit', 'tomas-being-watched'], files: [] },
    asked: {
      text: `After his lesson I had a tally: "Are you sure?" seven times, six of them after a wrong answer. My question was "What do you think it tells them?" I didn't know. I thought he might say that it gives them time. He read the notes twice and said, "They don't have to think. They just have to listen to me."

It cost me something to hand over the page, because he's the person I ask when I don't know what I'm doing, and I was afraid of looking like a waiter correcting the chef. I'd crossed out eleven adjectives the night before. It mattered: he asked me back two weeks later to count again, and his question for the second visit was his own, about who gets asked "why" after a right answer. That isn't the focus we'd agreed on. It's a better one.`,
    },
    received: {
      text: `He asked, "When do you say thank you?" and turned the page round. Fourteen thank-yous, eleven to boys. Girls had got "good", nine times of twelve. I said it was chance, and he said, "Could be," and gave me the notes. I'd rather have been told that my lessons are badly planned.

I decided by counting three more lessons from recordings: thirty-one thank-yous, twenty-three to boys. So I've stopped arguing. "Thank you" is what I say when somebody has moved the discussion, and "good" is what I say when somebody has done as they should. I now write the names of those whose ideas we used on the board, as I'd once have put the cooks' names on the menu, and the list keeps me honest. What I held back from him in return is that he does it too. I haven't got the count, only the feeling, and a feeling isn't what we agreed to give each other.`,
    },
  },
  selfAssessment: selfAssessed({
    observing: ['deep', `He saw something in the notes before I'd said anything.`],
    questions: ['met', `I really didn't know.`],
    candour: ['met', `I've named what I held back.`],
    reciprocity: ['deep', `Being counted changed how I count.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('priya', {
      observing: [
        'deep',
        `Times, words, no adjectives, and the friend sees in the tally what the observer hadn't said. That is the top level as it's written.`,
      ],
      questions: ['deep', `His second focus came out of your question and is a better one, as you say.`],
      candour: [
        'met',
        `The hard thing is said on paper, by both. You name what you held back and why; I'd want to hear what that silence does before I'd go higher.`,
      ],
      reciprocity: ['met', `Weighed with three more lessons and acted on. The names on the board are concrete.`],
    }),
    reviewBy('hannah', {
      observing: ['deep', `Notes that the friend could recognize, and from which he drew his own conclusion.`],
      questions: [
        'met',
        `Open, and the friend's thinking moved. Your first question ("what do you listen for") disappears from the account; I was curious about it.`,
      ],
      candour: ['deep', `You examine what you kept back and the reason for it, without making it noble.`],
      reciprocity: [
        'deep',
        `"A feeling isn't what we agreed to give each other" shows that being observed has changed how you observe.`,
      ],
    }),
  ],
  award: { accepted: true, visibility: 'unlisted' },
  recognition: {
    by: 'patricia',
    outcome: 'denied',
    hours: 15,
    credits: 1.5,
    note: `Good work, and not a judgement of it. These visits took place on mentoring release that the board has already counted (15 hours, same dates), and the policy does not count the same hours twice. If later rounds fall outside the release, please ask again.`,
  },
}

const marguerite: DemoSubmission = {
  by: 'marguerite',
  microCredential: 'leading-inquiry',
  daysAgo: 31,
  responses: {
    'group-and-question': {
      text: `Five teachers from Grades 1 to 8, one educational assistant, and me, the principal of a K–8 school where half the students have another language at home. Our first question was "How do we raise engagement?", and it was mostly mine. Before proposing anything we each talked with two students. Fourteen conversations: eleven could name an activity, three could name something they were learning. Asked who would notice if they were stuck, nine said the person beside them, three said nobody because they hide it. One said, "You get known for asking." The question became: "What are we doing that makes it costly to be seen not knowing?" A Grade 8 teacher later changed "we" to include staff meetings.`,
    },
    trail: { entries: ['marguerite-students', 'marguerite-hunches', 'marguerite-check'], files: ['hunches-wall.jpg'] },
    'turning-point': {
      text: `At the hunches wall a fourth cluster grew that I hadn't expected: us, in meetings. One note said, "Safer to agree at 3:25." It was about my meetings, and it had a red dot. Then the Grade 8 teacher said, "We do it too. Four people talk in here." I said, as near as I can remember, "I think that's true, and I think I'm one of the four. I'd like us to stay with it and not fix it today." I gave the marker to the person next to me and sat down.

For two weeks I wanted to explain myself. Instead I put my own dot beside that note, and asked on slips whether it was the hour or the risk. Nine said the hour, five the risk. I changed both: we finish at 3:15, and meetings open with the decision that I'd most like to be argued out of. The third week, somebody did argue me out of one.`,
    },
    result: {
      text: `Four months later we asked twelve of the same fourteen students. Seven of twelve could say what they were learning, from three of fourteen. "Nobody, I hide it" went from three to one, "my teacher" from two to five. Four classrooms now begin with yesterday's most useful mistake, told by whoever made it, and the teachers take turns too. The Grade 1 room tried that and dropped it: the children invented mistakes in order to have a turn.

What hasn't changed: calling on hands. We filmed it, we know it, and the same eight still answer. And the educational assistant, who wrote the agenda for our last meeting, pointed out that neither time had anybody spoken with a student who'd been here less than a year. Those students may be the ones who hide it best. The next question is hers: what does being stuck look like when you haven't the language for saying so?`,
    },
  },
  selfAssessment: selfAssessed({
    question: ['deep', `It was challenged and improved by someone other than me.`],
    evidence: ['deep', `We found out who was missing from it. Late.`],
    leading: ['met', `Others lead parts of it. They could do without me; I'm not certain they know that.`],
    consequence: ['met', `Four classrooms and a meeting routine.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('daniel', {
      question: [
        'deep',
        `From your question to theirs, with the sentence of a student in between and a colleague's correction after.`,
      ],
      evidence: ['deep', `Small numbers, reported as small numbers, and the gap found by the group itself.`],
      leading: ['deep', `You sat down. You changed the meeting. The last agenda isn't yours. I believed all three.`],
      consequence: [
        'met',
        `Four rooms, one honest failure in Grade 1, a next question. The meeting routine might outlast the group; it's too early to say.`,
      ],
    }),
    reviewBy('priya', {
      question: ['met', `Narrowed from what students said, and visibly revised.`],
      evidence: [
        'deep',
        `The same two questions before and after, disappointing in part, and somebody asks who isn't in it.`,
      ],
      leading: ['met', `You name the difficulty with a sentence I can use, and others lead parts of the work.`],
      consequence: [
        'met',
        `A change in more than one room, checked against the start. The hands that didn't change are reported too, thank you.`,
      ],
    }),
  ],
  award: { accepted: false, visibility: 'private' },
}

const yasmin: DemoSubmission = {
  by: 'yasmin',
  microCredential: 'multilingual-classrooms',
  daysAgo: 96,
  responses: {
    'learners-and-content': {
      text: `Grade 1, twenty-two children, nine languages besides English. Some read in another script on Saturdays, three joined this winter and are new to English, and five speak only English. The content was measurement: comparing lengths, and understanding that length stays the same when an object is turned. That is grade-level work for everyone in the room. The language it demands is small and slippery: *long*, *tall*, *longer than*, *the same*, and *because*. English splits one attribute into two words by direction, which I had never noticed until the children showed me.`,
    },
    'plan-and-work': { entries: ['yasmin-wall', 'yasmin-writing'], files: ['word-wall.png'] },
    thinking: {
      text: `A boy who speaks Somali at home saw that *dheer* was on our wall twice, for *long* and for *tall*. "In my language a snake and a tower are the same word!" The Arabic cards were twins as well. The English speakers were puzzled, and then someone asked whether a tower that falls over turns long. A girl answered, "It's still the same big, you have to say which way."

With English alone that conversation doesn't happen, because English has already decided that they are two things. He could see one attribute where the rest of us saw two. I know that it was more than a nice moment because of what came after: when we measured a classmate standing and lying down, he predicted the same number before we counted the blocks, and so did the four others whose language has one word. Of the remaining seventeen, six did.`,
    },
    landing: {
      text: `Two frames, "The ___ is longer than the ___" and "They are the same length because ___", said with a partner in any language, rehearsed in English with the strips in hand, then written. I recorded eight children before and after. After two weeks I took the strips from the fourteen who'd stopped looking at them. Five kept theirs. They aren't all newcomers; one is a fluent talker who can't hold a whole sentence in his head while forming letters.

Three haven't arrived yet. They draw, label in two languages and say the sentence to me, and the words they're waiting for are *than* and *because*. One of them caught me lining up the wrong ends of two ribbons and showed me with her hands. A father asked us to add a card for the word his mother uses, which differs from the one that I'd printed, and now families write all of them.`,
    },
  },
  selfAssessment: selfAssessed({
    repertoire: ['deep', `The comparison taught the English speakers some mathematics.`],
    content: ['met', `Everyone measured everything.`],
    landing: ['deep', `I took the strips away on evidence, and I know what the three are waiting for.`],
    dignity: ['met', `After a colleague's warning I stopped asking him for words.`],
  }),
  ends: 'earned',
  reviews: [
    reviewBy('daniel', {
      repertoire: [
        'deep',
        `A difference between languages does mathematical work for the whole class, and the prediction count shows it.`,
      ],
      content: ['met', `The same content for all, and the work bears it out.`],
      landing: [
        'deep',
        `Strips withdrawn from fourteen on what you saw, and the two missing words are named for those who are left.`,
      ],
      dignity: ['met', `Children and families choose what goes up, and the father's card changed the wall.`],
    }),
    reviewBy('hannah', {
      repertoire: [
        'deep',
        `"English has already decided that they are two things" is exactly the point. The evidence carries it.`,
      ],
      content: [
        'deep',
        `A child new to English corrects the comparison that the rest of the class, and the teacher, had let pass.`,
      ],
      landing: [
        'met',
        `Chosen, modelled, rehearsed, withdrawn. I'd like to see one of the eight recordings before and after.`,
      ],
      dignity: ['deep', `A family's correction changed the practice, and the account credits it.`],
    }),
  ],
  award: { accepted: true, visibility: 'public' },
  recognition: {
    by: 'patricia',
    outcome: 'requested',
    hours: 16,
    credits: 1.5,
    note: `Asking for this to count toward the inclusion strand as well as general hours.`,
  },
}

export const earned: DemoSubmission[] = [josephine, signe, ingvild, gwen, victor, tomas, marguerite, yasmin]
