import type { Connection } from '../platform/database.js'
import { newId } from '../shared/ids.js'
import { conversationStore } from './conversationStore.js'
import type { CommunityDeps } from './deps.js'
import type { CommunityChanged } from './events.js'
import { addMember, found } from './found.js'
import { joining } from './join.js'
import { canFacilitate, canRead } from './membership.js'
import { membershipStore } from './membershipStore.js'
import { type CommunityReactionsDeps, communityReactions } from './reactions.js'
import { communityRoutes } from './routes.js'
import { speaking } from './speak.js'
import { type Community, communityStore } from './store.js'
import { threadRoutes } from './threadRoutes.js'

export type { CommunityEvent } from './events.js'
export type { CommunityRole, Visibility } from './membership.js'
export type { Community } from './store.js'

const LIVELY_SHOWN = 3

export interface CreateCommunityDeps
  extends Pick<CommunityReactionsDeps, 'clock' | 'people' | 'peopleByHandles' | 'notify'> {
  db: Connection
  wake(): void
}

export function createCommunity({ db, wake, ...given }: CreateCommunityDeps) {
  const communities = communityStore(db, wake)
  const memberships = membershipStore(db, wake)
  const conversation = conversationStore(db, wake)
  const deps: CommunityDeps = { ...given, communities, memberships, conversation }

  async function changeCommunity({ community, personId }: { community: Community; personId: string }): Promise<void> {
    const at = given.clock.now()
    const changed: CommunityChanged = {
      id: newId(at),
      name: 'communityChanged',
      at,
      actorId: personId,
      communityId: community.id,
    }
    await communities.save(community, [changed])
  }

  /** Open communities, those with the newest words first. */
  async function lively() {
    const open = (await communities.listed()).filter(({ visibility }) => visibility === 'open')
    const latest = await conversation.latest(
      open.map(({ id }) => id),
      LIVELY_SHOWN * 5,
    )
    const order = [...new Set(latest.map(({ communityId }) => communityId))].slice(0, LIVELY_SHOWN)
    return Promise.all(
      order.map(async id => {
        const { name, slug, purpose } = open.find(community => community.id === id)!
        const { title, lastAt } = latest.find(({ communityId }) => communityId === id)!
        return { name, slug, purpose, members: await memberships.count(id), latest: { title, at: lastAt } }
      }),
    )
  }

  const members = joining(deps)
  return {
    routes: [communityRoutes({ ...deps, changeCommunity }), threadRoutes(deps)],
    reactions: communityReactions({ ...deps, notify: given.notify }),
    found: found(deps),
    addMember: addMember(deps),
    ...members,
    ...speaking(deps),
    lively,
    count: communities.count,
    many: communities.many,
    /** The communities that this person is an active member of, by name. */
    ofPerson: members.communitiesOf,
    async mayRead(personId: string | undefined, communityId: string): Promise<boolean> {
      const community = await communities.find(communityId)
      return Boolean(community && canRead(community.visibility, await memberships.of(communityId, personId)))
    },
    /** By name: those that this person facilitates, and those at home in these organizations that they may read. */
    async leadOrAtHome(personId: string, organizationIds: string[]): Promise<Community[]> {
      const own = await memberships.ofPerson(personId, 'active')
      const led = await communities.many(own.filter(canFacilitate).map(({ communityId }) => communityId))
      const atHome = (await communities.atHome(organizationIds)).filter(({ id, visibility }) =>
        canRead(
          visibility,
          own.find(({ communityId }) => communityId === id),
        ),
      )
      const all = new Map([...led, ...atHome].map(each => [each.id, each]))
      return [...all.values()].sort((a, b) => a.name.localeCompare(b.name))
    },
    memberIds: memberships.personIds,
    isMember: async (personId: string, communityId: string) =>
      (await memberships.of(communityId, personId))?.standing === 'active',
    publicPaths: async () =>
      (await communities.listed())
        .filter(({ visibility }) => visibility === 'open')
        .map(({ slug }) => `/communities/${slug}`),
  }
}
