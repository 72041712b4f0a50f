import type { Request, RequestHandler } from 'express'
import { Passport } from 'passport'
import { Strategy as LocalStrategy } from 'passport-local'
import type { Clock } from '../platform/clock.js'
import type { SignedInPerson } from './access.js'
import { localPath } from './localPath.js'

const LONGEST_USER_AGENT = 400

/** What a check of an address and a password found; only `person` lets anybody in. */
export interface CredentialsCheck {
  outcome: string
  person?: SignedInPerson
}

export interface AuthenticationDeps<Check extends CredentialsCheck> {
  clock: Clock
  checkCredentials(address: string, password: string): Promise<Check>
  /** The person of a session that began at `signedInAt`, if it is still good. */
  personOfSession(personId: string, signedInAt: Date): Promise<SignedInPerson | undefined>
}

export interface Authentication<Check> {
  middleware: RequestHandler[]
  /** Checks `email` and `password` of the submitted form. */
  check(req: Request): Promise<Check>
  /** Begins a new session for them, and answers where they were going before. */
  signIn(req: Request, person: SignedInPerson): Promise<string>
  signOut(req: Request): Promise<void>
}

export const AFTER_SIGN_IN = '/home'

export function passportAuthentication<Check extends CredentialsCheck>(
  deps: AuthenticationDeps<Check>,
): Authentication<Check> {
  const passport = new Passport()
  passport.use(formStrategy(deps))
  rememberPeople(passport, deps)

  return {
    middleware: [passport.initialize() as RequestHandler, passport.session() as RequestHandler],
    check: req =>
      new Promise((resolve, reject) => {
        const answer = (error: unknown, _person: unknown, found: unknown) =>
          error ? reject(error) : resolve(found as Check)
        passport.authenticate('local', answer)(req, req.res, reject)
      }),
    async signIn(req, person) {
      const next = localPath(req.session.returnTo, AFTER_SIGN_IN)
      await settled(done => req.logIn(person, done))
      return next
    },
    signOut: req => settled(done => req.logOut(done)),
  }
}

const formStrategy = <Check extends CredentialsCheck>({ checkCredentials }: AuthenticationDeps<Check>) =>
  new LocalStrategy({ usernameField: 'email', passwordField: 'password' }, (address, password, done) => {
    // A field that is sent twice arrives as a list.
    const check = checkCredentials(String(address).trim(), String(password))
    check.then(found => done(null, found.person ?? false, found as never), done)
  })

function rememberPeople(passport: InstanceType<typeof Passport>, deps: AuthenticationDeps<CredentialsCheck>): void {
  passport.serializeUser((req: Request, person: Express.User, done: (error: unknown, id?: string) => void) => {
    req.session.signedInAt = deps.clock.now().toISOString()
    req.session.userAgent = (req.get('user-agent') ?? '').slice(0, LONGEST_USER_AGENT)
    done(null, person.id)
  })
  passport.deserializeUser(
    (req: Request, id: string, done: (error: unknown, person?: Express.User | false) => void) => {
      const signedInAt = new Date(req.session.signedInAt ?? 0)
      deps.personOfSession(id, signedInAt).then(person => done(null, person ?? false), done)
    },
  )
}

const settled = (work: (done: (error?: unknown) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => work(error => (error ? reject(error) : resolve())))
