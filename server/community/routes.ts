import { Invalid, NotFound } from '../shared/errors.js'
import { formReader } from '../shared/forms.js'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import type { CommunityDeps } from './deps.js'
import { parseCommunityForm } from './forms.js'
import { found } from './found.js'
import { joining } from './join.js'
import { canRead, ensureFacilitator } from './membership.js'
import { communitiesPage, communityFormPage, communityPage, membersPage } from './pages.js'
import { ensureCanRead, enter } from './place.js'
import type { Community } from './store.js'

const QUERY_MAX = 100

export function communityRoutes(
  deps: CommunityDeps & { changeCommunity(change: { community: Community; personId: string }): Promise<void> },
) {
  const { communities, memberships, conversation } = deps
  const { join, leave, invite, answerRequest, communitiesOf } = joining(deps)
  const router = guardedRouter()

  router.get('/communities', anyone, async (req, res) => {
    const person = personOf(req)
    const query = textOf(req.query.q)
    const listed = query
      ? await communities.search(query)
      : await communities.listed(textOf(req.query.after) || undefined)
    res.render('community/list', communitiesPage(person ? await communitiesOf(person.id) : [], listed, query))
  })

  router.get('/communities/new', signedIn, (_req, res) => res.render('community/form', communityFormPage(undefined)))

  router.post('/communities', signedIn, async (req, res) => {
    const form = parseCommunityForm(req.body)
    if (!form.ok) return res.status(422).render('community/form', communityFormPage(undefined, form))
    try {
      const { slug } = await found(deps)({ ...form.value, founderId: signedInPerson(req).id })
      return res.redirect(303, `/communities/${slug}`)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const rejected = { errors: [{ field: 'slug', messageKey: 'community.form.slugTaken' }], raw: req.body }
      return res.status(422).render('community/form', communityFormPage(undefined, rejected))
    }
  })

  router.get('/communities/:slug', anyone, async (req, res) => {
    const place = await enter(deps, String(req.params.slug), personOf(req)?.id)
    const { id, visibility } = place.community
    const query = textOf(req.query.q)
    const readable = canRead(visibility, place.membership)
    const found = query ? () => conversation.search(id, query) : () => conversation.page(id, dateOf(req.query.before))
    const threads = readable ? await found() : []
    const people = await deps.people(threads.map(({ authorId }) => authorId))
    res.render('community/show', communityPage(place, threads, people, { members: await memberships.count(id) }, query))
  })

  router.get('/communities/:slug/edit', signedIn, async (req, res) => {
    const { community, membership } = await enter(deps, String(req.params.slug), signedInPerson(req).id)
    ensureFacilitator(membership)
    res.render('community/form', communityFormPage(community))
  })

  router.post('/communities/:slug/edit', signedIn, async (req, res) => {
    const { id: personId } = signedInPerson(req)
    const { community, membership } = await enter(deps, String(req.params.slug), personId)
    ensureFacilitator(membership)
    // The address stays: links rely on it.
    const form = parseCommunityForm({ ...req.body, slug: community.slug })
    if (!form.ok) return res.status(422).render('community/form', communityFormPage(community, form))
    await deps.changeCommunity({ community: { ...community, ...form.value }, personId })
    leaveNotice(req, 'community.form.saved')
    return res.redirect(303, `/communities/${community.slug}`)
  })

  router.post('/communities/:slug/join', signedIn, async (req, res) => {
    const standing = await join(String(req.params.slug), signedInPerson(req).id)
    leaveNotice(req, `community.joined.${standing}`)
    res.redirect(303, `/communities/${req.params.slug}`)
  })

  router.post('/communities/:slug/leave', signedIn, async (req, res) => {
    await leave(String(req.params.slug), signedInPerson(req).id)
    leaveNotice(req, 'community.left')
    res.redirect(303, '/communities')
  })

  router.get('/communities/:slug/members', anyone, async (req, res) => {
    res.render('community/members', await membersView(String(req.params.slug), personOf(req)?.id))
  })

  async function membersView(slug: string, personId: string | undefined, rejected?: Parameters<typeof membersPage>[4]) {
    const place = await enter(deps, slug, personId)
    ensureCanRead(place)
    const [active, requested] = await Promise.all([
      memberships.inCommunity(place.community.id, 'active'),
      memberships.inCommunity(place.community.id, 'requested'),
    ])
    const people = await deps.people([...active, ...requested].map(member => member.personId))
    return membersPage(place, active, requested, people, rejected)
  }

  router.post('/communities/:slug/invitations', signedIn, async (req, res) => {
    const slug = String(req.params.slug)
    const { id: personId } = signedInPerson(req)
    const handle = formReader(req.body).text('handle', { max: 60 }).replace(/^@/, '').toLowerCase()
    const [invited] = handle ? await deps.peopleByHandles([handle]) : []
    if (!invited) {
      const rejected = { errors: [{ field: 'handle', messageKey: 'community.members.unknownHandle' }], raw: req.body }
      return res.status(422).render('community/members', await membersView(slug, personId, rejected))
    }
    await invite(slug, personId, invited.id)
    leaveNotice(req, 'community.members.invited', { name: invited.name })
    return res.redirect(303, `/communities/${slug}/members`)
  })

  router.post('/communities/:slug/requests/:handle', signedIn, async (req, res) => {
    const [asking] = await deps.peopleByHandles([String(req.params.handle)])
    if (!asking) throw new NotFound('Nobody asked')
    const letIn = formReader(req.body).choice('answer', ['accept', 'decline']) === 'accept'
    await answerRequest(String(req.params.slug), signedInPerson(req).id, asking.id, letIn)
    res.redirect(303, `/communities/${req.params.slug}/members`)
  })

  return router
}

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, QUERY_MAX) : '')

function dateOf(value: unknown): Date | undefined {
  const date = new Date(String(value))
  return Number.isNaN(date.getTime()) ? undefined : date
}
