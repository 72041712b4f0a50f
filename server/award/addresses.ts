/** Where the public documents of this room stand: verifiers elsewhere keep these addresses for good. */
export function addresses(baseUrl: string) {
  return {
    issuer: (slug: string) => `${baseUrl}/issuers/${slug}`,
    credential: (awardId: string) => `${baseUrl}/credentials/${awardId}`,
    /** Of OB 2.0, hosted and signed. */
    assertion: (awardId: string) => `${baseUrl}/assertions/${awardId}`,
    badgeIssuer: (slug: string) => `${baseUrl}/issuers/${slug}/open-badges-2`,
    badgeClass: (slug: string, version: number) => `${baseUrl}/badge-classes/${slug}/v${version}`,
    /** A 1EdTechRevocationList, beside the bitstring lists that credentials name. */
    revokedCredentials: (slug: string) => `${baseUrl}/issuers/${slug}/revoked-credentials`,
    revocations: (slug: string) => `${baseUrl}/issuers/${slug}/revocations`,
    page: (awardId: string) => `${baseUrl}/badges/${awardId}`,
    /** The picture that other sites show of a page of ours. */
    card: (awardId: string) => `${baseUrl}/badges/${awardId}/card.png`,
    embed: (awardId: string) => `${baseUrl}/badges/${awardId}/embed`,
    oembed: (awardId: string) =>
      `${baseUrl}/oembed?format=json&url=${encodeURIComponent(`${baseUrl}/badges/${awardId}`)}`,
    badgeImage: (slug: string, version: number) => `${baseUrl}/microcredentials/${slug}/v${version}/badge.png`,
    /** `n` counts from 1. */
    evidence: (awardId: string, n: number) => `${baseUrl}/badges/${awardId}/evidence/${n}`,
    statusList: (listId: string) => `${baseUrl}/status/${listId}`,
    achievement: (slug: string, version: number) => `${baseUrl}/microcredentials/${slug}/v${version}`,
    organization: (slug: string) => `${baseUrl}/organizations/${slug}`,
    /** did:web Method, 2.5.1: the port's colon is percent-encoded. */
    did: `did:web:${new URL(baseUrl).host.replace(':', '%3A')}`,
    didOfIssuer: (slug: string) => `did:web:${new URL(baseUrl).host.replace(':', '%3A')}:issuers:${slug}`,
  }
}
export type Addresses = ReturnType<typeof addresses>
