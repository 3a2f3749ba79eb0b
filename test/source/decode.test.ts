import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { decode } from '../../src/source/decode.js'

const LOG = 'epoch,loss\n0,0.5\n1,0.4\n'
const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Uint8Array => {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}
const joined = (...parts: readonly (string | readonly number[] | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Uint8Array.from(part))))
const refused = (bytes: Uint8Array): string => {
  try {
    decode('a.log', bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return error instanceof UserError ? `${error.message} (${error.hint})` : ''
  }
  return 'decoded'
}

describe('decode', () => {
  it.each([
    ['UTF-8', Buffer.from(LOG)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${LOG}`)],
    ['UTF-16LE with a byte order mark', utf16(LOG, 'le', true)],
    ['UTF-16BE with a byte order mark', utf16(LOG, 'be', true)],
    ['UTF-16LE without one', utf16(LOG, 'le', false)],
    ['UTF-16BE without one', utf16(LOG, 'be', false)],
    ['gzip', gzipSync(LOG)],
    ['gzip of two members', Buffer.concat([gzipSync('epoch,loss\n'), gzipSync('0,0.5\n1,0.4\n')])],
    ['gzip of UTF-16', gzipSync(utf16(LOG, 'le', true))],
  ])('reads %s', (_, bytes) => {
    expect(decode('a.csv', bytes)).toBe(LOG)
  })

  it('reads characters of every width', () => {
    const text = 'épöch ━━━ 損失 😀\n'
    expect(decode('a', Buffer.from(text))).toBe(text)
    expect(decode('a', utf16(text, 'le', true))).toBe(text)
    expect(decode('a', utf16(text, 'be', true))).toBe(text)
  })

  it('reads Windows-1252 where the bytes are no UTF-8', () => {
    const bytes = Buffer.from('époque;précision;qualité\n0;1;2\n', 'latin1')
    expect(decode('a.csv', bytes)).toBe('époque;précision;qualité\n0;1;2\n')
  })

  it('reads UTF-8 of which one character is damaged', () => {
    expect(decode('a', joined('Epoch ━━ 1\n', [0xff], 'Epoch ━━ 2\n'))).toBe('Epoch ━━ 1\n\ufffdEpoch ━━ 2\n')
  })

  it('reads UTF-8 that is cut within its last character', () => {
    expect(decode('a', Buffer.from('10/10 ━━').subarray(0, -1))).toBe('10/10 ━\ufffd')
  })

  it('reads the escapes, backspaces and carriage returns of a console', () => {
    const text = '\u001b[1m3/10\u001b[0m\b\b\b\b\r\u0007\f\u001b]0;t\u0007 4/10\r\n'
    expect(decode('a', Buffer.from(text))).toBe(text)
  })

  it('reads a log with a few NULs in it', () => {
    const text = `${LOG.repeat(20)}\u0000\u0000${LOG}`
    expect(decode('a', Buffer.from(text)).replaceAll('\u0000', '')).toBe(LOG.repeat(21))
  })

  it('reads a log behind the hole that truncating an open file leaves', () => {
    const bytes = joined(new Uint8Array(3000), LOG)
    expect(decode('a', bytes).replaceAll('\u0000', '')).toBe(LOG)
  })

  it('reads nothing as nothing', () => {
    expect(decode('a', new Uint8Array(0))).toBe('')
    expect(decode('a', gzipSync(''))).toBe('')
  })

  it.each([
    ['a zip archive', joined('PK', [3, 4, 20, 0]), 'a zip archive'],
    ['HDF5', joined([0x89], 'HDF\r\n', [0x1a, 0x0a]), 'an HDF5 file'],
    ['a NumPy array', joined([0x93], 'NUMPY', [1, 0]), 'a NumPy array'],
    ['zstd', joined([0x28, 0xb5, 0x2f, 0xfd, 4]), 'packed with zstd'],
    ['bzip2', joined('BZh91AY&SY'), 'packed with bzip2'],
    ['xz', joined([0xfd], '7zXZ', [0]), 'packed with xz'],
    ['a W&B run', joined(':W&B', [0xe1, 0xbe, 0]), 'a run of W&B'],
    ['an SQLite database', joined('SQLite format 3', [0]), 'an SQLite database'],
    ['a picture', joined([0x89], 'PNG\r\n', [0x1a, 0x0a]), 'a picture'],
    ['a pickle', joined([0x80, 4, 0x95, 1, 2], 'loss.'), 'a Python pickle'],
    ['an event file', joined([24, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 'brain.Event:2'), 'a binary file'],
    ['a packed archive', gzipSync(joined('PK', [3, 4, 20, 0])), 'a zip archive'],
  ])('refuses %s and says what it is', (_, bytes, what) => {
    expect(refused(bytes)).toMatch(new RegExp(`^a\\.log: ${what}.*(?:CSV|unpack|to_csv)`))
  })

  it.each([
    ['cut to its header', gzipSync(LOG).subarray(0, 6)],
    ['overwritten in the middle', gzipSync(LOG.repeat(50)).map((byte, k) => (k === 20 ? byte ^ 255 : byte))],
  ])('refuses a gzip file that is %s', (_, bytes) => {
    expect(refused(bytes)).toContain('a.log: a damaged gzip file')
  })
})
