// Long because a submission is a whole account, with two reviewers’ answers.
import type { DemoSubmission } from '../types.js'
import { reviewBy, selfAssessed } from './judgement.js'

const callum: DemoSubmission = {
  by: 'callum',
  microCredential: 'assessment-learners-own',
  daysAgo: 66,
  responses: {
    'class-and-aim': {
      text: `Grade 9 mathematics, de-streamed, twenty-eight students, learning to solve linear equations with brackets. To show what good looks like I put a fully worked solution on the screen and went through what each line is for, and then we made a checklist together: one step a line, say what you did to both sides, check by putting the answer back. Most of the wording is mine. One item is theirs: "no magic", which means that no line may appear without a reason.`,
    },
    loop: { entries: ['callum-confidence', 'callum-lines'], files: [] },
    'learners-did': {
      text: `On the first slip everyone solved an equation and rated how sure they were. Eleven were wrong and their confidence was higher than the others', which shocked me and, when I showed them the histogram, them as well. The next week they got two worked solutions and had to say which they'd defend and at which line the other one leaves the road.

One student found the line at once and wrote "magic!" beside it, which was our word. She then went back to her own slip and found that she'd made the same move. Another did not do what I hoped: he defended the wrong solution, because the 3 belongs only to the x that it's touching. He wrote half a page. It was the best argument in the class and it was for the wrong side. I explained the brackets to everybody at that point, as we were short of time.`,
    },
    'you-did': {
      text: `After the first slip I went over the solution on the board for the whole class. After the second I explained distribution again, with an area model this time, and gave a practice sheet of twelve with the answers on the back, so that they could check themselves. On the unit test the average on bracket questions was 71 per cent, compared with 64 last year, although it was a different group.

If I did it again I'd start with the two solutions and skip the confidence numbers. I'd also try to leave more time, because the bell decides too much in my room. The idea of "touching" was new to me, and I've warned the other Grade 9 teachers about it.`,
    },
  },
  selfAssessment: selfAssessed({
    quality: ['partly', `One item on the checklist is theirs.`],
    ownership: ['met', `They chose which solution to defend and where it went wrong.`],
    acting: ['met', `They had a practice sheet to act on.`],
    teaching: ['met', `I changed the explanation to an area model.`],
  }),
  ends: 'not-yet',
  reviews: [
    reviewBy('leila', {
      quality: [
        'partly',
        `"No magic" is a wonderful criterion and it's theirs. The rest arrived on your screen. Next time show two solutions before you have a checklist, as you suggest yourself, and let the list grow out of the difference.`,
      ],
      ownership: [
        'met',
        `The second slip has them judge, point to a line and defend it. The half page for the wrong side is ownership too.`,
      ],
      acting: [
        'not-yet',
        `I looked for work that changed because of a judgement and found the practice sheet, which came to all alike. The student who went back to her own slip did so by herself. Ten planned minutes for everyone to do what she did would meet this.`,
      ],
      teaching: [
        'partly',
        `"Touching" is a named pattern, and a fine discovery. The response was to explain again to everybody. What would you have asked the two who believed it?`,
      ],
    }),
    reviewBy('daniel', {
      quality: [
        'partly',
        `Learners restated criteria more than they made them. One phrase is really theirs, and you can see from "magic!" in the margin how much more that one gets used.`,
      ],
      ownership: [
        'met',
        `Which would you defend, and where does it leave the road: that puts the judging with them, and the quotes show it.`,
      ],
      acting: [
        'not-yet',
        `The time to act isn't in the plan or in the evidence. You're frank about the bell. Put the revision before the feedback in the lesson and this criterion is within reach.`,
      ],
      teaching: [
        'partly',
        `An area model after "touching" is a better explanation, and passing the idea on to colleagues was generous. But all twenty-eight got it, when nine had just shown you that they didn't need it. What would the lesson have been if those nine had met the two?`,
      ],
    }),
  ],
}

