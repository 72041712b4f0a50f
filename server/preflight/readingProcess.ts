/**
 * A process of its own that reads one file. On its input: one line of JSON (`Work`), then the file. On its output: one
 * line of JSON (`FileReading` without its copy, and how long the copy is), then the copy.
 */
import { buffer } from 'node:stream/consumers'
import { readFile, type Work } from './readFile.js'

const input = await buffer(process.stdin)
const end = input.indexOf('\n')
const work = JSON.parse(input.toString('utf8', 0, end)) as Work
const { clean, ...reading } = await readFile(input.subarray(end + 1), work)
process.stdout.write(`${JSON.stringify({ ...reading, ...(clean && { cleanLength: clean.length }) })}\n`)
if (clean) process.stdout.write(clean)
