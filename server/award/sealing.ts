import { sealing } from '../platform/sealing.js'

/** Boxes for the secret keys of issuers. */
export const { seal, unseal } = sealing('staffroom issuer key')
