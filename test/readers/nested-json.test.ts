import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'
import { readPoints } from './points.js'

const labels = (json: object) =>
  readSource(new Source('log', JSON.stringify(json))).reading.phases.map(({ label }) => label)
const RUN = { loss: [1, 0.75], val_loss: [1.25, 1] }
const RECORDS = [
  { epoch: 1, loss: 1 },
  { epoch: 2, loss: 0.75 },
]

describe('history-json with several runs', () => {
  it.each([
    ['folds', { fold_0: RUN, fold_1: RUN }, ['fold_0', 'fold_1']],
    ['a list', [RUN, RUN], [undefined, undefined]],
    [
      'histories beside settings',
      { a: { history: RUN, params: { epochs: 2 } }, b: { history: RUN } },
      ['a', 'b'],
    ],
    [
      'folds of sets',
      { fold_0: { train: { loss: [1] }, val: { loss: [2] } }, fold_1: RUN },
      ['fold_0', 'fold_1'],
    ],
  ])('reads %s as runs', (_, json, expected) => {
    expect(readPoints(JSON.stringify(json))).toMatchObject({ format: 'history-json', runs: 2 })
    expect(labels(json)).toEqual(expected)
  })

  it('takes no array of scores deep in a document for a curve', () => {
    const json = { report: { classes: { test: { precision: [0.5, 0.25], recall: [0.5, 1] } } } }
    expect(() => readPoints(JSON.stringify(json))).toThrow(/not recognised/)
  })

  it('lays an array that is cut off along the first epochs, not along every second', () => {
    const { points, notes } = readPoints('{"loss": [4, 3, 2, 1], "val_loss": [5, 4, 3')
    expect(points.val_loss).toBe('1: 5, 2: 4')
    expect(notes[1]).toBe('2 values beside 4, cut off, taken to start with the first: val_loss')
  })

  it('lays the arrays before it as ever', () => {
    const { points } = readPoints('{"loss": [4, 3, 2, 1], "val_loss": [5, 4], "lr": [0.1, 0.')
    expect(points).toMatchObject({ val_loss: '2: 5, 4: 4', lr: '1: 0.1' })
  })
})

describe('records-json under keys', () => {
  it('joins the sets of one run', () => {
    const { points, curves } = readPoints(JSON.stringify({ train: RECORDS, val: RECORDS }))
    expect(points).toEqual({ 'train/loss': '1: 1, 2: 0.75', 'val/loss': '1: 1, 2: 0.75' })
    expect(curves()).toEqual(['train/loss: train loss', 'val/loss: validation loss'])
  })

  it('reads lists with the same metrics as runs, and of unlike lists the longest', () => {
    expect(labels({ fold_0: RECORDS, fold_1: RECORDS })).toEqual(['fold_0', 'fold_1'])
    const { runs, points } = readPoints(JSON.stringify({ steps: RECORDS, best: [{ accuracy: 0.5 }] }))
    expect(runs).toBe(1)
    expect(points.loss).toBe('1: 1, 2: 0.75')
  })

  it.each([
    [
      'plain numbers, and says so',
      { 1: { loss: 1 }, 2: { loss: 0.5 }, 10: { loss: 0.25 } },
      '1: 1, 2: 0.5, 10: 0.25',
    ],
    ['epoch and a number', { epoch_1: { loss: 1 }, epoch_2: { loss: 0.5 } }, '1: 1, 2: 0.5'],
    [
      'an index beside its own epochs',
      { 0: { epoch: 5, loss: 1 }, 1: { epoch: 6, loss: 0.5 } },
      '5: 1, 6: 0.5',
    ],
    ['numbers under a name', { log: { 1: { loss: 1 }, 2: { loss: 0.5 } } }, '1: 1, 2: 0.5'],
  ])('numbers records by keys: %s', (name, json, loss) => {
    const { axis, points, notes } = readPoints(JSON.stringify(json))
    expect(axis).toBe('epoch')
    expect(points.loss).toBe(loss)
    expect(notes.some((note) => /the keys .* are epochs/.test(note))).toBe(/plain|under/.test(name))
  })

  it('refuses numbered scores without a loss, which may be folds', () => {
    expect(() => readPoints(JSON.stringify({ 0: { accuracy: 0.5 }, 1: { accuracy: 0.75 } }))).toThrow(
      /not recognised/,
    )
  })
})

describe('jsonl', () => {
  it.each([
    ['back to back', '{"epoch": 1, "loss": 2}{"epoch": 2, "loss": 1}'],
    ['over several lines', '{\n "epoch": 1,\n "loss": 2\n}\n{\n "epoch": 2,\n "loss": 1\n}\n'],
    [
      'over several lines, the last torn',
      '{\n "epoch": 1,\n "loss": 2\n}\n{\n "epoch": 2,\n "loss": 1\n}\n{\n "epoch": 3, "lo',
    ],
  ])('reads objects %s', (_, text) => {
    expect(readPoints(text)).toMatchObject({ format: 'jsonl', points: { loss: '1: 2, 2: 1' } })
  })
})
