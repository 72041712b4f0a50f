import type { DemoMicroCredential } from '../types.js'
import { animatingResearch } from './animatingResearch.js'
import { assessmentLearnersOwn } from './assessmentLearnersOwn.js'
import { authenticAssignments } from './authenticAssignments.js'
import { criticalFriendship } from './criticalFriendship.js'
import { exitTickets } from './exitTickets.js'
import { leadingInquiry } from './leadingInquiry.js'
import { lookingAtStudentWork } from './lookingAtStudentWork.js'
import { matematiskeSamtaler } from './matematiskeSamtaler.js'
import { mentoringANewColleague } from './mentoringANewColleague.js'
import { multilingualClassrooms } from './multilingualClassrooms.js'
import { questionsWorthWaitingFor } from './questionsWorthWaitingFor.js'
import { reviewingFairly } from './reviewingFairly.js'

export const microCredentials: DemoMicroCredential[] = [
  lookingAtStudentWork,
  assessmentLearnersOwn,
  animatingResearch,
  authenticAssignments,
  criticalFriendship,
  leadingInquiry,
  matematiskeSamtaler,
  multilingualClassrooms,
  reviewingFairly,
  exitTickets,
  mentoringANewColleague,
  questionsWorthWaitingFor,
]
