import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { LONGEST_REASON } from './forms.js'
import type { StoredKey } from './issuerKeyStore.js'
import type { IssuingOrganization } from './neighbours.js'

export const KINDS = ['ed25519', 'rsa'] as const
const SHOWN_OF_KEY = 12

/** `reporting`: the number of the key whose compromise is being reported. */
export function keyPage(issuer: IssuingOrganization, keys: StoredKey[], reporting?: number, rejected?: Rejected) {
  const path = `/organizations/${issuer.slug}/keys`
  const signing = signingAmong(keys)
  return {
    titleKey: 'award.keys.title',
    ...formView({ since: '', reason: '', secret: '', sure: '' }, rejected),
    issuer: { name: issuer.name, href: `/organizations/${issuer.slug}` },
    keys: keys.map(key => keyView(key, signing.includes(key.id), path)),
    report: reporting === undefined ? undefined : reportView(keys, reporting, path),
    replaceAction: `${path}/replacements`,
    bringAction: `${path}/own`,
    kinds: KINDS.map(kind => ({ kind, buttonKey: `award.keys.replace.${kind}` })),
  }
}

/** Ids of those that sign now, one of each kind; the newest come first. */
export const signingAmong = (keys: StoredKey[]) =>
  KINDS.map(kind => keys.find(key => key.kind === kind && !key.revoked)?.id)

export function keyView(key: StoredKey, isSigning: boolean, path: string) {
  const state = key.revoked ? 'revoked' : isSigning ? 'signing' : 'kept'
  return {
    number: key.number,
    name:
      key.kind === 'rsa' ? key.publicKeyJwk.n.slice(0, SHOWN_OF_KEY) : key.publicKeyMultibase.slice(0, SHOWN_OF_KEY),
    kindKey: `award.keys.kind.${key.kind}`,
    stateKey: `award.keys.state.${state}`,
    shape: { signing: 'now', kept: 'done', revoked: 'stopped' }[state],
    createdAt: key.createdAt,
    revoked: key.revoked,
    brought: key.brought,
    reportHref: key.revoked ? undefined : `${path}?report=${key.number}#report`,
  }
}

export function reportView(keys: StoredKey[], number: number, path: string) {
  const key = keys.find(each => each.number === number && !each.revoked)
  return key && { number, action: `${path}/${number}/compromise`, max: LONGEST_REASON }
}
