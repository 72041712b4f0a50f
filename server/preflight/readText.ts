import { bounded, type FileReading } from './reading.js'
import { type Replacement, redact } from './redact.js'

/** A text file, line by line; its copy differs only where something was replaced. */
export function readText(bytes: Uint8Array, replacements: Replacement[]): FileReading {
  const text = new TextDecoder().decode(bytes)
  const lines = text
    .split('\n')
    .map((line, index) => ({ place: { kind: 'line' as const, number: index + 1 }, text: line }))
  const clean = redact(text, replacements)
  return { ...bounded(lines), ...(clean !== text && { clean: new TextEncoder().encode(clean) }) }
}
