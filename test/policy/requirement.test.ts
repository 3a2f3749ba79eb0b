import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { checkRequirement, parseRequirement } from '../../src/policy/requirement.js'

const LOG = `epoch,train_loss,valid_loss,valid_acc(%)
1,2,2.1,50
2,1,1.0,80
3,0.5,1.5,91.5
4,0.3,nan,90
`
const [report] = diagnose(LOG)
function outcome(text: string) {
  if (!report) throw new Error('no run')
  return checkRequirement(parseRequirement(text), report.run, report.best)
}

describe('a requirement', () => {
  it.each([
    ['wer', [1.55, 1.2, 1.02, 0.955], { state: 'failed', actual: 0.955 }],
    ['eval/cer', [1.4, 0.9, 0.4, 0.09], { state: 'met', actual: 0.09 }],
    ['val_WER', [88, 40, 22, 9.5], { state: 'met', actual: 0.095 }],
    ['word_error_rate', [1.4, 0.6, 0.5, 0.4], { state: 'failed', actual: 0.4 }],
    ['val_error', [1.4, 1.2, 1.1, 1.05], { state: 'met', actual: 0.0105 }],
  ])('takes %s of %j for percent only where it must be', (name, values, expected) => {
    const rows = values.map((value, k) => `${k},${2 - k / 4},${value}`)
    const [own] = diagnose(`epoch,loss,${name}\n${rows.join('\n')}\n`)
    if (!own) throw new Error('no run')
    expect(checkRequirement(parseRequirement(`${name} < 0.1`), own.run, own.best)).toMatchObject(expected)
  })

  it.each([
    ['val_acc_percent', [0.1, 0.2, 0.4, 0.6], { state: 'failed', actual: 0.006 }],
    ['val_f1_pct', [0.1, 0.2, 0.4, 0.6], { state: 'failed', actual: 0.006 }],
    ['val_f1', [0.1, 0.2, 0.4, 0.6], { state: 'met', actual: 0.6 }],
    ['perc_recall', [10, 20, 40, 60], { state: 'met', actual: 0.6 }],
  ])('sees percent spelt as a word: %s of %j', (name, values, expected) => {
    const rows = values.map((value, k) => `${k},${2 - k / 4},${value}`)
    const [own] = diagnose(`epoch,loss,${name}\n${rows.join('\n')}\n`)
    if (!own) throw new Error('no run')
    expect(checkRequirement(parseRequirement(`${name} >= 0.5`), own.run, own.best)).toMatchObject(expected)
  })

  it.each([
    ['train_loss < 0.5', { column: 'train_loss', operator: '<', value: 0.5, at: 'last' }],
    ['val_acc>=90% at best', { column: 'val_acc', operator: '>=', value: 0.9, at: 'best' }],
    ['  loss <= 1e-3 at 12 ', { column: 'loss', operator: '<=', value: 0.001, at: 12 }],
    ['a b == -2 at last', { column: 'a b', operator: '==', value: -2, at: 'last' }],
    ['p(x>3) >= 0.5', { column: 'p(x>3)', operator: '>=', value: 0.5, at: 'last' }],
    ['a->b < 2 at best', { column: 'a->b', operator: '<', value: 2, at: 'best' }],
  ])('is read: %s', (text, expected) => {
    expect(parseRequirement(text)).toMatchObject(expected)
  })

  it('is held against no column where two are called so but for their case', () => {
    const [own] = diagnose('epoch,loss,Val_Loss,val_loss\n0,3,2,9\n1,2,1,8\n')
    if (!own) throw new Error('no run')
    const held = (text: string) => checkRequirement(parseRequirement(text), own.run, own.best)
    expect(held('VAL_LOSS < 5')).toMatchObject({
      state: 'missing',
      because: 'VAL_LOSS may be any of Val_Loss, val_loss: spell it as the log does',
    })
    expect(held('val_loss < 5')).toMatchObject({ state: 'failed', actual: 8 })
  })

  it.each([
    ['epoch', [5, 10, 15, 20, 25], 21],
    ['epoch', [0, 0.5, 1, 1.5, 2], 2],
    ['epoch', [1, 2, 3], 3],
    ['epoch,step', ['0,1', '5,2', '10,3'], 11],
  ])('holds its epochs against those trained, not those logged: by %s %j', (axis, places, length) => {
    const rows = places.map((place, k) => `${place},${1 / (k + 1)},${1.2 / (k + 1)}`)
    const [own] = diagnose(`${axis},loss,val_loss\n${rows.join('\n')}\n`)
    if (!own) throw new Error('no run')
    expect(checkRequirement(parseRequirement(`epochs >= ${length}`), own.run, own.best)).toMatchObject({
      ...{ state: 'met', actual: length },
    })
  })

  it.each([
    'val_loss',
    'val_loss <',
    '< 3',
    'a < b',
    'a < 3 at noon',
    'a < 3 < 4',
    '1 < a < 3',
    'a => 3',
    'a >== 3',
    'a <> 3',
    'a != 3',
    'a = 3',
    '0.9 <= a',
    'a >= 0.9 and b < 1',
    'a < 0x10',
    'a < 1 at 2 at 3',
  ])('is refused where it is none: %s', (text) => {
    expect(() => parseRequirement(text)).toThrow(/--require/)
  })

  it.each([
    ['train_loss <= 0.3', 'met', 'train_loss is 0.300 at epoch 4'],
    ['train_loss < 0.3', 'failed', 'train_loss is 0.300 at epoch 4'],
    ['TRAIN_LOSS > 0.9 at 2', 'met', 'train_loss is 1.000 at epoch 2'],
    ['val_loss < 1.1 at best', 'met', 'valid_loss is 1.000 at epoch 2'],
    ['val_loss < 1e9', 'failed', 'valid_loss is NaN at epoch 4'],
    ['val_accuracy >= 0.9', 'met', 'valid_acc(%) is 0.900 at epoch 4'],
    ['epochs >= 4', 'met', 'the log has 4 epochs'],
    ['valid_acc(%) > 90', 'failed', 'valid_acc(%) is 90.00 at epoch 4'],
  ])('%s: %s', (text, state, because) => {
    expect(outcome(text)).toMatchObject({ state, because })
  })

  it.each([
    ['val_f1 > 0.5', /no column "val_f1"; the log has train_loss/],
    ['val_acuracy > 0.5', /no column "val_acuracy" \(did you mean val_accuracy\?\); the log has/],
    ['train_loss < 1 at 9', /no value at epoch 9/],
    ['__proto__ < 1', /no column/],
  ])('is missing, not met: %s', (text, because) => {
    expect(outcome(text)).toMatchObject({ state: 'missing', because: expect.stringMatching(because) })
  })

  const steps = (epoch: (k: number) => string) =>
    [
      'step,epoch,loss',
      ...Array.from({ length: 40 }, (_, k) => `${10 * k},${epoch(k)},${2 - k / 40}`),
      '',
    ].join('\n')
  it.each([
    ['fractions of epochs', steps((k) => (k / 10).toFixed(2)), 'met', 'the log has 4 epochs'],
    ['two epochs', steps((k) => String(Math.floor(k / 20))), 'failed', 'the log has 2 epochs'],
    ['no epoch', steps(() => ''), 'missing', 'the log counts steps and tells no epochs'],
  ])('on epochs is not held against steps: %s', (_, log, state, because) => {
    const [own] = diagnose(log)
    if (!own) throw new Error('no run')
    expect(own.run.axis).toBe(log.includes(',,') || state === 'failed' ? 'step' : 'epoch')
    const asked = checkRequirement(parseRequirement('epochs >= 3'), own.run, own.best)
    expect(asked).toMatchObject({ state, because })
  })

  it.each([
    [0.39, 'failed', 'the log has 1 epoch'],
    [3, 'met', 'the log has 3 epochs'],
  ])('on epochs counts those that the Trainer tells of: %d', (last, state, because) => {
    const entry = (k: number) => ({
      epoch: (last * (k + 1)) / 39,
      step: 10 * (k + 1),
      loss: 3 - k / 39,
      learning_rate: 1e-5,
    })
    const [own] = diagnose(JSON.stringify({ log_history: Array.from({ length: 39 }, (_, k) => entry(k)) }))
    if (!own) throw new Error('no run')
    expect(own.run.axis).toBe('step')
    const asked = checkRequirement(parseRequirement('epochs >= 3'), own.run, own.best)
    expect(asked).toMatchObject({ state, because })
  })

  const table = (name: string, cell: (k: number) => number | string, epochs = 12) =>
    [
      `epoch,loss,val_loss,${name}`,
      ...Array.from({ length: epochs }, (_, k) => `${k},${2 - k / 20},${2.1 - k / 20},${cell(k)}`),
      '',
    ].join('\n')
  it.each([
    ['val_f1', (k) => 10 + 3 * k, '>= 0.9', 'failed', 'val_f1 is 0.430 at epoch 11'],
    ['val_f1', (k) => 10 + 3 * k, '>= 40%', 'met', 'val_f1 is 0.430 at epoch 11'],
    ['val_f1', (k) => 10 + 3 * k, '> 42', 'met', 'val_f1 is 43.00 at epoch 11'],
    ['val_f1', (k) => 0.1 + k / 20, '>= 0.5', 'met', 'val_f1 is 0.650 at epoch 11'],
    ['val_mAP50', (k) => 10 + 3 * k, '>= 0.9', 'failed', 'val_mAP50 is 0.430 at epoch 11'],
    ['val_psnr', (k) => 10 + k, '>= 1', 'met', 'val_psnr is 21.00 at epoch 11'],
    ['val_f1', (k) => (k < 11 ? 0.95 : 'inf'), '>= 0.9', 'failed', 'val_f1 is inf at epoch 11'],
    ['lr', (k) => (k < 11 ? 0.95 : '-inf'), '< 0.9', 'failed', 'lr is -inf at epoch 11'],
    [
      'val_f1',
      (k) => (k < 3 ? 0.95 : ''),
      '>= 0.9',
      'missing',
      'val_f1 ends at epoch 2, the log at epoch 11',
    ],
    [
      'val_f1',
      (k) => (k < 1 ? 0.95 : ''),
      '>= 0.9',
      'missing',
      'val_f1 ends at epoch 0, the log at epoch 11',
    ],
    ['val_f1', (k) => (k % 5 === 4 ? 0.95 : ''), '>= 0.9', 'met', 'val_f1 is 0.950 at epoch 9'],
    ['val_f1', (k) => (k === 11 ? 0.95 : ''), '>= 0.9', 'met', 'val_f1 is 0.950 at epoch 11'],
    ['val_f1', (k) => (k < 3 ? 0.95 : ''), '>= 0.9 at 2', 'met', 'val_f1 is 0.950 at epoch 2'],
  ] satisfies [string, (k: number) => number | string, string, string, string][])(
    'is not met by a value that cannot be right: %s %s %s',
    (name, cell, rest, state, because) => {
      const [own] = diagnose(table(name, cell))
      if (!own) throw new Error('no run')
      expect(checkRequirement(parseRequirement(`${name} ${rest}`), own.run, own.best)).toMatchObject({
        state,
        because,
      })
    },
  )

  it('names no curve that is not there, and twenty columns at most', () => {
    const names = Array.from({ length: 30 }, (_, k) => `m${k}`)
    const [wide] = diagnose(`epoch,loss,${names.join(',')}\n1,1,${names.join(',').replaceAll('m', '')}\n`)
    if (!wide) throw new Error('no run')
    const { because } = checkRequirement(parseRequirement('val_accuracy > 0.5'), wide.run, wide.best)
    expect(because).toMatch(/^no column "val_accuracy"; the log has loss, m0, .*, m18 and 11 more$/)
  })
})
