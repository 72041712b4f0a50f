import type { Authentication } from '../web/authentication.js'
import type { GuardedRouter } from '../web/router.js'
import { administrationRoutes } from './administrationRoutes.js'
import { demoRoutes } from './demoRoutes.js'
import { emailRoutes } from './emailRoutes.js'
import type { Account } from './index.js'
import type { DemoPerson } from './pages.js'
import { passwordRoutes } from './passwordRoutes.js'
import type { ProfileSectionSource } from './profile.js'
import { profileRoutes } from './profileRoutes.js'
import { registerRoutes } from './registerRoutes.js'
import { sessionRoutes } from './sessionRoutes.js'
import { settingsRoutes } from './settingsRoutes.js'
import { signInRoutes } from './signInRoutes.js'

export interface AccountRoutesDeps {
  authentication: Authentication<Awaited<ReturnType<Account['checkCredentials']>>>
  /** What other rooms show on a person's page. */
  profileSections: ProfileSectionSource[]
  /** Only in the demo: without it there is no way in without a password. */
  demoPeople?: () => Promise<DemoPerson[]>
}

export function accountRoutes(account: Account, deps: AccountRoutesDeps): GuardedRouter[] {
  const { demoPeople } = deps
  return [
    signInRoutes(account, deps),
    registerRoutes(account, deps),
    passwordRoutes(account),
    settingsRoutes(account, deps),
    emailRoutes(account),
    sessionRoutes(account, deps),
    profileRoutes(account, deps),
    administrationRoutes(account),
    ...(demoPeople ? [demoRoutes(account, { ...deps, demoPeople })] : []),
  ]
}
