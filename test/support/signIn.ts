import request, { type Response } from 'supertest'
import type { TestApp } from './app.js'

export type Agent = ReturnType<typeof request.agent>

export type Form = Record<string, string | string[]>

export const PASSWORD = 'three quiet corridors'

/** A browser of its own, with nobody signed in. */
export const visitor = ({ app }: Pick<TestApp, 'app'>): Agent => request.agent(app)

/** A browser in which this person is signed in, by the form that people use. */
export async function signIn(
  app: Pick<TestApp, 'app'>,
  person: { email: string },
  password = PASSWORD,
): Promise<Agent> {
  const agent = visitor(app)
  const answer = await post(agent, '/sign-in', { email: person.email, password })
  if (answer.status !== 303) throw new Error(`${person.email} could not sign in: ${answer.status}`)
  return agent
}

/** Submits a form with the token of this session, taken from the page `from`. */
export async function post(agent: Agent, path: string, form: Form = {}, from?: string): Promise<Response> {
  const _csrf = await csrfToken(agent, from)
  return agent
    .post(path)
    .type('form')
    .send({ _csrf, ...form })
}

/** Any page with a form gives the token of the session. */
export async function csrfToken(agent: Agent, from = '/forgot-password'): Promise<string> {
  const { text } = await agent.get(from)
  const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1]
  if (!token) throw new Error(`No form on ${from}`)
  return token
}
