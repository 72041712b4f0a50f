import { existsSync, readFileSync } from 'node:fs'
import Ajv2019, { type ValidateFunction } from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'

/** 1EdTech's own JSON Schemas are test data that not every clone has beside it. */
const SCHEMAS = new URL('../../../../shared/standards/schemas/', import.meta.url)
export const hasSchemas = existsSync(SCHEMAS)

export function schema(name: string, { allErrors = true } = {}): ValidateFunction {
  const ajv = new Ajv2019.default({ strict: false, allErrors })
  addFormats.default(ajv)
  return ajv.compile(JSON.parse(readFileSync(new URL(`${name}.json`, SCHEMAS), 'utf8')) as object)
}
