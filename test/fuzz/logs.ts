import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'

/** Longer fixtures are left out: small ones break in the same places, and sooner. */
const LONGEST = 64 * 1024

/** The genuine logs that are broken, as their bytes. */
export function fixturesIn(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && statSync(path).size <= LONGEST)
    .map((path) => readFileSync(path))
}

const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'epoch',
  'step',
  'loss',
  'val_loss',
  '',
  '=1+1',
  '::error::',
  '\u001b]52;c;AA==\u0007',
  '\u202eloss',
  '<b>',
]
const NUMBERS = [
  '1e308',
  '-1e308',
  '-0',
  '1e-320',
  'nan',
  '-inf',
  '1e999',
  '9007199254740993',
  '0x10',
  '1_000',
  '٣',
  '',
  '0.1.2',
]
const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 20 }))
const value = fc.oneof(
  fc.constantFrom(...NUMBERS),
  fc.double().map(String),
  fc.integer().map(String),
  fc.string({ maxLength: 8 }),
)

const table = fc
  .tuple(
    fc.array(name, { minLength: 1, maxLength: 6 }),
    fc.array(fc.array(value, { maxLength: 7 }), { maxLength: 30 }),
    fc.constantFrom(',', ';', '\t', '|'),
  )
  .map(([header, rows, delimiter]) => [header, ...rows].map((row) => row.join(delimiter)).join('\n'))
const objects = fc
  .array(fc.dictionary(name, fc.oneof(value, fc.double(), fc.array(fc.double())), { maxKeys: 6 }), {
    maxLength: 20,
  })
  .chain((rows) => fc.constantFrom(JSON.stringify(rows), rows.map((row) => JSON.stringify(row)).join('\n')))
const printed = fc
  .array(
    fc.tuple(
      fc.constantFrom('Epoch ', 'step ', 'Iter', '[', ''),
      value,
      fc.constantFrom(': ', '] ', '/10 - ', ' '),
      name,
      fc.constantFrom('=', ': ', ' '),
      value,
    ),
    { maxLength: 40 },
  )
  .map((lines) => lines.map((line) => line.join('')).join('\n'))
/** One thing again and again: deep, wide or long. */
const repeated = fc
  .tuple(
    fc.constantFrom(
      '[',
      '{"a":',
      '{"loss":[',
      'a,',
      'epoch,',
      '"',
      '|',
      '\u001b[',
      '1.',
      '- ',
      '(',
      ' ',
      '\r',
      '0.5 ',
      'loss: 0.5 ',
      'Epoch 1/',
      '100%|',
      'tensor(',
      '<table><tr>',
      '\\u0000',
      '((a',
    ),
    fc.integer({ min: 1, max: 200_000 }),
    fc.string({ maxLength: 20 }),
  )
  .map(([piece, times, end]) => piece.repeat(Math.min(times, Math.floor(400_000 / piece.length))) + end)

/** Logs as they should never come: broken genuine ones, hostile ones, noise. */
export function hostileLogs(fixtures: readonly Buffer[]): fc.Arbitrary<Uint8Array> {
  const genuine = fc.constantFrom(...fixtures)
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const at = (bytes: Buffer, where: number) => Math.floor(where * bytes.length)
  const cut = fc
    .tuple(genuine, share, share)
    .map(([bytes, a, b]) => bytes.subarray(at(bytes, Math.min(a, b)), at(bytes, Math.max(a, b))))
  const spliced = fc
    .tuple(genuine, genuine, share, share)
    .map(([one, other, a, b]) => Buffer.concat([one.subarray(0, at(one, a)), other.subarray(at(other, b))]))
  const peppered = fc
    .tuple(genuine, fc.array(fc.tuple(share, fc.oneof(value, name)), { minLength: 1, maxLength: 10 }))
    .map(([bytes, changes]) => {
      let text = bytes.toString('latin1')
      for (const [where, word] of changes) {
        const k = Math.floor(where * text.length)
        text = text.slice(0, k) + word + text.slice(k + word.length)
      }
      return Buffer.from(text, 'latin1')
    })
  const texts = fc.oneof(table, objects, printed, repeated).map((text) => Buffer.from(text))
  const plain = fc.oneof(cut, spliced, peppered, texts, fc.uint8Array({ maxLength: 4000 }))
  return fc.oneof(
    { weight: 12, arbitrary: plain },
    plain.map((bytes) => gzipSync(bytes)),
  )
}
