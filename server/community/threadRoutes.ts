import { NotFound } from '../shared/errors.js'
import { formReader, type Rejected } from '../shared/forms.js'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { guardedRouter } from '../web/router.js'
import { TEXT_MAX, TITLE_MAX } from './conversation.js'
import type { CommunityDeps } from './deps.js'
import { parseReplyForm, parseThreadForm } from './forms.js'
import { mentionedHandles } from './mentions.js'
import { newThreadPage, threadPage } from './pages.js'
import { ensureCanRead, ensureCanWrite, enter } from './place.js'
import { speaking } from './speak.js'

export function threadRoutes(deps: CommunityDeps) {
  const { conversation, clock } = deps
  const { startThread, reply } = speaking(deps)
  const router = guardedRouter()
  const base = '/communities/:slug/threads'

  const newThreadPlace = (communityId: string) => `new-${communityId}`

  router.get(`${base}/new`, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const place = await enter(deps, String(req.params.slug), id)
    ensureCanWrite(place)
    res.render(
      'community/newThread',
      newThreadPage(place, await conversation.draft(id, newThreadPlace(place.community.id))),
    )
  })

  router.post(base, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const slug = String(req.params.slug)
    const form = parseThreadForm(req.body)
    if (!form.ok) {
      const place = await enter(deps, slug, id)
      return res.status(422).render('community/newThread', newThreadPage(place, undefined, form))
    }
    const thread = await startThread({ slug, authorId: id, ...form.value })
    return res.redirect(303, `/communities/${slug}/threads/${thread.id}`)
  })

  router.post(`${base}/draft`, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const place = await enter(deps, String(req.params.slug), id)
    res.json(await keepDraft(id, newThreadPlace(place.community.id), req.body))
  })

  router.get(`${base}/:threadId`, anyone, async (req, res) => {
    const { slug, threadId } = req.params
    res.render('community/thread', await threadView(String(slug), String(threadId), personOf(req)?.id, req.query.after))
  })

  router.post(`${base}/:threadId/replies`, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    const [slug, threadId] = [String(req.params.slug), String(req.params.threadId)]
    const form = parseReplyForm(req.body)
    if (!form.ok)
      return res.status(422).render('community/thread', await threadView(slug, threadId, id, undefined, form))
    const said = await reply({ slug, threadId, authorId: id, ...form.value })
    return res.redirect(303, `/communities/${slug}/threads/${threadId}#${said.id}`)
  })

  router.post(`${base}/:threadId/draft`, signedIn, async (req, res) => {
    const { id } = signedInPerson(req)
    await enter(deps, String(req.params.slug), id)
    res.json(await keepDraft(id, String(req.params.threadId), req.body))
  })

  async function keepDraft(personId: string, place: string, body: unknown): Promise<{ savedAt: Date }> {
    const form = formReader(body)
    const at = clock.now()
    const draft = { title: form.text('title', { max: TITLE_MAX }), text: form.text('text', { max: TEXT_MAX }), at }
    await conversation.keepDraft(personId, place, draft)
    return { savedAt: at }
  }

  async function threadView(
    slug: string,
    threadId: string,
    personId: string | undefined,
    after: unknown,
    rejected?: Rejected,
  ) {
    const place = await enter(deps, slug, personId)
    ensureCanRead(place)
    const thread = await conversation.threads.find(threadId)
    if (thread?.communityId !== place.community.id) throw new NotFound('No such thread')
    const replies = await conversation.repliesTo(threadId, typeof after === 'string' ? after : undefined)
    const handles = [thread, ...replies].flatMap(({ text }) => mentionedHandles(text))
    const [people, known, draft] = await Promise.all([
      deps.people([...new Set([thread, ...replies].map(({ authorId }) => authorId))]),
      deps.peopleByHandles([...new Set(handles)]),
      personId ? conversation.draft(personId, threadId) : undefined,
    ])
    const conversationView = { thread, replies, people, known: new Set(known.map(({ handle }) => handle)), draft }
    return threadPage(place, conversationView, rejected)
  }

  return router
}
