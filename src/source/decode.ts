import { gunzipSync } from 'node:zlib'
import { UserError } from '../errors.js'

/** The largest log that is unpacked, in bytes: past the longest string that Node holds. */
const LARGEST = 512 * 1024 * 1024
/** How much of a file is looked at to tell text from anything else, in bytes. */
const LOOKED_AT = 8 * 1024

/** What the first bytes of files that are no text say they are. */
const SIGNATURES: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive (a .npz or .keras file is one too)'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file: the weights, not the log'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'a NumPy array'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'packed with zstd'],
  [[0x42, 0x5a, 0x68], 'packed with bzip2'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'packed with xz'],
  [[0x3a, 0x57, 0x26, 0x42], 'an offline run of W&B'],
  [[0x89, 0x50, 0x4e, 0x47], 'a picture'],
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
  const bytes = packed[0] === 0x1f && packed[1] === 0x8b ? unpack(name, packed) : packed
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  const what = SIGNATURES.find(([signature]) => signature.every((byte, k) => bytes[k] === byte))?.[1]
  if (what !== undefined) throw notText(name, what)
  if (isPickle(bytes)) throw notText(name, 'a Python pickle')
  if (isBinary(bytes)) throw notText(name, 'a binary file')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const cut = new TextDecoder('utf-8').decode(bytes)
    const broken = cut.split('\ufffd').length - 1
    return broken <= 2 ? cut : new TextDecoder('windows-1252').decode(bytes)
  }
}

function notText(name: string, what: string): UserError {
  return new UserError(
    `${name}: ${what}, no log that can be read`,
    'save the history as CSV or JSON and give that file',
  )
}

function unpack(name: string, packed: Uint8Array): Uint8Array {
  try {
    return gunzipSync(packed, { maxOutputLength: LARGEST })
  } catch (error) {
    if (error instanceof RangeError)
      throw new UserError(`${name}: larger than ${LARGEST / 2 ** 20} MiB unpacked`, 'thin the log out')
    throw new UserError(`${name}: a damaged gzip file`, 'copy it again')
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
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
  for (const byte of head) if ((byte > 0 && byte < 7) || (byte > 13 && byte < 27)) control++
  return control > 0.02 * head.length
}
