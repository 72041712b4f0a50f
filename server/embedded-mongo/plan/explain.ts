import type { Doc } from '../bson/types.js'
import type { SortField } from '../query/sort.js'
import type { Statistics } from './execute.js'
import type { IndexPlan } from './indexPlan.js'
import type { Plan, PlannedQuery } from './planner.js'

export interface Explained {
  namespace: string
  filter: Doc
  sort: SortField[]
  limit: number
  skip: number
  hasProjection: boolean
}

/** The plan as MongoDB's `explain` shows one, with MongoDB's stage names. */
export function explainPlan(
  { plan, rejected }: PlannedQuery,
  query: Explained,
  statistics: Statistics | undefined,
  millis: number,
): Doc {
  const stages = wrap(explainAccess(plan, query.filter), plan, query)
  const explained: Doc = {
    explainVersion: '1',
    queryPlanner: {
      namespace: query.namespace,
      parsedQuery: query.filter,
      indexFilterSet: false,
      winningPlan: stages,
      rejectedPlans: rejected.map(candidate => explainAccess(candidate, query.filter)),
    },
    ok: 1,
  }
  if (!statistics) return explained
  const { keysExamined, docsExamined, returned } = statistics
  return {
    ...explained,
    executionStats: {
      executionSuccess: true,
      nReturned: returned,
      executionTimeMillis: Math.round(millis),
      totalKeysExamined: keysExamined,
      totalDocsExamined: docsExamined,
      executionStages: { ...stages, nReturned: returned, keysExamined, docsExamined },
    },
  }
}

function wrap(access: Doc, plan: Plan, { sort, limit, skip, hasProjection }: Explained): Doc {
  let stage = access
  if (!plan.isSorted) {
    const sortPattern = Object.fromEntries(
      sort.map(field => [field.path, field.byTextScore ? { $meta: 'textScore' } : field.direction]),
    )
    stage = { stage: 'SORT', sortPattern, ...(limit > 0 ? { limitAmount: limit + skip } : {}), inputStage: stage }
  }
  if (skip > 0) stage = { stage: 'SKIP', skipAmount: skip, inputStage: stage }
  if (limit > 0 && plan.isSorted) stage = { stage: 'LIMIT', limitAmount: limit, inputStage: stage }
  return hasProjection ? { stage: 'PROJECTION_DEFAULT', inputStage: stage } : stage
}

function explainAccess(plan: Plan, filter: Doc): Doc {
  switch (plan.kind) {
    case 'scan':
      return { stage: 'COLLSCAN', filter, direction: plan.isReverse ? 'backward' : 'forward' }
    case 'id':
      return { stage: 'IDHACK', indexName: '_id_', keyPattern: { _id: 1 } }
    case 'index':
      return { stage: 'FETCH', filter, inputStage: explainIndex(plan) }
    case 'or':
      return { stage: 'FETCH', filter, inputStage: { stage: 'OR', inputStages: plan.branches.map(explainIndex) } }
    case 'text':
      return {
        stage: 'TEXT_MATCH',
        indexName: plan.index.record.name,
        inputStage: { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: plan.index.record.name } },
      }
  }
}

function explainIndex({ index, ranges, isReverse, boundFields }: IndexPlan): Doc {
  const { record } = index
  return {
    stage: 'IXSCAN',
    keyPattern: record.key,
    indexName: record.name,
    isMultiKey: record.multikey.length > 0,
    isUnique: index.isUnique,
    isSparse: record.sparse === true,
    isPartial: record.partialFilterExpression !== undefined,
    direction: isReverse ? 'backward' : 'forward',
    boundFields,
    rangeCount: ranges.length,
  }
}
