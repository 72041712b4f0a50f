import mongoose from 'mongoose'

const { BSON } = mongoose.mongo
const EXACTLY = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true }
const [DOCUMENT, ARRAY] = [3, 4]
type Element = [type: number, nameOffset: number, nameLength: number, offset: number, length: number]

/** A value that the driver encodes to just these bytes again. */
export function exactDocument(bytes: Uint8Array): object {
  const plain = BSON.deserialize(bytes, EXACTLY)
  // Objects put names that are whole numbers first; a Map keeps the order, and costs more.
  return Buffer.compare(BSON.serialize(plain), bytes) === 0 ? plain : inOrder(bytes)
}

function inOrder(bytes: Uint8Array): Map<string, unknown> {
  return new Map(elementsOf(bytes).map(element => [nameOf(bytes, element), valueIn(bytes, element)]))
}

const elementsOf = (bytes: Uint8Array): Element[] => [...BSON.onDemand.parseToElements(bytes)] as Element[]
const nameOf = (bytes: Uint8Array, [, offset, length]: Element) =>
  Buffer.from(bytes.buffer, bytes.byteOffset + offset, length).toString('utf8')

function valueIn(bytes: Uint8Array, element: Element): unknown {
  const [type, nameOffset, nameLength, offset, length] = element
  const inner = bytes.subarray(offset, offset + length)
  if (type === DOCUMENT) return inOrder(inner)
  if (type === ARRAY) return elementsOf(inner).map(item => valueIn(inner, item))
  // a document of this one element: its type, its name, its value
  const body = bytes.subarray(nameOffset - 1, offset + length)
  const alone = Buffer.alloc(4 + body.length + 1)
  alone.writeInt32LE(alone.length)
  alone.set(body, 4)
  return BSON.deserialize(alone, EXACTLY)[nameOf(bytes, [type, nameOffset, nameLength, offset, length])]
}
