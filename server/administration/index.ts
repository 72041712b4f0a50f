import type { Connection } from '../platform/database.js'
import { EVERY_EVENT, type EventRelay } from '../platform/eventRelay.js'
import type { Jobs } from '../platform/jobs.js'
import type { DomainEvent, Reactions } from '../shared/events.js'
import { auditLine } from './audit.js'
import { auditStore } from './auditStore.js'
import { administrationRoutes } from './routes.js'

export interface AdministrationDeps {
  db: Connection
  relay: EventRelay
  jobs: Jobs
}

export function createAdministration({ db, relay, jobs }: AdministrationDeps) {
  const audit = auditStore(db)
  const reactions: Reactions = {
    [EVERY_EVENT]: (event: DomainEvent & Record<string, unknown>) => audit.add(auditLine(event)),
  }
  return { reactions, routes: administrationRoutes({ audit, relay, jobs }) }
}
