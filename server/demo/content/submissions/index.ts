import type { DemoSubmission } from '../types.js'
import { earned } from './earned.js'
import { notYet } from './notYet.js'
import { underWay } from './underWay.js'

export const submissions: DemoSubmission[] = [...earned, ...notYet, ...underWay]
