import type { Doc } from '../bson/types.js'
import type { SortField } from '../query/sort.js'
import type { Statistics } from './execute.js'
import type { IndexPlan } from './indexPlan.js'
import type { Plan } from './planner.js'

export interface Explained {
  namespace: string
  filter: Doc
  sort: SortField[]
}

/** What carrying out the plan took. */
export interface Carried extends Statistics {
  returned: number
  millis: number
}

/** The plan as MongoDB's `explain` shows one, with MongoDB's stage names: how documents are found and put in order. */
export function explainPlan(plan: Plan, { namespace, filter, sort }: Explained, carried?: Carried): Doc {
  const access = explainAccess(plan, filter)
  const winningPlan = plan.isSorted ? access : { stage: 'SORT', sortPattern: patternOf(sort), inputStage: access }
  const explained = { explainVersion: '1', queryPlanner: { namespace, winningPlan, rejectedPlans: [] }, ok: 1 }
  if (!carried) return explained
  const { keysExamined, docsExamined, returned, millis } = carried
  return {
    ...explained,
    executionStats: {
      executionSuccess: true,
      nReturned: returned,
      executionTimeMillis: Math.round(millis),
      totalKeysExamined: keysExamined,
      totalDocsExamined: docsExamined,
      executionStages: winningPlan,
    },
  }
}

const patternOf = (sort: SortField[]): Doc =>
  Object.fromEntries(sort.map(field => [field.path, field.byTextScore ? { $meta: 'textScore' } : field.direction]))

function explainAccess(plan: Plan, filter: Doc): Doc {
  switch (plan.kind) {
    case 'scan':
      return { stage: 'COLLSCAN', filter, direction: directionOf(plan) }
    case 'id':
      return { stage: 'IDHACK', indexName: '_id_', keyPattern: { _id: 1 } }
    case 'index':
      return { stage: 'FETCH', filter, inputStage: explainIndex(plan) }
    case 'or':
      return { stage: 'FETCH', filter, inputStage: { stage: 'OR', inputStages: plan.branches.map(explainIndex) } }
    case 'text':
      return { stage: 'TEXT_MATCH', indexName: plan.index.record.name }
  }
}

function explainIndex(plan: IndexPlan): Doc {
  const { key, name, multikey, sparse, partialFilterExpression } = plan.index.record
  return {
    stage: 'IXSCAN',
    keyPattern: key,
    indexName: name,
    isMultiKey: multikey.length > 0,
    isUnique: plan.index.isUnique,
    isSparse: sparse === true,
    isPartial: partialFilterExpression !== undefined,
    direction: directionOf(plan),
  }
}

const directionOf = ({ isReverse }: { isReverse: boolean }) => (isReverse ? 'backward' : 'forward')
