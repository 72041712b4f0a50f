import { instantOf } from './dates.js'
import { isObject } from './json.js'
import {
  boolean,
  either,
  extensible,
  lazily,
  many,
  matching,
  number,
  object,
  oneOf,
  type Rule,
  text,
  typed,
  when,
} from './model.js'
import { followsDataModel1 } from './period.js'

/**
 * The classes of Open Badges 3.0 , as JSON-LD lets them be written: one value or an array of them. Nowhere more
 * permissive than 1EdTech's own schema for such documents; a test compares the two. Long, because it is a table.
 */
const uri = matching(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, 'not-uri')
const dateTimeZ = when(value => instantOf(value) !== undefined, 'not-date-time')
const date = when(value => typeof value === 'string' && instantOf(`${value}T00:00:00Z`) !== undefined, 'not-date')
/** Which contexts they are is for the verifier to judge; see verify/structure.ts. */
const contexts = when(value => Array.isArray(value), 'not-allowed')
const compactJws = matching(/^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$/, 'not-allowed')
const language = matching(/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/, 'not-allowed')
const countryCode = matching(/^[A-Z]{2}$/, 'not-allowed')

const identifierType = extensible(
  ...['name', 'sourcedId', 'systemId', 'productId', 'userName', 'accountId', 'emailAddress', 'nationalIdentityNumber'],
  ...['isbn', 'issn', 'lisSourcedId', 'oneRosterSourcedId', 'sisSourcedId', 'ltiContextId', 'ltiDeploymentId'],
  ...['ltiToolId', 'ltiPlatformId', 'ltiUserId', 'identifier'],
)
const achievementType = extensible(
  ...['Achievement', 'ApprenticeshipCertificate', 'Assessment', 'Assignment', 'AssociateDegree', 'Award', 'Badge'],
  ...['BachelorDegree', 'Certificate', 'CertificateOfCompletion', 'Certification', 'CommunityService', 'Competency'],
  ...['Course', 'CoCurricular', 'Degree', 'Diploma', 'DoctoralDegree', 'Fieldwork', 'GeneralEducationDevelopment'],
  ...['JourneymanCertificate', 'LearningProgram', 'License', 'Membership', 'ProfessionalDoctorate'],
  ...['QualityAssuranceCredential', 'MasterCertificate', 'MasterDegree', 'MicroCredential', 'ResearchDoctorate'],
  'SecondarySchoolDiploma',
)
const resultType = extensible(
  ...['GradePointAverage', 'LetterGrade', 'Percent', 'PerformanceLevel', 'PredictedScore', 'RawScore', 'Result'],
  ...['RubricCriterion', 'RubricCriterionLevel', 'RubricScore', 'ScaledScore', 'Status'],
)
const targetType = extensible(
  ...['ceasn:Competency', 'ceterms:Credential', 'CFItem', 'CFRubric', 'CFRubricCriterion', 'CFRubricCriterionLevel'],
  'CTDL',
)
const resultStatus = oneOf('Completed', 'Enrolled', 'Failed', 'InProgress', 'OnHold', 'Provisional', 'Withdrew')

const image = object({ required: { id: uri, type: oneOf('Image') }, optional: { caption: text }, closed: true })

const identityObject = object({
  required: { type: oneOf('IdentityObject'), hashed: boolean, identityHash: text, identityType: identifierType },
  optional: { salt: text },
  closed: true,
})
const identifierEntry = object({
  required: { type: oneOf('IdentifierEntry'), identifier: text, identifierType },
  closed: true,
})

const alignment = object({
  required: { type: typed(['Alignment']), targetName: text, targetUrl: uri },
  optional: { targetCode: text, targetDescription: text, targetFramework: text, targetType },
})

const address = object({
  required: { type: typed(['Address']) },
  optional: {
    addressCountry: text,
    addressCountryCode: countryCode,
    addressRegion: text,
    addressLocality: text,
    streetAddress: text,
    postOfficeBoxNumber: text,
    postalCode: text,
    geo: object({ required: { type: oneOf('GeoCoordinates'), latitude: number, longitude: number } }),
  },
})

const endorsements = { endorsement: many(lazily(() => endorsementCredential)), endorsementJwt: many(compactJws) }

export const profile = object({
  required: { id: uri, type: typed(['Profile']) },
  optional: {
    name: text,
    url: uri,
    phone: text,
    description: text,
    ...endorsements,
    image,
    email: text,
    address,
    otherIdentifier: many(identifierEntry),
    official: text,
    parentOrg: lazily(() => profile),
    familyName: text,
    givenName: text,
    additionalName: text,
    patronymicName: text,
    honorificPrefix: text,
    honorificSuffix: text,
    familyNamePrefix: text,
    dateOfBirth: date,
  },
})

const evidence = object({
  required: { type: typed(['Evidence']) },
  optional: { id: uri, narrative: text, name: text, description: text, genre: text, audience: text },
})

const rubricCriterionLevel = object({
  required: { id: uri, type: typed(['RubricCriterionLevel']), name: text },
  optional: { alignment: many(alignment), description: text, level: text, points: text },
})

const resultDescription = object({
  required: { id: uri, type: typed(['ResultDescription']), name: text, resultType },
  optional: {
    alignment: many(alignment),
    allowedValue: many(text),
    requiredLevel: uri,
    requiredValue: text,
    rubricCriterionLevel: many(rubricCriterionLevel),
    valueMax: text,
    valueMin: text,
  },
})

