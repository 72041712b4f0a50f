import type { MicroCredentialVersion } from '../microcredential/index.js'
import type { ClaimStore } from './store.js'

const LOOKED_AT = 10

export interface NextStepsDeps {
  claims: ClaimStore
  version(microCredentialId: string, version: number): Promise<MicroCredentialVersion>
}

/** The claim that was written in last. */
export function nextSteps({ claims, version }: NextStepsDeps) {
  return async (personId: string) => {
    const drafts = (await claims.ofPerson(personId, { limit: LOOKED_AT })).filter(({ state }) => state === 'drafting')
    const touched = drafts.map(claim => ({ claim, at: claim.savedAt ?? claim.startedAt }))
    const latest = touched.sort((one, other) => other.at.getTime() - one.at.getTime())[0]
    if (!latest) return []
    const { claim, at } = latest
    const { anatomy } = await version(claim.microCredentialId, claim.microCredentialVersion)
    return [
      {
        messageKey: claim.number > 1 ? 'claim.nextStep.again' : 'claim.nextStep.draft',
        values: { title: anatomy.title },
        href: `/claims/${claim.id}`,
        at,
        weight: 'begun' as const,
      },
    ]
  }
}
