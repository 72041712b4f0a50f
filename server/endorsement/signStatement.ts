import { randomInt } from 'node:crypto'
import { buildEndorsement, type IssuerForCredential, STATUS_LIST_LENGTH } from '../openbadges/index.js'
import type { Translate } from '../web/i18n.js'
import type { Addresses } from './addresses.js'
import type { Endorsement, SignedText, Statement } from './endorsement.js'
import type { Neighbours } from './neighbours.js'
import type { GuestDetails, Signatories } from './signatories.js'
import type { Signatory } from './signatoryStore.js'
import type { Subjects } from './subjects.js'

export interface SignStatementDeps {
  signatories: Signatories
  subjects: Subjects
  neighbours: Neighbours
  addresses: Addresses
  translator(language: string): Translate
}

/** Who signs: somebody with an account, be it for an organization, or a guest. */
export type Signer = { personId: string } | { guest: GuestDetails }

export function signStatement({ signatories, subjects, neighbours, addresses, translator }: SignStatementDeps) {
  async function sign(endorsement: Endorsement, statement: Omit<Statement, 'signed'>, issuer: IssuerForCredential) {
    const { id, subject, title } = endorsement
    const status = addresses.status(statement.signatoryId)
    const credential = buildEndorsement({
      id: addresses.endorsement(id),
      name: translator('en')('endorsement.credential.name', { title }),
      issuer,
      endorsed: await subjects.uriOf(subject),
      comment: statement.words,
      validFrom: statement.at,
      status: {
        id: `${status}#${statement.index}`,
        statusListCredential: status,
        statusListIndex: statement.index,
      },
    })
    return neighbours.signing.sign(credential, issuer.id, statement.at)
  }

  async function signatoryFor({ id, endorser }: Endorsement, signer: Signer): Promise<Signatory> {
    if ('guest' in signer) return signatories.ofGuest(id, signer.guest)
    return endorser.kind === 'organization'
      ? signatories.ofOrganization(endorser.id)
      : signatories.ofPerson(signer.personId)
  }

  /** An organization says who acted in its name (Open Badges 3.0, Profile, `official`). */
  async function issuerFor(signatory: Signatory, by: string | undefined): Promise<IssuerForCredential> {
    const issuer = await signatories.issuerOf(signatory)
    if (signatory.kind !== 'organization' || !by) return issuer
    return { ...issuer, official: (await neighbours.person(by)).name }
  }

  return {
    async first(endorsement: Endorsement, signer: Signer, words: string, at: Date): Promise<Statement> {
      const signatory = await signatoryFor(endorsement, signer)
      const by = 'personId' in signer ? signer.personId : undefined
      const issuer = await issuerFor(signatory, by)
      const standing = 'guest' in signer ? signer.guest.standing : issuer.official
      const statement = {
        ...{ at, words, name: issuer.name, signatoryId: signatory.id, index: randomInt(STATUS_LIST_LENGTH) },
        ...(standing && { standing }),
        ...(by && { by }),
      }
      return { ...statement, signed: await sign(endorsement, statement, issuer) }
    },
    /** The same words by another key, because the one that signed them is not to be trusted. */
    async again(endorsement: Endorsement): Promise<SignedText> {
      const statement = endorsement.statement!
      const signatory = await signatories.find(statement.signatoryId)
      return sign(endorsement, statement, await issuerFor(signatory!, statement.by))
    },
  }
}
export type SignStatement = ReturnType<typeof signStatement>
