import { Buffer, isAscii } from 'node:buffer'
import { constants, gunzipSync } from 'node:zlib'
import { UserError } from '../errors.js'

/** The largest log that is read, in bytes, unpacked: the longest string that Node holds, 2 ** 29 - 24 characters, and no more. */
export const LARGEST = 2 ** 29 - 2 ** 10

/** The refusal of a larger one. */
export function tooLarge(name: string): UserError {
  return new UserError(
    `${name}: larger than ${Math.round(LARGEST / 2 ** 20)} MiB`,
    'thin the log out, or cut it: `tail -c 400M`',
  )
}
/** How much of a file is looked at to tell text from anything else, in bytes. */
const LOOKED_AT = 8 * 1024

const SAVE = 'save the history as CSV or JSON and give that file'
const UNPACK = 'unpack it first; gzip is read as it is'
/** What to do with a run that W&B keeps. */
export const EXPORT_WANDB =
  'save wandb.Api().run("entity/project/id").history() with to_csv; files/output.log is what the run printed'

/** What the first bytes of files that are no text say they are, and what to give instead. */
const SIGNATURES: readonly (readonly [readonly number[], string, string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive (a .npz or .keras file is one too)', SAVE],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file: the weights, not the log', SAVE],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'a NumPy array', SAVE],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed with zstd', UNPACK],
  [[0x42, 0x5a, 0x68], 'packed with bzip2', UNPACK],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'packed with xz', UNPACK],
  [[0x3a, 0x57, 0x26, 0x42], 'a run of W&B in its own format', EXPORT_WANDB],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66],
    'an SQLite database (of MLflow, of Optuna)',
    'save the history of each metric as CSV: MlflowClient().get_metric_history(run_id, "loss")',
  ],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture', SAVE],
]

/**
 * The text in the bytes of a log: unpacks gzip, reads UTF-8, UTF-16 (with or without a byte order mark) and, where
 * neither fits, Windows-1252. Throws a UserError for what is no text.
 */
export function decode(name: string, packed: Uint8Array): string {
  const text = decodeText(name, packed)
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}

function decodeText(name: string, packed: Uint8Array): string {
  const bytes = unpack(name, packed)
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  const known = SIGNATURES.find(([signature]) => signature.every((byte, k) => bytes[k] === byte))
  if (known) throw notText(name, known[1], known[2])
  if (isPickle(bytes)) throw notText(name, 'a Python pickle', `in Python, ${SAVE}`)
  if (isBinary(bytes)) throw notText(name, 'a binary file', SAVE)
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const cut = new TextDecoder('utf-8').decode(bytes)
    const broken = cut.split('\ufffd').length - 1
    return broken <= 2 ? cut : new TextDecoder('windows-1252').decode(bytes)
  }
}

function notText(name: string, what: string, hint: string): UserError {
  return new UserError(`${name}: ${what}, no log that can be read`, hint)
}

/** The bytes in a gzip file, or the bytes themselves. Throws a UserError for a damaged one. */
export function unpack(name: string, packed: Uint8Array): Uint8Array {
  return unpackToTear(name, packed).bytes
}

/** The same, and whether the file ends before its gzip does, as where its writer was killed: what is there is unpacked. */
export function unpackToTear(name: string, packed: Uint8Array): { bytes: Uint8Array; torn: boolean } {
  if (packed[0] !== 0x1f || packed[1] !== 0x8b) return { bytes: packed, torn: false }
  try {
    return { bytes: gunzipSync(packed, { maxOutputLength: LARGEST }), torn: false }
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(`${name}, unpacked`)
    const bytes = isCut(error) ? unpackCut(packed) : undefined
    if (bytes !== undefined && bytes.length > 0) return { bytes, torn: true }
    throw damaged(name)
  }
}

/** The refusal of a gzip file of which nothing can be read. */
export function damaged(name: string): UserError {
  return new UserError(`${name}: a damaged gzip file`, 'copy it again')
}

/** Does the file end too soon, as opposed to holding what gzip never wrote? */
function isCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR'
}

/** What a gzip file that was cut off holds; undefined where it is damaged besides. */
function unpackCut(packed: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: LARGEST, finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return undefined
  }
}

/**
 * Records as TensorBoard's event files have them: a length of eight bytes, of which the upper four are 0, and data
 * that begin with the time of an Event. No text has four NULs there.
 */
export function isRecords(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 16 &&
    bytes[12] === 9 &&
    bytes[0] !== 0 &&
    bytes.subarray(4, 8).every((byte) => byte === 0)
  )
}

/** Which UTF-16 this is, by its byte order mark or where its zeros stand; nothing for anything else. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (!bytes.subarray(0, LOOKED_AT).includes(0)) return undefined
  const pairs = Math.min(bytes.length, LOOKED_AT) >> 1
  if (pairs < 8) return undefined
  let even = 0
  let odd = 0
  for (let k = 0; k < pairs; k++) {
    if (bytes[2 * k] === 0) even++
    if (bytes[2 * k + 1] === 0) odd++
  }
  if (odd > 0.5 * pairs && even < 0.01 * pairs) return 'utf-16le'
  return even > 0.5 * pairs && odd < 0.01 * pairs ? 'utf-16be' : undefined
}

/** Protocol 2 and later start with their number and end with a full stop. */
function isPickle(bytes: Uint8Array): boolean {
  return bytes[0] === 0x80 && (bytes[1] ?? 0) >= 2 && (bytes[1] ?? 9) <= 5 && bytes.at(-1) === 0x2e
}

/** Control characters beyond what consoles write; NULs are the holes of a file that was truncated while open. */
function isBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, LOOKED_AT)
  let control = 0
  for (let k = 0; k < head.length; k++) {
    const byte = head[k] ?? 0
    if ((byte > 0 && byte < 7) || (byte > 13 && byte < 27)) control++
  }
  return control > 0.02 * head.length
}
