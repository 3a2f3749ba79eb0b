import { describe, expect, it } from 'vitest'
import { findApartColumn, findSplitColumn } from '../../src/text/splits.js'
import { jsonLines, readPoints } from '../readers/points.js'

const names = ['event', 'epoch', 'loss']
const rowsOf = (...words: readonly unknown[]) =>
  [1, 2].flatMap((epoch) => words.map((word, k) => [word, epoch, epoch + k / 10]))
const prefixes = (name: string, ...words: readonly unknown[]) => {
  const found = findSplitColumn([name, 'epoch', 'loss'], rowsOf(...words))
  return found && words.map((word) => found.wordOf(word))
}

describe('findSplitColumn', () => {
  it.each([
    ['event', ['train', 'val'], ['train', 'val']],
    ['event', ['train_epoch', 'val_epoch'], ['train', 'val']],
    ['kind', ['train_set', 'val_set'], ['train', 'val']],
    ['step_type', ['train_step', 'eval_step'], ['train', 'eval']],
    ['tag', ['train_log', 'valid_log'], ['train', 'valid']],
    ['category', ['train_loss', 'val_loss'], ['train', 'val']],
    ['data', ['T', 'V'], ['train', 'val']],
    ['is_training', ['True', 'False'], ['train', 'val']],
    ['is_training', [true, false], ['train', 'val']],
    ['is_training', [1, 0], ['train', 'val']],
    ['kind', ['train_step', 'train_epoch', 'val_epoch'], ['train_step', 'train_epoch', 'val_epoch']],
  ])('reads the words of %s: %j', (name, words, split) => {
    expect(prefixes(name, ...words)).toEqual(split)
  })

  it.each(['part', 'loader', 'prefix', 'state', 'group', 'phase', 'log_type'])('may be called %s', (name) => {
    expect(prefixes(name, 'train', 'val')).toEqual(['train', 'val'])
  })

  it.each([
    ['phase', ['warmup', 'main']],
    ['phase', ['0', '1']],
    ['note', ['train', 'val']],
    ['phase', ['train']],
  ])('leaves %s with %j', (name, words) => {
    expect(prefixes(name, ...words)).toBeUndefined()
  })

  it('heeds the rows with a metric only', () => {
    const rows = [['start', null, null], ...rowsOf('train', 'val'), ['checkpoint', 2, null]]
    expect(findSplitColumn(names, rows)?.at).toBe(0)
  })
})

describe('findApartColumn', () => {
  it('finds the column whose values differ within most epochs', () => {
    expect(findApartColumn(names, rowsOf('warmup', 'main'))).toBe(0)
    expect(findApartColumn(names, rowsOf('0', '1'))).toBe(0)
  })

  it('leaves a value that changes from one epoch to the next', () => {
    const rows = [1, 2, 3, 4].map((epoch) => [epoch < 3 ? 'warmup' : 'main', epoch, 1])
    expect(findApartColumn(names, [...rows, ['main', 2, 1]])).toBeUndefined()
  })

  it('leaves values that stand beside different metrics', () => {
    const rows = [
      ['a', 1, 0.5, null],
      ['b', 1, null, 0.6],
    ]
    expect(findApartColumn([...names, 'accuracy'], rows)).toBeUndefined()
  })
})

describe('rows of one epoch', () => {
  const records = (words: readonly unknown[]) =>
    [1, 2, 3].flatMap((epoch) => words.map((event, k) => ({ event, epoch, loss: epoch + k / 2 })))

  it('are told apart by a field in JSON Lines', () => {
    const { points } = readPoints(jsonLines(...records(['train', 'val'])))
    expect(points).toEqual({ 'train/loss': '1: 1, 2: 2, 3: 3', 'val/loss': '1: 1.5, 2: 2.5, 3: 3.5' })
  })

  it('are told apart by a field that says so only after many rows of training', () => {
    const training = Array.from({ length: 80 }, (_, k) => ({
      event: 'train',
      step: k + 1,
      loss: 1 / (k + 1),
    }))
    const { points } = readPoints(jsonLines(...training, { event: 'val', step: 80, loss: 0.5 }))
    expect(points['val/loss']).toBe('80: 0.5')
    expect(points['train/loss']).toMatch(/80: 0\.0125$/)
  })

  it('are told apart by a column of a table, also by a flag of numbers', () => {
    const table = (name: string, ...words: readonly unknown[]) =>
      readPoints(
        `epoch,${name},loss\n${records(words)
          .map(({ epoch, event, loss }) => `${epoch},${event},${loss}\n`)
          .join('')}`,
      ).points
    const told = { 'train/loss': '1: 1, 2: 2, 3: 3', 'val/loss': '1: 1.5, 2: 2.5, 3: 3.5' }
    expect(table('event', 'train_epoch', 'val_epoch')).toEqual(told)
    expect(table('is_training', 'True', 'False')).toEqual(told)
    expect(table('is_training', 1, 0)).toEqual(told)
  })

  it('are told apart by a flag of numbers though each step stands once', () => {
    const { points } = readPoints('step,is_training,loss\n1,1,5\n2,0,6\n3,1,4\n4,0,5\n')
    expect(points).toEqual({ 'train/loss': '1: 5, 3: 4', 'val/loss': '2: 6, 4: 5' })
  })

  it.each([[['warmup', 'main']], [['a', 'b']], [[0, 1]], [[true, false]]])(
    'are runs of their own where %j says nothing',
    (words) => {
      for (const text of [
        jsonLines(...records(words).map(({ event, ...rest }) => ({ phase: event, ...rest }))),
        `phase,epoch,loss\n${records(words)
          .map(({ epoch, event, loss }) => `${event},${epoch},${loss}\n`)
          .join('')}`,
      ]) {
        const { points, runs, notes } = readPoints(text)
        expect(runs).toBe(2)
        expect(points.loss).toBe('1: 1.5, 2: 2.5, 3: 3.5')
        expect(notes.join()).toContain('runs in the log: 1 ')
      }
    },
  )

  it('keep a metric that names a split of its own', () => {
    const { points } = readPoints(
      jsonLines(
        ...[1, 2].flatMap((epoch) => [
          { event: 'train', epoch, loss: epoch, val_loss: 9 },
          { event: 'test', epoch, loss: 7 },
        ]),
      ),
    )
    expect(points).toMatchObject({
      'train/loss': '1: 1, 2: 2',
      val_loss: '1: 9, 2: 9',
      'test/loss': '1: 7, 2: 7',
    })
  })
})

describe('rows that are numbered otherwise', () => {
  it('are numbered by what all of them have', () => {
    const { points, axis, notes } = readPoints(
      jsonLines(
        ...[10, 20, 30].flatMap((step) => [
          { iter: step, step, loss: 1 / step },
          { step, val_loss: 2 / step },
        ]),
      ),
    )
    expect(axis).toBe('step')
    expect(points).toEqual({
      loss: '10: 0.1, 20: 0.05, 30: 0.03333333333333333',
      val_loss: '10: 0.2, 20: 0.1, 30: 0.06666666666666667',
    })
    expect(notes).toEqual([])
  })

  it('are named where nothing numbers all of them', () => {
    const { points, notes } = readPoints(
      jsonLines(
        ...[1, 2, 3].flatMap((epoch) => [
          { global_step: 50 * epoch, train_loss: 1 / epoch },
          { epoch, val_loss: 2 / epoch },
        ]),
      ),
    )
    expect(points.train_loss).toMatch(/^50: 1, 100: 0.5/)
    expect(points.val_loss).toBe('')
    expect(notes).toContain('val_loss is left out: none of its rows has a step')
  })
})
