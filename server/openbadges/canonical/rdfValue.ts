import { type ActiveContext, isAbsolute } from './activeContext.js'
import { beyond } from './beyond.js'

const XSD = 'http://www.w3.org/2001/XMLSchema#'

/** Value Expansion (JSON-LD 1.1 API, 5.3) and Object to RDF Conversion (idem, 8.2), written as N-Quads. Throws BeyondFastWay. */
export function rdfValue(value: unknown, type: string | undefined, active: ActiveContext): string {
  if (typeof value === 'string') {
    if (type === '@id') return rdfIri(value)
    if (type === '@vocab') return rdfIri(active.terms.get(value)?.iri ?? value)
    if (type === `${XSD}double`) return beyond('a double in text')
    return literal(value, type)
  }
  const datatype = type === '@id' || type === '@vocab' ? undefined : type
  if (typeof value === 'boolean') return literal(String(value), datatype ?? `${XSD}boolean`)
  if (typeof value === 'number') return numberOf(value, datatype)
  return beyond('a value')
}

function numberOf(value: number, datatype: string | undefined): string {
  const isPlain = Number.isFinite(value) && Math.abs(value) < 1e21
  if (!isPlain) return beyond('a number without a plain form')
  if (String(value).includes('.') || datatype === `${XSD}double`)
    return literal(value.toExponential(15).replace(/(\d)0*e\+?/, '$1E'), datatype ?? `${XSD}double`)
  return literal(value.toFixed(0), datatype ?? `${XSD}integer`)
}

function literal(text: string, datatype = `${XSD}string`): string {
  return datatype === `${XSD}string` ? `"${inQuotes(text)}"` : `"${inQuotes(text)}"^^<${datatype}>`
}

export function rdfIri(iri: unknown): string {
  return typeof iri === 'string' && isAbsolute(iri) ? `<${iri}>` : beyond('a relative IRI')
}

/** N-Quads in their canonical form (RDF Dataset Canonicalization 1.0, A). */
const TO_ESCAPE = /["\\\p{Cc}]/u
const SHORT: Record<string, string> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}
const LAST_ESCAPED = 0x7f

function inQuotes(text: string): string {
  if (!TO_ESCAPE.test(text)) return text
  return text.replace(/["\\\p{Cc}]/gu, letter => SHORT[letter] ?? numbered(letter))
}

function numbered(control: string): string {
  const code = control.charCodeAt(0)
  return code > LAST_ESCAPED ? control : `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
}
