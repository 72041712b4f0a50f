import type { Request, Response } from 'express'
import type { Clock } from '../platform/clock.js'
import type { Drawings } from '../platform/drawings.js'
import { drawTranscript } from '../print/index.js'
import { NotFound } from '../shared/errors.js'
import { signedIn, signedInPerson } from '../web/access.js'
import type { Translate } from '../web/i18n.js'
import { networkOf } from '../web/network.js'
import { guardedRouter } from '../web/router.js'
import { PER_VIEWER, sendDocument } from '../web/sendDocument.js'
import type { Neighbours } from './neighbours.js'
import type { RecognitionStore } from './store.js'
import { transcriptPage } from './transcriptPage.js'
import { transcriptPaper } from './transcriptPaper.js'

const AWARDS_ON_TRANSCRIPT = 500
const CREDENTIAL = 'application/vc+ld+json'
const TOKEN = 'application/jwt'

export interface TranscriptRoutesDeps {
  recognitions: RecognitionStore
  clock: Clock
  neighbours: Neighbours
  drawings: Drawings
  baseUrl: string
  translator(language: string): Translate
}

/** A person's record, for themselves: to read, to sign for and to print. Whom they give it to is for them to say. */
export function transcriptRoutes(deps: TranscriptRoutesDeps) {
  const { recognitions, clock, neighbours, drawings } = deps
  const { transcript } = neighbours.award
  const router = guardedRouter()

  router.get('/transcript', signedIn, async (req, res) => {
    res.vary('Accept')
    const type = req.accepts([
      'text/html',
      CREDENTIAL,
      'application/vc',
      'application/ld+json',
      'application/json',
      TOKEN,
    ])
    if (!type || type === 'text/html') return showPage(req, res)
    const own = await ownTranscript(req)
    const document = type === TOKEN ? await transcript.token(own) : await transcript.signed(own)
    return sendDocument(res, document, type === TOKEN ? TOKEN : CREDENTIAL, PER_VIEWER)
  })

  router.get('/transcript.json', signedIn, async (req, res) => {
    const signed = await transcript.signed(await ownTranscript(req))
    res.attachment('transcript.json')
    sendDocument(res, signed, CREDENTIAL, PER_VIEWER)
  })

  router.get('/transcript.jwt', signedIn, async (req, res) => {
    const token = await transcript.token(await ownTranscript(req))
    res.attachment('transcript.jwt')
    sendDocument(res, token, TOKEN, PER_VIEWER)
  })

  router.get('/transcript.pdf', signedIn, async (req, res) => {
    const state = await paperState(req)
    const draw = async () => {
      const signed = await transcript.signed(state.transcript)
      return drawTranscript(transcriptPaper({ ...state, signed }, deps.translator(state.holder.language)))
    }
    const pdf = await drawings.once(networkOf(req.ip), draw)
    res.attachment('transcript.pdf').set('Cache-Control', `${PER_VIEWER}no-store`).type('pdf').send(pdf)
  })

  return router

  function ownTranscript(req: Request) {
    return transcript.of(signedInPerson(req).id)
  }

  async function showPage(req: Request, res: Response): Promise<void> {
    const person = signedInPerson(req)
    const own = await recognitions.ofPerson(person.id)
    const awards = await neighbours.award.ofPerson(person.id, { limit: AWARDS_ON_TRANSCRIPT })
    const held = awards.filter(({ acceptedAt }) => acceptedAt !== undefined)
    const ids = [...own, ...held].map(({ organizationId }) => organizationId)
    const organizations = await neighbours.organizations(ids)
    const state = { person, awards: held, recognitions: own, organizations, now: clock.now() }
    res.render('recognition/transcript', transcriptPage(state))
  }

  async function paperState(req: Request) {
    const holder = signedInPerson(req)
    const own = await ownTranscript(req)
    if (own.awards.length === 0) throw new NotFound('Nothing to put on a transcript')
    const recognised = await recognitions.ofPerson(holder.id)
    const ids = [...own.awards, ...recognised].map(({ organizationId }) => organizationId)
    return {
      holder,
      transcript: own,
      recognitions: recognised,
      organizations: await neighbours.organizations([...new Set(ids)]),
      badges: await badgesOf(own),
      baseUrl: deps.baseUrl,
      now: clock.now(),
    }
  }

  async function badgesOf({ awards, versions }: Awaited<ReturnType<typeof ownTranscript>>) {
    const badges = new Map<string, Buffer>()
    for (const { id } of awards) badges.set(id, await neighbours.badgePng(versions.get(id)!))
    return badges
  }
}
