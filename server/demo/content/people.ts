// Long because it is one table of 42 people; splitting it by organization would hide who holds which role.
import type { DemoPerson } from './types.js'

const OSLO = 'Europe/Oslo'
const TORONTO = 'America/Toronto'

type Sketch = Pick<DemoPerson, 'key' | 'name' | 'teaches' | 'bio' | 'memberships'>

const inNorwegian = (sketch: Sketch): DemoPerson => ({
  ...sketch,
  handle: sketch.key,
  language: 'nb',
  timeZone: OSLO,
})

const inEnglish = (sketch: Sketch): DemoPerson => ({
  ...sketch,
  handle: sketch.key,
  language: 'en',
  timeZone: TORONTO,
})

const tindvik: DemoPerson[] = [
  inNorwegian({
    key: 'ingvild',
    name: 'Ingvild Aasen',
    teaches: 'Matematikk og norsk, 4. trinn',
    bio: `Atten år på mellomtrinnet. Har sluttet å si «bra!» etter hvert svar og lurer fortsatt på hva jeg skal si i stedet.`,
    memberships: [{ organization: 'storlia', roles: ['member'] }],
  }),
  inNorwegian({
    key: 'tor-erik',
    name: 'Tor Erik Myhre',
    teaches: 'Matematikk og naturfag, 6. trinn',
    bio: `Kom til skolen fra snekkerfaget. Leser innleveringer sakte og helst to ganger.`,
    memberships: [{ organization: 'storlia', roles: ['member', 'reviewer'] }],
  }),
  {
    key: 'fatima',
    name: 'Fatima Zahra Haddad',
    handle: 'fatima',
    language: 'en',
    timeZone: OSLO,
    teaches: 'English and Norwegian as a second language, Grades 3–7',
    bio: `Four languages at home, three in the staffroom. I work with children who are new to Norwegian and with the teachers who are new to them.`,
    memberships: [{ organization: 'storlia', roles: ['member'] }],
  },
  inNorwegian({
    key: 'hilde',
    name: 'Hilde Rønning',
    teaches: 'Rektor, underviser i KRLE på 7. trinn',
    bio: `Rektor i åtte år. Beholder to timer i uka med elever for å huske hva jeg ber de andre om.`,
    memberships: [{ organization: 'storlia', roles: ['member', 'leader'] }],
  }),
  inNorwegian({
    key: 'jonas',
    name: 'Jonas Bakken',
    teaches: 'Kontaktlærer, 5. trinn',
    bio: `Andre året som lærer. Spør mye, sover litt mer enn i fjor.`,
    memberships: [{ organization: 'storlia', roles: ['member'] }],
  }),
  {
    key: 'signe',
    name: 'Signe Halvorsen',
    handle: 'signe',
    language: 'en',
    timeZone: OSLO,
    teaches: 'Science and English, Grades 8–10',
    bio: `I teach science by the ferry quay and keep a notebook of lessons that went wrong. It is on its fourth volume. Trying to get fourteen-year-olds to know how they are doing before I tell them.`,
    memberships: [{ organization: 'havna', roles: ['member'] }],
  },
  inNorwegian({
    key: 'anders',
    name: 'Anders Kvalheim',
    teaches: 'Matematikk, 8.–10. trinn',
    bio: `Realist, kordirigent, tålmodig med brøk. Vurderer for Tindvik siden oppstarten.`,
    memberships: [{ organization: 'havna', roles: ['member', 'reviewer'] }],
  }),
  inNorwegian({
    key: 'sunniva',
    name: 'Sunniva Eide',
    teaches: 'Norsk og samfunnsfag, 9. trinn',
    bio: `Opptatt av elevtekster som noen faktisk skal lese. Strikker på alle møter.`,
    memberships: [{ organization: 'havna', roles: ['member', 'reviewer'] }],
  }),
  inNorwegian({
    key: 'marius',
    name: 'Marius Strand',
    teaches: 'Samfunnsfag og kroppsøving, 8.–10. trinn',
    bio: `Tror på lange prosjekter og korte beskjeder. Har én gang sendt sytti elever til feil museum.`,
    memberships: [{ organization: 'havna', roles: ['member'] }],
  }),
  inNorwegian({
    key: 'oddny',
    name: 'Oddny Fossum',
    teaches: 'Musikk og KRLE, 8.–10. trinn',
    bio: `Eneste musikklærer på skolen, derfor glad i kollegaer fra andre steder.`,
    memberships: [{ organization: 'havna', roles: ['member'] }],
  }),
  inNorwegian({
    key: 'liv',
    name: 'Liv Torgersen',
    teaches: 'Begynneropplæring, 1.–2. trinn',
    bio: `Tretti år med seksåringer. Veileder nyutdannede og lærer mest av dem.`,
    memberships: [{ organization: 'bekkelund', roles: ['member', 'reviewer'] }],
  }),
  inNorwegian({
    key: 'khalid',
    name: 'Khalid Rahimi',
    teaches: 'Matematikk og fysikk, 8.–10. trinn',
    bio: `Sivilingeniør som ble lærer. Samler på gode feilsvar, har nå over fire hundre.`,
    memberships: [{ organization: 'bekkelund', roles: ['member', 'reviewer'] }],
  }),
  inNorwegian({
    key: 'berit',
    name: 'Berit Nygård',
    teaches: 'Kontaktlærer, 2. trinn',
    bio: `Liker stille barn og høylytte diskusjoner. Prøver matematiske samtaler for første gang i år.`,
    memberships: [{ organization: 'bekkelund', roles: ['member'] }],
  }),
  inNorwegian({
    key: 'gunnar',
    name: 'Gunnar Solbakk',
    teaches: 'Rådgiver for kompetanse i oppvekst, Tindvik kommune',
    bio: `Tidligere inspektør. Godkjenner mikrokvalifikasjoner mot kommunens kompetansetid og svarer innen to uker.`,
    memberships: [{ organization: 'tindvik', roles: ['member', 'officer'] }],
  }),
  inNorwegian({
    key: 'anne-kari',
    name: 'Anne-Kari Vik',
    teaches: 'Systemansvarlig, oppvekst, Tindvik kommune',
    bio: `Holder orden på skoler, roller og passord, og minner om at ingen elever skal ha konto her.`,
    memberships: [{ organization: 'tindvik', roles: ['member', 'administrator'] }],
  }),
  inNorwegian({
    key: 'runa',
    name: 'Runa Myklebust',
    teaches: 'Matematikkveileder for skolene i Tindvik',
    bio: `To dager i uka på 3. trinn på Bekkelund, tre dager i andres klasserom. Skriver kommunens mikrokvalifikasjoner sammen med dem som skal ta dem.`,
    memberships: [{ organization: 'tindvik', roles: ['member', 'author'] }],
  }),
  inNorwegian({
    key: 'eirik',
    name: 'Eirik Dahlberg',
    teaches: 'Førsteamanuensis i matematikkdidaktikk, Lyseng lærerhøgskole',
    bio: `Forsker på helklassesamtaler, med opptaker og matpakke. Viser alltid lærerne utdragene før noen andre ser dem.`,
    memberships: [{ organization: 'lyseng', roles: ['member'] }],
  }),
]

