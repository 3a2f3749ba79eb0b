import { describe, expect, it } from 'vitest'
import { numberRows } from '../../src/text/numbering.js'

function number(x: readonly (number | null)[] | undefined, breaks: readonly number[] = [], rows = 0) {
  const lines = Array.from({ length: x?.length ?? rows }, (_, k) => k + 2)
  const numbering = numberRows(x, x ? 'epoch' : 'row', lines, new Set(breaks))
  return {
    axis: numbering.axis,
    phases: numbering.phases.map((phase) => [...phase]),
    x: numbering.phases.map((phase) => phase.map((row, place) => numbering.at(row, place))),
    notes: numbering.notes,
  }
}

describe('numberRows', () => {
  it('keeps epochs as the log counts them', () => {
    expect(number([0, 1, 2])).toEqual({ axis: 'epoch', phases: [[0, 1, 2]], x: [[0, 1, 2]], notes: [] })
    expect(number([5, 10, 15.5]).x).toEqual([[5, 10, 15.5]])
  })

  it('counts rows from 1 where nothing numbers them', () => {
    expect(number(undefined, [], 3)).toEqual({
      axis: 'row',
      phases: [[0, 1, 2]],
      x: [[1, 2, 3]],
      notes: [],
    })
  })

  it('starts a run at a repeated header where nothing numbers the rows', () => {
    expect(number(undefined, [2], 4).x).toEqual([
      [1, 2],
      [1, 2],
    ])
  })

  it('does not start a run at a repeated header when the epochs go on', () => {
    expect(number([0, 1, 2, 3], [2]).phases).toEqual([[0, 1, 2, 3]])
  })

  it('starts a run where the epochs fall back to the first', () => {
    expect(number([1, 2, 3, 1, 2]).phases).toEqual([
      [0, 1, 2],
      [3, 4],
    ])
  })

  it('starts a run where the epochs fall below the first', () => {
    expect(number([3, 4, 3, 4, 0, 1]).phases).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
    ])
  })

  it('starts a run at a header under which the only epoch so far comes again', () => {
    expect(number([0, 0, 1, 2], [1]).phases).toEqual([[0], [1, 2, 3]])
    expect(number([0, 0, 1, 2]).phases).toEqual([[0, 1, 2, 3]])
  })

  it('replaces the last epoch where a header stands before it again', () => {
    expect(number([0, 1, 2, 2, 3], [3]).phases).toEqual([[0, 1, 3, 4]])
  })

  it('starts a run for each fold', () => {
    expect(number([0, 1, 2, 0, 1, 2, 0, 1, 2]).phases).toHaveLength(3)
  })

  it('lets a resumed run replace what it repeats, and says where', () => {
    const { phases, x, notes } = number([0, 1, 2, 3, 2, 3, 4])
    expect(phases).toEqual([[0, 1, 4, 5, 6]])
    expect(x).toEqual([[0, 1, 2, 3, 4]])
    expect(notes).toEqual([{ line: 6, because: expect.stringMatching(/resumed at epoch 2.*2 to 3/) }])
  })

  it('lets a run be resumed twice', () => {
    expect(number([0, 1, 2, 3, 2, 3, 4, 3, 4, 5]).phases).toEqual([[0, 1, 4, 7, 8, 9]])
  })

  it('keeps all rows of a repeated epoch', () => {
    expect(number([0, 0, 1, 1, 1, 2]).phases).toEqual([[0, 1, 2, 3, 4, 5]])
  })

  it('sorts rows that are a permutation, and says so', () => {
    const { x, notes } = number([3, 1, 2, 4])
    expect(x).toEqual([[1, 2, 3, 4]])
    expect(notes).toEqual([{ because: expect.stringContaining('sorted') }])
  })

  it('takes numbers that begin anew below all those before them for another run', () => {
    const { x, notes } = number([18, 19, 20, 1, 2, 3])
    expect({ x, notes }).toEqual({
      x: [
        [18, 19, 20],
        [1, 2, 3],
      ],
      notes: [],
    })
  })

  it('turns a log round that has its newest epoch first', () => {
    expect(number([3, 2, 1, 0]).phases).toEqual([[3, 2, 1, 0]])
  })

  it('counts the rows where every row says the same epoch, and says so', () => {
    const { axis, x, notes } = number([0, 0, 0])
    expect(axis).toBe('row')
    expect(x).toEqual([[1, 2, 3]])
    expect(notes).toEqual([{ because: expect.stringContaining('every row says epoch 0') }])
  })

  it('believes the epoch of a single row', () => {
    expect(number([7])).toEqual({ axis: 'epoch', phases: [[0]], x: [[7]], notes: [] })
  })

  it('leaves out rows without a number and says how many, with the line of the first', () => {
    const { phases, notes } = number([0, null, 1, Number.NaN, 2])
    expect(phases).toEqual([[0, 2, 4]])
    expect(notes).toEqual([{ line: 3, because: 'skipped 2 rows without an epoch' }])
  })

  it('finds no run in no rows', () => {
    expect(number([]).phases).toEqual([])
    expect(number(undefined).phases).toEqual([])
  })
})
