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

describe('tables of trainings instead of their epochs', () => {
  const sweeps = [
    'max_depth',
    'k',
    'degree',
    'dropout',
    'snr',
    'bin',
    'alpha',
    'n_estimators',
    'image_size',
    'num_layers',
  ]
  it.each(sweeps)('are refused where %s is another in each row', (name) => {
    const table = rows(`${name},train_score,test_score`, 6, (k) => `${k + 1},0.${90 - k},0.${70 + k}`)
    expect(() => read(table)).toThrow(new RegExp(`nothing numbers its rows, and ${name} may be what each`))
    const indexed = rows(`,${name},train_loss,val_loss`, 6, (k) => `${k},${6 - k},0.${30 - k},0.${40 + k}`)
    expect(() => read(indexed)).toThrow(`${name} may be what each was trained with`)
    const lines = rows('', 6, (k) => JSON.stringify({ [name]: k + 1, train_loss: 0.5, val_loss: 0.4 + k }))
    expect(() => read(lines.trimStart())).toThrow(`${name} may be what each was trained with`)
    const lists = { [name]: [1, 2, 3, 4], train_loss: [4, 3, 2, 1], val_loss: [4, 3, 2, 3] }
    expect(() => read(JSON.stringify(lists))).toThrow(`${name} may be what each was trained with`)
  })

  it.each(['time', 'samples', 'tokens_seen', 'wall_time', 'n', 'step_time', 'lr', 'kimg', 'iter_num'])(
    'are no such tables where %s rises, which does in a training',
    (name) => {
      const table = rows(`${name},train_loss,val_loss`, 6, (k) => `${k + 1},${9 - k},${10 - k}`)
      expect(read(table).reading.phases[0]?.columns.at(-1)?.y).toHaveLength(6)
    },
  )

  it.each([
    ['numbered', rows('degree,epoch,train_loss', 6, (k) => `${k + 1},${k + 1},${9 - k}`)],
    ['of one setting', rows('degree,train_loss,val_loss', 6, (k) => `3,${9 - k},${10 - k}`)],
    ['behind the losses', rows('train_loss,val_loss,beta', 6, (k) => `${9 - k},${10 - k},0.${k}`)],
  ])('are no such tables where they are %s', (_, table) => {
    expect(read(table).reading.phases[0]?.columns.length).toBeGreaterThan(1)
  })

  it('are refused where the learning rate makes leaps, as a table and printed', () => {
    const table = rows('learning_rate,train_loss,val_loss', 6, (k) => `1e-${k + 1},0.${1 + k},0.${2 + k}`)
    expect(() => read(table)).toThrow(/a row for each learning_rate from 0.1 to 0.000001/)
    const printed = rows(
      '',
      6,
      (k) => `Learning rate 1e-${k + 1}: train loss 0.${1 + k}, val loss: 0.${2 + k}`,
    )
    expect(() => read(printed)).toThrow(/a row for each Learning rate from 0.1/)
    const decays = rows('lr,train_loss,val_loss', 6, (k) => `${0.1 * 0.9 ** k},0.${9 - k},0.${9 - k}`)
    expect(read(decays).reading.phases[0]?.columns).toHaveLength(3)
  })

  it('are refused where folds of scikit-learn are timed', () => {
    const table = rows(',fit_time,score_time,test_score,train_score', 5, (k) => `${k},0.1,0.0${k},0.8,0.9`)
    expect(() => read(table)).toThrow(/one row for each fold of a cross-validation/)
    const lists = { fit_time: [1, 1], score_time: [0.1, 0.1], test_score: [0.8, 0.9], train_score: [1, 1] }
    expect(() => read(JSON.stringify(lists))).toThrow(/one row for each fold of a cross-validation/)
  })

  it('are refused where losses in no order have nothing but an index', () => {
    const loss = (k: number) => shuffled(k, 100) / 100 + 0.01
    expect(() => read(rows(',loss', 100, (k) => `${k},${loss(k)}`))).toThrow(/loss is in no order/)
    const lines = rows('', 100, (k) => JSON.stringify({ index: k, loss: loss(k), tokens: 100 })).trimStart()
    expect(() => read(lines)).toThrow(/loss is in no order/)
    const noisy = rows(',loss', 100, (k) => `${k},${2 / (1 + k / 10) + loss(k) / 5}`)
    expect(read(noisy).reading.phases[0]?.columns[0]?.y).toHaveLength(100)
    const flat = rows(',loss', 100, (k) => `${k},${2.3 + loss(k) / 10}`)
    expect(read(flat).reading.phases[0]?.columns[0]?.y).toHaveLength(100)
    const counted = rows('step,loss', 100, (k) => `${k},${loss(k)}`)
    expect(read(counted).reading.phases[0]?.columns[0]?.y).toHaveLength(100)
  })
})

describe('what is printed like a log and is none', () => {
  it.each([
    ['batches of a test', (k: number) => `Test: [${k}/20] Loss 0.${10 + k} Acc@1 8${k % 10}.50`, ''],
    ['batches of scores', (k: number) => `Batch ${k + 1}/20: accuracy 8${k % 10}.41%`, ''],
    [
      'batches of what is evaluated',
      (k: number) => `step ${k + 1}/50 | running accuracy: 0.8${k} | loss 0.${5 + k}`,
      'Evaluating checkpoint model_best.pth',
    ],
  ])('is refused: %s', (_, row, lead) => {
    expect(() => read(rows(lead, 20, row))).toThrow(/the batches of an evaluation as it seems/)
  })

  it('is refused where it searches for a learning rate', () => {
    const search = rows(
      '',
      40,
      (k) => `lr=${(1e-7 * 1.3 ** k).toExponential(3)} loss=${(3 - k / 20).toFixed(4)}`,
    )
    expect(() => read(search)).toThrow(/a search for a learning rate \(lr rises from 1e-7/)
  })

  it.each([
    ['batches with a loss', '', (k: number) => `Batch ${k + 1}/20: loss 0.${90 - k} accuracy 8${k % 10}.41%`],
    [
      'validation by steps',
      '',
      (k: number) => `step ${(k + 1) * 100}: val loss 2.${90 - k}, val accuracy 0.${10 + k}`,
    ],
    [
      'batches of a training that was announced',
      'Evaluating every 5 steps; training starts',
      (k: number) => `step ${k + 1}/50 | accuracy: 0.8${k} | loss 0.${50 - k}`,
    ],
  ])('is read: %s', (_, lead, row) => {
    expect(read(rows(lead, 20, row)).reading.phases[0]?.columns[0]?.y).toHaveLength(20)
  })
})
