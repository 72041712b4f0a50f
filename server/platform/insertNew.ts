import type { Model } from 'mongoose'

const DUPLICATE_KEY = 11000

// biome-ignore lint/suspicious/noExplicitAny: any model will do
type AnyModel = Model<any, any, any, any, any, any, any>

/**
 * Inserts many at once, as they are: unlike `create` it neither casts nor checks them, which costs more than storing.
 * Those whose key is there already stay as they were; their places in the list come back.
 */
export async function insertNew(model: AnyModel, documents: object[]): Promise<number[]> {
  if (documents.length === 0) return []
  try {
    await model.collection.insertMany(documents, { ordered: false, ignoreUndefined: true })
    return []
  } catch (error) {
    const refused = writeErrorsOf(error)
    if (refused.length === 0 || refused.some(({ code }) => code !== DUPLICATE_KEY)) throw error
    return refused.map(({ index }) => index)
  }
}

interface WriteError {
  code: number
  index: number
}

function writeErrorsOf(error: unknown): WriteError[] {
  const { writeErrors } = error as { writeErrors?: WriteError | WriteError[] }
  return writeErrors === undefined ? [] : [writeErrors].flat()
}
