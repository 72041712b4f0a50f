import type { DemoEndorsement } from './types.js'

/** Who says what about whose work; each in the language that they would write in. */
export const endorsements: DemoEndorsement[] = [
  {
    about: { awardOf: 'signe' },
    by: 'signe',
    daysAgo: 34,
    endorser: { person: 'marius' },
    message: 'You sat in on the two weeks with the exit tickets in 9B. Would you write a line about what you saw?',
    words:
      'I taught next door and came in six times. The learners could say themselves what they did not understand yet, ' +
      'and Signe changed the next lesson because of it, every time. I have borrowed her tickets since.',
    ends: 'given',
  },
  {
    about: { awardOf: 'josephine' },
    by: 'josephine',
    daysAgo: 96,
    endorser: { person: 'mei' },
    message: 'You were at the table for all four meetings. What did they change for you?',
    words:
      'Josephine kept us looking for longer than was comfortable. In the third meeting she asked what the child was ' +
      'trying to do, and nobody in the room talked about levels again that afternoon.',
    ends: 'given',
  },
  {
    about: { awardOf: 'ingvild' },
    by: 'ingvild',
    daysAgo: 84,
    endorser: { organization: 'storlia', signer: 'hilde' },
    message: 'Vil skolen si noe om hva samtalene har gjort for oss på mellomtrinnet?',
    words:
      'Ingvild har åpnet klasserommet sitt for fire kolleger denne vinteren. Matematikksamtalene hennes er blitt måten ' +
      'vi snakker om matematikk på i hele mellomtrinnet.',
    ends: 'given',
  },
  {
    about: { awardOf: 'gwen' },
    by: 'gwen',
    daysAgo: 72,
    endorser: { person: 'nadia' },
    message: 'Could you say something about the research cards, from a coach’s side?',
    words: 'All six schools that I work with use her research cards now.',
    ends: 'withdrawn',
    withdrawnDaysAgo: 39,
  },
  {
    about: { awardOf: 'yasmin' },
    by: 'yasmin',
    daysAgo: 5,
    endorser: { person: 'marguerite' },
    message: 'You read the family interviews before anybody else did. Would you put that into a few words?',
    ends: 'asked',
  },
  {
    about: { microCredential: 'assessment-learners-own' },
    by: 'george',
    daysAgo: 110,
    endorser: { organization: 'wren-lake', signer: 'devon' },
    message: 'Would the board say publicly why it counts this one towards the annual learning plan?',
    words:
      'We count this micro-credential towards the annual learning plan because its rubric asks for what learners did ' +
      'with the feedback, and not for the feedback alone.',
    ends: 'given',
  },
  {
    about: { microCredential: 'matematiske-samtaler' },
    by: 'runa',
    daysAgo: 140,
    endorser: { person: 'eirik' },
    message: 'Du har brukt den i videreutdanningen. Hva ville du sagt til en lærer som vurderer den?',
    words:
      'Kravene treffer det forskningen peker på: at læreren lar elevenes egne strategier styre samtalen. Jeg bruker ' +
      'vurderingskriteriene i videreutdanningen slik de står.',
    ends: 'given',
  },
  {
    about: { person: 'signe' },
    by: 'signe',
    daysAgo: 19,
    endorser: {
      guest: { address: 'ragnhild.moe@hogskolen.example', name: 'Ragnhild Moe', standing: 'Teacher educator' },
    },
    message: 'You followed my class for a term. I would be glad of a few honest words.',
    words:
      'For a term I brought my students to Signe’s lessons. She explains what she tries, also when it fails, and that ' +
      'taught them more than any lecture of mine.',
    ends: 'given',
  },
]