const berit: DemoSubmission = {
  by: 'berit',
  microCredential: 'matematiske-samtaler',
  daysAgo: 50,
  responses: {
    'klasse-og-oppgave': {
      text: `Andre trinn, 21 elever. Oppgaven var et kort med prikker, fire og tre og to, som de fikk se i tre sekunder: Hvor mange, og hvordan så du det? Jeg ventet at noen ville si 4 + 5, noen 4 + 3 + 2, og at noen ville telle alle. Jeg ventet også at noen skulle svare åtte, for det er lett å miste én. Da ville jeg spørre: «Hvordan kan vi sjekke?» Jeg ville ha fram at ni kan deles opp på flere måter og fortsatt er ni.`,
    },
    'plan-og-samtale': { entries: ['berit-samme', 'berit-klosser'], files: [] },
    vendepunkt: {
      text: `Første elev sa: «Fire og så fem.» Jeg spurte hvem som kunne si den måten med egne ord. Elleve elever etter tur sa: «Samme som hen.» Jeg sa «fint» hver gang. Så la jeg merke til at en av de elleve hadde skrevet 8 på tavla si, og da skjønte jeg at de ikke hadde lyttet, men vært høflige.

Uka etter ba jeg dem legge måten med klosser i stedet. Fire la 4 + 5. Tre la 3 + 3 + 3, to la alt på rekke, og to så på sidemannen. Jeg viste de sju hvordan det skulle være. Jeg kunne i stedet ha spurt de tre om 3 + 3 + 3, for det er også ni, og det hadde gitt oss to måter å snakke om. Det så jeg ikke før jeg satt i bilen hjem.`,
    },
    'stille-elever': {
      text: `Det er mange stille elever på andre trinn, og noen av dem er stille fordi de er unge i året, og andre fordi de er nye i klassen. Jeg kjenner dem godt og ser på dem om de er med. De to som så på sidemannen, er usikre i matematikk, og jeg har snakket med foreldrene deres på utviklingssamtalen. I neste time lot jeg alle jobbe med klosser igjen, og da var det roligere, og flere rakk opp hånda enn før. Jeg tror at de stille elevene har godt av å høre hvordan andre tenker, også når de ikke sier noe selv.`,
    },
  },
  selfAssessment: selfAssessed({
    forberedelse: ['met', `Jeg hadde tre måter og feilsvaret med i planen.`],
    samtalegrep: ['partly', `De gjentok hverandre, men bare tilsynelatende.`],
    matematikken: ['met', `De så at ni kan deles på flere måter.`],
    'alle-elever': ['met', `Jeg kjenner elevene mine godt.`],
  }),
  ends: 'not-yet',
  reviews: [
    reviewBy('tor-erik', {
      forberedelse: ['met', `Tre måter, et sannsynlig feilsvar og et spørsmål til det. Målet for samtalen er klart.`],
      samtalegrep: [
        'partly',
        `Du ser selv at «samme som hen» er høflighet. Det er en presis observasjon. Det jeg mangler, er et sted der en elev faktisk bygger på eller er uenig med en annen, og replikkene som viser det.`,
      ],
      matematikken: [
        'partly',
        `3 + 3 + 3 lå på pulten, og der var sammenhengen. Når den blir rettet til 4 + 5, blir oppdelingen din og ikke elevenes.`,
      ],
      'alle-elever': [
        'partly',
        `Du har inntrykk, men ikke spor. Klossene ER spor: sju elever viste deg hva de tenkte. Bruk dem i neste utkast, og fortell hva du gjorde for de to som så på sidemannen.`,
      ],
    }),
    reviewBy('anders', {
      forberedelse: ['met', `Oppgaven åpner for flere veier, og planen tar høyde for at noen mister en prikk.`],
      samtalegrep: [
        'partly',
        `Elevene svarer etter tur. Ærlig og godt beskrevet, men samtalegrepet virket ikke, og neste forsøk gikk over i vising. Prøv to måter side om side, og spør hva som er likt.`,
      ],
      matematikken: [
        'partly',
        `At ni kan deles opp på flere måter, ligger på pultene, men ingen får sagt det. La 4 + 5 og 3 + 3 + 3 ligge ved siden av hverandre, og spør elevene hvorfor det blir ni begge steder.`,
      ],
      'alle-elever': [
        'partly',
        `«Jeg ser på dem om de er med» er ikke nok å gå etter, verken for deg eller for meg. En lapp, en tegning eller et bilde av klossene fra fire stille elever ville vært det.`,
      ],
    }),
  ],
}

export const notYet: DemoSubmission[] = [callum, berit]
