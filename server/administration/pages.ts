import type { ParkedEvent } from '../platform/eventRelay.js'
import type { JobStatus } from '../platform/jobs.js'
import type { AuditLine } from './audit.js'

const tabs = (current: string) =>
  ['overview', 'jobs', 'audit'].map(name => ({
    href: name === 'overview' ? '/administration' : `/administration/${name}`,
    labelKey: `administration.${name}.title`,
    current: name === current,
  }))

export function overviewPage(parked: ParkedEvent[], jobs: JobStatus[]) {
  return {
    titleKey: 'administration.title',
    tabs: tabs('overview'),
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
    tabs: tabs('jobs'),
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
    tabs: tabs('audit'),
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
