import { readings, talk } from './content/fairness.js'
import type { Telling } from './house.js'
import type { Moment } from './moment.js'

const DAYS_UNTIL_LOOKED_AT = 1

/** Whether everybody's work is read alike is looked at; about the one finding, two people talk. */
export function lookingAlike({ rooms, cast, calendar }: Telling): Moment[] {
  const { fairness } = rooms
  const finding = async () => {
    const found = await fairness.acting.findings(cast.id('person', talk.by))
    return found.find(({ reviewerId }) => reviewerId === cast.id('person', talk.with))!.id
  }

  const looks = readings.flatMap(({ by, calibrated: [, again] }) =>
    again === undefined ? [] : [{ at: calendar.evening(again - DAYS_UNTIL_LOOKED_AT, by), happens: fairness.look }],
  )
  const opened = async () => {
    const act = { coordinatorId: cast.id('person', talk.by), words: talk.words }
    await fairness.acting.act('talk', await finding(), act)
  }
  const answered = async () =>
    fairness.acting.answer(await finding(), { reviewerId: cast.id('person', talk.with), words: talk.answer })

  return [
    ...looks,
    { at: calendar.some(talk.daysAgo, talk.by, 'talk'), happens: opened },
    { at: calendar.some(talk.answeredDaysAgo, talk.with, 'talk'), happens: answered },
  ]
}
