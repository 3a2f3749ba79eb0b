import { describe, expect, it } from 'vitest'
import { kerasCsv } from '../../src/readers/keras-csv.js'
import { Source } from '../../src/text/source.js'

const recognises = (text: string) => kerasCsv.recognises(new Source('log', text))
function read(text: string) {
  const reading = kerasCsv.read(new Source('log', text))
  const runs = reading.phases.map(({ columns }) =>
    Object.fromEntries(
      columns.map(({ name, x, y }) => [name, x.map((at, k) => `${at}: ${y[k]}`).join(', ')]),
    ),
  )
  return { ...reading, runs, says: reading.notes.map(({ because }) => because).join('; ') }
}

describe('keras-csv', () => {
  it.each([
    ['CSVLogger', 'epoch,accuracy,loss,val_accuracy,val_loss', '0,0.5,1.5,0.4,1.6'],
    [
      'CSVLogger with a learning rate',
      'epoch,accuracy,learning_rate,loss,val_accuracy,val_loss',
      '0,0.5,0.1,1.5,0.4,1.6',
    ],
    ['CSVLogger of Keras 2', 'epoch,acc,loss,lr,val_acc,val_loss', '0,0.5,1.5,0.1,0.4,1.6'],
    [
      'CSVLogger with a rate for validation',
      'epoch,learning_rate,loss,val_learning_rate,val_loss',
      '0,0.1,1.5,NA,NA',
    ],
    [
      'CSVLogger of several outputs',
      'epoch;a_loss;b_loss;loss;val_a_loss;val_b_loss;val_loss',
      '0;1;0.5;1.5;1;1;2',
    ],
    ['CSVLogger without validation', 'epoch,accuracy,loss', '0,0.5,1.5'],
    ['pandas with an index', ',loss,accuracy,val_loss,val_accuracy', '0,1.5,0.5,1.6,0.4'],
    ['pandas, saved twice', 'Unnamed: 0,loss,val_loss', '0,1.5,1.6'],
    ['pandas without an index', 'loss,accuracy,val_loss,val_accuracy', '1.5,0.5,1.6,0.4'],
  ])('recognises a history saved by %s', (_, header, row) => {
    expect(recognises(`${header}\r\n${row}\r\n${row.replace(/^0/, '1')}\r\n`)).toBe(true)
  })

  it.each([
    ['names of its own', 'epoch,train_loss,val_loss', '0,1.5,1.6'],
    ['capital names', 'Epoch,Loss,Val Loss', '0,1.5,1.6'],
    ['a validation metric without its twin', 'epoch,loss,val_loss,val_f1', '0,1.5,1.6,0.4'],
    ['a test set', 'epoch,loss,test_loss', '0,1.5,1.6'],
    ['no loss', 'epoch,accuracy,val_accuracy', '0,0.5,0.4'],
    ['steps', 'step,loss,lr', '0,0.5,0.4'],
  ])('leaves a table with %s to others', (_, header, row) => {
    expect(recognises(`${header}\n${row}\n`)).toBe(false)
  })

  it('reads full precision, at epochs from 0', () => {
    const { axis, runs, bareSplit } = read(
      'epoch,loss,val_loss\r\n0,0.6390988230705261,0.6243821382522583\r\n1,1e-07,2.5\r\n',
    )
    expect(axis).toBe('epoch')
    expect(bareSplit).toBe('train')
    expect(runs).toEqual([
      { loss: '0: 0.6390988230705261, 1: 1e-7', val_loss: '0: 0.6243821382522583, 1: 2.5' },
    ])
  })

  it('reads NA of epochs without validation as missing', () => {
    const { runs } = read('epoch,loss,val_loss\n0,1.5,NA\n1,1.25,1.5\n2,1,NA\n3,0.75,1.25\n')
    expect(runs[0]?.val_loss).toBe('1: 1.5, 3: 1.25')
  })

  it('reads a run without validation, whose columns hold NA only', () => {
    expect(read('epoch,loss,val_loss\n0,1.5,NA\n1,1.25,NA\n')).toMatchObject({
      runs: [{ loss: '0: 1.5, 1: 1.25' }],
      notes: [],
    })
  })

  it('reads nan and inf as values', () => {
    expect(read('epoch,loss,val_loss\n0,nan,NA\n1,inf,-inf\n').runs).toEqual([
      { loss: '0: NaN, 1: Infinity', val_loss: '1: -Infinity' },
    ])
  })

  it('counts the epochs of a file that does not', () => {
    const { axis, runs } = read('loss,val_loss\n1.5,1.6\n1.25,1.5\n')
    expect(axis).toBe('epoch')
    expect(runs).toEqual([{ loss: '1: 1.5, 2: 1.25', val_loss: '1: 1.6, 2: 1.5' }])
  })

  it('reads an index of pandas as epochs', () => {
    expect(read(',loss,val_loss\n0,1.5,1.6\n1,1.25,\n').runs).toEqual([
      { loss: '0: 1.5, 1: 1.25', val_loss: '0: 1.6' },
    ])
  })

  it('says that a loss may have become NaN which pandas left blank to the end', () => {
    const { runs, phases } = read(',loss,val_loss\n0,1.5,1.6\n1,1.25,1.5\n2,,\n3,,\n4,,\n')
    expect(runs[0]?.loss).toMatch(/^0: 1.5, 1: 1.25/)
    expect(phases[0]?.blank).toMatchObject([{ series: 'loss' }])
  })

  it('keeps two runs in one file apart', () => {
    const { runs, phases } = read('epoch,loss,val_loss\r\n0,3,3\r\n1,2,2\r\n0,5,5\r\n1,4,4\r\n2,3,3\r\n')
    expect(runs.map(({ loss }) => loss)).toEqual(['0: 3, 1: 2', '0: 5, 1: 4, 2: 3'])
    expect(phases.map(({ line }) => line)).toEqual([2, 4])
  })

  it('reads a fit of one epoch in a loop as one run', () => {
    expect(read('epoch,loss,val_loss\n0,3,3\n0,2,2.5\n0,1,2\n')).toMatchObject({
      axis: 'epoch',
      runs: [{ loss: '1: 3, 2: 2, 3: 1' }],
    })
  })

  it('skips a metric that is a list for each class, and says so', () => {
    const { runs, says } = read(
      'epoch,f1,loss,val_f1,val_loss\r\n0,"""[0.1, 0.2]""",1.5,NA,1.6\r\n1,"""[0.2, 0.3]""",1.25,NA,1.5\r\n',
    )
    expect(runs[0]).toMatchObject({ loss: '0: 1.5, 1: 1.25' })
    expect(says).toContain('f1')
  })

  it('reads a metric that is a list of one', () => {
    const { runs } = read('epoch,f1,loss,val_f1,val_loss\n0,"""[0.25]""",1,NA,1\n1,"""[0.5]""",1,NA,1\n')
    expect(runs[0]?.f1).toBe('0: 0.25, 1: 0.5')
  })

  it('reads what a killed job left', () => {
    const { runs, says } = read('epoch,accuracy,loss,val_loss\r\n0,0.5,1.5,1.6\r\n1,0.6,1.25,1.5\r\n2,0.7,1.')
    expect(runs[0]?.loss).toBe('0: 1.5, 1: 1.25')
    expect(says).toContain('skipped 1 line')
  })

  it('reads lines that Windows ended twice', () => {
    expect(read('epoch,loss,val_loss\r\r\n0,3,3\r\r\n1,2,2\r\r\n').runs).toEqual([
      { loss: '0: 3, 1: 2', val_loss: '0: 3, 1: 2' },
    ])
  })
})
