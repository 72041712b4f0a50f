import type { Calibration, Pair } from '../calibration/index.js'
import { mean } from '../rating/index.js'
import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { isHeard, isTalking, type Look, type LookStep } from './look.js'
import { FAIRNESS_PATH, lookPath, pairsPath, talkPath } from './paths.js'

const SHAPES = {
  clear: 'done',
  found: 'waiting',
  talking: 'now',
  paused: 'stopped',
  recalibrating: 'done',
  closed: 'done',
} as const

export type Names = Map<string, { name: string }>
const nameOf = (names: Names, personId: string) => names.get(personId)?.name ?? ''
const hundredths = (levels: number) => Math.round(100 * levels) / 100
const stateView = ({ state }: Look) => ({ stateKey: `fairness.state.${state}`, shape: SHAPES[state] })

interface Seen {
  looks: Look[]
  drifted: Calibration[]
}

/** By micro-credential: findings, how all who were looked at lean together, and whose levels have moved. */
export function listPage(own: { id: string; title: string }[], seen: Seen, viewerId: string, names: Names) {
  const sections = own.flatMap(({ id, title }) => {
    const looks = seen.looks.filter(look => look.microCredentialId === id)
    const drifted = seen.drifted.filter(each => each.microCredentialId === id && each.reviewerId !== viewerId)
    if (looks.length + drifted.length === 0) return []
    const looked = looks.length > 0 && { looked: lookedView(looks, viewerId, names) }
    return [{ title, ...looked, drifted: driftedView(drifted, names) }]
  })
  return { titleKey: 'fairness.list.title', sections }
}

const driftedView = (drifted: Calibration[], names: Names) =>
  drifted.map(({ reviewerId, lapse }) => ({ name: nameOf(names, reviewerId), at: lapse?.at }))

function lookedView(looks: Look[], viewerId: string, names: Names) {
  const found = looks.filter(look => look.found && look.reviewerId !== viewerId)
  return {
    group: looks[0]!.group,
    looks: { count: looks.length, clear: looks.filter(look => !look.found).length },
    together: togetherView(mean(looks.map(({ harsher }) => harsher))),
    found: found.map(look => ({
      href: lookPath(look),
      name: nameOf(names, look.reviewerId),
      at: look.at,
      ...figuresOf(look),
      ...stateView(look),
    })),
  }
}

/** If everybody leans the same way it may be the versions that differ, or a habit that all share. */
const togetherView = (harsher: number) => ({
  key: `fairness.together.${leaningWord(harsher)}`,
  values: { levels: Math.abs(hundredths(harsher)) },
})

const leaningWord = (harsher: number) => {
  if (hundredths(harsher) === 0) return 'alike'
  return harsher > 0 ? 'harsher' : 'milder'
}

const figuresOf = ({ harsher, byChance, scores }: Look) => ({
  ...{ levels: hundredths(harsher), byChance: hundredths(byChance), scores },
})

/** A finding before a coordinator. */
export function lookPage(look: Look, title: string, names: Names, now: Date, rejected?: Rejected) {
  const { state } = look
  const mayFollow = isHeard(look, now)
  return {
    ...formView({}, rejected),
    ...{ titleKey: 'fairness.look.title', microCredentialTitle: title, listHref: FAIRNESS_PATH },
    ...{ name: nameOf(names, look.reviewerId), group: look.group, at: look.at, action: lookPath(look) },
    pairsHref: pairsPath(lookPath(look)),
    ...figuresOf(look),
    ...stateView(look),
    steps: look.steps.map(step => stepView(step, names)),
    mayTalk: state === 'found',
    isTalking: isTalking(look),
    mayPause: mayFollow && state === 'talking',
    mayRecalibrate: mayFollow && isTalking(look),
    mayClose: state === 'talking',
    isUnheard: isTalking(look) && !mayFollow,
  }
}

/** The same before the reviewer. */
export function talkPage(look: Look, title: string, names: Names, rejected?: Rejected) {
  return {
    ...formView({}, rejected),
    ...{ titleKey: 'fairness.talk.title', microCredentialTitle: title, group: look.group, at: look.at },
    ...figuresOf(look),
    ...stateView(look),
    steps: look.steps.map(step => stepView(step, names)),
    pairsHref: pairsPath(talkPath(look)),
    action: isTalking(look) ? `${talkPath(look)}/answers` : undefined,
  }
}

/** What the figures come from, for a coordinator and for the reviewer: the same, so that they can talk about it. */
export const pairsPage = (pairs: Pair[], { group }: Look, title: string, back: { href: string; key: string }) => ({
  ...{ titleKey: 'fairness.pairs.title', microCredentialTitle: title, group },
  ...{ backHref: back.href, backKey: back.key },
  pairs: pairs.map(({ met, told, judged }, index) => ({
    ...{ place: index + 1, metKey: `fairness.pairs.met.${met}`, told, judged },
  })),
})

const stepView = ({ name, by, at, words }: LookStep, names: Names) => ({
  ...{ nameKey: `fairness.step.${name}`, who: nameOf(names, by), at, words },
})

/** For a reviewer's own eyes: without the group, which would stand beside the next piece of work that they read. */
export const ownView = (look: Look, title: string) => ({
  ...{ title, at: look.at, scores: look.scores, byChance: hundredths(look.byChance) },
  leaningKey: `fairness.own.${leaningWord(look.harsher)}`,
  levels: Math.abs(hundredths(look.harsher)),
  resultKey: look.found ? 'fairness.own.more' : 'fairness.own.chance',
  talkHref: look.steps.some(({ name }) => name === 'talk') ? talkPath(look) : undefined,
})
