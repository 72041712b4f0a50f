import { assign, type Waiting } from '../../server/review/assignment.js'
import type { Candidate } from '../../server/review/eligibility.js'
import { type Bench, median, type Row, round } from './row.js'

const GROUP = 'assignment'
const RUNS = 7
const SUBMISSIONS = 10_000
const REVIEWERS = 2_000
const NOW = new Date('2026-03-02T09:00:00Z')
const SUBJECTS = Array.from({ length: 12 }, (_, n) => `subject ${n}`)

/** Assigning all open submissions to all reviewers at once, beside a plain pass over the same documents. */
export const bench: Bench = async () => {
  const whole = house(SUBMISSIONS, REVIEWERS)
  const tenth = house(SUBMISSIONS / 10, REVIEWERS / 10)
  const times = { assign: [] as number[], pass: [] as number[], tenth: [] as number[] }
  for (let run = 0; run < RUNS; run++) {
    times.pass.push(timed(() => pass(whole)))
    times.assign.push(timed(() => assign(whole.waiting, whole.candidates, NOW)))
    times.tenth.push(timed(() => assign(tenth.waiting, tenth.candidates, NOW)))
  }
  const growth = median(times.assign) / median(times.tenth)
  const nLogN = 10 * (Math.log(SUBMISSIONS) / Math.log(SUBMISSIONS / 10))
  return [
    row('assigning 10,000 to 2,000 reviewers: time to a plain pass', median(times.assign) / median(times.pass), ''),
    row('ten times as much: growth to that of n log n', growth / nLogN, '<= 1'),
  ]
}

const row = (name: string, ratio: number, goal: string): Row => ({
  group: GROUP,
  name,
  ratio: round(ratio),
  goal,
  runs: RUNS,
})

function timed(work: () => unknown): number {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

/** What nobody can do without: to read each document once, written out as it is stored. */
const pass = ({ waiting, candidates }: House) => JSON.stringify(waiting).length + JSON.stringify(candidates).length

interface House {
  waiting: Waiting[]
  candidates: Candidate[]
}

function house(submissions: number, reviewers: number): House {
  const draw = random(11)
  const organizations = Math.ceil(reviewers / 8)
  const candidates = Array.from({ length: reviewers }, (_, n) => ({
    personId: `reviewer${n}`,
    organizationIds: [`school${draw(organizations)}`, `district${draw(20)}`],
    languages: draw(5) ? ['nb'] : ['en', 'nb'],
    subjects: [SUBJECTS[draw(12)]!, SUBJECTS[draw(12)]!],
    load: draw(3),
    capacity: 6 + draw(14),
  }))
  const calibrated = Array.from(
    { length: 10 },
    () => new Set(candidates.filter(() => draw(2)).map(({ personId }) => personId)),
  )
  const waiting = Array.from({ length: submissions }, (_, n) => ({
    seats: 2,
    since: new Date(NOW.getTime() - draw(1e9)),
    situation: {
      submissionId: `submission${n}`,
      earnerId: `earner${n}`,
      earnerOrganizationIds: [`school${draw(organizations)}`],
      language: draw(3) ? 'nb' : 'en',
      subjects: [SUBJECTS[draw(12)]!],
      asked: [],
      panelOrganizationIds: [],
      conflicted: [`reviewer${draw(reviewers)}`],
      reportingLine: [`reviewer${draw(reviewers)}`],
      reviewedByEarner: [`reviewer${draw(reviewers)}`],
      calibrated: calibrated[draw(10)]!,
    },
  }))
  return { waiting, candidates }
}

/** Lehmer's generator: the same house in every run. */
function random(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}
