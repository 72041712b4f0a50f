import { type FrameDeps, frame } from './frame.js'
import { homeRoutes } from './routes.js'

export interface HomeDeps extends FrameDeps {
  production: boolean
  mailDir: string
}

export function createHome(deps: HomeDeps) {
  return { routes: homeRoutes(deps), frame: frame(deps) }
}
