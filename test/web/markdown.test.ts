import { expect } from 'chai'
import { excerpt, renderMarkdown } from '../../server/web/markdown.js'

const HOSTILE = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1))',
  '<a href="javascript:alert(1)">x</a>',
  '<svg onload=alert(1)>',
  '"><iframe src=//evil.example></iframe>',
  '[x](https://a.example "onmouseover=alert(1)")',
  '<style>*{display:none}</style>',
  '<form action=https://evil.example><input name=_csrf>',
]

describe('renderMarkdown', () => {
  for (const text of HOSTILE)
    it(`leaves nothing that runs of ${text}`, () => {
      const html = renderMarkdown(text)
      expect(html).not.to.match(/<(script|img|svg|iframe|style|form|input)/i)
      expect(html).not.to.match(/<[^>]*\son\w+=/i)
      expect(html).not.to.match(/<a [^>]*href="(?!https?:|mailto:)/i)
    })

  it('renders what people write', () => {
    const html = renderMarkdown('**Look** at [this](https://a.example):\n\n- one\n- two\n\n> a quote')
    expect(html).to.include('<strong>Look</strong>').and.include('<li>one</li>').and.include('<blockquote>')
    expect(html).to.include('href="https://a.example"').and.include('nofollow')
  })

  it('keeps headings below those of the page', () => expect(renderMarkdown('# Loud')).to.include('<h3>Loud</h3>'))
})

describe('excerpt', () => {
  it('ends at a word and says that there is more', () => {
    expect(excerpt('one two three four five', 12)).to.equal('one two …')
  })

  it('is plain text', () => expect(excerpt('**a** <b>c</b> & "d"')).to.equal('a <b>c</b> & "d"'))
})
