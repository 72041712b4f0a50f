import { expect } from 'chai'
import { startTestApp, type TestApp } from '../support/app.js'
import { csrfToken, visitor } from '../support/signIn.js'

const PRODUCTION = { production: true, baseUrl: 'https://staffroom.example', smtpUrl: 'smtp://127.0.0.1:9' }

describe('continuing as somebody of the demo', () => {
  const routesOf = (app: TestApp) => app.routes.map(route => route.path)

  for (const [circumstances, settings] of [
    ['outside the demo', { demo: false }],
    ['in production, even when the demo is asked for', { demo: true, ...PRODUCTION }],
  ] as const)
    it(`does not exist ${circumstances}`, async () => {
      const app = await startTestApp(settings)
      expect(routesOf(app)).to.include('/sign-in').and.not.include('/sign-in/demo')
      const agent = visitor(app).set('X-Forwarded-Proto', 'https')
      const _csrf = await csrfToken(agent)
      const answer = await agent.post('/sign-in/demo').type('form').send({ _csrf, personId: 'any' })
      expect(answer.status).to.equal(404)
      expect((await agent.get('/sign-in')).text).not.to.include('/sign-in/demo')
      await app.close()
    })
})
