import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

const read = (text: string) => readSource(new Source('table', text))
const rows = (header: string, length: number, row: (k: number) => string) =>
  [header, ...Array.from({ length }, (_, k) => row(k)), ''].join('\n')
/** Numbers in no order, the same each time. */
const shuffled = (k: number, among: number) => ((k * 7919 + 13) ** 2 % 1009) % among

describe('tables that are no logs', () => {
  it.each([
    [
      'marks of students',
      rows('id,age,score,accuracy', 9, (k) => `${k},${18 + k},${k * 9},0.${k}`),
      /score beside id, age/,
    ],
    [
      'premiums',
      rows('policy_id,year,loss,loss_ratio', 9, (k) => `${k},200${k},${k * 90},0.${k}`),
      /loss beside policy_id, year/,
    ],
    ['predictions', rows('id,label,loss', 9, (k) => `${k},${k % 2},0.${k}`), /loss beside id, label/],
    [
      'data with an index of pandas',
      rows(',label,loss', 9, (k) => `${k},${k % 2},0.${k}`),
      /loss beside label/,
    ],
    ['scores alone', rows('score', 9, (k) => `${k}`), /score alone/],
    [
      'places',
      '{"features": [{"type": "x", "properties": {"loss": 1}}, {"type": "x", "properties": {"loss": 2}}]}',
      /nothing numbers/,
    ],
  ])('are refused: %s', (_, text, why) => {
    expect(() => read(text)).toThrow(UserError)
    expect(() => read(text)).toThrow(why)
  })

  it('are none of these where the rows of all epochs have only changed places', () => {
    const order = [3, 1, 0, 2, 5, 4, 7, 6]
    const mixed = read(rows('epoch,loss', 8, (k) => `${order[k]},${order[k]}.5`)).reading
    expect(mixed.phases[0]?.columns[0]?.y).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5])
    expect(mixed.notes).toEqual([{ because: 'the rows were not in the order of their epochs: sorted' }])
    const falling = read(rows('epoch,loss', 9, (k) => `${8 - k},${k}.5`)).reading
    expect(falling.phases[0]?.columns[0]?.x).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    const gap = rows('epoch,loss', 8, (k) => `${order[k] === 7 ? 9 : order[k]},${k}.5`)
    expect(() => read(gap)).toThrow(/in no order/)
  })

  it('are refused where their steps jump about', () => {
    const claims = rows('step,amount,loss', 50, (k) => `${shuffled(k, 30) + 1},${k},${k + 0.5}`)
    expect(() => read(claims)).toThrow(/in no order: step falls \d+ times in 50 rows/)
  })

  it.each([
    ['as CSV', 'train_size,train_score,test_score\n100,0.9,0.7\n200,0.89,0.75\n'],
    ['as JSON', '[{"train_sizes": 100, "test_score": 0.7}, {"train_sizes": 200, "test_score": 0.75}]'],
    ['as arrays', '{"train_sizes": [100, 200], "train_score": [0.9, 0.8], "test_score": [0.7, 0.75]}'],
  ])('are refused where their rows are sizes of the training set, %s', (_, text) => {
    expect(() => read(text)).toThrow(/by the size of the training set \(train_sizes?\)/)
  })

  it('are refused where nothing but settings tells their rows apart', () => {
    const grid =
      'learning_rate,batch_size,train_loss,val_loss\n0.1,32,0.3,0.4\n0.01,32,0.28,0.39\n0.001,32,0.2,0.3\n'
    expect(() => read(grid)).toThrow(/a row for each choice of learning_rate, batch_size/)
  })
})

describe('logs without a number for each row', () => {
  it.each([
    ['loss,accuracy,val_loss,val_accuracy', 'keras-csv'],
    ['train_loss,valid_loss,whatever', 'csv'],
    ['loss,accuracy', 'csv'],
    ['loss,lr,time', 'csv'],
    ['test_loss,auc', 'csv'],
    [',loss,accuracy', 'keras-csv'],
  ])('are read: %s', (header, format) => {
    const width = header.split(',').length
    const text = rows(header, 6, (k) =>
      Array.from({ length: width }, (_, c) => (c === 0 ? k : 1 / (k + c))).join(','),
    )
    expect(read(text).format).toBe(format)
  })

  it('are read with steps that start again', () => {
    const text = rows('step,train_loss,val_loss', 12, (k) => `${(k % 3) * 10},${1 / (k + 1)},${1 / (k + 2)}`)
    expect(read(text).reading.phases).toHaveLength(4)
  })
})
