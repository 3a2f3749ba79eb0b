import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { recogniseLayout } from '../../src/text/delimited.js'
import { readDelimited } from '../../src/text/delimited-table.js'
import { Source } from '../../src/text/source.js'

function read(text: string) {
  const source = new Source('log.csv', text)
  const layout = recogniseLayout(source.head)
  if (!layout) throw new Error('no table')
  const { axis, phases, notes } = readDelimited(source, layout)
  const runs = phases.map(({ columns }) =>
    Object.fromEntries(columns.map(({ name, x, y }) => [name, x.map((at, k) => [at, y[k]])])),
  )
  return { axis, runs, notes, phases, says: notes.map(({ because }) => because).join('; ') }
}

describe('readDelimited', () => {
  it('reads one curve for each column, at the epochs of the log', () => {
    const { axis, runs, notes } = read('epoch,loss,val_loss\n0,0.5,0.6\n1,0.4,0.55\n')
    expect(axis).toBe('epoch')
    expect(runs).toEqual([
      {
        loss: [
          [0, 0.5],
          [1, 0.4],
        ],
        val_loss: [
          [0, 0.6],
          [1, 0.55],
        ],
      },
    ])
    expect(notes).toEqual([])
  })

  it('gives a missing cell no point, and NaN one', () => {
    const { runs } = read('epoch,loss,val_loss\n0,0.5,NA\n1,nan,\n2,inf,0.7\n')
    expect(runs).toEqual([
      {
        loss: [
          [0, 0.5],
          [1, Number.NaN],
          [2, Infinity],
        ],
        val_loss: [[2, 0.7]],
      },
    ])
  })

  it('reads decimal commas between semicolons', () => {
    const { runs } = read('epoch;loss;val_loss\n0;0,531;0,6\n1;1,234;\n2;0,4;NA\n')
    expect(runs).toEqual([
      {
        loss: [
          [0, 0.531],
          [1, 1.234],
          [2, 0.4],
        ],
        val_loss: [[0, 0.6]],
      },
    ])
  })

  it('reads a table with bars at its edges', () => {
    const { runs } = read('| epoch | loss |\n|---|---|\n| 1 | 0.5 |\n| 2 | 0.4 |\n')
    expect(runs).toEqual([
      {
        loss: [
          [1, 0.5],
          [2, 0.4],
        ],
      },
    ])
  })

  it.each([
    ['1/50', '2/50'],
    ['Epoch 1', 'Epoch 2'],
    ['1.0', '2.0'],
  ])('reads epochs that are written as %j', (first, second) => {
    expect(read(`epoch;loss\n${first};0.5\n${second};0.4\n`).runs).toEqual([
      {
        loss: [
          [1, 0.5],
          [2, 0.4],
        ],
      },
    ])
  })

  it('skips ragged rows and says how many, with the line of the first', () => {
    const { runs, notes } = read('epoch,loss,val_loss\n0,0.5,0.6\n1,0.4\n2,0.3,0.5,9\n3,0.2,0.4\n')
    expect(runs).toEqual([
      {
        loss: [
          [0, 0.5],
          [3, 0.2],
        ],
        val_loss: [
          [0, 0.6],
          [3, 0.4],
        ],
      },
    ])
    expect(notes).toEqual([{ line: 3, because: 'skipped 2 lines that are no complete rows' }])
  })

  it('skips a last line that is torn', () => {
    const { runs, says } = read('epoch,loss,val_loss\n0,0.5,0.6\n1,0.4,0.5\n2,0.')
    expect(runs[0]?.loss).toEqual([
      [0, 0.5],
      [1, 0.4],
    ])
    expect(says).toContain('skipped 1 line')
  })

  it('takes a row that ends in a delimiter for complete', () => {
    expect(read('epoch,loss\n0,0.5,\n1,0.4,\n').notes).toEqual([])
  })

  it('starts a run where the epochs begin again, header or not', () => {
    expect(read('epoch,loss\n0,5\n1,4\n0,3\n1,2\n').runs).toHaveLength(2)
    expect(read('epoch,loss\n0,5\n1,4\nepoch,loss\n0,3\n1,2\n').runs).toHaveLength(2)
    expect(read('epoch,loss\n0,5\n1,4\nepoch,loss\n2,3\n3,2\n').runs).toHaveLength(1)
  })

  it('says on which line each run starts', () => {
    expect(read('epoch,loss\n0,5\n1,4\nepoch,loss\n0,3\n1,2\n').phases.map(({ line }) => line)).toEqual([
      2, 5,
    ])
  })

  const first = 'epoch,loss,val_loss\n0,5,6\n1,4,5\n2,3,4\n'
  it.each([
    ['in another order', 'epoch,val_loss,loss\n0,0.6,0.5\n1,0.5,0.4\n2,0.4,0.3\n'],
    ['and one more at the end', 'epoch,loss,val_loss,lr\n0,0.5,0.6,0.1\n1,0.4,0.5,0.1\n2,0.3,0.4,0.1\n'],
    ['and one more between', 'epoch,lr,loss,val_loss\n0,0.1,0.5,0.6\n1,0.1,0.4,0.5\n2,0.1,0.3,0.4\n'],
    ['and three more', 'epoch,a,loss,b,val_loss,c\n0,1,0.5,1,0.6,1\n1,1,0.4,1,0.5,1\n2,1,0.3,1,0.4,1\n'],
    ['that counts otherwise spelt epochs', 'Epoch,loss,val_loss\n0,0.5,0.6\n1,0.4,0.5\n2,0.3,0.4\n'],
  ])('reads a second run under a header with the same columns %s', (_, second) => {
    const { runs, says } = read(first + second)
    const points = (...ys: number[]) => ys.map((y, x) => [x, y])
    expect(runs).toMatchObject([
      { loss: points(5, 4, 3), val_loss: points(6, 5, 4) },
      { loss: points(0.5, 0.4, 0.3), val_loss: points(0.6, 0.5, 0.4) },
    ])
    expect(says).toBe('')
  })

  it('starts a run under a header of other columns though it fills none of the first again', () => {
    const { runs } = read('epoch,loss\n1,5\n2,4\nepoch,train_loss\n1,3\n2,2\n')
    const filled = runs.map((run) => Object.keys(run).filter((name) => (run[name]?.length ?? 0) > 0))
    expect(filled).toEqual([['loss'], ['train_loss']])
  })

  it('goes on with a run whose header gains a column', () => {
    const { runs } = read('epoch,loss\n0,5\n1,4\nepoch,loss,lr\n2,3,0.1\n3,2,0.1\n')
    expect(runs).toHaveLength(1)
    expect(runs[0]?.loss).toHaveLength(4)
  })

  it('tells percent signs from plain numbers, column by column', () => {
    const columns = read('epoch,train_acc,val_acc\n0,10%,0.2\n1,0.9%,0.3\n').phases[0]?.columns
    expect(columns?.map(({ name, percent }) => [name, percent])).toEqual([
      ['train_acc', true],
      ['val_acc', false],
    ])
  })

  it('counts cells of a curve that are no number', () => {
    const { runs, notes } = read('epoch,loss\n0,0.5\n1,oops\n2,0.4\n')
    expect(runs).toEqual([
      {
        loss: [
          [0, 0.5],
          [2, 0.4],
        ],
      },
    ])
    expect(notes).toEqual([{ line: 3, because: 'skipped 1 cell of loss: no number' }])
  })

  it('says so when no cell of a metric can be read', () => {
    const text = 'epoch,loss,val_loss\n0,0.5,"""[0.1, 0.2]"""\n1,0.4,"""[0.2, 0.3]"""\n'
    expect(read(text).says).toContain('val_loss')
  })

  it('keeps a summary row below the epochs out of the curves', () => {
    const { runs, says } = read('epoch,loss\n0,0.5\n1,0.4\nmean,0.45\n')
    expect(runs).toEqual([
      {
        loss: [
          [0, 0.5],
          [1, 0.4],
        ],
      },
    ])
    expect(says).toContain('skipped 1 row without an epoch')
  })

  it('refuses a header without rows', () => {
    expect(() => read('epoch,loss,val_loss\n')).toThrow(UserError)
    expect(() => read('epoch,loss,val_loss\n')).toThrow('log.csv: a header and no rows')
  })

  it('takes a cell more than the header has for the index that R writes without a name', () => {
    const text = '"loss","val_loss"\n"1",0.5,0.6\n"2",0.4,0.5\n'
    expect(read(text).runs).toEqual([
      {
        loss: [
          [1, 0.5],
          [2, 0.4],
        ],
        val_loss: [
          [1, 0.6],
          [2, 0.5],
        ],
      },
    ])
  })

  it.each([
    ['models', 'model,accuracy,loss\nresnet18,0.7,1.2\nresnet50,0.8,1\n'],
    ['models under an unnamed index', ',accuracy,loss\nresnet18,0.7,1.2\nresnet50,0.8,1\n'],
    ['folds under an unnamed index', ',accuracy,loss\nfold_1,0.7,1.2\nfold_2,0.8,1\nmean,0.75,1.1\n'],
    ['classes', 'class,precision,recall\ncat,0.7,0.6\ndog,0.8,0.9\n'],
  ])('refuses a table of %s', (_, text) => {
    expect(() => read(text)).toThrow(UserError)
    expect(() => read(text)).toThrow(/a table of things/)
  })

  it.each([
    ['numbered', ',f1-score,precision,recall,support\n0,0.6,0.5,0.8,836.0\n1,0.3,0.3,0.3,228.0\n'],
    ['by name', 'class,precision,recall,f1-score,support\n0,0.6,0.5,0.8,836\n1,0.3,0.3,0.3,228\n'],
  ])('refuses a classification report, its classes %s', (_, text) => {
    expect(() => read(text)).toThrow(/classification report/)
  })

  it.each([
    ['time stamps', '2026-01-02 03:04:05', '2026-01-02 03:05:05'],
    ['times since the start', '00:01:00', '00:02:00'],
  ])('counts rows that begin with %s', (_, first, second) => {
    const { axis, runs } = read(`time,train_loss,val_loss\n${first},0.5,0.6\n${second},0.4,0.5\n`)
    expect(axis).toBe('row')
    expect(runs[0]).toMatchObject({
      train_loss: [
        [1, 0.5],
        [2, 0.4],
      ],
      val_loss: [
        [1, 0.6],
        [2, 0.5],
      ],
    })
  })

  it('does not blend training and validation where a column tells them apart', () => {
    const text = 'epoch,phase,loss\n1,train,1\n1,val,3\n2,train,0.8\n2,val,2.8\n3,train,0.6\n3,val,2.6\n'
    let values: unknown[] = []
    try {
      values = read(text).runs.flatMap((run) =>
        Object.values(run).flatMap((points) => points.map(([, y]) => y)),
      )
    } catch (error) {
      expect(error).toBeInstanceOf(UserError)
    }
    expect(values).not.toContain(2)
  })

  it('does not make a run of each epoch whose batches are counted from 0', () => {
    const text = 'epoch,batch,loss\n0,0,1\n0,1,0.9\n0,2,0.8\n0,3,0.7\n1,0,0.6\n1,1,0.5\n1,2,0.4\n1,3,0.3\n'
    expect(read(text).runs).toHaveLength(1)
  })

  it('keeps a dangerous column name harmless', () => {
    const columns = read('epoch,__proto__,loss\n0,1,0.5\n1,2,0.4\n').phases[0]?.columns
    expect(columns?.map(({ name, y }) => [name, y])).toEqual([
      ['__proto__', [1, 2]],
      ['loss', [0.5, 0.4]],
    ])
  })
})

