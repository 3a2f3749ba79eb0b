import { describe, expect, it } from 'vitest'
import { isCommonName, isPlainMetric, type Meaning, readName, splitOfWord } from '../../src/run/names.js'

/** `split kind quantity`, a dash where the name tells no split. */
const told = ({ split, kind, quantity }: Meaning) => `${split ?? '-'} ${kind} ${quantity}`

describe('readName', () => {
  it('takes the first loader of Lightning for the validation', () => {
    expect(told(readName('val_loss/dataloader_idx_0'))).toBe('validation total loss')
    expect(told(readName('val_acc/dataloader_idx_0'))).toBe('validation score accuracy')
    expect(readName('val_loss/dataloader_idx_1').kind).not.toBe('total')
  })

  it('knows one of several sets by the number behind the word for it', () => {
    expect(told(readName('val2_loss'))).toBe('validation total loss')
    expect(told(readName('valid1_acc'))).toBe('validation score accuracy')
    expect(readName('value2_loss').split).toBeUndefined()
  })

  it.each(['accuracy_loss', 'acc_loss', 'val_accuracy_loss', 'Acc/loss'])('takes %s for a loss', (name) => {
    expect(readName(name)).toMatchObject({ kind: 'part', goal: 'lower' })
    expect(readName(name).quantity).not.toBe('accuracy')
  })

  it.each(['batch_cost', 'data_cost', 'time_cost', 'reader_cost', 'avg_batch_cost', 'train/batch_cost'])(
    'takes %s for a time',
    (name) => {
      expect(readName(name)).toMatchObject({ kind: 'other', goal: 'none' })
    },
  )

  it.each([
    'val_loss',
    'loss_val',
    'loss/val',
    'val/loss',
    'val.loss',
    'val-loss',
    'val loss',
    'VAL_LOSS',
    'Validation Loss',
    'ValLoss',
    'valLoss',
    'valloss',
    'valid_loss',
    'validation_loss',
    'eval_loss',
    'evaluation/loss',
    'dev_loss',
    'devloss',
    'cv_loss',
    'Loss (val)',
    'Loss [val]',
    'Avg. Val Loss',
    'val_loss_epoch',
    'val_total_loss',
  ])('reads %j as the validation loss', (name) => {
    expect(told(readName(name))).toBe('validation total loss')
    expect(readName(name).goal).toBe('lower')
  })

  it.each([
    'train_loss',
    'Train Loss',
    'TRAIN_LOSS',
    'trainLoss',
    'trainloss',
    'training_loss',
    'loss_train',
    'Loss/train',
    'tr_loss',
    'learn_loss',
    'train_loss_step',
    'train_loss_epoch',
    'loss (train)',
  ])('reads %j as the training loss', (name) => {
    expect(told(readName(name))).toBe('train total loss')
  })

  it.each([
    ['loss', '- total loss'],
    ['Loss', '- total loss'],
    ['total_loss', '- total loss'],
    ['epoch_loss', '- total loss'],
    ['running_loss', '- total loss'],
    ['cost', '- total loss'],
    ['loss_curve_', '- total loss'],
    ['MultiClass', '- total logloss'],
    ['MultiClassOneVsAll', '- total logloss'],
    ['test_loss', 'test total loss'],
    ['Loss/test', 'test total loss'],
    ['val_mse', 'validation total mse'],
    ['mean_squared_error', '- total mse'],
    ['val_root_mean_squared_error', 'validation total rmse'],
    ['mean_absolute_error', '- total mae'],
    ['cross_entropy', '- total crossentropy'],
    ['log_loss', '- total logloss'],
    ['valid-logloss', 'validation total logloss'],
    ['nll', '- total nll'],
    ['val_ppl', 'validation total ppl'],
    ['heldout_ppl', 'test total ppl'],
    ['-ELBO', '- total nelbo'],
    ['neg_elbo', '- total nelbo'],
    ['train ELBO loss', 'train total nelbo'],
    ['validation lm loss value', 'validation total loss'],
    ['Test set loss', 'test total loss'],
    ['value_loss', '- part value_loss'],
    ['box_loss', '- part box_loss'],
    ['train/box_loss', 'train part box_loss'],
    ['eval_b_loss', 'validation part b_loss'],
    ['val_out_a_loss', 'validation part out_a_loss'],
    ['loss_ctc', '- part loss_ctc'],
    ['kl_loss', '- part kl_loss'],
    ['g_loss', '- part g_loss'],
  ])('reads the loss %j', (name, expected) => {
    expect(told(readName(name))).toBe(expected)
    expect(readName(name).goal).toBe('lower')
  })

  it.each([
    ['acc', '-'],
    ['accuracy', '-'],
    ['Accuracy/train', 'train'],
    ['valid_acc(%)', 'validation'],
    ['Valid Acc.', 'validation'],
    ['Val Acc %', 'validation'],
    ['acc_val', 'validation'],
    ['test_acc', 'test'],
    ['testacc', 'test'],
    ['binary_accuracy', '-'],
    ['val_sparse_categorical_accuracy', 'validation'],
    ['sparse_top_k_categorical_accuracy', '-'],
    ['balanced_accuracy', '-'],
    ['mean_token_accuracy', '-'],
    ['metrics/accuracy_top1', '-'],
    ['eval_top1', 'validation'],
    ['top1', '-'],
    ['top-1', '-'],
    ['acc@1', '-'],
    ['Prec@1', '-'],
  ])('reads the accuracy %j', (name, split) => {
    expect(told(readName(name))).toBe(`${split} score accuracy`)
    expect(readName(name).goal).toBe('higher')
  })

  it.each([
    ['valid_acc(%)', 'percent'],
    ['Acc [%]', 'percent'],
    ['Val Acc %', 'percent'],
    ['val_acc_percent', 'percent'],
    ['val_f1_pct', 'percent'],
    ['pct_correct_accuracy', 'percent'],
    ['valErrorPercentage', 'percent'],
    ['val_mean_absolute_percentage_error', 'plain'],
    ['gpu_util_percent', 'plain'],
    ['loss_pct', 'plain'],
    ['val_acc', 'plain'],
  ])('reads the unit in %j', (name, unit) => {
    expect(readName(name).unit).toBe(unit)
  })

  it.each([
    'error',
    'err',
    'error_rate',
    'val_error_rate',
    'test_error',
    'merror',
    'wer',
    'train_cer',
    'top1_err',
    'top5_error',
    'val_top1_error',
    'classification_error',
  ])('reads %j as an error, where less is better', (name) => {
    expect(readName(name)).toMatchObject({ kind: 'score', goal: 'lower' })
  })

  it.each([
    'f1',
    'val_f1_score',
    'macro_f1',
    'roc_auc',
    'auc_1',
    'average_precision',
    'mAP',
    'metrics/mAP50-95(B)',
    'recall@5',
    'val_mean_iou',
    'mIoU',
    'dice',
    'kappa',
    'mcc',
    'r2',
    'bleu',
    'psnr',
    'oof_score',
  ])('reads the score %j, where more is better', (name) => {
    expect(readName(name)).toMatchObject({ kind: 'score', goal: 'higher' })
  })

  it.each(['fid', 'lpips', 'val_brier', 'ece', 'hausdorff'])(
    'reads the score %j, where less is better',
    (name) => {
      expect(readName(name)).toMatchObject({ kind: 'score', goal: 'lower' })
    },
  )

  it.each([
    'lr',
    'learning_rate',
    'Learning Rate',
    'LearningRate',
    'lr-Adam',
    'lr/pg0',
    'x/lr0',
    'grad_norm',
    'loss_scale',
    'weight_decay',
    'best_val_loss',
    'best_acc',
    'val_loss_std',
    'val_loss__MIN',
    'final_loss',
    'epoch',
    'step',
    'time',
    'epoch_time',
    'eval_time',
    'train_runtime',
    'eval_samples_per_second',
    'n_train',
    'n_parameters',
    'interval',
    'valuation',
    'max_mem',
    'temperature',
    'train',
    'val',
    '',
    '目標?',
  ])('does not take %j for a measure of quality', (name) => {
    expect(readName(name)).toMatchObject({ kind: 'other', goal: 'none' })
  })

  it.each(['interval', 'valuation', 'value_loss', 'trainer', 'evaluator', 'contest_loss'])(
    'finds no split inside a word of %j',
    (name) => {
      expect(readName(name).split).toBeUndefined()
    },
  )

  it('reads the same quantity from a training name and its validation twin', () => {
    for (const name of [
      'loss',
      'accuracy',
      'mae',
      'out_a_loss',
      'f1_score',
      'auc_1',
      'top1',
      'cross_entropy',
    ]) {
      const bare = readName(name)
      for (const twin of [readName(`val_${name}`), readName(`${name}/val`), readName(`Validation ${name}`)]) {
        expect(twin).toMatchObject({ split: 'validation', quantity: bare.quantity, goal: bare.goal })
      }
    }
  })

  it('takes the spread of LightGBM for none, and scores for a score', () => {
    expect(readName('valid binary_logloss-stdv').kind).toBe('other')
    expect(told(readName('validation_scores_'))).toBe('validation score scores')
  })
})

