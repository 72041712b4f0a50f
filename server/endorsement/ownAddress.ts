/** One mailbox has many addresses: what stands after a plus is its owner's to choose (RFC 5233). */
const mailboxOf = (folded: string) => folded.replace(/\+[^@]*@/, '@')

/** Whether a folded address leads to the mailbox of one of these. It says nothing of a second mailbox. */
export const isOwnMailbox = (folded: string, ownFolded: string[]): boolean =>
  ownFolded.some(own => mailboxOf(own) === mailboxOf(folded))