const result = object({
  required: { type: typed(['Result']) },
  optional: {
    achievedLevel: uri,
    alignment: many(alignment),
    resultDescription: uri,
    status: resultStatus,
    value: text,
  },
})

const related = object({
  required: { id: uri, type: typed(['Related']) },
  optional: { inLanguage: language, version: text },
})

const achievement = object({
  required: {
    id: uri,
    type: typed(['Achievement']),
    name: text,
    description: text,
    criteria: object({ optional: { id: uri, narrative: text } }),
  },
  optional: {
    achievementType,
    alignment: many(alignment),
    creator: profile,
    creditsAvailable: number,
    ...endorsements,
    fieldOfStudy: text,
    humanCode: text,
    image,
    inLanguage: language,
    otherIdentifier: many(identifierEntry),
    related: many(related),
    resultDescription: many(resultDescription),
    specialization: text,
    tag: many(text),
    version: text,
  },
})

const achievementSubject = object({
  required: { type: typed(['AchievementSubject']), achievement },
  optional: {
    id: uri,
    activityStartDate: dateTimeZ,
    activityEndDate: dateTimeZ,
    creditsEarned: number,
    identifier: many(identityObject),
    image,
    licenseNumber: text,
    narrative: text,
    result: many(result),
    role: text,
    source: profile,
    term: text,
  },
})

const endorsementSubject = object({
  required: { id: uri, type: typed(['EndorsementSubject']) },
  optional: { endorsementComment: text },
})

const proof = object({
  required: { type: text },
  optional: {
    created: dateTimeZ,
    cryptosuite: text,
    challenge: text,
    domain: text,
    nonce: text,
    proofPurpose: text,
    proofValue: text,
    verificationMethod: uri,
  },
})

const issuer: Rule = either(value => typeof value === 'string', uri, profile)
/** What every verifiable credential may have. A status is one object: an array of them is not schema-valid. */
const common = {
  description: text,
  awardedDate: dateTimeZ,
  proof: many(proof),
  credentialSchema: many(object({ required: { id: uri, type: text } })),
  credentialStatus: object({ required: { type: text }, optional: { id: uri } }),
  refreshService: object({ required: { id: uri, type: text } }),
  termsOfUse: many(object({ required: { type: text }, optional: { id: uri } })),
  evidence: many(evidence),
}

/** Version 1.1 of the W3C data model, 4.6, has other names for the dates than 2.0, 4.9. */
const PERIODS = {
  first: { from: { issuanceDate: dateTimeZ }, until: { expirationDate: dateTimeZ } },
  second: { from: { validFrom: dateTimeZ }, until: { validUntil: dateTimeZ } },
}
type Period = (typeof PERIODS)[keyof typeof PERIODS]
const inEitherModel = (rule: (period: Period) => Rule): Rule =>
  either(followsDataModel1, rule(PERIODS.first), rule(PERIODS.second))

export const openBadgeCredential = inEitherModel(({ from, until }) =>
  object({
    required: {
      '@context': contexts,
      id: uri,
      type: typed(['VerifiableCredential'], ['OpenBadgeCredential', 'AchievementCredential']),
      issuer,
      credentialSubject: achievementSubject,
      ...from,
    },
    optional: { name: text, image, ...endorsements, ...common, ...until },
  }),
)

export const endorsementCredential: Rule = inEitherModel(({ from, until }) =>
  object({
    required: {
      '@context': contexts,
      id: uri,
      type: typed(['VerifiableCredential'], ['EndorsementCredential']),
      name: text,
      issuer,
      credentialSubject: endorsementSubject,
      ...from,
    },
    optional: { ...common, ...until },
  }),
)

const associationType = oneOf(
  ...['exactMatchOf', 'isChildOf', 'isParentOf', 'isPartOf', 'isPeerOf', 'isRelatedTo', 'precedes', 'replacedBy'],
)
const association = object({
  required: { type: oneOf('Association'), associationType, sourceId: uri, targetId: uri },
  closed: true,
})

/** CLR 2.0, ClrSubject. What it holds are credentials of their own, each to be verified as such. */
const clrSubject = object({
  required: { type: typed(['ClrSubject']), verifiableCredential: many(when(isObject, 'not-object')) },
  optional: {
    id: uri,
    identifier: many(identityObject),
    achievement: many(achievement),
    association: many(association),
  },
})

/** CLR 2.0, ClrCredential. */
export const clrCredential: Rule = inEitherModel(({ from, until }) =>
  object({
    required: {
      '@context': contexts,
      id: uri,
      type: typed(['VerifiableCredential'], ['ClrCredential']),
      name: text,
      issuer,
      credentialSubject: clrSubject,
      ...from,
    },
    optional: { image, partial: boolean, ...endorsements, ...common, ...until },
  }),
)

/** W3C Bitstring Status List 1.0, 2.2. */
export const statusListCredential: Rule = object({
  required: {
    '@context': contexts,
    id: uri,
    type: typed(['VerifiableCredential'], ['BitstringStatusListCredential']),
    issuer: either(
      value => typeof value === 'string',
      uri,
      object({ required: { id: uri }, optional: { name: text } }),
    ),
    credentialSubject: object({
      required: { type: typed(['BitstringStatusList']), statusPurpose: many(text), encodedList: text },
      optional: { id: uri },
    }),
  },
  optional: { validFrom: dateTimeZ, validUntil: dateTimeZ, proof: many(proof) },
})
