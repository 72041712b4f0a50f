import { expect } from 'chai'
import { passwordProblem } from '../../server/account/password.js'

const problem = (password: string, about: string[] = []) => passwordProblem(password, about)?.messageKey

describe('a new password', () => {
  it('may be any phrase of ten characters or more', () => {
    expect(problem('three quiet corridors')).to.equal(undefined)
    expect(problem('blåbærtuR1')).to.equal(undefined)
  })

  it('is asked for when it is missing', () => expect(problem('')).to.equal('forms.required'))

  it('is refused below ten characters, counted as people count them', () => {
    expect(problem('nine char')).to.equal('account.password.tooShort')
    expect(problem('🙂🙂🙂🙂🙂🙂')).to.equal('account.password.tooShort')
  })

  it('is refused above two hundred characters, so that nobody makes us hash a novel', () => {
    expect(problem('ab cd'.repeat(40))).to.equal(undefined)
    expect(problem('ab cd'.repeat(41))).to.equal('account.password.tooLong')
  })

  it('is refused when it is one of the usual ones, in any case and with signs between', () => {
    for (const usual of ['password123', 'PassWord-1234', '1234567890', 'Qwerty12345', 'passord123', 'aaaaaaaaaaaa'])
      expect(problem(usual), usual).to.equal('account.password.tooCommon')
  })

  it('is refused when it is nothing but the owner’s name or address', () => {
    const about = ['Ingvild Aasen', 'ingvild.aasen@storlia.example']
    for (const own of ['IngvildAasen', 'ingvild-aasen-1984', 'ingvild.aasen@storlia.example'])
      expect(problem(own, about), own).to.equal('account.password.aboutYou')
    expect(problem('ingvild likes ferries', about)).to.equal(undefined)
  })
})
