import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { buildRun, type ColumnChoice } from '../../src/run/build.js'
import type { Reading } from '../../src/run/reading.js'
import type { Curves } from '../../src/run/run.js'

/** Columns by name; one number is one point at the end, nothing told is three points. */
function pick(columns: readonly string[] | Readonly<Record<string, number>>, choice: ColumnChoice = {}) {
  const lengths = Array.isArray(columns)
    ? columns.map((name: string) => [name, 3] as const)
    : Object.entries(columns)
  const phase = {
    columns: lengths.map(([name, length]) => ({
      name,
      x: [1, 2, 3].slice(3 - length),
      y: [0.9, 0.8, 0.7].slice(3 - length),
      percent: false,
    })),
  }
  const reading: Reading = { axis: 'epoch', phases: [phase], notes: [] }
  const { curves, notes } = buildRun({ name: 'a', title: 'a' }, 'csv', reading, phase, choice)
  const names = Object.fromEntries(Object.entries(curves).map(([curve, { name }]) => [curve, name]))
  return { curves, names, says: notes.map(({ because }) => because).join('; ') }
}
const expectCurves = (
  names: Readonly<Record<string, string>>,
  expected: { [curve in keyof Curves]?: string },
) => expect(names).toEqual(expected)

describe('pickCurves', () => {
  it('prefers the head to an auxiliary one', () => {
    const { names } = pick(['loss', 'aux.acc_seg', 'decode.acc_seg'])
    expect(names.trainAccuracy).toBe('decode.acc_seg')
  })

  it('holds an accuracy over instances against none over classes', () => {
    const both = pick(['train_instance_acc', 'test_class_acc', 'test_instance_acc'])
    expect(both.names).toEqual({
      trainAccuracy: 'train_instance_acc',
      validationAccuracy: 'test_instance_acc',
    })
    const odd = pick(['train_instance_acc', 'val_class_acc'])
    expect(odd.names).toEqual({ validationAccuracy: 'val_class_acc' })
    expect(odd.says).toContain('train_instance_acc and val_class_acc are not of one kind')
  })

  it('says which of several sets of validation data is judged', () => {
    const { says } = pick(['loss', 'eval_squad_loss', 'eval_nli_loss'])
    expect(says).toContain(
      'assumed: eval_nli_loss is to be judged; eval_squad_loss is not (--val-loss names the one meant)',
    )
    const loaders = ['train_loss', 'val_loss/dataloader_idx_0', 'val_loss/dataloader_idx_1']
    expect(pick(loaders).says).toContain('val_loss/dataloader_idx_1 is not')
    expect(pick(['loss', 'val_loss', 'val_box_loss', 'val_cls_loss']).says).not.toContain('to be judged')
    const named = pick(['loss', 'eval_squad_loss', 'eval_nli_loss'], { validationLoss: 'eval_squad_loss' })
    expect(named.says).not.toContain('to be judged')
  })

  it('says so where one of several sets is judged by its count, or the loss and the accuracy are of two sets', () => {
    expect(pick(['loss', 'val_loss', 'val2_loss']).says).toContain(
      'val_loss is to be judged; val2_loss is not',
    )
    const apart = ['loss', 'eval_squad_loss', 'eval_nli_loss', 'eval_squad_accuracy']
    expect(pick(apart).says).toContain(
      'eval_nli_loss and eval_squad_accuracy are of different sets (nli and squad)',
    )
    expect(pick(apart, { validationLoss: 'eval_squad_loss' }).says).not.toContain('different sets')
    for (const names of [
      ['loss', 'eval_squad_loss', 'eval_squad_accuracy'],
      ['loss', 'val_loss', 'val_box_loss', 'val_mask_accuracy'],
      ['loss', 'eval_nli_loss', 'eval_squad_accuracy'],
    ])
      expect(pick(names).says).not.toContain('different sets')
  })

  it('prefers the mean to the sum that an Estimator of TensorFlow prints beside it', () => {
    const { names } = pick(['loss', 'eval loss', 'eval average_loss'])
    expect(names).toEqual({ trainLoss: 'loss', validationLoss: 'eval average_loss' })
  })

  it('finds all four curves of a Keras log', () => {
    expectCurves(pick(['accuracy', 'loss', 'val_accuracy', 'val_loss', 'lr']).names, {
      trainLoss: 'loss',
      validationLoss: 'val_loss',
      trainAccuracy: 'accuracy',
      validationAccuracy: 'val_accuracy',
    })
  })

  it.each([
    [
      'the whole loss to its parts',
      ['box_loss', 'cls_loss', 'loss', 'val_box_loss', 'val_loss'],
      'loss',
      'val_loss',
    ],
    ['a loss to a measure of distance', ['mae', 'loss', 'val_mae', 'val_loss'], 'loss', 'val_loss'],
    ['epochs to steps', ['train_loss_step', 'train_loss_epoch', 'val_loss'], 'train_loss_epoch', 'val_loss'],
    ['a quantity that both splits have', ['train_loss', 'train_mse', 'val_mse'], 'train_mse', 'val_mse'],
    ['a name with its split', ['loss', 'train_loss', 'val_loss'], 'train_loss', 'val_loss'],
    [
      'the likelihood to the divergence',
      ['train_nll_loss', 'train_kl_loss', 'val_nll_loss', 'val_kl_loss'],
      'train_nll_loss',
      'val_nll_loss',
    ],
  ])('prefers %s', (_, columns, trainLoss, validationLoss) => {
    expect(pick(columns).names).toMatchObject({ trainLoss, validationLoss })
  })

  it('prefers the accuracy of the first guess to that of five', () => {
    expect(pick(['val_loss', 'val_acc5', 'val_acc1']).names.validationAccuracy).toBe('val_acc1')
    expect(pick(['val_loss', 'val_top1', 'val_top5']).names.validationAccuracy).toBe('val_top1')
  })

  it('judges by the parts of a loss where there is no whole', () => {
    expect(pick(['train/box_loss', 'val/box_loss']).names).toEqual({
      trainLoss: 'train/box_loss',
      validationLoss: 'val/box_loss',
    })
  })

  it('does not take bests, rates and times for curves', () => {
    expect(pick(['train_loss', 'best_val_loss', 'lr', 'val_time']).names).toEqual({ trainLoss: 'train_loss' })
  })

  it('takes the test set where there is no validation, and says so', () => {
    const { names, says } = pick(['train_loss', 'test_loss', 'train_acc', 'test_acc'])
    expect(names).toMatchObject({ validationLoss: 'test_loss', validationAccuracy: 'test_acc' })
    expect(says).toContain('no validation curve; test_loss of the test data stands for it')
  })

  it('leaves the test set alone where there is validation', () => {
    const { names, says } = pick(['train_loss', 'val_loss', 'test_loss'])
    expect(names.validationLoss).toBe('val_loss')
    expect(says).not.toContain('stands for it')
  })

  it('does not take one test at the end for a validation curve', () => {
    expect(pick({ train_loss: 3, test_loss: 1 }).names).toEqual({ trainLoss: 'train_loss' })
  })

  it('does not take the mean over the run that closes a log for its curve', () => {
    expect(pick({ loss: 3, eval_loss: 3, train_loss: 1 }).names).toEqual({
      trainLoss: 'loss',
      validationLoss: 'eval_loss',
    })
  })

  it('does not take an error for an accuracy', () => {
    expect(pick(['train_loss', 'val_loss', 'train_top1_err', 'val_top1_err']).names).toEqual({
      trainLoss: 'train_loss',
      validationLoss: 'val_loss',
    })
  })

  it.each([
    ['val_loss', 'Val_Loss'],
    ['Val_Loss', 'val_loss'],
    ['val loss', 'val_loss'],
  ])('says that of %s and %s only one is judged', (first, second) => {
    const { names, says } = pick(['loss', first, second])
    expect(names.validationLoss).toBe(first)
    expect(says).toContain(
      `${first} is judged; ${second}, called alike, is not (--val-loss names the one meant)`,
    )
    expect(pick(['loss', first, second], { validationLoss: second }).says).not.toContain('called alike')
    expect(pick(['loss', first, 'val_mse']).says).not.toContain('called alike')
  })

  it('says when the losses are not the same quantity', () => {
    const { names, says } = pick(['train_loss', 'val_mae'])
    expect(names).toEqual({ trainLoss: 'train_loss', validationLoss: 'val_mae' })
    expect(says).toContain('train_loss and val_mae are not the same quantity')
  })
})

