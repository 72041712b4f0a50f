/** MongoDB's own error codes and their names, for those that this server answers with. */
const CODE_NAMES: Record<number, string> = {
  1: 'InternalError',
  2: 'BadValue',
  9: 'FailedToParse',
  14: 'TypeMismatch',
  15: 'Overflow',
  16: 'InvalidLength',
  20: 'IllegalOperation',
  22: 'InvalidBSON',
  26: 'NamespaceNotFound',
  27: 'IndexNotFound',
  28: 'PathNotViable',
  40: 'ConflictingUpdateOperators',
  43: 'CursorNotFound',
  48: 'NamespaceExists',
  50: 'MaxTimeMSExpired',
  52: 'DollarPrefixedFieldName',
  53: 'InvalidIdField',
  56: 'EmptyFieldName',
  59: 'CommandNotFound',
  66: 'ImmutableField',
  67: 'CannotCreateIndex',
  72: 'InvalidOptions',
  73: 'InvalidNamespace',
  85: 'IndexOptionsConflict',
  86: 'IndexKeySpecsConflict',
  115: 'CommandNotSupported',
  168: 'InvalidPipelineOperator',
  175: 'QueryPlanKilled',
  237: 'CursorKilled',
  171: 'CannotIndexParallelArrays',
  238: 'NotImplemented',
  239: 'SnapshotTooOld',
  241: 'ConversionFailure',
  292: 'QueryExceededMemoryLimitNoDiskUseAllowed',
  10334: 'BSONObjectTooLarge',
  11000: 'DuplicateKey',
  12051: 'CursorInUse',
  14031: 'OutOfDiskSpace',
}

/** A failure that the client is told about, in MongoDB's own terms. */
export class MongoFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message)
  }

  get codeName(): string {
    return CODE_NAMES[this.code] ?? `Location${this.code}`
  }
}

export const badValue = (message: string) => new MongoFailure(2, message)
export const failedToParse = (message: string) => new MongoFailure(9, message)
export const typeMismatch = (message: string) => new MongoFailure(14, message)
export const refused = (what: string) =>
  new MongoFailure(238, `${what} is not supported by the embedded database: use MongoDB (MONGODB_URI) for it`)

/** The fields of an error document, from whatever was thrown. */
export function describeFailure(error: unknown): Record<string, unknown> & { code: number; errmsg: string } {
  if (error instanceof MongoFailure) {
    return { code: error.code, codeName: error.codeName, errmsg: error.message, ...error.details }
  }
  // mingo and bson throw plain errors for what a client got wrong
  return { code: 2, codeName: 'BadValue', errmsg: error instanceof Error ? error.message : String(error) }
}