const wrenLake: DemoPerson[] = [
  inEnglish({
    key: 'josephine',
    name: 'Josephine Okafor',
    teaches: 'Grade 5, all subjects',
    bio: `Eleven years at Cedar Narrows. I photograph wrong answers for a hobby.`,
    memberships: [{ organization: 'cedar-narrows', roles: ['member'] }],
  }),
  inEnglish({
    key: 'daniel',
    name: 'Daniel Whitford',
    teaches: 'Grade 7/8 science and English language arts',
    bio: `Ex-journalist. I still believe the first paragraph should tell you something.`,
    memberships: [{ organization: 'cedar-narrows', roles: ['member', 'reviewer'] }],
  }),
  inEnglish({
    key: 'mei',
    name: 'Mei-Lin Tran',
    teaches: 'Kindergarten, Years 1 and 2',
    bio: `Documentation on clipboards, sand in my shoes. My students cannot write yet and have a great deal to say.`,
    memberships: [{ organization: 'cedar-narrows', roles: ['member'] }],
  }),
  inEnglish({
    key: 'priya',
    name: 'Priya Raghunathan',
    teaches: 'Grade 3, numeracy lead',
    bio: `Reviewing taught me to write better tasks, which I did not expect.`,
    memberships: [{ organization: 'cedar-narrows', roles: ['member', 'reviewer'] }],
  }),
  inEnglish({
    key: 'gwen',
    name: 'Gwen Mackay',
    teaches: 'Teacher-librarian, Kindergarten to Grade 8',
    bio: `I put research on a trolley and push it round the staffroom. Some of it gets taken.`,
    memberships: [{ organization: 'cedar-narrows', roles: ['member'] }],
  }),
  inEnglish({
    key: 'tomas',
    name: 'Tomás Herrera',
    teaches: 'Grade 6, all subjects',
    bio: `Second career after ten years in kitchens, where feedback came faster and louder.`,
    memberships: [{ organization: 'quarry-road', roles: ['member'] }],
  }),
  inEnglish({
    key: 'leila',
    name: 'Leila Farahani',
    teaches: 'ESL and ELD, Grades 4 to 8',
    bio: `Half my day in other people's rooms, which is the best professional learning there is.`,
    memberships: [{ organization: 'quarry-road', roles: ['member', 'reviewer'] }],
  }),
  inEnglish({
    key: 'brendan',
    name: `Brendan O'Dowd`,
    teaches: 'Grade 8 mathematics and history',
    bio: `Twenty-four years in, still rewriting the integers unit.`,
    memberships: [{ organization: 'quarry-road', roles: ['member', 'reviewer'] }],
  }),
  inEnglish({
    key: 'yasmin',
    name: 'Yasmin Siddiqui',
    teaches: 'Grade 1',
    bio: `Twenty-two children, nine languages, one carpet.`,
    memberships: [{ organization: 'quarry-road', roles: ['member'] }],
  }),
  inEnglish({
    key: 'marguerite',
    name: 'Marguerite Cloutier',
    teaches: 'Principal; one Grade 7 French class',
    bio: `I ask more than I used to. The staff says I could still ask less at 3:25.`,
    memberships: [{ organization: 'quarry-road', roles: ['member', 'leader'] }],
  }),
  inEnglish({
    key: 'keisha',
    name: 'Keisha Baptiste',
    teaches: 'Grade 4, all subjects',
    bio: `Writer's notebook person. Currently losing an argument with my own rubric.`,
    memberships: [{ organization: 'quarry-road', roles: ['member'] }],
  }),
  inEnglish({
    key: 'hannah',
    name: 'Hannah Brubacher',
    teaches: 'English, Grades 9 to 12; department head',
    bio: `I read everything twice: once as a reader, once as a colleague. Comments come from the second reading.`,
    memberships: [{ organization: 'collegiate', roles: ['member', 'reviewer'] }],
  }),
  inEnglish({
    key: 'victor',
    name: 'Victor Oyelaran',
    teaches: 'Physics and general science, Grades 9 to 12',
    bio: `My students build things that mostly fall down, and write to the people who know why.`,
    memberships: [{ organization: 'collegiate', roles: ['member'] }],
  }),
  inEnglish({
    key: 'aiko',
    name: 'Aiko Tanabe',
    teaches: 'Visual arts, Grades 9 to 12',
    bio: `The studio crit is the oldest protocol I know. I am trying to find out which parts of it are kind.`,
    memberships: [{ organization: 'collegiate', roles: ['member'] }],
  }),
  inEnglish({
    key: 'ruth',
    name: 'Ruth Zeldin',
    teaches: 'History and civics, Grades 10 to 12',
    bio: `Evidence is my subject. I am fussy about the difference between what a source says and what we wish it said.`,
    memberships: [{ organization: 'collegiate', roles: ['member', 'reviewer'] }],
  }),
  inEnglish({
    key: 'callum',
    name: 'Callum Reid',
    teaches: 'Mathematics, Grades 9 and 10',
    bio: `Fourth year. De-streamed Grade 9 keeps me honest.`,
    memberships: [{ organization: 'collegiate', roles: ['member'] }],
  }),
  inEnglish({
    key: 'amrit',
    name: 'Amrit Dhaliwal',
    teaches: 'Construction technology, Grades 10 to 12',
    bio: `Red Seal carpenter first. In the shop, the joint tells you your mark.`,
    memberships: [{ organization: 'collegiate', roles: ['member'] }],
  }),
  inEnglish({
    key: 'patricia',
    name: 'Patricia Nowak',
    teaches: 'Professional learning and recognition, Wren Lake DSB',
    bio: `Taught Grade 2 for fifteen years. I decide what an award counts for here, and I write the reason down each time.`,
    memberships: [{ organization: 'wren-lake', roles: ['member', 'officer'] }],
  }),
  inEnglish({
    key: 'devon',
    name: 'Devon Clarke',
    teaches: 'Learning technology, Wren Lake DSB',
    bio: `Accounts, rosters, permissions, and the projector in Room 12.`,
    memberships: [{ organization: 'wren-lake', roles: ['member', 'administrator'] }],
  }),
  inEnglish({
    key: 'nadia',
    name: 'Nadia Petrenko',
    teaches: 'Instructional coach, Kindergarten to Grade 8',
    bio: `I have sat on a great many small chairs. Facilitates the assessment and leadership communities, and the circles for mentors.`,
    memberships: [{ organization: 'wren-lake', roles: ['member', 'author'] }],
  }),
]

