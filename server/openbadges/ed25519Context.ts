/**
 * What the words of an Ed25519Signature2020 mean (W3C CCG Ed25519 Signature 2020, its JSON-LD context): badges of the
 * first years of OB 3.0 carry such proofs.
 */
export const ED25519_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'

const SECURITY = 'https://w3id.org/security#'
const node = { '@protected': true, id: '@id', type: '@type' }
const reference = (name: string) => ({ '@id': SECURITY + name, '@type': '@id' })
const multibase = (name: string) => ({ '@id': SECURITY + name, '@type': `${SECURITY}multibase` })
const instant = (id: string) => ({ '@id': id, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' })
const methods = (name: string) => ({ '@id': SECURITY + name, '@type': '@id', '@container': '@set' })

export const ed25519Context = {
  '@context': {
    ...node,
    proof: { ...reference('proof'), '@container': '@graph' },
    Ed25519VerificationKey2020: {
      '@id': `${SECURITY}Ed25519VerificationKey2020`,
      '@context': {
        ...node,
        controller: reference('controller'),
        revoked: instant(`${SECURITY}revoked`),
        publicKeyMultibase: multibase('publicKeyMultibase'),
      },
    },
    Ed25519Signature2020: {
      '@id': `${SECURITY}Ed25519Signature2020`,
      '@context': {
        ...node,
        challenge: `${SECURITY}challenge`,
        created: instant('http://purl.org/dc/terms/created'),
        domain: `${SECURITY}domain`,
        expires: instant(`${SECURITY}expiration`),
        nonce: `${SECURITY}nonce`,
        proofPurpose: {
          '@id': `${SECURITY}proofPurpose`,
          '@type': '@vocab',
          '@context': {
            ...node,
            assertionMethod: methods('assertionMethod'),
            authentication: methods('authenticationMethod'),
            capabilityInvocation: methods('capabilityInvocationMethod'),
            capabilityDelegation: methods('capabilityDelegationMethod'),
            keyAgreement: methods('keyAgreementMethod'),
          },
        },
        proofValue: multibase('proofValue'),
        verificationMethod: reference('verificationMethod'),
      },
    },
  },
}
