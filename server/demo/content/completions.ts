import type { DemoCompletion } from './types.js'

/** Mentors of the district meet in circles over a winter; whoever stayed to the end gets the badge for it. */
export const completions: DemoCompletion[] = [
  {
    key: 'first-circles',
    microCredential: 'mentoring-a-new-colleague',
    programme: 'Mentor circles, first group',
    by: 'patricia',
    plannedDaysAgo: 64,
    awardedDaysAgo: 63,
    people: ['brendan', 'daniel', 'gwen', 'hannah', 'marguerite', 'ruth', 'victor'],
    unknown: [],
    accepted: [
      { by: 'brendan', visibility: 'public' },
      { by: 'daniel', visibility: 'public' },
      { by: 'hannah', visibility: 'public' },
      { by: 'ruth', visibility: 'private' },
      { by: 'victor', visibility: 'unlisted' },
    ],
  },
  {
    key: 'second-circles',
    microCredential: 'mentoring-a-new-colleague',
    programme: 'Mentor circles, second group',
    by: 'patricia',
    plannedDaysAgo: 3,
    // Daniel came twice, Lucie from the Long Table, and one has not registered yet.
    people: ['aiko', 'callum', 'daniel', 'leila', 'lucie', 'priya', 'tomas', 'yasmin'],
    unknown: ['s.delacroix@quarry-road-public-school.example'],
    accepted: [],
  },
]