describe('two tables in one file', () => {
  const EPOCHS = 'epoch,train_loss,val_loss\n1,0.9,0.8\n2,0.8,0.7\n3,0.7,0.65\n'
  const STEPS = 'step,lr,loss\n100,0.1,0.8\n200,0.1,0.7\n'

  it.each([
    ['the first', EPOCHS + STEPS],
    ['the last', STEPS + EPOCHS],
    ['in pieces', `${EPOCHS}${STEPS}epoch,train_loss,val_loss\n4,0.6,0.6\n`],
  ])('are not mixed: that of both splits is read, %s', (_, text) => {
    const { axis, runs, says } = read(text)
    expect(axis).toBe('epoch')
    expect(Object.keys(runs[0] ?? {})).toEqual(['train_loss', 'val_loss'])
    expect(says).toContain('two tables, which are not mixed: that by epoch is read, 2 rows by step left out')
  })

  it('are not mixed under the same names: the first is read', () => {
    const { axis, runs } = read('step,loss\n10,0.9\n20,0.8\nepoch,loss\n1,0.5\n2,0.4\n3,0.3\n')
    expect(axis).toBe('step')
    expect(runs).toEqual([
      {
        loss: [
          [10, 0.9],
          [20, 0.8],
        ],
      },
    ])
  })

  it('reads the rows of whole epochs where they stand below those of their steps', () => {
    const rows = (k: number) => `${k},10,${k}.5,\n${k},20,${k}.25,\n${k},,${k}.125,${k}.75\n`
    const { runs, says } = read(`epoch,batch,loss,val_loss\n${rows(1)}${rows(2)}`)
    expect(runs).toEqual([
      {
        loss: [
          [1, 1.125],
          [2, 2.125],
        ],
        val_loss: [
          [1, 1.75],
          [2, 2.75],
        ],
      },
    ])
    expect(says).toContain('4 rows of single steps left aside')
  })

  it('leaves steps as they are where the rows of the epochs do not tell the same', () => {
    const rows = (k: number) => `${k},10,${k}.5,\n${k},20,${k}.25,\n${k},,,${k}.75\n`
    const { says } = read(`epoch,batch,loss,val_loss\n${rows(1)}${rows(2)}`)
    expect(says).toContain('up to 2 rows per epoch, averaged: loss')
  })
})
