import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { settingsTabs } from '../web/tabs.js'
import { type CompromiseForm, LONGEST_REASON } from './keyForms.js'
import type { Doubted, OwnKey } from './ownKeys.js'

export const KEYS_PATH = '/settings/keys'
const SHOWN_OF_KEY = 12
const SHAPES = { signing: 'now', kept: 'done', revoked: 'stopped' }

export interface KeyPageState {
  keys: OwnKey[]
  /** The key that is being declared unsafe. */
  reporting?: OwnKey | undefined
  /** What was said of it, and what follows. */
  look?: (CompromiseForm & { doubted: Doubted }) | undefined
  typed?: { since: string; reason: string }
  rejected?: Rejected | undefined
}

export function keyPage({ keys, reporting, look, typed, rejected }: KeyPageState) {
  return {
    titleKey: 'endorsement.keys.title',
    tabs: settingsTabs(KEYS_PATH),
    ...formView(typed ?? { since: '', reason: '' }, rejected),
    keys: keys.map(keyView),
    report: reporting && !look ? reportView(reporting) : undefined,
    look: reporting && look ? lookView(reporting, look) : undefined,
    replaceAction: `${KEYS_PATH}/replacements`,
    mayReplace: keys.some(({ isSigning, signed }) => isSigning && signed > 0),
  }
}

function keyView({ key, isSigning, signed }: OwnKey) {
  const state = key.revoked ? 'revoked' : isSigning ? 'signing' : 'kept'
  return {
    number: key.number,
    name: key.kind === 'rsa' ? '' : key.publicKeyMultibase.slice(0, SHOWN_OF_KEY),
    stateKey: `endorsement.keys.state.${state}`,
    shape: SHAPES[state],
    createdAt: key.createdAt,
    revoked: key.revoked,
    signed,
    reportHref: key.revoked ? undefined : `${KEYS_PATH}?report=${key.number}#report`,
  }
}

const actionOf = ({ key }: OwnKey) => `${KEYS_PATH}/${key.number}/compromise`

const reportView = (own: OwnKey) => ({ number: own.key.number, action: actionOf(own), max: LONGEST_REASON })

function lookView(own: OwnKey, { since, reason, doubted }: CompromiseForm & { doubted: Doubted }) {
  return {
    number: own.key.number,
    action: actionOf(own),
    since,
    fields: [
      { name: 'since', value: since.toISOString().slice(0, 10) },
      { name: 'reason', value: reason },
    ],
    ends: doubted.listed.map(({ id, title, statement }) => ({
      ...{ href: `/endorsements/${id}`, title, at: statement!.at },
    })),
    hasMore: doubted.hasMore,
  }
}
