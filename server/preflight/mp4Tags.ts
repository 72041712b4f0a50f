/** Boxes that hold nothing but tags (ISO/IEC 14496-12, 8.10 and 8.11; QuickTime user data), and Adobe's XMP in `uuid`. */
const TAGS = ['udta', 'meta', 'uuid']
/** Boxes to look into on the way to them. */
const CONTAINERS = ['moov', 'trak', 'mdia', 'moof', 'traf', 'edts', 'minf']
/** Boxes that begin with when something was made and changed. */
const DATED = ['mvhd', 'tkhd', 'mdhd']
const HEADER = 8

/** Overwrites tags where they stand, so that nothing moves and every offset stays right. */
export function withoutMp4Tags(bytes: Uint8Array): Uint8Array {
  const clean = bytes.slice()
  clearBoxes(new DataView(clean.buffer), 0, clean.length)
  return clean
}

function clearBoxes(view: DataView, from: number, to: number): void {
  for (let at = from; at + HEADER <= to; ) {
    const { type, content, end } = boxAt(view, at, to)
    if (TAGS.includes(type) || (type === 'trak' && isMetadataTrack(view, content, end))) freeBox(view, at, content, end)
    else if (CONTAINERS.includes(type)) clearBoxes(view, content, end)
    else if (DATED.includes(type)) clearDates(view, content, end)
    at = end
  }
}

/** A size of 1 means that a long one follows, 0 that the box goes on to the end (14496-12, 4.2). */
function boxAt(view: DataView, at: number, to: number) {
  const size = view.getUint32(at)
  const type = String.fromCharCode(...[4, 5, 6, 7].map(offset => view.getUint8(at + offset)))
  const isLong = size === 1 && at + 16 <= to
  const length = isLong ? Number(view.getBigUint64(at + HEADER)) : size === 0 ? to - at : size
  const content = at + (isLong ? 16 : HEADER)
  return { type, content, end: Math.min(to, Math.max(at + length, content)) }
}

/** A track of timed metadata: where the camera was from moment to moment. */
function isMetadataTrack(view: DataView, from: number, to: number): boolean {
  for (let at = from; at + HEADER <= to; ) {
    const { type, content, end } = boxAt(view, at, to)
    if (type === 'mdia' && isMetadataTrack(view, content, end)) return true
    if (type === 'hdlr' && content + 12 <= end) return view.getUint32(content + 8) === 0x6d657461
    at = end
  }
  return false
}

/** `free`: space that every player skips (14496-12, 8.1.2). */
function freeBox(view: DataView, at: number, content: number, end: number): void {
  view.setUint32(at + 4, 0x66726565)
  for (let byte = content; byte < end; byte++) view.setUint8(byte, 0)
}

function clearDates(view: DataView, content: number, end: number): void {
  const length = content < end && view.getUint8(content) === 1 ? 16 : 8
  for (let byte = content + 4; byte < Math.min(end, content + 4 + length); byte++) view.setUint8(byte, 0)
}
