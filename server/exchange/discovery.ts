import { OB3_SCOPES, OFFLINE_ACCESS } from '../authorization/index.js'
import { LARGEST_LIMIT } from './paging.js'

export const API_PATH = '/ims/ob/v3p0'
/** One page says both. */
export const CONNECTING_PATH = '/connecting'
export const TERMS_PATH = `${CONNECTING_PATH}#terms`
export const PRIVACY_PATH = `${CONNECTING_PATH}#privacy`

export interface ApiAddresses {
  baseUrl: string
  authorization: string
  token: string
  registration: string
}

export const SCOPE_MEANINGS: Record<string, string> = {
  [OB3_SCOPES.readCredentials]: 'Permission to read the badges of the person.',
  [OB3_SCOPES.upsertCredentials]: 'Permission to add badges to those of the person, and to replace them.',
  [OB3_SCOPES.readProfile]: 'Permission to read the profile of the person.',
  [OB3_SCOPES.updateProfile]: 'Permission to change the profile of the person.',
  [OFFLINE_ACCESS]: 'Permission to come back without the person.',
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const json = (name: string) => ({ 'application/json': { schema: ref(name) } })
const secured = (scope: string) => ({ security: [{ OAuth2ACG: [scope] }] })
const failures = Object.fromEntries(
  Object.entries({ 400: 'Invalid', 401: 'No valid token', 403: 'Not allowed', 429: 'Too many requests' }).map(
    ([status, description]) => [status, { description, content: json('Imsx_StatusInfo') }],
  ),
)

/** The service description that every host offers (Open Badges 3.0, 6.1): OpenAPI 3.0 with what 1EdTech adds. */
export const serviceDescription = (addresses: ApiAddresses) => ({
  openapi: '3.0.1',
  info: {
    title: 'Staffroom',
    description: 'Open Badges 3.0 API: the badges of a teacher: those earned here, and those brought from elsewhere.',
    version: '3.0',
    termsOfService: `${addresses.baseUrl}${TERMS_PATH}`,
    'x-imssf-privacyPolicyUrl': `${addresses.baseUrl}${PRIVACY_PATH}`,
  },
  servers: [{ url: addresses.baseUrl + API_PATH, description: 'This installation' }],
  tags: [{ name: 'OpenBadgeCredentials' }, { name: 'Profile' }, { name: 'Discovery' }],
  paths: {
    '/discovery': { get: operation('getServiceDescription', 'Discovery', 'This document', { 200: described('It') }) },
    '/credentials': {
      get: {
        ...operation('getCredentials', 'OpenBadgeCredentials', 'The badges of the person', {
          200: { ...described('The badges'), content: json('GetOpenBadgeCredentialsResponse') },
          ...failures,
        }),
        ...secured(OB3_SCOPES.readCredentials),
        parameters: [
          parameter('limit', `So many at most; never more than ${LARGEST_LIMIT}.`, { type: 'integer', minimum: 1 }),
          parameter('offset', 'Leaves out so many.', { type: 'integer', minimum: 0 }),
          parameter('since', 'Only those issued, or received here, after this.', {
            type: 'string',
            format: 'date-time',
          }),
        ],
      },
      post: {
        ...operation('upsertCredential', 'OpenBadgeCredentials', 'Adds or replaces a badge', {
          200: described('Replaced, or known already'),
          201: described('Added'),
          ...failures,
        }),
        ...secured(OB3_SCOPES.upsertCredentials),
        requestBody: {
          required: true,
          content: {
            'application/json': { schema: ref('AchievementCredential') },
            'application/vc+ld+json': { schema: ref('AchievementCredential') },
            'text/plain': { schema: { type: 'string', description: 'A compact JWS' } },
          },
        },
      },
    },
    '/profile': {
      get: {
        ...operation('getProfile', 'Profile', 'The person', {
          200: { ...described('The profile'), content: json('Profile') },
          ...failures,
        }),
        ...secured(OB3_SCOPES.readProfile),
      },
      put: {
        ...operation('putProfile', 'Profile', 'Changes name and description', {
          200: { ...described('The profile as it is now'), content: json('Profile') },
          ...failures,
        }),
        ...secured(OB3_SCOPES.updateProfile),
        requestBody: { required: true, content: json('Profile') },
      },
    },
  },
  components: { securitySchemes: { OAuth2ACG: securityScheme(addresses) }, schemas: SCHEMAS },
})

const securityScheme = ({ authorization, token, registration }: ApiAddresses) => ({
  type: 'oauth2',
  description: 'OAuth 2 with authorization codes, PKCE (S256) and state.',
  'x-imssf-registrationUrl': registration,
  flows: {
    authorizationCode: {
      authorizationUrl: authorization,
      tokenUrl: token,
      refreshUrl: token,
      scopes: SCOPE_MEANINGS,
    },
  },
})

const described = (description: string) => ({ description })
const operation = (operationId: string, tag: string, summary: string, responses: object) => ({
  ...{ operationId, tags: [tag], summary, responses },
})
const parameter = (name: string, description: string, schema: object) => ({ name, in: 'query', description, schema })

const SCHEMAS = {
  GetOpenBadgeCredentialsResponse: {
    type: 'object',
    additionalProperties: false,
    properties: {
      credential: { type: 'array', items: ref('AchievementCredential') },
      compactJwsString: {
        type: 'array',
        items: { type: 'string', pattern: '^[-A-Za-z0-9_]+\\.[-A-Za-z0-9_]+\\.[-A-Za-z0-9_]*$' },
      },
    },
  },
  AchievementCredential: {
    type: 'object',
    description: 'An OpenBadgeCredential of Open Badges 3.0.',
    required: ['@context', 'id', 'type', 'issuer', 'validFrom', 'credentialSubject'],
    additionalProperties: true,
  },
  Profile: {
    type: 'object',
    description: 'A Profile of Open Badges 3.0.',
    required: ['id', 'type'],
    properties: {
      id: { type: 'string', format: 'uri' },
      type: { type: 'array', items: { type: 'string' } },
      name: { type: 'string' },
      email: { type: 'string', format: 'email' },
      description: { type: 'string' },
      url: { type: 'string', format: 'uri' },
    },
    additionalProperties: true,
  },
  Imsx_StatusInfo: {
    type: 'object',
    required: ['imsx_codeMajor', 'imsx_severity'],
    properties: {
      imsx_codeMajor: { type: 'string', enum: ['failure', 'processing', 'success', 'unsupported'] },
      imsx_severity: { type: 'string', enum: ['error', 'status', 'warning'] },
      imsx_description: { type: 'string' },
      imsx_codeMinor: { type: 'object' },
    },
    additionalProperties: false,
  },
}
