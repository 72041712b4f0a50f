import type { RequestHandler } from 'express'
import { silentLog } from '../../server/platform/log.js'
import { anyone } from '../../server/web/access.js'
import { loadAssets } from '../../server/web/assets.js'
import { createApp } from '../../server/web/createApp.js'
import { guardedRouter } from '../../server/web/router.js'
import { type Listening, listen } from '../support/app.js'
import type { RunningApp } from './support.js'

const noSession: RequestHandler = (_req, _res, next) => next()

/** The same frame around a house whose one room has a bug. */
export function aBrokenApp({ i18n, rooms, config }: RunningApp): Promise<Listening> {
  const room = guardedRouter()
  room.get('/', anyone, () => {
    throw new Error('a bug')
  })
  const house = {
    log: silentLog,
    i18n,
    assets: loadAssets(),
    secure: false,
    demo: true,
    session: [noSession],
    machines: [],
    rooms: [room],
  }
  return listen(createApp({ ...house, openDocuments: [], baseUrl: config.baseUrl, frame: rooms.home.frame }))
}
