import type { Configuration } from 'oidc-provider'

/** What oidc-provider's context has of ours: Express made the response, so it can show a page. */
interface Rendering {
  respond?: boolean
  res: { status(code: number): { render(view: string, model: object): void } }
}

/** The app cannot be told, because it is not certain that it is one: so the person is. */
export const showProblem: NonNullable<Configuration['renderError']> = (ctx, out, error) => {
  const rendering = ctx as unknown as Rendering
  rendering.respond = false
  const status = (error as { statusCode?: number }).statusCode ?? 500
  rendering.res.status(status).render('authorization/problem', {
    titleKey: 'authorization.problem.title',
    code: out.error,
    detail: out.error_description,
  })
}
