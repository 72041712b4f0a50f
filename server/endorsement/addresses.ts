/** Where the public documents of this room stand: verifiers elsewhere keep these addresses for good. */
export const addresses = (baseUrl: string) => ({
  endorsement: (id: string) => `${baseUrl}/endorsements/${id}`,
  /** Of a person, wherever they are called by another name later: as endorser and as endorsed. */
  profile: (signatoryId: string) => `${baseUrl}/profiles/${signatoryId}`,
  /** What a signatory has withdrawn, as a bitstring. */
  status: (signatoryId: string) => `${baseUrl}/profiles/${signatoryId}/withdrawn`,
  guestLink: (token: string) => `${baseUrl}/endorse/${token}`,
})
export type Addresses = ReturnType<typeof addresses>
