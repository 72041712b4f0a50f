import type { Model } from 'mongoose'

const DUPLICATE_KEY = 11000

/** Inserts many at once; those whose key is there already stay as they are. */
// biome-ignore lint/suspicious/noExplicitAny: any model will do; its own schema checks the documents
export async function insertNew(model: Model<any, any, any, any, any, any, any>, documents: object[]): Promise<void> {
  if (documents.length === 0) return
  try {
    await model.insertMany(documents, { ordered: false })
  } catch (error) {
    if (!isOnlyDuplicates(error)) throw error
  }
}

function isOnlyDuplicates(error: unknown): boolean {
  const { writeErrors } = error as { writeErrors?: { code?: number } | { code?: number }[] }
  const errors = writeErrors === undefined ? [] : [writeErrors].flat()
  return errors.length > 0 && errors.every(({ code }) => code === DUPLICATE_KEY)
}