const longTable: DemoPerson[] = [
  inEnglish({
    key: 'miriam',
    name: 'Miriam Castellanos',
    teaches: 'Grade 2/3 three days a week; writes micro-credentials the other two',
    bio: `If a requirement cannot be met on a wet Tuesday with a supply teacher next door, I rewrite it.`,
    memberships: [{ organization: 'long-table', roles: ['member', 'author'] }],
  }),
  inEnglish({
    key: 'george',
    name: 'George Abernethy',
    teaches: 'Grade 10 English, half time; author at the Long Table',
    bio: `Rubrics are arguments about quality. I try to write ones worth having.`,
    memberships: [{ organization: 'long-table', roles: ['member', 'author'] }],
  }),
  inEnglish({
    key: 'thandi',
    name: 'Thandiwe Mokoena',
    teaches: 'Researcher in residence; teacher knowledge and collaborative inquiry',
    bio: `I study how a finding travels from a page to a Tuesday, and what it loses on the way.`,
    memberships: [{ organization: 'long-table', roles: ['member'] }],
  }),
  inEnglish({
    key: 'lucie',
    name: 'Lucie Desrosiers',
    teaches: 'Facilitator; formerly Grade 7 French immersion',
    bio: `Keeper of the clock and the quiet. I will ask what you saw before I ask what you think.`,
    memberships: [{ organization: 'long-table', roles: ['member'] }],
  }),
  {
    ...inEnglish({
      key: 'soren',
      name: 'Soren Villeneuve',
      teaches: 'Looks after Staffroom for the Long Table',
      bio: `Former computer science teacher. Backups, keys, moderation. Write to me when something smells odd.`,
      memberships: [{ organization: 'long-table', roles: ['member', 'administrator'] }],
    }),
    isAdministrator: true,
  },
]

export const people: DemoPerson[] = [...tindvik, ...wrenLake, ...longTable]
