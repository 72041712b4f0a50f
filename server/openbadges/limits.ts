/** A baked image; the largest that 1EdTech's tools accept is 10 MB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024
/** A credential with its evidence inline, or as many as a transcript holds. Reading costs time in proportion. */
export const MAX_CREDENTIAL_BYTES = 2 * 1024 * 1024
/** A status list of 16 times the usual length, inflated. */
export const MAX_STATUS_LIST_BYTES = 256 * 1024
export const MAX_ENDORSEMENTS = 20
/** Deeper JSON than any class of the standard nests. */
export const MAX_DEPTH = 40
/** Objects in a document that only the library can read, at about half a millisecond each. */
export const MAX_SLOW_NODES = 2000
/** Credentials in one transcript or presentation. */
export const MAX_CONTENTS = 200
