import { expect } from 'chai'
import { openBadgeCredential } from '../../server/openbadges/classes.js'
import { buildCredential } from '../../server/openbadges/index.js'
import { isObject, type JsonObject } from '../../server/openbadges/json.js'
import { OPEN_BADGES, structureProblems } from '../../server/openbadges/verify/structure.js'
import { everyMember } from './support/everyMember.js'
import { anAwardInFull } from './support/everything.js'
import { aRandomAward, dice, type Roll } from './support/generating.js'
import { hasSchemas, schema } from './support/schemas.js'

const GENERATED = 10_000
/** Another run may look elsewhere: SEED=… npx mocha. */
const SEED = Number(process.env.SEED ?? 20_261_122)
const problems = (credential: JsonObject) => structureProblems(credential, openBadgeCredential, [OPEN_BADGES])
const aCopy = (): JsonObject => structuredClone(everyMember)

/** Every place in a document: a container and a key in it. */
function placesIn(value: unknown, places: [JsonObject, string][] = []): [JsonObject, string][] {
  if (!isObject(value) && !Array.isArray(value)) return places
  const container = value as JsonObject
  for (const key of Object.keys(container)) {
    places.push([container, key])
    placesIn(container[key], places)
  }
  return places
}

/** Every member of every class, an award as we issue them, or one at random; left as it is, or changed in a place or two. */
function generated(roll: Roll): JsonObject {
  const kinds = [aCopy, () => buildCredential(anAwardInFull()), () => buildCredential(aRandomAward(roll))]
  // As it would arrive: a hole in an array is a null.
  const credential = JSON.parse(JSON.stringify(kinds[roll(kinds.length)]!())) as JsonObject
  for (let n = roll(3); n > 0; n--) {
    const places = placesIn(credential)
    const [container, key] = places[roll(places.length)]!
    mutate(container, key, roll)
  }
  return JSON.parse(JSON.stringify(credential)) as JsonObject
}

const REPLACEMENTS: unknown[] = [
  ...[
    '',
    'word',
    'https://x.example',
    '2026-02-01T09:30:00',
    '2026-02-30T09:30:00Z',
    '2026-02-01',
    'ext:own',
    'ext:of our own',
    'ext:-',
    'Profile',
  ],
  ...[0, 1.5, true, null, [], {}, ['word'], [{}], { en: 'word' }, { 'en-GB': 'word' }],
]

function mutate(container: JsonObject, key: string, roll: Roll): void {
  const kind = roll(5)
  if (kind === 0) delete container[key]
  else if (kind === 1) container[key] = [container[key]]
  else if (kind === 2 && Array.isArray(container[key])) container[key] = container[key][0]
  else if (kind === 3 && isObject(container[key])) container[key].invented = 'word'
  else container[key] = structuredClone(REPLACEMENTS[roll(REPLACEMENTS.length)])
}

describe('our model of the classes', () => {
  it('accepts a credential that uses every member of every class', function () {
    expect(problems(aCopy())).to.deep.equal([])
    if (!hasSchemas) this.skip()
    const formal = schema('ob_v3p0_achievementcredential_schema')
    expect(formal(everyMember), JSON.stringify(formal.errors)).to.equal(true)
  })

  it(`is nowhere more permissive than 1EdTech's schema (${GENERATED} credentials from seed ${SEED})`, function () {
    if (!hasSchemas) this.skip()
    const validate = schema('ce_ob_v3p0_achievementcredential_schema', { allErrors: false })
    const roll = dice(SEED)
    let accepted = 0
    for (let n = 0; n < GENERATED; n++) {
      const credential = generated(roll)
      if (problems(credential).length > 0) continue
      accepted++
      const isFine = validate(credential)
      expect(isFine, `credential ${n}: ${JSON.stringify([validate.errors?.slice(0, 3), credential])}`).to.equal(true)
    }
    // Both kinds are there in numbers: credentials that pass, and ones that do not.
    expect(accepted).to.be.within(GENERATED / 4, (GENERATED * 3) / 4)
  })

  it('misses every member that the standard requires, and says where', () => {
    const required = ['id', 'type', 'issuer', 'validFrom', 'credentialSubject']
    const inSubject = ['type', 'achievement']
    const inAchievement = ['id', 'type', 'name', 'description', 'criteria']
    const missing = (path: string) => {
      const credential = aCopy()
      const keys = path.split('.')
      const parent = keys.slice(0, -1).reduce((at, key) => at[key] as JsonObject, credential)
      delete parent[keys.at(-1)!]
      return problems(credential).map(({ values }) => values)
    }
    const paths = [
      ...required,
      ...inSubject.map(name => `credentialSubject.${name}`),
      ...inAchievement.map(name => `credentialSubject.achievement.${name}`),
    ]
    for (const path of paths) expect(missing(path)).to.deep.equal([{ path, problem: 'required' }])
  })

  it('is not taken in by names that every object has', () => {
    const credential = aCopy()
    Object.assign(credential.image as JsonObject, { constructor: 'word', toString: 'word' })
    expect(problems(credential).map(({ values }) => values?.problem)).to.deep.equal([
      'unknown-member',
      'unknown-member',
    ])
  })

  it('takes single values where the standard has arrays, as JSON-LD does', () => {
    const credential = aCopy()
    for (const name of ['evidence', 'endorsement', 'proof', 'termsOfUse', 'credentialSchema']) {
      credential[name] = (credential[name] as unknown[])[0]
    }
    expect(problems(credential)).to.deep.equal([])
  })

  it("takes words of an issuer's own where the standard lets it extend its lists", () => {
    const withType = (achievementType: string): JsonObject => {
      const copy = aCopy()
      const subject = copy.credentialSubject as { achievement: JsonObject }
      subject.achievement.achievementType = achievementType
      return copy
    }
    for (const own of ['ext:MyTerm', 'ext:Micro credential', 'ext:a/b'])
      expect(problems(withType(own)), own).to.deep.equal([])
    for (const wrong of ['MyTerm', 'ext:', 'a ext:b', 'EXT:MyTerm'])
      expect(problems(withType(wrong)), wrong).to.have.length(1)
  })

  it('takes an issuer given by its id alone', () => {
    expect(problems({ ...aCopy(), issuer: 'https://a.example' })).to.deep.equal([])
  })
})
