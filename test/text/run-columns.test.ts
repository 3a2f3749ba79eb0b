import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../src/readers/read.js'
import { findRunColumns } from '../../src/text/run-columns.js'
import { Source } from '../../src/text/source.js'

function read(text: string) {
  const { phases, notes, axis } = readSource(new Source('log', text)).reading
  const runs = phases.map(({ label, columns }) => ({
    label,
    columns: Object.fromEntries(columns.map(({ name, x, y }) => [name, x.map((at, k) => [at, y[k]])])),
  }))
  return { runs, axis, says: notes.map(({ because }) => because).join('; ') }
}

const FOLDS = [
  {
    label: 'fold 0',
    columns: {
      train_loss: [
        [1, 1],
        [2, 0.5],
      ],
      val_loss: [
        [1, 2],
        [2, 1.5],
      ],
    },
  },
  {
    label: 'fold 1',
    columns: {
      train_loss: [
        [1, 3],
        [2, 2.5],
      ],
      val_loss: [
        [1, 4],
        [2, 3.5],
      ],
    },
  },
]

describe('a column that tells runs apart', () => {
  it.each([
    ['fold by fold', 'fold,epoch,train_loss,val_loss\n0,1,1,2\n0,2,0.5,1.5\n1,1,3,4\n1,2,2.5,3.5\n'],
    ['epoch by epoch', 'epoch,fold,train_loss,val_loss\n1,0,1,2\n1,1,3,4\n2,0,0.5,1.5\n2,1,2.5,3.5\n'],
    [
      'as JSON Lines',
      [
        '{"fold": 0, "epoch": 1, "train_loss": 1, "val_loss": 2}',
        '{"fold": 1, "epoch": 1, "train_loss": 3, "val_loss": 4}',
        '{"fold": 0, "epoch": 2, "train_loss": 0.5, "val_loss": 1.5}',
        '{"fold": 1, "epoch": 2, "train_loss": 2.5, "val_loss": 3.5}\n',
      ].join('\n'),
    ],
  ])('makes runs of the folds, %s', (_, text) => {
    const { runs, axis, says } = read(text)
    expect(axis).toBe('epoch')
    expect(runs).toEqual(FOLDS)
    expect(says).toBe('runs in the log: 1 fold 0, 2 fold 1')
  })

  it('joins several of them, and keeps the splits of each run together', () => {
    const { runs } = read(
      [
        'model,seed,epoch,phase,loss',
        ...['a', 'b'].flatMap((model) =>
          [0, 1].flatMap((seed) =>
            [1, 2, 3].flatMap((epoch) => [
              `${model},${seed},${epoch},train,${seed + 1 / epoch}`,
              `${model},${seed},${epoch},val,${seed + 2 / epoch}`,
            ]),
          ),
        ),
        '',
      ].join('\n'),
    )
    expect(runs.map(({ label }) => label)).toEqual(['a, seed 0', 'a, seed 1', 'b, seed 0', 'b, seed 1'])
    expect(runs[1]?.columns).toEqual({
      'train/loss': [
        [1, 2],
        [2, 1.5],
        [3, 1 + 1 / 3],
      ],
      'val/loss': [
        [1, 3],
        [2, 2],
        [3, 1 + 2 / 3],
      ],
    })
  })

  it.each([
    ['one value', 'seed,epoch,train_loss,val_loss\n7,1,1,2\n7,2,0.5,1.5\n'],
    [
      'epochs that go on from one to the next',
      'run,epoch,train_loss,val_loss\n1,1,1,2\n1,2,1,2\n2,3,1,2\n2,4,1,2\n',
    ],
    [
      'another value in each row',
      'model,epoch,train_loss,val_loss\n1.pt,1,1,2\n2.pt,2,0.5,1.5\n3.pt,3,0.4,1\n',
    ],
  ])('is none with %s', (_, text) => {
    const { runs, says } = read(text)
    expect(runs).toHaveLength(1)
    expect(says).not.toMatch(/runs in the log/)
  })

  it('takes rows that nothing numbers for those of a run where each has several', () => {
    const { runs, axis } = read('fold,train_loss,val_loss\n1,3,4\n1,2,3\n1,1,2\n2,6,7\n2,5,6\n2,4,5\n')
    expect(axis).toBe('row')
    expect(runs.map(({ columns }) => columns.val_loss)).toEqual([
      [
        [1, 4],
        [2, 3],
        [3, 2],
      ],
      [
        [1, 7],
        [2, 6],
        [3, 5],
      ],
    ])
  })

  it.each([
    [
      'a row per fold',
      'fold,train_loss,val_loss\n1,0.3,0.4\n2,0.32,0.41\n3,0.31,0.42\n',
      /one row for each fold/,
    ],
    [
      'a row per fold with the epoch it ended at',
      'fold,epoch,val_loss\n1,20,0.4\n2,20,0.41\n3,17,0.42\n',
      /one row for each fold/,
    ],
    [
      'a row per model as JSON',
      '[{"model": "a", "val_loss": 0.3}, {"model": "b", "val_loss": 0.4}]',
      /each model/,
    ],
    ['names of another kind', '[{"net": "a", "val_loss": 0.3}, {"net": "b", "val_loss": 0.4}]', /each net/],
  ])('refuses %s: it holds no curve', (_, text, why) => {
    expect(() => read(text)).toThrow(why)
  })

  it('puts every point into the run of its row, in whatever order the rows of the runs alternate', () => {
    const order = fc.shuffledSubarray(
      [0, 1, 2].flatMap((run) => [1, 2, 3, 4].map(() => run)),
      { minLength: 12 },
    )
    fc.assert(
      fc.property(order, (runs) => {
        const epochs = [0, 0, 0]
        const rows = runs.map((run) => {
          epochs[run] = (epochs[run] ?? 0) + 1
          return `${epochs[run]},${run},${run + 0.25},${run + 0.5}`
        })
        const found = read(['epoch,seed,train_loss,val_loss', ...rows, ''].join('\n')).runs
        for (const { label, columns } of found) {
          const run = Number(label?.replace('seed ', ''))
          expect(columns.val_loss).toEqual([1, 2, 3, 4].map((epoch) => [epoch, run + 0.5]))
        }
        expect(found).toHaveLength(3)
      }),
      { seed: 41, numRuns: 100 },
    )
  })

  it('may hold anything', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.anything(), { maxLength: 3 }), { maxLength: 6 }), (rows) => {
        const printable = rows.map((row) => row.map((cell) => (typeof cell === 'object' ? null : cell)))
        expect(findRunColumns(['run', 'epoch', 'loss'], printable).at.every((k) => k === 0)).toBe(true)
      }),
      { seed: 42 },
    )
  })
})
