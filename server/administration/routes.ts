import type { EventRelay } from '../platform/eventRelay.js'
import type { Jobs } from '../platform/jobs.js'
import { administrator } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { AuditStore } from './auditStore.js'
import { auditPage, jobsPage, overviewPage } from './pages.js'

export function administrationRoutes({ audit, relay, jobs }: { audit: AuditStore; relay: EventRelay; jobs: Jobs }) {
  const router = guardedRouter()

  router.get('/administration', administrator, async (_req, res) => {
    res.render('administration/overview', overviewPage(await relay.parked(), await jobs.recent()))
  })

  router.get('/administration/jobs', administrator, async (_req, res) => {
    res.render('administration/jobs', jobsPage(await jobs.recent()))
  })

  router.get('/administration/audit', administrator, async (req, res) => {
    const id = typeof req.query.id === 'string' ? req.query.id.trim() : ''
    const before = typeof req.query.before === 'string' ? new Date(req.query.before) : undefined
    const valid = before && !Number.isNaN(before.getTime()) ? before : undefined
    const lines = await audit.search({ ...(id && { id }), ...(valid && { before: valid }) })
    res.render('administration/audit', auditPage(lines, id))
  })

  router.post('/administration/parked/:id/retry', administrator, async (req, res) => {
    const delivered = await relay.retryParked(String(req.params.id)).then(
      () => true,
      () => false,
    )
    leaveNotice(req, delivered ? 'administration.parked.delivered' : 'administration.parked.failedAgain')
    res.redirect(303, '/administration')
  })

  router.post('/administration/jobs/:id/retry', administrator, async (req, res) => {
    await jobs.retry(String(req.params.id))
    leaveNotice(req, 'administration.jobs.retried')
    res.redirect(303, '/administration/jobs')
  })

  return router
}
