// Long because it is one whole anatomy, to be read from top to bottom like the page it becomes.
import type { DemoMicroCredential } from '../types.js'
import {
  KJERNEELEMENTER_I_MATEMATIKK,
  PROFESJONSFELLESSKAP,
  UNDERVISNING_OG_TILPASSET_OPPLAERING,
} from './alignments.js'
import { trinn } from './levels.js'

export const matematiskeSamtaler: DemoMicroCredential = {
  key: 'matematiske-samtaler',
  slug: 'a-lede-matematiske-samtaler',
  organization: 'tindvik',
  author: 'runa',
  state: 'published',
  anatomy: {
    title: 'Å lede matematiske samtaler',
    summary: `Gjør elevenes egne strategier til det klassen snakker om, og led samtalen dit matematikken blir tydelig for flere enn den som fant den.`,
    competence: `Læreren planlegger og leder samtaler i hel klasse der elever forklarer, sammenligner og begrunner strategier, og bruker det elevene sier, til å bestemme hva som skal skje videre i timen og i neste.`,
    keyMethod: `**Forutse, observere, velge ut, ordne, knytte sammen.** Løs oppgaven selv på minst tre måter før timen. Gå rundt og se hvem som gjør hva. Velg hvilke strategier klassen skal møte, og i hvilken rekkefølge. Bruk samtalegrep som får elevene til å lytte til hverandre, ikke bare til deg. Avslutt med å løfte fram den ene matematiske ideen som timen handlet om.`,
    components: [
      {
        title: 'Velg en oppgave som tåler samtale',
        text: `En oppgave med flere veier inn og noe å være uenig om. 18 · 5 duger. Tjue oppgaver av samme slag gjør det ikke.`,
      },
      {
        title: 'Forutse svarene, også de gale',
        text: `Skriv ned hva du tror elevene gjør, og hva du vil spørre om da. De gale svarene fortjener like god plan som de rette.`,
      },
      {
        title: 'Bruk få samtalegrep, men bruk dem hele tida',
        text: `Gjenta, få andre til å gjenta, resonnere videre, tilføye, vente. Vent i minst fem sekunder. Det kjennes som et halvt år.`,
      },
      {
        title: 'Representer det elevene sier',
        text: `Tegn strategien på tavla mens eleven forklarer, og spør om det var slik det var ment. Åpen tallinje, rutenett eller gruppering gjør det mulig å sammenligne.`,
      },
      {
        title: 'Knytt sammen og slipp taket',
        text: `«Hvor finner vi femtallet fra den første løsningen igjen i den andre tegningen?» er et bedre sluttspørsmål enn «Forsto alle?».`,
      },
    ],
    research: [
      {
        title:
          'Mary Kay Stein, Randi A. Engle, Margaret S. Smith og Elizabeth K. Hughes: «Orchestrating Productive Mathematical Discussions: Five Practices for Helping Teachers Move Beyond Show and Tell», Mathematical Thinking and Learning 10 (2008)',
        url: 'https://doi.org/10.1080/10986060802229675',
        note: `De fem praksisene som nøkkelmetoden bygger på, med en grundig gjennomgang av en time som nesten lyktes.`,
      },
      {
        title: `Suzanne H. Chapin, Catherine O'Connor og Nancy Canavan Anderson: Classroom Discussions: Using Math Talk to Help Students Learn (Math Solutions, 2003)`,
        note: `Her finner du samtalegrepene og mange eksempler på hvordan de høres ut.`,
      },
      {
        title:
          'Elham Kazemi og Allison Hintz: Intentional Talk: How to Structure and Lead Productive Mathematical Discussions (Stenhouse, 2014)',
        note: `Skiller mellom samtaler som åpner for mange strategier, og samtaler som går i dybden på én.`,
      },
      {
        title:
          'Erna Yackel og Paul Cobb: «Sociomathematical Norms, Argumentation, and Autonomy in Mathematics», Journal for Research in Mathematics Education 27 (1996)',
        note: `Om hvordan en klasse blir enig om hva som regnes som en annen løsning og en god forklaring.`,
      },
    ],
    resources: [
      {
        title: 'Matematikksenteret',
        url: 'https://www.matematikksenteret.no/',
        note: `Se særlig ressursene fra MAM, Mestre ambisiøs matematikkundervisning, med filmer fra norske klasserom.`,
      },
      {
        title: 'Planleggingsark for samtalen: oppgave, strategier jeg venter, spørsmål, rekkefølge, sluttidé',
        note: `Én side. Skriv for hånd.`,
      },
    ],
    requirements: [
      {
        id: 'klasse-og-oppgave',
        part: 'overview',
        kind: 'text',
        prompt: 'Hvem var elevene, hvilken oppgave valgte du, og hvilke strategier ventet du å se?',
        help: `Fortell også hva du ville at samtalen skulle få fram. Ingen navn på elever.`,
        required: true,
        min: 60,
        max: 250,
      },
      {
        id: 'plan-og-samtale',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'Planen din og spor av samtalen',
        help: `Planleggingsark, bilde av tavla, notater eller et utdrag som du har skrevet ut. Lyd og film bare med samtykke.`,
        required: true,
        min: 1,
        max: 5,
      },
      {
        id: 'vendepunkt',
        part: 'reflection',
        kind: 'text',
        prompt: 'Beskriv et øyeblikk da noe en elev sa, fikk samtalen til å snu',
        help: `Gjengi replikkene så nøyaktig du kan, også dine egne. Hva kunne du ha gjort i stedet?`,
        required: true,
        min: 80,
        max: 300,
      },
      {
        id: 'stille-elever',
        part: 'reflection',
        kind: 'text',
        prompt: 'Hva vet du om det de stille elevene tenkte, og hva gjorde du i neste time?',
        help: `Hvordan fant du det ut?`,
        required: true,
        min: 70,
        max: 300,
      },
      {
        id: 'kollega',
        part: 'artefacts',
        kind: 'artefact',
        prompt: 'En kollegas observasjonsnotat',
        help: `Gjerne med telling av hvem som snakket, og hvor lenge.`,
        required: false,
        max: 2,
      },
    ],
    rubric: [
      {
        id: 'forberedelse',
        name: 'Forutse og velge',
        description: 'Er oppgaven og planen laget for at elevenes tenkning skal komme fram?',
        requiredLevelId: 'met',
        levels: trinn(
          `Oppgaven har én vei, eller planen handler om hva læreren skal vise.`,
          `Oppgaven åpner for flere strategier, men planen nevner bare den læreren håper på.`,
          `Planen har minst tre strategier, minst én av dem gal, med et spørsmål til hver og et mål for samtalen.`,
          `Planen viser dessuten hvorfor strategiene skal komme i nettopp den rekkefølgen, og hva som kan få læreren til å endre den.`,
        ),
      },
      {
        id: 'samtalegrep',
        name: 'Få elever til å lytte til hverandre',
        description: 'Går samtalen mellom elevene, eller bare fram og tilbake til læreren?',
        requiredLevelId: 'met',
        levels: trinn(
          `Læreren spør, en elev svarer, læreren vurderer.`,
          `Flere elever deler strategier etter tur, uten å forholde seg til hverandres.`,
          `Elever gjentar, bygger på eller bestrider det en annen har sagt, og replikkene viser hvordan læreren fikk det til.`,
          `Elevene gjør dette også uten at læreren ber om det, og læreren ser hva som gjorde det mulig.`,
        ),
      },
      {
        id: 'matematikken',
        name: 'Matematikken i sentrum',
        description: 'Blir en matematisk idé tydelig, og hvem sin er den?',
        requiredLevelId: 'met',
        levels: trinn(
          `Samtalen stanser ved svaret eller framgangsmåten.`,
          `Strategier vises side om side; sammenhengen forblir usagt eller blir lærerens.`,
          `Strategier blir knyttet sammen gjennom en representasjon, slik at elever kan si hvorfor de gir samme svar.`,
          `Elevene trekker ideen ut av eksemplet og prøver om den gjelder for andre tall.`,
        ),
      },
      {
        id: 'alle-elever',
        name: 'Også de stille',
        description: 'Vet læreren noe om dem som ikke sa noe, og får det følger?',
        requiredLevelId: 'met',
        levels: trinn(
          `De som snakket, står for hele klassen.`,
          `Læreren er klar over at noen var stille, men har bare inntrykk å vise til.`,
          `Læreren har spor av hva stille elever tenkte, og endret noe i neste time på grunn av dem.`,
          `Endringen ga flere elever en plass i samtalen, og læreren viser hvordan, og for hvem det ennå ikke virker.`,
        ),
      },
    ],
    hours: 16,
    credits: 2,
    alignments: [KJERNEELEMENTER_I_MATEMATIKK, UNDERVISNING_OG_TILPASSET_OPPLAERING, PROFESJONSFELLESSKAP],
    validityMonths: 60,
    subjects: ['Matematikk', 'Muntlige ferdigheter'],
    language: 'nb',
    badge: { shape: 'shield', colour: 'spruce', icon: 'speech', text: 'Matematiske samtaler' },
  },
}
