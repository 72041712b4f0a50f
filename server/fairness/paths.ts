export const FAIRNESS_PATH = '/reviews/fairness'
export const lookPath = ({ id }: { id: string }) => `${FAIRNESS_PATH}/${id}`
/** The same for the reviewer. */
export const talkPath = ({ id }: { id: string }) => `/reviews/talks/${id}`
