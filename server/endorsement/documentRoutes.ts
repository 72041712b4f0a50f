import { anyMachine } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { sendDocument } from '../web/sendDocument.js'
import type { Documents } from './documents.js'

const LINKED_DATA = 'application/ld+json'
const CREDENTIAL = 'application/vc+ld+json'
const JSON_TYPE = 'application/json'

/** For verifiers: whose key signed an endorsement, and what was withdrawn. */
export function documentRoutes(documents: Documents) {
  const router = guardedRouter()

  router.get('/profiles/:id', anyMachine, async (req, res) => {
    res.vary('Accept')
    const type = req.accepts([LINKED_DATA, JSON_TYPE]) === JSON_TYPE ? JSON_TYPE : LINKED_DATA
    sendDocument(res, await documents.profile(String(req.params.id)), type)
  })

  router.get('/profiles/:id/withdrawn', anyMachine, async (req, res) => {
    res.vary('Accept')
    const type = req.accepts([CREDENTIAL, JSON_TYPE]) === JSON_TYPE ? JSON_TYPE : CREDENTIAL
    sendDocument(res, await documents.withdrawn(String(req.params.id)), type)
  })

  return router
}
