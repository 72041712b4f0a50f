/** Where an earner reads and files the appeal against one decision. */
export const appealPath = ({ claimId, number }: { claimId: string; number: number }): string =>
  `/claims/${claimId}/attempts/${number}/appeal`
