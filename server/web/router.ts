import { type RequestHandler, Router } from 'express'
import type { Access } from './access.js'
import { requireCsrfToken } from './csrf.js'

export interface DeclaredRoute {
  method: 'get' | 'post' | 'put' | 'delete'
  path: string
  access: Access
}

type Declare = (path: string, access: Access, ...handlers: RequestHandler[]) => void

/** A router that will not take a route without being told who may use it. */
export interface GuardedRouter extends Record<DeclaredRoute['method'], Declare> {
  readonly router: Router
  readonly routes: readonly DeclaredRoute[]
}

export function guardedRouter(): GuardedRouter {
  const router = Router()
  const routes: DeclaredRoute[] = []
  const declare =
    (method: DeclaredRoute['method']): Declare =>
    (path, access, ...handlers) => {
      routes.push({ method, path, access })
      const csrf = access.csrf && method !== 'get' ? [requireCsrfToken] : []
      router[method](path, guard(access), ...csrf, ...handlers)
    }
  return { router, routes, get: declare('get'), post: declare('post'), put: declare('put'), delete: declare('delete') }
}

const guard =
  (access: Access): RequestHandler =>
  async (req, _res, next) => {
    await access.check(req)
    next()
  }
