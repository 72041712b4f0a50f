import type { Rejected } from '../shared/forms.js'
import { formView, options } from '../web/formView.js'
import { settingsTabs } from '../web/tabs.js'
import type { ConnectedApp } from './connectedApps.js'
import type { Question } from './consent.js'
import { isProposed } from './scopes.js'

export function consentPage({ uid, client, permissions }: Question, personName: string, rejected?: Rejected) {
  const chosen = rejected ? rejected.raw.permissions : permissions.filter(isProposed)
  return {
    titleKey: 'authorization.consent.title',
    app: client,
    personName,
    action: `/oauth/consent/${uid}`,
    ...formView({}, rejected),
    permissions: options(permissions, 'authorization.permission', chosen).map(option => ({
      ...option,
      hintKey: `authorization.permissionHint.${option.value}`,
    })),
  }
}

export const appsPage = (apps: ConnectedApp[]) => ({
  titleKey: 'authorization.apps.title',
  tabs: settingsTabs(APPS_PAGE),
  none: apps.length === 0,
  apps: apps.map(({ id, app, permissions, ...times }) => ({
    ...times,
    app,
    permissionKeys: permissions.map(permission => `authorization.permission.${permission}`),
    endAction: `${APPS_PAGE}/${id}/ending`,
  })),
})

export const APPS_PAGE = '/settings/apps'
