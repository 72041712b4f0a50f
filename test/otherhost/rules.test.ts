import { expect } from 'chai'
import { hostKey } from '../../server/otherhost/connection.js'
import { descriptionIn, discoveryAddresses } from '../../server/otherhost/discover.js'
import { nextPage } from '../../server/otherhost/nextPage.js'
import { Invalid } from '../../server/shared/errors.js'

const READ = 'https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.readonly'
const description = (over: object = {}, flow: object = {}) => ({
  info: { title: 'A host' },
  servers: [{ url: 'https://host.example/ims/ob/v3p0' }],
  components: {
    securitySchemes: {
      OAuth2ACG: {
        'x-imssf-registrationUrl': 'https://host.example/register',
        flows: {
          authorizationCode: {
            authorizationUrl: 'https://host.example/authorize',
            tokenUrl: '/token',
            scopes: { [READ]: '' },
            ...flow,
          },
        },
      },
    },
  },
  ...over,
})
const FOUND_AT = 'https://host.example/ims/ob/v3p0/discovery'

describe('where a host describes itself', () => {
  it('is looked for where the standard has it, and at what was typed', () => {
    expect(discoveryAddresses('host.example')).to.deep.equal([FOUND_AT])
    expect(discoveryAddresses(FOUND_AT)).to.deep.equal([FOUND_AT])
    expect(discoveryAddresses('https://host.example/ims/ob/v3p0/')).to.deep.equal([FOUND_AT])
    expect(discoveryAddresses('https://host.example/app')[0]).to.equal('https://host.example/app/ims/ob/v3p0/discovery')
  })
})

describe('the description of a host', () => {
  it('gives addresses, also those that are relative to its own', () => {
    const found = descriptionIn(description(), FOUND_AT)
    expect(found).to.include({
      title: 'A host',
      apiBase: 'https://host.example/ims/ob/v3p0',
      tokenUrl: 'https://host.example/token',
    })
  })

  it('is refused where something that is needed is missing, or less safe than the way to it', () => {
    const wrong = [
      {},
      description({ components: {} }),
      description({}, { scopes: {} }),
      description({}, { tokenUrl: undefined }),
      description({}, { authorizationUrl: 'http://host.example/authorize' }),
      description({}, { authorizationUrl: 'javascript:alert(1)' }),
      description({ servers: [{ url: 'https://api.example:{port}/v1' }] }),
    ]
    for (const each of wrong) expect(() => descriptionIn(each, FOUND_AT)).to.throw(Invalid)
  })
})

describe('a host that names addresses of another', () => {
  const GOOD = 'https://good.example'
  const found = (over: object, flow: object = {}) => descriptionIn(description(over, flow), FOUND_AT)

  it('is sent nothing that is for the other one, and cannot have ours sent there', () => {
    const components = structuredClone(description().components)
    components.securitySchemes.OAuth2ACG['x-imssf-registrationUrl'] = `${GOOD}/register`
    const mixed = [
      () => found({ components }),
      () => found({}, { tokenUrl: `${GOOD}/token` }),
      () => found({}, { refreshUrl: `${GOOD}/refresh` }),
      () => found({ servers: [{ url: `${GOOD}/ims/ob/v3p0` }] }),
      () => found({}, { tokenUrl: 'https://not-host.example/token' }),
    ]
    for (const each of mixed) expect(each).to.throw(Invalid, 'would have us send secrets to')
  })

  it('may have a name below its own for them, and send the browser where it likes', () => {
    expect(found({}, { tokenUrl: 'https://auth.host.example/token' }).tokenUrl).to.include('auth.host.example')
    expect(found({}, { authorizationUrl: 'https://app.example/authorize' }).authorizationUrl).to.include('app.example')
  })

  it('has a client and a way back of its own, whatever it shares with the other', () => {
    const one = found({})
    expect(hostKey(one)).to.equal(hostKey({ ...one, title: 'Another title', scopes: [] }))
    for (const name of ['apiBase', 'authorizationUrl', 'tokenUrl', 'refreshUrl', 'registrationUrl'] as const)
      expect(hostKey({ ...one, [name]: `${GOOD}/` })).to.not.equal(hostKey(one))
  })
})

describe('the next page', () => {
  const base = 'https://host.example/ims/ob/v3p0'
  const first = `${base}/credentials?offset=0`

  it('is the one that the Link header names', () => {
    const link = `<${base}/credentials?offset=50>; rel="next", <${base}/credentials?offset=0>; rel="first"`
    expect(nextPage(link, first, base)).to.equal(`${base}/credentials?offset=50`)
    expect(nextPage(`<${first}>; rel="last"`, first, base)).to.equal(undefined)
    expect(nextPage(null, first, base)).to.equal(undefined)
  })

  it('is never on another host, and never the same one again', () => {
    expect(nextPage('<https://evil.example/x>; rel="next"', first, base)).to.equal(undefined)
    expect(nextPage(`<https://host.example.evil.example/ims/ob/v3p0/>; rel="next"`, first, base)).to.equal(undefined)
    expect(nextPage(`<${first}>; rel="next"`, first, base)).to.equal(undefined)
  })
})
