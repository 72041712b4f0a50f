/** The parts that the tests use of packages that ship no types. */
declare module '@digitalbazaar/vc' {
  type Loader = (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: unknown }>
  type Result = { verified: boolean; error?: { message: string; errors?: Error[] }; statusResult?: unknown }
  export function issue(options: { credential: object; suite: object; documentLoader: Loader }): Promise<object>
  export function signPresentation(options: {
    presentation: object
    suite: object
    challenge: string
    documentLoader: Loader
  }): Promise<object>
  export function verifyCredential(options: {
    credential: object
    suite: object
    documentLoader: Loader
    now?: Date
    checkStatus?(options: unknown): Promise<{ verified: boolean }>
  }): Promise<Result>
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer?: object; cryptosuite: object; date?: Date })
  }
}
declare module '@digitalbazaar/ed25519-multikey' {
  type Pair = {
    id: string
    publicKeyMultibase: string
    secretKeyMultibase: string
    controller: string
    signer(): object
  }
  export function generate(options: { id?: string; controller?: string; seed?: Uint8Array }): Promise<Pair>
  export function from(key: object): Promise<Pair>
  export function toJwk(options: { keyPair: Pair }): Promise<object>
}
declare module '@digitalbazaar/ecdsa-multikey' {
  type Pair = { id?: string; publicKeyMultibase: string; controller?: string; signer(): object }
  export function generate(options: { curve: 'P-256' | 'P-384'; controller?: string }): Promise<Pair>
  export function toJwk(options: { keyPair: Pair }): Promise<object>
}
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options: { signer: object; date: string })
  }
}
