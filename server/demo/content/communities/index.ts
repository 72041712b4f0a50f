import type { DemoCommunity } from '../types.js'
import { assessmentThatListens } from './assessmentThatListens.js'
import { firstFiveYears } from './firstFiveYears.js'
import { leadersInInquiry } from './leadersInInquiry.js'
import { manyLanguages } from './manyLanguages.js'
import { matematikkrommet } from './matematikkrommet.js'
import { researchOverCoffee } from './researchOverCoffee.js'
import { studentWorkTable } from './studentWorkTable.js'

export const communities: DemoCommunity[] = [
  studentWorkTable,
  assessmentThatListens,
  matematikkrommet,
  manyLanguages,
  leadersInInquiry,
  firstFiveYears,
  researchOverCoffee,
]
