import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { loadContext, MULTIKEY_V1 } from '../../../server/openbadges/contexts.js'
import { NOW } from './anAward.js'
import type { Documents } from './world.js'

interface ControllerDocument {
  verificationMethod: { id: string }[]
}

/** The reference implementation's word on a credential, with the documents that the world serves. */
export async function referenceVerifies(credential: object, documents: Documents, now = NOW) {
  return vc.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: loader(documents),
    now,
    checkStatus: async () => ({ verified: true }),
  })
}

export async function referenceIssues(credential: object, signer: object, documents: Documents): Promise<object> {
  const suite = new DataIntegrityProof({ cryptosuite, signer, date: NOW })
  return vc.issue({ credential, suite, documentLoader: loader(documents) })
}

export function loader(documents: Documents) {
  return async (url: string) => {
    const [base = '', fragment] = url.split('#')
    const document = documents[url] ?? documents[base]
    if (document === undefined) return loadContext(url)
    return { contextUrl: null, documentUrl: url, document: fragment ? methodIn(document, url) : document }
  }
}

function methodIn(document: unknown, id: string): object {
  const { verificationMethod } = document as ControllerDocument
  return { '@context': MULTIKEY_V1, ...verificationMethod.find(method => method.id === id) }
}
