import { describe, expect, it } from 'vitest'
import { jsonl } from '../../src/readers/jsonl.js'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

const lines = (...values: readonly (string | object)[]) =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n')
const recognises = (text: string) => jsonl.recognises(new Source('log', text))
function read(text: string) {
  const { format, reading } = readSource(new Source('log', text))
  const columns = reading.phases.at(-1)?.columns ?? []
  const points = Object.fromEntries(
    columns.map(({ name, x, y }) => [name, x.map((at, k) => `${at}: ${y[k]}`).join(', ')]),
  )
  return { format, points, runs: reading.phases.length, notes: reading.notes }
}
const FIRST = { epoch: 1, train_loss: 2, val_loss: 2.5 }
const SECOND = { epoch: 2, train_loss: 1, val_loss: 1.5 }

describe('jsonl', () => {
  it.each([
    ['objects', lines(FIRST, SECOND)],
    ['objects with a torn last line', `${lines(FIRST, SECOND)}\n{"epoch": 3, "tr`],
    ['a configuration before the epochs', lines({ config: { lr: 0.1 } }, FIRST, SECOND)],
    [
      'nested objects',
      lines({ epoch: 1, train: { loss: 2 }, val: { loss: 3 } }, { epoch: 2, train: { loss: 1 } }),
    ],
    ['a banner before the objects', lines('Starting on cuda:0', FIRST, SECOND)],
    ['the end of a longer log', lines('ss": 3, "val_loss": 3.5}', FIRST, SECOND)],
    ['a byte order mark', `\ufeff${lines(FIRST, SECOND)}`],
  ])('recognises %s', (_, text) => {
    expect(recognises(text)).toBe(true)
  })

  it.each([
    ['objects that measure nothing', lines({ level: 'info', message: 'a' }, { level: 'info', message: 'b' })],
    ['one JSON document', '{\n"loss": [1, 2]\n}'],
    ['prose in braces', '{ loss }\n{ accuracy }\n'],
  ])('leaves %s to others', (_, text) => {
    expect(recognises(text)).toBe(false)
  })

  it('reads a curve for each key', () => {
    expect(read(`${lines(FIRST, SECOND)}\n`)).toEqual({
      format: 'jsonl',
      points: { train_loss: '1: 2, 2: 1', val_loss: '1: 2.5, 2: 1.5' },
      runs: 1,
      notes: [],
    })
  })

  it('skips a torn last line and says on which line', () => {
    const { points, notes } = read(`${lines(FIRST, SECOND)}\n{"epoch": 3, "train_loss": 0.`)
    expect(points.train_loss).toBe('1: 2, 2: 1')
    expect(notes).toEqual([{ line: 3, because: 'skipped 1 line that is no complete row' }])
  })

  it('skips what was printed in between', () => {
    const { points, notes } = read(lines(FIRST, 'UserWarning: slow', '', SECOND))
    expect(points.train_loss).toBe('1: 2, 2: 1')
    expect(notes).toEqual([{ line: 2, because: 'skipped 1 line that is no complete row' }])
  })

  it.each([
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['"nan"', 'NaN'],
    ['nan', 'NaN'],
    ['inf', 'Infinity'],
  ])('reads a loss that became %s as a value', (word, value) => {
    expect(read(lines(FIRST, `{"epoch": 2, "train_loss": ${word}, "val_loss": null}`)).points).toEqual({
      train_loss: `1: 2, 2: ${value}`,
      val_loss: '1: 2.5',
    })
  })

  it('reads the first line behind a byte order mark', () => {
    expect(read(`\ufeff${lines(FIRST, SECOND)}`).points.train_loss).toBe('1: 2, 2: 1')
  })

  it('reads nested objects by both names', () => {
    const text = lines(
      { epoch: 1, train: { loss: 2, acc: 0.5 }, val: { loss: 3 } },
      { epoch: 2, train: { loss: 1, acc: 0.6 }, val: { loss: 2 } },
    )
    expect(read(text).points).toEqual({
      'train/loss': '1: 2, 2: 1',
      'train/acc': '1: 0.5, 2: 0.6',
      'val/loss': '1: 3, 2: 2',
    })
  })

  it('joins training and validation from lines of their own', () => {
    const text = lines(
      { epoch: 1, loss: 2 },
      { epoch: 1, val_loss: 3 },
      { epoch: 2, loss: 1 },
      { epoch: 2, val_loss: 2 },
    )
    expect(read(text).points).toEqual({ loss: '1: 2, 2: 1', val_loss: '1: 3, 2: 2' })
  })

  it('reads lines that end in CR LF', () => {
    expect(read(lines(FIRST, SECOND).replaceAll('\n', '\r\n')).points.val_loss).toBe('1: 2.5, 2: 1.5')
  })

  it('keeps the runs of one file apart', () => {
    expect(read(lines(FIRST, SECOND, FIRST, SECOND)).runs).toBe(2)
  })

  it('reads dangerous names as names', () => {
    const text = '{"epoch": 1, "__proto__": 7, "loss": 2}\n{"epoch": 2, "__proto__": {"loss": 8}, "loss": 1}'
    expect(read(text).points).toMatchObject({ loss: '1: 2, 2: 1' })
    expect(Object.hasOwn(Object.prototype, 'loss')).toBe(false)
  })
})
