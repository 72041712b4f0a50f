/** Credentials that nobody would think of, from a seed: whoever has the seed has the same ones. */
export type Random = () => number

/** Mulberry32. */
export function random(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const V2 = 'https://www.w3.org/ns/credentials/v2'
const OB3 = [3, 3, 3, 3, 2].map(minor => `https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.${minor}.json`)
const EXTRAS = [
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json',
  'https://w3id.org/security/data-integrity/v2',
  'https://w3id.org/security/multikey/v1',
]
const WORDS = [
  'Vurdering for læring',
  'Ærlig talt',
  'two\nlines\r\n',
  'a "quoted" word',
  'back\\slash',
  'tab\there',
  '\u0000\u0001\u007f\u0085',
  '日本語',
  '👩🏽‍🏫',
  '\ud83d',
  '<b>bold</b>',
  '_:a',
  '',
  ' ',
  '^^<http://www.w3.org/2001/XMLSchema#string>',
  '{"@id": "x"}',
  '@id',
  '__proto__',
  'e\u0301',
  '\u00e9',
]
const IRIS = [
  'https://a.example/1',
  'https://a.example/1#x',
  'https://a.example/1/',
  'urn:uuid:7a6cafb9',
  'did:web:a.example',
  'mailto:a@b.example',
  'id:x',
  'name:y',
  'https://a.example/æøå?q=1&r=%20',
  'tag:a,2026:x',
]
const DATES = ['2026-02-01T09:30:00Z', '2026-02-01T09:30:00.123+01:00', '0000-00-00', '', 'yesterday', '2026-02-30']
const NUMBERS = [0, -0, 1, -1, 1.5, 0.1 + 0.2, 1e20, 1e-7, 123456789012, 2 ** 53, 3.0, -2.5e-10, 99999999999999.9]

export function randomCredential(next: Random): Record<string, unknown> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!
  const chance = (likelihood: number) => next() < likelihood
  const some = <T>(most: number, make: () => T) => Array.from({ length: Math.floor(next() * (most + 1)) }, make)
  const text = () => (chance(0.7) ? pick(WORDS) : `${pick(WORDS)} ${Math.floor(next() * 1000)}`)
  const iri = () => (chance(0.5) ? pick(IRIS) : `https://a.example/${Math.floor(next() * 40)}`)
  const amount = () =>
    chance(0.6) ? pick(NUMBERS) : chance(0.5) ? Math.floor(next() * 100) : next() * 10 ** (next() * 30 - 10)
  const oneOrMany = <T>(list: T[]) => (list.length === 1 && chance(0.5) ? list[0] : list)
  const typed = (...types: string[]) =>
    oneOrMany(chance(0.1) ? [...types, pick(['Criteria', 'Evidence', types[0]!])] : types)
  const maybe = (members: Record<string, () => unknown>, likelihood = 0.4) =>
    Object.fromEntries(Object.entries(members).flatMap(([name, make]) => (chance(likelihood) ? [[name, make()]] : [])))
  /** Two of the same make blank nodes that look alike. */
  const twins = <T>(list: T[]) => (list.length > 0 && chance(0.08) ? [...list, structuredClone(list[0]!)] : list)

  const image = () => (chance(0.3) ? iri() : { id: iri(), type: 'Image', ...maybe({ caption: text }) })
  const alignment = () => ({
    type: typed('Alignment'),
    ...maybe({ targetName: text, targetUrl: iri, targetCode: text, targetType: text, targetFramework: text }),
  })
  const identifier = () => ({ type: 'IdentifierEntry', ...maybe({ identifier: text, identifierType: text }) })
  const address = () => ({
    type: typed('Address'),
    ...maybe({
      addressCountry: text,
      postalCode: text,
      geo: () => ({ type: 'GeoCoordinates', latitude: amount(), longitude: amount() }),
    }),
  })
  const profile = (depth: number): unknown => ({
    ...(chance(0.9) && { id: iri() }),
    type: typed('Profile'),
    ...maybe({ name: text, url: iri, description: text, image, email: text, dateOfBirth: () => pick(DATES) }),
    ...maybe({ address, official: text, familyName: text, otherIdentifier: () => twins(some(2, identifier)) }, 0.15),
    ...(depth > 0 &&
      maybe({ parentOrg: () => profile(depth - 1), endorsement: () => some(1, () => endorsement(depth - 1)) }, 0.1)),
  })
  const proof = () => ({
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    ...maybe({ created: () => pick(DATES), nonce: text, domain: text, challenge: text, expires: () => pick(DATES) }),
    verificationMethod: iri(),
    proofPurpose: pick(['assertionMethod', 'authentication', 'keyAgreement']),
    proofValue: 'z3',
  })
  const common = () =>
    maybe(
      {
        description: text,
        validUntil: () => pick(DATES),
        credentialStatus: () => ({
          ...maybe({ id: iri }),
          type: 'BitstringStatusListEntry',
          statusPurpose: pick(['revocation', 'suspension']),
          statusListIndex: String(Math.floor(next() * 131072)),
          statusListCredential: iri(),
          ...maybe({ statusSize: () => 1 }, 0.1),
        }),
      },
      0.5,
    )
  const contexts = () => {
    const extras = EXTRAS.filter(() => chance(0.15))
    return { list: [V2, pick(OB3), ...extras], hasExtensions: extras.includes(EXTRAS[0]!) }
  }
  const extended = (hasExtensions: boolean) =>
    hasExtensions
      ? maybe({
          credentialSchema: () => some(2, () => ({ id: iri(), type: '1EdTechJsonSchemaValidator2019' })),
          refreshService: () => ({ id: iri(), type: '1EdTechCredentialRefresh' }),
        })
      : {}
  const endorsement = (depth: number): unknown => {
    const { list, hasExtensions } = contexts()
    return {
      '@context': list,
      ...(chance(0.9) && { id: iri() }),
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: text(),
      issuer: chance(0.3) ? iri() : profile(depth),
      validFrom: pick(DATES),
      credentialSubject: { id: iri(), type: typed('EndorsementSubject'), ...maybe({ endorsementComment: text }) },
      ...common(),
      ...extended(hasExtensions),
      ...maybe({ proof: () => oneOrMany(twins(some(2, proof))) }, 0.8),
    }
  }
  const level = () => ({
    id: iri(),
    type: typed('RubricCriterionLevel'),
    ...maybe({ name: text, description: text, level: text, points: text, alignment: () => some(1, alignment) }),
  })
  const resultDescription = () => ({
    id: iri(),
    type: typed('ResultDescription'),
    name: text(),
    resultType: 'RubricCriterionLevel',
    ...maybe({ requiredLevel: iri, valueMin: text, allowedValue: () => oneOrMany(some(4, text)) }),
    ...maybe({ rubricCriterionLevel: () => oneOrMany(twins(some(4, level))), alignment: () => some(2, alignment) }),
  })
  const achievement = () => ({
    ...(chance(0.9) && { id: iri() }),
    type: typed('Achievement'),
    name: text(),
    description: text(),
    criteria: { ...maybe({ id: iri, narrative: text }) },
    ...maybe({
      achievementType: text,
      creditsAvailable: amount,
      version: text,
      humanCode: text,
      image,
      fieldOfStudy: text,
    }),
    ...maybe({ tag: () => oneOrMany(twins(some(4, text))), alignment: () => oneOrMany(twins(some(3, alignment))) }),
    ...maybe({ resultDescription: () => oneOrMany(some(3, resultDescription)), creator: () => profile(1) }),
    ...maybe({ otherIdentifier: () => some(2, identifier), endorsement: () => some(1, () => endorsement(1)) }, 0.15),
    ...maybe(
      { related: () => some(2, () => ({ id: iri(), type: typed('Related'), ...maybe({ version: text }) })) },
      0.15,
    ),
  })
  const result = () => ({
    type: typed('Result'),
    ...maybe({
      achievedLevel: iri,
      resultDescription: iri,
      value: text,
      status: text,
      alignment: () => some(1, alignment),
    }),
  })
  const identity = () => ({
    type: 'IdentityObject',
    hashed: chance(0.8),
    identityHash: text(),
    identityType: 'emailAddress',
    ...maybe({ salt: text }),
  })
  const evidence = () => ({
    ...maybe({ id: iri }),
    type: typed('Evidence'),
    ...maybe({ name: text, narrative: text, description: text, genre: text, audience: text }),
  })
  const { list, hasExtensions } = contexts()
  return {
    '@context': list,
    ...(chance(0.95) && { id: iri() }),
    type: ['VerifiableCredential', pick(['OpenBadgeCredential', 'AchievementCredential'])],
    name: text(),
    issuer: chance(0.2) ? iri() : profile(2),
    validFrom: pick(DATES),
    credentialSubject: {
      ...maybe({ id: iri }),
      type: typed('AchievementSubject'),
      achievement: achievement(),
      ...maybe({
        identifier: () => oneOrMany(twins(some(2, identity))),
        result: () => oneOrMany(twins(some(4, result))),
      }),
      ...maybe({ creditsEarned: amount, source: () => profile(1), narrative: text, term: text, role: text }),
      ...maybe({ activityStartDate: () => pick(DATES), image, licenseNumber: text }, 0.2),
    },
    ...common(),
    ...extended(hasExtensions),
    ...maybe({
      evidence: () => oneOrMany(twins(some(chance(0.05) ? 30 : 4, evidence))),
      image,
      awardedDate: () => pick(DATES),
    }),
    ...maybe({ endorsement: () => oneOrMany(some(2, () => endorsement(1))) }, 0.2),
  }
}
