import crc32c from 'crc-32/crc32c.js'

/** Length (8 bytes) and its checksum before the data, the checksum of the data after them. */
const BEFORE = 12
const AFTER = 4
/** What TensorFlow adds to a checksum, so that checksums of checksums differ. */
const MASK = 0xa282ead8

/** How the records of a file end: with the file, within a record (still written, or killed), or in damage. */
export interface Ending {
  readonly kind: 'whole' | 'cut' | 'damaged'
  /** Where the last whole record ends, in bytes. */
  readonly at: number
  /** Records whose data do not match their checksum; they are left out. */
  readonly corrupt: number
}

/** Do the bytes begin with the length of a record and its checksum? */
export function beginsWithRecord(bytes: Uint8Array): boolean {
  return lengthAt(bytes, 0) !== undefined
}

/**
 * Calls `onRecord` with the data of each record of a TFRecord file, up to where the file is cut or damaged: without a
 * length there is no next record. Source: tensorflow/core/lib/io/record_writer.cc.
 */
export function eachRecord(bytes: Uint8Array, onRecord: (data: Uint8Array) => void): Ending {
  let at = 0
  let corrupt = 0
  while (at < bytes.length) {
    if (bytes.length - at < BEFORE) return { kind: 'cut', at, corrupt }
    const length = lengthAt(bytes, at)
    if (length === undefined) return { kind: 'damaged', at, corrupt }
    const end = at + BEFORE + length
    if (end + AFTER > bytes.length) return { kind: 'cut', at, corrupt }
    const data = bytes.subarray(at + BEFORE, end)
    if (checksum(data) === viewOf(bytes).getUint32(end, true)) onRecord(data)
    else corrupt++
    at = end + AFTER
  }
  return { kind: 'whole', at, corrupt }
}

/** The length that stands at an offset; undefined where its checksum does not match. */
function lengthAt(bytes: Uint8Array, at: number): number | undefined {
  if (bytes.length - at < BEFORE) return undefined
  const view = viewOf(bytes)
  if (view.getUint32(at + 4, true) !== 0) return undefined
  return checksum(bytes.subarray(at, at + 8)) === view.getUint32(at + 8, true)
    ? view.getUint32(at, true)
    : undefined
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

function checksum(bytes: Uint8Array): number {
  const crc = crc32c.buf(bytes)
  return (((crc >>> 15) | (crc << 17)) + MASK) >>> 0
}
