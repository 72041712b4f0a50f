import type { ParkedEvent } from '../platform/eventRelay.js'
import type { JobStatus } from '../platform/jobs.js'
import { administrationTabs } from '../web/tabs.js'
import type { AuditLine } from './audit.js'

export function overviewPage(parked: ParkedEvent[], jobs: JobStatus[]) {
  return {
    titleKey: 'administration.title',
    tabs: administrationTabs('/administration'),
    parked: parked.map(({ id, event, error, parkedAt }) => ({
      name: event.name,
      error,
      parkedAt,
      action: `/administration/parked/${encodeURIComponent(id)}/retry`,
    })),
    failedJobs: jobs.filter(job => job.state === 'failed').length,
  }
}

export function jobsPage(jobs: JobStatus[]) {
  return {
    titleKey: 'administration.jobs.title',
    tabs: administrationTabs('/administration/jobs'),
    jobs: jobs.map(job => ({
      ...job,
      stateKey: `administration.jobs.state.${job.state}`,
      stateClass: { waiting: 'waiting', done: 'done', failed: 'stopped' }[job.state],
      retryAction: job.state === 'failed' && `/administration/jobs/${encodeURIComponent(job.id)}/retry`,
    })),
  }
}

export function auditPage(lines: AuditLine[], id: string) {
  const last = lines.at(-1)
  return {
    titleKey: 'administration.audit.title',
    tabs: administrationTabs('/administration/audit'),
    id,
    lines: lines.map(line => ({
      ...line,
      about: Object.entries(line.about).map(([what, value]) => ({
        what,
        value,
        href: `?id=${encodeURIComponent(value)}`,
      })),
    })),
    nextHref: last && `?id=${encodeURIComponent(id)}&before=${last.at.toISOString()}`,
  }
}
