import type { Account } from '../account/index.js'
import type { ArtefactRoom } from '../artefact/index.js'
import type { AwardFace } from '../award/index.js'
import type { CalibrationRoom } from '../calibration/index.js'
import type { ClaimRoom } from '../claim/index.js'
import type { createCommunity } from '../community/index.js'
import type { EndorsementFace } from '../endorsement/index.js'
import type { FairnessRoom } from '../fairness/index.js'
import type { Journal } from '../journal/index.js'
import type { createMicroCredentials } from '../microcredential/index.js'
import type { createNotification } from '../notification/index.js'
import type { OrganizationRoom } from '../organization/index.js'
import type { createRecognition } from '../recognition/index.js'
import type { ReviewRoom } from '../review/index.js'
import type { Calendar } from './calendar.js'
import type { Cast } from './cast.js'
import type { DemoNetwork } from './content/index.js'

/** The rooms in which the story takes place; whatever happens there goes through their own use cases. */
export interface DemoRooms {
  account: Account
  organization: OrganizationRoom
  community: ReturnType<typeof createCommunity>
  microcredential: ReturnType<typeof createMicroCredentials>
  artefact: ArtefactRoom
  journal: Journal
  claim: ClaimRoom
  review: ReviewRoom
  calibration: CalibrationRoom
  fairness: FairnessRoom
  award: AwardFace
  endorsement: EndorsementFace
  recognition: ReturnType<typeof createRecognition>
  notification: ReturnType<typeof createNotification>
}

/** What every chapter of the story is told with. */
export interface Telling {
  rooms: DemoRooms
  network: DemoNetwork
  calendar: Calendar
  cast: Cast
}
