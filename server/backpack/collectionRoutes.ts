import type { Request, Response } from 'express'
import { Conflict, NotFound } from '../shared/errors.js'
import type { Rejected } from '../shared/forms.js'
import { newId } from '../shared/ids.js'
import { anyone, personOf, signedIn, signedInPerson } from '../web/access.js'
import { leaveNotice } from '../web/notice.js'
import { guardedRouter } from '../web/router.js'
import { type Collection, type Item, MOST_COLLECTIONS, moved, withItem, withoutItem } from './collection.js'
import { collectionFormPage, collectionPage, editCollectionPage } from './collectionPages.js'
import { parseCollection, parseItem } from './forms.js'
import { allCards, type BackpackRoom, cardsIn, ownCollection } from './room.js'

/** Badges in an order of one's own, with a page to show them together. */
export function collectionRoutes(room: BackpackRoom) {
  const router = guardedRouter()
  const own = (req: Request) => ownCollection(room, String(req.params.id), signedInPerson(req).id)

  router.get('/collections/new', signedIn, (_req, res) =>
    res.render('backpack/new-collection', collectionFormPage(undefined)),
  )

  router.post('/collections', signedIn, async (req, res) => {
    const form = parseCollection(req.body)
    if (!form.ok) return res.status(422).render('backpack/new-collection', collectionFormPage(undefined, form))
    const { id: personId } = signedInPerson(req)
    const kept = await room.collections.ofPerson(personId, MOST_COLLECTIONS)
    if (kept.length >= MOST_COLLECTIONS) throw new Conflict('There is no room for more collections')
    const now = room.clock.now()
    const collection = { ...form.value, id: newId(now), personId, items: [], createdAt: now }
    await room.collections.add(collection)
    return res.redirect(303, `/collections/${collection.id}/edit`)
  })

  router.get('/collections/:id', anyone, async (req, res) => {
    const collection = await room.collections.find(String(req.params.id))
    const isHolder = collection !== undefined && collection.personId === personOf(req)?.id
    if (!collection || (!isHolder && collection.visibility === 'private')) throw new NotFound('No such collection')
    if (collection.visibility !== 'public') res.set('X-Robots-Tag', 'noindex')
    const cards = cardsIn(collection, await allCards(room, collection.personId), isHolder)
    const holder = await room.person(collection.personId)
    res.render('backpack/collection', collectionPage(collection, cards, holder, isHolder))
  })

  router.get('/collections/:id/edit', signedIn, async (req, res) => edit(res, await own(req)))

  router.post('/collections/:id', signedIn, async (req, res) => {
    const collection = await own(req)
    const form = parseCollection(req.body)
    if (!form.ok) return edit(res, collection, form)
    await room.collections.describe(collection.id, form.value)
    leaveNotice(req, 'backpack.collection.saved')
    return res.redirect(303, `/collections/${collection.id}`)
  })

  const arranging = {
    addition: (items: Item[], item: Item) => withItem(items, item),
    omission: (items: Item[], item: Item) => withoutItem(items, item),
    up: (items: Item[], item: Item) => moved(items, item, 'up'),
    down: (items: Item[], item: Item) => moved(items, item, 'down'),
  }
  for (const [verb, arrange] of Object.entries(arranging))
    router.post(`/collections/:id/${verb}`, signedIn, async (req, res) => {
      const collection = await own(req)
      const item = parseItem(req.body)
      // Only a badge of one's own, and for taking out also one that is gone.
      if (item && (verb === 'omission' || (await isOwn(item, collection.personId))))
        await room.collections.arrange(collection.id, arrange(collection.items, item))
      res.redirect(303, `/collections/${collection.id}/edit`)
    })

  router.post('/collections/:id/removal', signedIn, async (req, res) => {
    await room.collections.remove((await own(req)).id)
    leaveNotice(req, 'backpack.collection.removed')
    res.redirect(303, '/badges')
  })

  return router

  async function isOwn(item: Item, personId: string): Promise<boolean> {
    return (await allCards(room, personId)).some(({ kind, id }) => kind === item.kind && id === item.id)
  }

  async function edit(res: Response, collection: Collection, rejected?: Rejected): Promise<void> {
    const all = await allCards(room, collection.personId)
    const page = editCollectionPage(collection, cardsIn(collection, all, true), all, rejected)
    res.status(rejected ? 422 : 200).render('backpack/edit-collection', page)
  }
}
