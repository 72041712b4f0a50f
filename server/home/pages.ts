import type { SignedInPerson } from '../web/access.js'
import type { LiveCommunity, Movement, NextStep } from './index.js'
import { inOrder, partOfDay } from './nextStep.js'

export function landingPage(figures: Record<string, number>, communities: LiveCommunity[]) {
  return {
    titleKey: 'home.landing.title',
    figures: Object.entries(figures)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({ count, labelKey: `home.landing.figures.${name}` })),
    communities,
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
