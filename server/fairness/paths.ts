export const FAIRNESS_PATH = '/reviews/fairness'
export const lookPath = ({ id }: { id: string }) => `${FAIRNESS_PATH}/${id}`
/** What the figures come from: the same for both, behind either path. */
export const pairsPath = (path: string) => `${path}/anchors`
/** The same for the reviewer. */
export const talkPath = ({ id }: { id: string }) => `/reviews/talks/${id}`
