import { verifyCredential } from '@digitalcredentials/verifier-core'
import type { Documents } from './world.js'

/**
 * What the Digital Credentials Consortium's verifier says, step by step. It has no hook for documents, so that the
 * process's fetch answers from the world for as long as it runs. A fatal error has no steps: the signature is not right.
 */
export async function verifierCoreSays(credential: object, documents: Documents): Promise<Record<string, unknown>> {
  const original = globalThis.fetch
  globalThis.fetch = async input => answerFor(input instanceof Request ? input.url : String(input), documents)
  try {
    type Argument = Parameters<typeof verifyCredential>[0]
    const result = await verifyCredential({
      credential: structuredClone(credential),
      knownDIDRegistries: [],
    } as unknown as Argument)
    const steps = (result.log ?? []).map(({ id, valid }) => [id, valid] as const)
    return { valid_signature: false, ...Object.fromEntries(steps), errors: result.errors }
  } finally {
    globalThis.fetch = original
  }
}

/** 1EdTech's schema is compared elsewhere; here any will do. */
const isSchema = (url: string) => url.includes('/schema/')

function answerFor(url: string, documents: Documents): Response {
  const document = isSchema(url) ? {} : documents[url]
  if (document === undefined) return new Response('Not found', { status: 404 })
  return new Response(JSON.stringify(document), { headers: { 'content-type': 'application/json' } })
}
