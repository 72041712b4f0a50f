// Lang fordi samtaler er det; ett fellesskap per fil.
import type { DemoCommunity } from '../types.js'

export const matematikkrommet: DemoCommunity = {
  key: 'matematikkrommet',
  slug: 'matematikkrommet',
  name: 'Matematikkrommet',
  purpose: `For alle som underviser i matematikk i Tindvik, fra 1. til 10. trinn. Vi deler oppgaver, feilsvar og timer som gikk i stykker.`,
  norms: `Ta med noe en elev har sagt eller skrevet. Ingen navn på elever. Det er lov å være uenig med læreboka, med veilederen og med seg selv fra forrige uke.`,
  visibility: 'open',
  language: 'nb',
  organization: 'tindvik',
  facilitators: ['runa'],
  researchers: ['eirik'],
  members: ['ingvild', 'anders', 'khalid', 'berit', 'jonas', 'tor-erik', 'liv', 'hilde'],
  threads: [
    {
      by: 'ingvild',
      daysAgo: 148,
      title: '«Er det lov?»',
      text: `Tallsamtale på fjerde i dag, 18 · 5. En elev sa: «Jeg halverte. 9 · 10.» Da begynte det å mumle i klassen, og noen spurte: «Er det lov?»

Jeg holdt på å svare ja. I stedet spurte jeg dem om det samme, og de fikk to minutter med makker. Da hørte jeg tre par som prøvde et annet tall. Én fant 15 · 5 og mente at regelen sprakk, fordi halvparten av 15 ikke er et helt tall.

Hva ville dere ha gjort med 15 · 5? Jeg lot det ligge, og det angrer jeg litt på.`,
      replies: [
        {
          by: 'khalid',
          daysAgo: 148,
          text: `15 · 5 er gull! 7,5 · 10 er 75, og det stemmer jo. Du kunne ha spurt om regelen sprakk, eller om tallene bare ble styggere. Det er to forskjellige ting, og de fleste av mine tiendeklassinger skiller ikke mellom dem.`,
        },
        {
          by: 'liv',
          daysAgo: 147,
          text: `På fjerde? Jeg er usikker på om jeg hadde gått inn i desimaltall med 24 elever kvart på ni. Det er fint at det ligger. Skriv det på en lapp på veggen: «Gjelder det for 15 · 5?» Så kommer de tilbake til det selv, eller så gjør de det ikke.`,
        },
        {
          by: 'ingvild',
          daysAgo: 147,
          text: `Lappen henger. I dag sto det to stykker foran den i friminuttet og kranglet. Den ene hadde tegnet.`,
        },
        {
          by: 'eirik',
          daysAgo: 146,
          text: `«Er det lov?» er for meg det mest interessante i utdraget. Eleven spør hvem som bestemmer i matematikken. Yackel og Cobb ville kalt det en sosiomatematisk norm som er i ferd med å bli til. Da du sendte spørsmålet tilbake, svarte du egentlig: det gjør begrunnelsen. Men jeg lurer på hva de som ikke sa noe, tror du svarte.`,
        },
        {
          by: 'ingvild',
          daysAgo: 145,
          text: `Eirik, det siste vet jeg ikke. 8 av 24 snakket i plenum, det har jeg telling på. Jeg får begynne å lese lappene deres ordentlig.`,
        },
      ],
    },
    {
      by: 'berit',
      daysAgo: 72,
      title: 'Andreklassingene mine sier «samme som hen»',
      text: `Jeg prøver å få dem til å gjenta hverandres måter. Det som skjer: Første elev forklarer, og så sier alle andre «samme som hen». Også de som hadde et annet svar!

Jeg er bekymret for at jeg har lært dem at det er det jeg vil høre.`,
      replies: [
        {
          by: 'jonas',
          daysAgo: 72,
          text: `Har akkurat det samme på femte, så det går ikke over av seg selv. Dessverre.`,
        },
        {
          by: 'tor-erik',
          daysAgo: 71,
          text: `Jeg ber dem gjøre det, ikke si det. «Legg klossene slik hen tenkte.» Da ser jeg på ti sekunder hvem som har skjønt måten og hvem som har skjønt at det er trygt å være enig.`,
        },
        {
          by: 'runa',
          daysAgo: 71,
          text: `Kanskje det er for tidlig å be om gjentakelse når alle har løst det samme? Prøv å vise to måter side om side først, og spør hvilken som ligner mest på deres. Da finnes det ikke noe «samme som».`,
        },
        {
          by: 'liv',
          daysAgo: 70,
          text: `Jeg er ikke helt enig, Runa. Med seksåringer vil jeg at de skal oppdage at det går an å gjenta noe man er uenig i. «Hen mener sju. Jeg mener åtte.» Det er stort når man er seks. Men da må den første ha svart feil, og det må være greit.`,
        },
        {
          by: 'berit',
          daysAgo: 66,
          text: `Prøvde klossene. Av de elleve som sa «samme», la fire det samme. Så nå vet jeg det. Nå må jeg bare finne ut hva jeg gjør med de sju.`,
        },
      ],
    },
    {
      by: 'jonas',
      daysAgo: 33,
      title: 'Hvor lenge tør dere å vente?',
      text: `Jeg leste at man skal vente minst fem sekunder etter et spørsmål. Jeg telte i går. Jeg venter i 1,5. Da jeg tvang meg til fem, ropte en elev: «Har du glemt hva du skulle si?»`,
      replies: [
        {
          by: 'anders',
          daysAgo: 33,
          text: `Fortell dem hva du holder på med. «Nå kommer jeg til å være stille mens dere tenker.» På ungdomstrinnet måtte jeg si det i tre uker før det ble normalt. I kor heter det pause, og den står i notene.`,
        },
        {
          by: 'khalid',
          daysAgo: 32,
          text: `Og vent ETTER svaret også. Det er der jeg synder mest. Så fort svaret er riktig, er jeg i gang med å forklare hvorfor.`,
        },
        {
          by: 'ingvild',
          daysAgo: 32,
          text: `Jeg ser i gulvet. Det hjelper. Ser jeg på elevene, ber ansiktet mitt dem om å redde meg.`,
        },
        {
          by: 'jonas',
          daysAgo: 27,
          text: `Rapport: sju sekunder i dag, annonsert på forhånd. En jente som aldri sier noe, sa: «Jeg tror det er motsatt.» Det var det ikke, men vi snakket om det i ti minutter.`,
        },
      ],
    },
    {
      by: 'anders',
      daysAgo: 8,
      title: 'Overgangen fra 7. til 8.: hva husker de egentlig?',
      text: `Hver høst bruker jeg tre uker på å finne ut hva åttendeklassingene kan om brøk. Hver høst blir jeg overrasket, og hver høst kommer de fra de samme to skolene. Det er ikke elevene det er noe galt med. Det er at vi ikke snakker sammen.

Kan vi bytte elevarbeider i juni? Ikke karakterer, ikke kartlegging. Ti ark fra hver skole, uten navn.`,
      replies: [
        {
          by: 'tor-erik',
          daysAgo: 8,
          text: `Ja. Jeg har stabelen liggende. Forslag: samme oppgave på begge sider av sommeren.`,
        },
        {
          by: 'hilde',
          daysAgo: 7,
          text: `Jeg setter av fellestida 9. juni på Storlia. @runa, kan du lede? Og så ser vi på arkene før vi snakker om hva noen burde ha gjort.`,
        },
        {
          by: 'runa',
          daysAgo: 6,
          text: `Gjerne. Jeg tar med protokollen: beskrive først, så tolke. Vi kommer til å ha lyst til å gjøre det i motsatt rekkefølge.`,
        },
      ],
    },
  ],
}