describe('names of boosting libraries', () => {
  it.each([
    ["training's binary_logloss", 'train total logloss'],
    ["valid_1's l2", 'validation total mse'],
    ["valid_0's l1", 'validation total mae'],
    ["cv_agg's auc", 'validation score agg_auc'],
    ['validation_0-rmse', 'validation total rmse'],
    ['validation_1-merror', 'validation score error'],
    ['eval-mlogloss', 'validation total mlogloss'],
    ['train-error', 'train score error'],
    ['learn loss', 'train total loss'],
    ['test1 loss', '- part test1_loss'],
    ['l2_loss', '- part l2_loss'],
    ['val_10_loss', 'validation part 10_loss'],
  ])('%s', (name, meaning) => {
    expect(told(readName(name))).toBe(meaning)
  })
})

describe('isPlainMetric', () => {
  it.each([
    'loss',
    'Train Loss',
    'val acc',
    'Acc@1',
    'F1 score',
    'f1-score',
    'valid ppl',
    'cross entropy loss',
    'macro f1',
    'avg loss',
  ])('is %s', (name) => {
    expect(isPlainMetric(name)).toBe(true)
  })

  it.each([
    '',
    'train',
    'lr',
    'best loss',
    'improved loss',
    'the accuracy was',
    'loss after',
    'time',
    'loss weight',
  ])('is not %j', (name) => {
    expect(isPlainMetric(name)).toBe(false)
  })
})

