import type { ExtractedBadge } from '../openbadges/index.js'
import type { GuardedFetch } from '../platform/guardedFetch.js'
import { Unavailable } from '../shared/errors.js'
import { parsed } from './carried.js'
import { linkedClass, pictureAddress } from './facts.js'
import { dataIn, redraw } from './picture.js'
import type { Contents } from './store.js'

/** What a badge only links to: its class and its picture. What cannot be had is left out. */
export function linked(fetchDocument: GuardedFetch) {
  async function picture(document: unknown, badgeClass: unknown): Promise<Buffer | undefined> {
    const address = pictureAddress(document, badgeClass)
    if (!address) return undefined
    const bytes = address.startsWith('data:')
      ? dataIn(address)
      : await fetched(address, 'image/png, image/svg+xml, image/*')
    return bytes && redraw(bytes)
  }

  async function fetched(address: string, accept: string): Promise<Buffer | undefined> {
    try {
      return (await fetchDocument(address, { accept })).bytes
    } catch (error) {
      if (error instanceof Unavailable) return undefined
      throw error
    }
  }

  return {
    async badgeClass(document: unknown): Promise<unknown> {
      const address = linkedClass(document)
      const found = address && (await fetched(address, 'application/ld+json, application/json'))
      return found ? parsed(found.toString('utf8')) : undefined
    },
    /** All that is kept of it beside its facts. */
    async contents(
      bytes: Uint8Array,
      { container, text, kind }: ExtractedBadge,
      document: unknown,
      badgeClass: unknown,
    ): Promise<Contents> {
      const drawn = container === 'text' ? await picture(document, badgeClass) : await redraw(bytes)
      const isLegacy = kind === 'ob2-json' || kind === 'ob1-json' || kind === 'ob2-url'
      return {
        ...{ bytes: Buffer.from(bytes), text },
        ...(isLegacy && { assertion: JSON.stringify(document) }),
        ...(drawn && { picture: drawn }),
      }
    },
  }
}