describe('the columns that the user names', () => {
  it('are taken before any name is read', () => {
    const choice = { trainLoss: 'val_b', validationLoss: 'b', trainAccuracy: 'p', validationAccuracy: 'q' }
    const { curves, names } = pick(['loss', 'val_loss', 'b', 'val_b', 'p', 'q'], choice)
    expect(names).toEqual(choice)
    expect(curves.trainLoss).toMatchObject({ split: 'train', quantity: 'loss', goal: 'lower' })
    expect(curves.validationLoss).toMatchObject({ split: 'validation', quantity: 'loss', goal: 'lower' })
    expect(curves.trainAccuracy).toMatchObject({
      split: 'train',
      quantity: 'accuracy',
      goal: 'higher',
      unit: 'fraction',
    })
    expect(curves.validationAccuracy).toMatchObject({ split: 'validation', quantity: 'accuracy' })
  })

  it('are found whatever their case and the blanks around them', () => {
    expect(pick(['Loss A', 'val_loss'], { trainLoss: ' loss a ' }).names.trainLoss).toBe('Loss A')
  })

  it('are found by exact case first', () => {
    expect(pick(['LOSS', 'loss', 'val_loss'], { trainLoss: 'loss' }).names.trainLoss).toBe('loss')
  })

  it('are refused where their case leaves two of them', () => {
    const choose = () => pick(['loss', 'Val_Loss', 'val_loss'], { validationLoss: 'VAL_LOSS' })
    expect(choose).toThrow('a: --val-loss "VAL_LOSS" may be any of Val_Loss, val_loss')
    expect(pick(['loss', 'Val_Loss', 'val_loss'], { validationLoss: 'val_loss' }).names.validationLoss).toBe(
      'val_loss',
    )
  })

  it.each([
    ['trainLoss', '--train-loss'],
    ['validationLoss', '--val-loss'],
    ['trainAccuracy', '--train-acc'],
    ['validationAccuracy', '--val-acc'],
  ])('must exist: %s', (curve, flag) => {
    const wrong = () => pick(['loss', 'val_loss'], { [curve]: 'nope' })
    expect(wrong).toThrow(UserError)
    expect(wrong).toThrow(`no column "nope" for ${flag}`)
    expect(wrong).toThrow(expect.objectContaining({ hint: expect.stringContaining('loss, val_loss') }))
  })

  it('leave the other curves to their names', () => {
    expect(pick(['a', 'loss', 'val_loss', 'acc'], { validationLoss: 'a' }).names).toEqual({
      trainLoss: 'loss',
      validationLoss: 'a',
      trainAccuracy: 'acc',
    })
  })

  it.each([
    ['trainLoss', 'mse', 'validationLoss', 'val_mse'],
    ['validationLoss', 'val_mse', 'trainLoss', 'mse'],
  ] as const)('are not set beside another quantity: %s is %s', (curve, name, other, twin) => {
    const { curves, names } = pick(['loss', 'val_loss', 'mse', 'val_mse'], { [curve]: name })
    expect(names[curve]).toBe(name)
    if (names[other] !== twin) expect(curves[other]?.quantity).not.toBe(curves[curve]?.quantity)
  })
})