describe('names of small letters', () => {
  const parts = [
    'val',
    'loss',
    'l1',
    'vloss',
    't',
    'tloss',
    'cost',
    'batch',
    'held',
    'out',
    'value',
    'acc5',
    'set',
    '1',
  ]
  const names = parts.flatMap((first) =>
    parts.flatMap((second) =>
      ['_', ' ', ''].flatMap((between) => [`${first}${between}${second}`, `${first} ${second}_loss`]),
    ),
  )

  it('are read as others are', () => {
    const { customaryPercent: _, ...empty } = readName('loss')
    expect(empty.kind).toBe('total')
    for (const name of names) {
      const { customaryPercent: _, ...plain } = readName(name)
      const { customaryPercent: __, ...other } = readName(`\t${name}`)
      expect({ name, ...plain }).toEqual({ name, ...other })
    }
  })
})

describe('common names', () => {
  it('are epochs, losses and accuracies, alone or of a split', () => {
    expect(['epoch', 'loss', 'val_acc', 'test_accuracy'].every(isCommonName)).toBe(true)
    expect(['epochs', 'config/loss', 'Loss', 'val_f1', 't_loss'].some(isCommonName)).toBe(false)
  })
})

describe('splitOfWord', () => {
  it.each([
    ['val', 'validation'],
    ['held-out', 'test'],
    ['Train', 'train'],
    ['history', undefined],
    ['val'.repeat(100), undefined],
  ])('%s: %s', (word, split) => {
    expect(splitOfWord(word)).toBe(split)
  })
})

describe('words for a split', () => {
  it.each([
    ['dev-ppl', 'validation', 'ppl'],
    ['heldout_nll', 'test', 'nll'],
    ['held_out_loss', 'test', 'loss'],
    ['eval/xent', 'validation', 'xent'],
    ['cv_loss', 'validation', 'loss'],
    ['cross_val_loss', 'validation', 'loss'],
    ['cross-validation loss', 'validation', 'loss'],
    ['holdout acc', 'validation', 'accuracy'],
    ['hold_out_loss', 'validation', 'loss'],
    ['valppl', 'validation', 'ppl'],
    ['evalloss', 'validation', 'loss'],
    ['valset loss', 'validation', 'loss'],
    ['testset_acc', 'test', 'accuracy'],
    ['cross_entropy', undefined, 'crossentropy'],
    ['threshold_loss', undefined, 'threshold_loss'],
  ])('%s: %s %s', (name, split, quantity) => {
    expect([readName(name).split, readName(name).quantity]).toEqual([split, quantity])
  })
})
