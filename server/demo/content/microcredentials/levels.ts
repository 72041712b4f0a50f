import type { Level } from '../../../shared/rubric.js'

const ENGLISH = ['Not yet shown', 'Partly shown', 'Shown', 'Shown in depth'] as const
const NORWEGIAN = ['Ikke vist ennå', 'Delvis vist', 'Vist', 'Vist med dybde'] as const

type Descriptions = [notYet: string, partly: string, met: string, deep: string]
type Names = readonly [string, string, string, string]

const IDS = ['not-yet', 'partly', 'met', 'deep'] as const

function levels(names: Names, descriptions: Descriptions): Level[] {
  return IDS.map((id, index) => ({
    id,
    name: names[index] ?? id,
    description: descriptions[index] ?? '',
    points: index,
  }))
}

/** Four steps, lowest first, in English. */
export const steps = (...descriptions: Descriptions): Level[] => levels(ENGLISH, descriptions)

/** Fire trinn, lavest først, på bokmål. */
export const trinn = (...descriptions: Descriptions): Level[] => levels(NORWEGIAN, descriptions)

/** Three steps, where a half-way house would only blur the judgement. */
export const threeSteps = (notYet: string, met: string, deep: string): Level[] => [
  { id: 'not-yet', name: ENGLISH[0], description: notYet, points: 0 },
  { id: 'met', name: ENGLISH[2], description: met, points: 1 },
  { id: 'deep', name: ENGLISH[3], description: deep, points: 2 },
]
