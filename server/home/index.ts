import type { Request } from 'express'
import { frameFor } from './frame.js'
import { homeRoutes } from './routes.js'

export interface HomeDeps {
  production: boolean
  mailDir: string
}

export function createHome(deps: HomeDeps) {
  return { routes: homeRoutes(deps), frame: (req: Request) => frameFor(req) }
}
