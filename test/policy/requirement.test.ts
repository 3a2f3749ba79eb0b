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
    ['train_loss < 0.5', { column: 'train_loss', operator: '<', value: 0.5, at: 'last' }],
    ['val_acc>=90% at best', { column: 'val_acc', operator: '>=', value: 0.9, at: 'best' }],
    ['  loss <= 1e-3 at 12 ', { column: 'loss', operator: '<=', value: 0.001, at: 12 }],
    ['a b == -2 at last', { column: 'a b', operator: '==', value: -2, at: 'last' }],
    ['p(x>3) >= 0.5', { column: 'p(x>3)', operator: '>=', value: 0.5, at: 'last' }],
    ['a->b < 2 at best', { column: 'a->b', operator: '<', value: 2, at: 'best' }],
  ])('is read: %s', (text, expected) => {
    expect(parseRequirement(text)).toMatchObject(expected)
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

  it('names no curve that is not there, and twenty columns at most', () => {
    const names = Array.from({ length: 30 }, (_, k) => `m${k}`)
    const [wide] = diagnose(`epoch,loss,${names.join(',')}\n1,1,${names.join(',').replaceAll('m', '')}\n`)
    if (!wide) throw new Error('no run')
    const { because } = checkRequirement(parseRequirement('val_accuracy > 0.5'), wide.run, wide.best)
    expect(because).toMatch(/^no column "val_accuracy"; the log has loss, m0, .*, m18 and 11 more$/)
  })
})
