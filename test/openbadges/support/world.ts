import {
  type AwardForCredential,
  buildCredential,
  FetchFailed,
  type FetchJson,
  generateIssuerKey,
  type IssuerKey,
  issuerProfile,
  type SignedCredential,
  signCredential,
  type VerificationReport,
  verifyBadge,
} from '../../../server/openbadges/index.js'
import { anAward, ISSUER, NOW } from './anAward.js'

/** The documents that the world serves, by URL. A function stands for something that goes wrong. */
export type Documents = Record<string, unknown>

export class Redirect {
  constructor(readonly to: string) {}
}

export interface World {
  key: IssuerKey
  documents: Documents
  fetched: string[]
  fetchJson: FetchJson
}

/** An issuer that publishes its key, and a fetcher that reaches only what this world serves. */
export async function aWorld(): Promise<World> {
  const key = await generateIssuerKey(ISSUER)
  const documents: Documents = { [ISSUER]: issuerProfile({ id: ISSUER, name: 'Fjordskolen network' }, [key]) }
  const fetched: string[] = []
  return {
    key,
    documents,
    fetched,
    async fetchJson(url) {
      fetched.push(url)
      const document = documents[url]
      if (typeof document === 'function') throw document()
      if (document instanceof Redirect) return { document: documents[document.to], url: document.to }
      if (document === undefined) throw new FetchFailed('Not found', 404)
      return { document: structuredClone(document) }
    },
  }
}

export async function signed(world: World, over: Partial<AwardForCredential> = {}): Promise<SignedCredential> {
  return signCredential(buildCredential(anAward(over)), world.key, NOW)
}

export interface Asked {
  now?: Date
  expectedRecipient?: string
  trustedIssuers?: ReadonlySet<string>
}

export async function verify(world: World, credential: object, asked: Asked = {}): Promise<VerificationReport> {
  const badge = { kind: 'ob3-json', credential: { ...credential }, container: 'text', text: '' } as const
  return verifyBadge(badge, { now: NOW, fetchJson: world.fetchJson, ...asked })
}

/** The codes of everything that did not pass and was not skipped. */
export function objections(report: VerificationReport): string[] {
  return report.checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown').map(({ code }) => code)
}

export function codes(report: VerificationReport): string[] {
  return report.checks.map(({ code }) => code)
}
