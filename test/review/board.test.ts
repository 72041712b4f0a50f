import { expect } from 'chai'
import { boardRow, capacityOf, forecastDays } from '../../server/review/board.js'
import type { Candidate } from '../../server/review/eligibility.js'
import { parseReviewerSettings } from '../../server/review/settingsRoutes.js'
import { post, signIn } from '../support/signIn.js'
import { allAt, aReviewHouse, SLUG } from './aReviewHouse.js'
import { AT, accepted, daysLater, inReview } from './aSubmission.js'

const someone = (personId: string, over: Partial<Candidate> = {}): Candidate => ({
  ...{ personId, organizationIds: [], languages: ['en'], subjects: [], load: 0, capacity: 3 },
  ...over,
})

describe('the board of those who look after reviews', () => {
  it('says of each seat what it is doing', () => {
    const panel = accepted(inReview(), 'bo', 'cy')
    const states = (days: number) => boardRow(panel, daysLater(days)).seats.map(({ state }) => state)
    expect(states(0)).to.have.length(2)
    expect(new Set(states(0))).to.deep.equal(new Set(['working']))
    expect(states(11)).to.deep.equal(['late', 'late'])
    expect(boardRow(panel, daysLater(11))).to.include({ isLate: true, waitingDays: 11 })
  })

  it('adds up what reviewers can take on, those away left out', () => {
    const away = { from: daysLater(-1), until: daysLater(1) }
    const people = [someone('bo', { load: 1 }), someone('cy', { load: 5 }), someone('di', { away })]
    expect(capacityOf(people, AT)).to.deep.equal({ reviewers: 3, away: 1, free: 2, total: 6 })
  })

  it('expects the usual time while there is room, and longer when there is not', () => {
    const room = { reviewers: 4, away: 0, free: 6, total: 12 }
    const recent = [4, 6, 8, 10, 30]
    expect(forecastDays(recent, 6, room)).to.equal(8)
    expect(forecastDays(recent, 12, room)).to.equal(12)
    expect(forecastDays(recent.slice(1), 6, room)).to.equal(undefined)
    expect(forecastDays(recent, 6, { ...room, total: 0 })).to.equal(undefined)
  })
})

describe('what a reviewer takes on', () => {
  const parse = (form: object) => parseReviewerSettings({ capacity: '3', ...form }, ['mathematics'])

  it('includes the last day away', () => {
    const parsed = parse({ awayFrom: '2026-12-20', awayUntil: '2027-01-03' })
    expect(parsed.ok && parsed.value.away).to.deep.equal({
      from: new Date('2026-12-20T00:00:00Z'),
      until: new Date('2027-01-04T00:00:00Z'),
    })
  })

  it('is asked for again when days or numbers make no sense', () => {
    const fieldsOf = (form: object) => {
      const parsed = parse(form)
      return parsed.ok ? [] : parsed.errors.map(({ field }) => field)
    }
    expect(fieldsOf({ awayFrom: '2026-12-20' })).to.deep.equal(['awayUntil'])
    expect(fieldsOf({ awayFrom: '2026-12-20', awayUntil: '2026-12-19' })).to.deep.equal(['awayUntil'])
    expect(fieldsOf({ awayFrom: 'soon', awayUntil: '2026-12-19' })).to.include('awayFrom')
    expect(fieldsOf({ capacity: '0' })).to.deep.equal(['capacity'])
    expect(fieldsOf({ capacity: '21' })).to.deep.equal(['capacity'])
    expect(fieldsOf({ subjects: 'alchemy' })).to.deep.equal(['subjects'])
  })
})

describe('the pages for them', () => {
  const calibration = `/microcredentials/${SLUG}/calibration`

  it('keep a reviewer who is away from being asked, and show the board to authors alone, without a name', async () => {
    const house = await aReviewHouse(['bo', 'cy', 'di'])
    try {
      const agents = new Map(
        await Promise.all(
          [...house.reviewers].map(async ([name, person]) => [name, await signIn(house, person)] as const),
        ),
      )
      const today = house.clock.now().toISOString().slice(0, 10)
      const away = { capacity: '2', awayFrom: today, awayUntil: today }
      expect((await post(agents.get('bo')!, '/reviews/settings', away)).status).to.equal(303)
      expect((await agents.get('bo')!.get('/reviews/settings')).text).to.include(`value="${today}"`)

      const { submissionId } = await house.submitted(await house.anEarner())
      const asked = (await house.acceptAll(submissionId)).map(({ handle }) => handle)
      expect(asked.sort()).to.deep.equal(['cy', 'di'])
      await house.lock(submissionId, house.reviewers.get('cy')!, allAt('met'))

      const author = await signIn(house, (await house.rooms.account.byHandle('author'))!)
      const { text, status } = await author.get('/reviews/board')
      expect(status).to.equal(200)
      expect(text).to.include('Done').and.include('Reading, due').and.include('1 of them away')
      expect(text).to.include(`href="/microcredentials/${SLUG}"`)
      expect(text, 'there is room').to.not.include(calibration)
      expect(text).not.to.match(/earner|Surname-of-(bo|cy|di|earner)/i)
      expect((await agents.get('bo')!.get('/reviews/board')).status).to.equal(403)

      for (const name of ['cy', 'di'])
        await post(agents.get(name)!, '/reviews/settings', { capacity: '1' }, '/reviews/settings')
      await house.submitted(await house.aWanderer())
      const full = (await author.get('/reviews/board')).text
      expect(full).to.include('There are more empty seats').and.include(`href="${calibration}"`)
    } finally {
      await house.close()
    }
  })

  it('tell nobody how their own work goes', async () => {
    const house = await aReviewHouse(['bo', 'cy'])
    try {
      const [author, colleague] = [
        await house.join('dora', 'publisher', 'author'),
        await house.join('ed', 'publisher', 'author'),
      ]
      const board = async (person: typeof author) => {
        const { text } = await (await signIn(house, person)).get('/reviews/board').expect(200)
        // What reviewers could take on is a sum over everybody's work.
        return text.slice(text.indexOf('<main'), text.indexOf('</main')).replace(/<dd>\d+<\/dd>/, '')
      }
      const before = await board(author)
      const { submissionId } = await house.submitted(author)
      expect(await board(colleague)).not.to.equal(before)
      expect(await board(author)).to.equal(before)
      await house.acceptAll(submissionId)
      expect(await board(author)).to.equal(before)
    } finally {
      await house.close()
    }
  })
})
