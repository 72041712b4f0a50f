import type { Clock } from '../platform/clock.js'
import { newId } from '../shared/ids.js'
import type { Artefact } from './artefact.js'
import { webAddress } from './link.js'
import { visibleName } from './naming.js'
import type { ArtefactStore } from './store.js'

export interface AddLink {
  ownerId: string
  url: string
  name: string
}

/** Throws Refused when it is no web address. */
export function addLink({ artefacts, clock }: { artefacts: ArtefactStore; clock: Clock }) {
  return async ({ ownerId, url, name }: AddLink): Promise<Artefact> => {
    const address = webAddress(url)
    const now = clock.now()
    const artefact: Artefact = {
      id: newId(now),
      ownerId,
      kind: 'link',
      name: visibleName(name) || new URL(address).hostname.replace(/^www\./, ''),
      mediaType: '',
      url: address,
      addedAt: now,
    }
    await artefacts.add(artefact)
    return artefact
  }
}
