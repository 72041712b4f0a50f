import type { CredentialExtras, StatusForCredential } from './awardForCredential.js'
import { endorsementMembers, imageNode, unlessEmpty } from './buildProfile.js'
import { CREDENTIALS_V2, OB3_EXTENSIONS, OPEN_BADGES_3 } from './contexts.js'
import { defined, type JsonObject } from './json.js'
import { TERMS_V1 } from './termsContext.js'

/** In the order of the standard; those beyond the first two only where a word of theirs is used. */
export function contextsFor({ refreshService, credentialSchemas = [], termsOfUse = [] }: CredentialExtras): string[] {
  const needsExtensions = refreshService !== undefined || credentialSchemas.length > 0
  return [
    CREDENTIALS_V2,
    OPEN_BADGES_3,
    ...(needsExtensions ? [OB3_EXTENSIONS] : []),
    ...(termsOfUse.length > 0 ? [TERMS_V1] : []),
  ]
}

/** The members that any credential may have. */
export function extraMembers(extras: CredentialExtras): JsonObject {
  const { description, image, status, refreshService, termsOfUse = [], credentialSchemas = [] } = extras
  return defined({
    description,
    image: image && imageNode(image),
    credentialStatus: status && statusEntry(status),
    refreshService: refreshService && { id: refreshService, type: '1EdTechCredentialRefresh' },
    termsOfUse: unlessEmpty(termsOfUse.map(terms => defined({ ...terms, type: 'StaffroomTerms' }))),
    credentialSchema: unlessEmpty(credentialSchemas.map(id => ({ id, type: '1EdTechJsonSchemaValidator2019' }))),
    ...endorsementMembers(extras.endorsements),
  })
}

function statusEntry({ id, statusListCredential, statusListIndex, purpose }: StatusForCredential): JsonObject {
  return {
    id,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose ?? 'revocation',
    statusListIndex: statusListIndex.toString(),
    statusListCredential,
  }
}
