/**
 * Terms of use in words of our own: OB 3.0 leaves `termsOfUse` to contexts beyond it. Whoever verifies a credential that
 * carries them has to know this context, so that awards carry none unless their issuer asks for it.
 */
export const TERMS_V1 = 'https://w3id.org/staffroom/terms/v1'

const VOCABULARY = `${TERMS_V1}#`
const boolean = (name: string) => ({
  '@id': VOCABULARY + name,
  '@type': 'http://www.w3.org/2001/XMLSchema#boolean',
})

export const termsContext = {
  '@context': {
    '@protected': true,
    StaffroomTerms: {
      '@id': `${VOCABULARY}StaffroomTerms`,
      '@context': {
        '@protected': true,
        id: '@id',
        type: '@type',
        mayBeShown: boolean('mayBeShown'),
        mayBeStored: boolean('mayBeStored'),
        statement: `${VOCABULARY}statement`,
      },
    },
  },
}
