import type { SignedInPerson } from '../web/access.js'
import type { LiveCommunity, Movement, NextStep, ShownBadge } from './index.js'
import { inOrder, partOfDay } from './nextStep.js'

const BADGES_SHOWN = 3

export function landingPage(figures: Record<string, number>, communities: LiveCommunity[], badges: ShownBadge[]) {
  return {
    titleKey: 'home.landing.title',
    figures: Object.entries(figures)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({ count, labelKey: `home.landing.figures.${name}` })),
    communities,
    badges: badges.slice(0, BADGES_SHOWN),
  }
}

export function homePage(person: SignedInPerson, now: Date, steps: NextStep[], moved: Movement[]) {
  const { first, later } = inOrder(steps)
  return {
    titleKey: 'home.title',
    greetingKey: `home.greeting.${partOfDay(now, person.timeZone)}`,
    firstName: person.name.split(' ')[0],
    now,
    first: first && stepView(first),
    later: later.map(stepView),
    moved,
  }
}

const stepView = ({ messageKey, values, href }: NextStep) => ({
  textKey: `${messageKey}.text`,
  actionKey: `${messageKey}.action`,
  values,
  href,
})
