import { describe, expect, it } from 'vitest'
import type { Cell } from '../../src/text/cell.js'
import { Table } from '../../src/text/table.js'

function tableOf(names: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  const table = new Table(names)
  for (const [k, cells] of rows.entries()) table.add(cells, k + 2)
  return table
}

function curves(table: Table) {
  const { phases } = table.reading()
  return phases.map(({ columns }) => columns.map(({ name, x, y }) => ({ name, x: [...x], y: [...y] })))
}

describe('Table', () => {
  it('gives each column its own points, without the missing ones', () => {
    const table = tableOf(
      ['epoch', 'loss', 'val_loss'],
      [
        [1, 0.9, null],
        [2, 0.8, 0.85],
        [3, null, Number.NaN],
      ],
    )
    expect(curves(table)).toEqual([
      [
        { name: 'loss', x: [1, 2], y: [0.9, 0.8] },
        { name: 'val_loss', x: [2, 3], y: [0.85, Number.NaN] },
      ],
    ])
  })

  it('keeps what numbers the rows out of the curves, other numberings too', () => {
    const rows = [0, 1, 2, 3].map((k) => [k, k, k * 100, 4 - k])
    expect(curves(tableOf(['', 'epoch', 'step', 'loss'], rows))[0]?.map(({ name }) => name)).toEqual(['loss'])
  })

  it('takes the later row where an epoch was logged twice', () => {
    const table = tableOf(
      ['epoch', 'loss'],
      [
        [0, 3],
        [1, 2],
        [1, 20],
        [2, 1],
      ],
    )
    expect(curves(table)).toEqual([[{ name: 'loss', x: [0, 1, 2], y: [3, 20, 1] }]])
    expect(table.reading().notes).toEqual([{ because: 'epoch 1 is there twice: the later values count' }])
  })

  it('joins rows of one epoch that hold different columns', () => {
    const table = tableOf(
      ['epoch', 'train_loss', 'val_loss'],
      [
        [0, null, 5],
        [0, 4, null],
        [1, null, 3],
        [1, 2, null],
      ],
    )
    expect(curves(table)).toEqual([
      [
        { name: 'train_loss', x: [0, 1], y: [4, 2] },
        { name: 'val_loss', x: [0, 1], y: [5, 3] },
      ],
    ])
    expect(table.reading().notes).toEqual([])
  })

  it('joins all rows of training with all rows of validation behind them', () => {
    const table = tableOf(
      ['epoch', 'train_loss', 'val_loss'],
      [
        [0, 4, null],
        [1, 2, null],
        [0, null, 5],
        [1, null, 3],
      ],
    )
    expect(curves(table)).toEqual([
      [
        { name: 'train_loss', x: [0, 1], y: [4, 2] },
        { name: 'val_loss', x: [0, 1], y: [5, 3] },
      ],
    ])
  })

  it('averages rows that are finer than the epochs, and says so', () => {
    const rows = [0, 1, 2].flatMap((epoch) =>
      [0, 1, 2].map((k) => [epoch, 10 - epoch - k, k === 2 ? epoch : null]),
    )
    const table = tableOf(['epoch', 'loss', 'val_loss'], rows)
    expect(curves(table)).toEqual([
      [
        { name: 'loss', x: [0, 1, 2], y: [9, 8, 7] },
        { name: 'val_loss', x: [0, 1, 2], y: [0, 1, 2] },
      ],
    ])
    expect(table.reading().notes).toEqual([{ because: 'up to 3 rows per epoch, averaged: loss' }])
  })

  it('lets one NaN among the rows of an epoch show in its average', () => {
    const table = tableOf(
      ['epoch', 'loss'],
      [
        [0, 1],
        [0, 3],
        [1, 2],
        [1, Number.NaN],
      ],
    )
    expect(curves(table)).toEqual([[{ name: 'loss', x: [0, 1], y: [2, Number.NaN] }]])
  })

  it('keeps two columns of one name', () => {
    const [columns] = curves(tableOf(['epoch', 'loss', 'loss'], [[0, 1, 2]]))
    expect(columns).toEqual([
      { name: 'loss', x: [0], y: [1] },
      { name: 'loss.1', x: [0], y: [2] },
    ])
  })

  it('keeps all names apart when one is spelt like the mark of another', () => {
    const [columns] = curves(tableOf(['epoch', 'loss', 'loss', 'loss.1'], [[0, 1, 2, 3]]))
    expect(new Set(columns?.map(({ name }) => name)).size).toBe(3)
  })

  it('counts cells that are text in a column of numbers, not in a column of text', () => {
    const table = tableOf(
      ['epoch', 'loss', 'remark'],
      [
        [0, 1, undefined],
        [1, undefined, undefined],
        [2, 0.5, undefined],
      ],
    )
    expect(table.reading().notes).toEqual([{ line: 3, because: 'skipped 1 cell of loss: no number' }])
  })

  it('counts rows that were skipped', () => {
    const table = tableOf(['epoch', 'loss'], [[0, 1]])
    table.skip(3)
    table.skip(9)
    expect(table.reading().notes).toEqual([{ line: 3, because: 'skipped 2 lines that are no complete rows' }])
  })

  it('marks a column as percent', () => {
    const table = tableOf(['epoch', 'acc', 'loss'], [[0, 90, 1]])
    table.markPercent(1)
    expect(table.reading().phases[0]?.columns.map(({ percent }) => percent)).toEqual([true, false])
  })

  it('starts a run at a break where nothing numbers the rows', () => {
    const table = tableOf(['loss'], [[3], [2]])
    table.breakHere()
    table.add([5], 5)
    expect(table.reading().axis).toBe('row')
    expect(curves(table)).toEqual([
      [{ name: 'loss', x: [1, 2], y: [3, 2] }],
      [{ name: 'loss', x: [1], y: [5] }],
    ])
  })

  it('holds no run without rows', () => {
    expect(new Table(['epoch', 'loss']).reading().phases).toEqual([])
  })

  it('lays out a hundred thousand rows', () => {
    const rows = Array.from({ length: 1e5 }, (_, k): Cell[] => [k, 1 / (k + 1)])
    const [columns] = curves(tableOf(['step', 'loss'], rows))
    expect(columns?.[0]?.y).toHaveLength(1e5)
  })
})

describe('two columns of one name', () => {
  it('are both kept, and which of them is taken is told', () => {
    const table = new Table(['epoch', 'val_loss', 'val_loss', 'time', 'time'])
    for (let k = 1; k <= 3; k++) table.add([k, k, 2 * k, 3, 4], k)
    const { notes } = table.reading()
    expect(notes.map(({ because }) => because)).toEqual([
      'another column is called val_loss: the first of them is taken, this one is val_loss.1',
    ])
  })
})
