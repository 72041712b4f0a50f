import { PASSWORD } from '../support/signIn.js'

/** A person at a browser that keeps its cookies while the server comes and goes. */
export class HttpPerson {
  readonly #cookies = new Map<string, string>()

  constructor(
    private readonly base: string,
    readonly email: string,
  ) {}

  async get(path: string): Promise<string> {
    const answer = await this.#send(path, { method: 'GET' })
    if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status}`)
    return answer.text()
  }

  /** Sends a form as the page does that holds it. Resolves once the server has answered that it is done. */
  async post(path: string, form: Record<string, string>, page = '/home'): Promise<string> {
    const token = /name="_csrf" value="([^"]+)"/.exec(await this.get(page))?.[1] ?? ''
    const answer = await this.#send(path, { method: 'POST', body: new URLSearchParams({ ...form, _csrf: token }) })
    if (answer.status >= 400) throw new Error(`POST ${path}: ${answer.status}`)
    return answer.headers.get('location') ?? ''
  }

  signIn(): Promise<string> {
    return this.post('/sign-in', { email: this.email, password: PASSWORD }, '/sign-in')
  }

  async #send(path: string, request: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(pair => pair.join('=')).join('; ')
    const answer = await fetch(this.base + path, {
      ...request,
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
    })
    for (const header of answer.headers.getSetCookie()) {
      const [name, value] = header.split(';')[0]!.split('=')
      this.#cookies.set(name!, value!)
    }
    return answer
  }
}
