import type { Rejected } from '../shared/forms.js'
import { formView } from '../web/formView.js'
import { administrationTabs } from '../web/tabs.js'
import type { Keyholder } from './installationKeys.js'
import type { StoredKey } from './issuerKeyStore.js'
import { KINDS, keyView, reportView, signingAmong } from './keyPage.js'

const PATH = '/administration/keys'
/** An issuer that changes its key every year has as many in a working life. */
const KEYS_SHOWN = 40

export interface InstallationKeyPageState {
  keyholders: Keyholder[]
  next?: string
  /** The installation's own keys. */
  own: StoredKey[]
  /** The number of its key whose compromise is being reported. */
  reporting: number | undefined
  rejected: Rejected | undefined
}

export function installationKeyPage({ keyholders, next, own, reporting, rejected }: InstallationKeyPageState) {
  return {
    titleKey: 'award.installationKeys.title',
    tabs: administrationTabs(PATH),
    ...formView({ since: '', reason: '', sure: '' }, rejected),
    report: reporting === undefined ? undefined : reportView(own, reporting, PATH),
    keyholders: keyholders.map(keyholderView),
    nextHref: next && `${PATH}?after=${encodeURIComponent(next)}`,
    replaceAction: `${PATH}/replacements`,
    kinds: KINDS.map(kind => ({ kind, buttonKey: `award.keys.replace.${kind}` })),
  }
}

function keyholderView({ controller, organization, isInstallation, keys }: Keyholder) {
  const signing = signingAmong(keys)
  const path = organization ? `/organizations/${organization.slug}/keys` : isInstallation ? PATH : undefined
  return {
    controller,
    name: organization?.name,
    nameKey: organization ? undefined : `award.installationKeys.${isInstallation ? 'installation' : 'other'}`,
    href: organization && path,
    keys: keys.slice(0, KEYS_SHOWN).map(key => {
      const view = keyView(key, signing.includes(key.id), path ?? '')
      return path ? view : { ...view, reportHref: undefined, kindKey: 'award.installationKeys.signsEndorsements' }
    }),
  }
}
