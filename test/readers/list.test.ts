import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { readers } from '../../src/readers/list.js'
import { readSource } from '../../src/readers/read.js'
import { buildRun } from '../../src/run/build.js'
import { decode } from '../../src/source/decode.js'
import { Source } from '../../src/text/source.js'

const BAR = '━'.repeat(20)
/** A little log in each format, with NaN, missing values and a second run where the format can hold them. */
const SAMPLES: Readonly<Record<string, string>> = {
  mlflow: '1700000000000 1.5 0\n1700000000500 nan 1\n1700000000900 1.25 2\n',
  notebook:
    '{"nbformat": 4, "cells": [{"outputs": [{"output_type": "stream", "text": ["Epoch 1/2\\n2/2 - 1s - loss: 1.5\\n", "Epoch 2/2\\n2/2 - 1s - loss: 1.25\\n"]}]}]}',
  'history-json':
    '{"loss": [1.5, 1.25, NaN], "accuracy": [0.5, 0.75, 0.75], "val_loss": [1.625, 1.5, 1.75], "lr": [0.1, 0.1, 0.01]}',
  'records-json':
    '[{"epoch": 1, "loss": 1.5, "val": {"loss": 1.625}}, {"epoch": 2, "loss": null, "val": {"loss": Infinity}}]',
  jsonl:
    '{"epoch": 1, "train_loss": 1.5, "val_loss": 1.625}\n{"epoch": 2, "train_loss": 1.25, "val_loss": null}\n{"epoch": 3, "train_l',
  tidy: 'epoch,metric,value\n1,train_loss,1.5\n1,val_loss,1.625\n2,train_loss,nan\n2,val_loss,\n',
  'keras-csv':
    'epoch,accuracy,loss,val_accuracy,val_loss\r\n0,0.5,1.5,NA,NA\r\n1,0.75,1.25,0.5,1.5\r\n0,0.5,nan,NA,NA\r\n1,0.75,1.0,0.5,1.25\r\n',
  csv: '# run 7\nEpoch;Train Loss;Valid Loss;"Valid Acc";Time\n1;1,5;1,625;"50,5%";00:12\n2;1,25;;60%;00:12\n',
  'hf-trainer-state':
    '{"epoch": 2.0, "log_history": [{"epoch": 1.0, "loss": 1.5, "grad_norm": NaN, "step": 10}, {"epoch": 1.0, "eval_loss": 1.625, "eval_runtime": 0.1, "step": 10}, {"epoch": 2.0, "loss": 0.0, "grad_norm": NaN, "step": 20}, {"epoch": 2.0, "step": 20, "train_loss": 1.2, "train_runtime": 9.5}]}',
  'hf-console': [
    "\r 50%|#####     | 10/20 [00:01<00:01, 9.9it/s]\r      \r{'loss': '1.5', 'grad_norm': 'nan', 'epoch': '1'}",
    "{'eval_loss': 1.625, 'eval_accuracy': tensor(0.5, device='cuda:0'), 'eval_runtime': 0.1, 'epoch': 1.0}",
    "{'loss': 1.25, 'learning_rate': 1e-05, 'epoch': 2.0}",
    "{'train_runtime': 9.5, 'train_loss': 1.4, 'epoch': 2.0}",
  ].join('\n'),
  'llama-factory':
    '{"current_steps": 5, "total_steps": 10, "loss": 1.5, "lr": 0.1, "epoch": 0.5, "elapsed_time": "0:00:01"}\n{"current_steps": 5, "total_steps": 10, "eval_loss": 1.625, "epoch": 0.5, "elapsed_time": "0:00:02"}\n{"current_steps": 10, "total_st',
  mmengine:
    '{"lr": 0.1, "data_time": 0.1, "loss": 1.5, "time": 0.2, "epoch": 1, "iter": 5, "step": 5}\n{"accuracy/top1": 50.0, "loss": NaN, "data_time": 0.1, "time": 0.2, "step": 1}\n',
  detectron2:
    '{"data_time": 0.1, "iteration": 19, "total_loss": 1.5}\n{"bbox/AP": NaN, "iteration": 39, "total_loss": 1.25, "validation_loss": 1.5}\n',
  fairseq: [
    "2020-01-01 00:00:00 | INFO | valid | epoch 001 | valid on 'valid' subset | loss 1.625 | ppl 3.08 | num_updates 10",
    '2020-01-01 00:00:00 | INFO | train | epoch 001 | loss 1.5 | ppl 2.83 | num_updates 10 | lr 0.1',
    '2020-01-01 00:00:00 | INFO | train | {"epoch": 2, "train_loss": "1.25", "train_num_updates": "20"}',
  ].join('\n'),
  flair: [
    '2021-02-20 12:00:00,124 epoch 1 - iter 4/43 - loss 1.75',
    '2021-02-20 12:00:00,124 EPOCH 1 done: loss 1.5 - lr 0.1',
    '2021-02-20 12:00:01,124 DEV : loss 1.625 - f1-score (micro avg)  0.5',
  ].join('\n'),
  spacy: [
    'E    #       LOSS NER  TAG_ACC  SCORE ',
    '---  ------  --------  -------  ------',
    '  0       0     36.00     0.00    0.00',
    '  0     200      1.50    50.00    0.50',
  ].join('\n'),
  'xgboost-json': '{"train": {"logloss": [1.5, 1.25]}, "eval": {"logloss": [1.625, NaN]}}',
  'lightgbm-json':
    '{"training": {"binary_logloss": [1.5, 1.25]}, "valid_1": {"binary_logloss": [1.625, null]}}',
  'catboost-json':
    '{"meta": {"learn_sets": ["learn"], "test_sets": ["test"], "learn_metrics": [{"name": "RMSE", "best_value": "Min"}], "test_metrics": [{"name": "RMSE", "best_value": "Min"}]}, "iterations": [{"iteration": 0, "learn": [1.5], "test": ["nan"]}, {"iteration": 1, "learn": [1.25], "test": [1.5]}]}',
  'catboost-tsv': 'iter\tLogloss\tAUC\n0\t1.5\t0.5\n1\t1.25\tnan\n',
  'sklearn-loss-curve': '{"loss_curve_": [1.5, 1.25], "validation_scores_": [0.5, 0.75]}',
  'lightning-csv':
    'epoch,lr-Adam,step,train_loss_epoch,train_loss_step,val_loss\r\n,0.1,0,,,\r\n0,,4,,1.75,\r\n0,,9,,,1.625\r\n0,,9,1.5,,\r\n1,,14,,nan,\r\n0,,4,,1.5,\r\n',
  'ultralytics-csv':
    '   epoch,  train/box_loss,  train/cls_loss,  metrics/mAP50(B),  val/box_loss,  val/cls_loss,  lr/pg0\n   0,  1.5,  0.5,  0,  0,  0,  0.01\n   1,  1.25,  nan,  0.1,  1.5,  0.5,  0.01\n   0,  1,  1,  0,  0,  0,  0.01\n',
  'ultralytics-txt': [
    '       0/2     1.86G       1.5       0.5      0.25      2.25        14       640         0         0         0         0         0         0         0',
    '       1/2     1.86G      1.25       0.5      0.25         2        14       640       0.5       0.5      0.25       0.1       1.5       0.5      -inf',
  ].join('\n'),
  'ultralytics-console': [
    '      Epoch    GPU_mem   box_loss   cls_loss  Instances       Size',
    '       1/2      2.46G        1.5       0.25         20        640: 100%|██████████| 8/8',
    '                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100%|██████████| 1/1',
    '                   all        128        929        0.5       0.25        0.5      0.375',
  ].join('\n'),
  'timm-csv':
    'epoch,train_loss,lr\r\n0,1.5,0.1\r\n1,1.25,1.5,50,90,0.1\r\nepoch,train_loss,eval_loss,eval_top1,eval_top5,lr\r\n0,nan,1.5,50.0,90.0,0.1\r\n1,1,0.1\r\n',
  'fastai-csv':
    'epoch,train_loss,valid_loss,accuracy,time\n0,1.5,1.625,0.5,00:01\n1,nan,None,#na#,1:00:01\nepoch,train_loss,valid_loss,accuracy,time\n0,1,1,1,00:01\n',
  'fastai-console':
    '█\repoch     train_loss  valid_loss  accuracy  time    \n█\rEpoch 1/2 : |██--| 50.00% [1/2 00:00<00:00 1.5]\r         \r0         1.500000    1.625000    0.500000  00:01     \n1         nan         1.500000    0.500000  00:01     \n',
  'flair-tsv':
    'EPOCH\tTIMESTAMP\tLEARNING_RATE\tTRAIN_LOSS\tDEV_LOSS\tDEV_F1\n1\t12:33:21\t0.1000\t1.5\t1.625\t0.5\n2\t12:34:21\t0.1000\tnan\t_\t_\n',
  'dvclive-tsv': 'timestamp\tstep\tloss\n1650000000000\t0\t1.5\n1650000000100\t1\tnan\n',
  'tensorboard-export': 'Wall time,Step,Value\r\n1650000000.5,0,1.5\r\n1650000001.5,1,nan\r\n',
  'wandb-csv':
    '"Step","one - 1 - train/loss","one - 1 - train/loss__MIN","one - 1 - train/loss__MAX","two - train/loss","two - train/loss__MIN","two - train/loss__MAX"\n"0","1.5","1.5","1.5","","",""\n"1","NaN","NaN","NaN","2","2","2"\n',
  'deit-log':
    '{"train_lr": 0.1, "train_loss": 1.5, "test_loss": 1.625, "test_acc1": 0.5, "epoch": 0, "n_parameters": 9}\n{"train_lr": 0.1, "train_loss": NaN, "test_loss": NaN, "test_acc1": 10.0, "epoch": 1, "n_parameters": 9}\n{"train_lr": 0.1, "tra',
  skorch:
    '  epoch    train_loss    valid_loss    cp     dur\n-------  ------------  ------------  ----  ------\n      1        \u001b[36m1.5000\u001b[0m        \u001b[32m1.6250\u001b[0m     +  0.0100\n      2        nan        1.5000        0.0100\n',
  'keras-console': [
    'Epoch 1/2',
    `\u001b[1m1/2\u001b[0m \u001b[32m━━\u001b[0m \u001b[1m1s\u001b[0m 9ms/step - loss: 1.7500\b\b\b\r\u001b[1m2/2\u001b[0m ${BAR} 1s 9ms/step - loss: 1.5000 - val_loss: 1.6250`,
    '',
    'Epoch 1: val_loss improved from None to 1.62500, saving model to best.keras',
    'Epoch 2/2',
    `2/2 ${BAR} 1s 9ms/step - loss: nan - val_loss: 1.5000`,
    'Epoch 2: early stopping',
  ].join('\n'),
  'lightning-console': [
    'Sanity Checking DataLoader 0: 100%|##| 2/2 [00:00<00:00, 27.37it/s]',
    'Epoch 0: 100%|##| 20/20 [00:01<00:00, 11.05it/s, v_num=0, train_loss_step=1.980]',
    'Validation DataLoader 0: 100%|##| 2/2 [00:00<00:00, 27.37it/s]',
    'Epoch 0: 100%|##| 20/20 [00:01<00:00, 11.05it/s, v_num=0, train_loss_step=1.980, val_loss=1.880, train_loss_epoch=nan.0]',
    'Epoch 1:  25%|# | 5/20 [00:01<00:00, 11.05it/s, v_num=0, train_loss_step=1.750, val_loss=1.880, train_loss_epoch=2.150]',
  ].join('\r'),
  'xgboost-console':
    '[12:34:56] WARNING: src/learner.cc:767: Parameters: { "n" } are not used.\n[0]\ttrain-logloss:0.60000\teval-logloss:nan\n[1]\ttrain-logloss:0.50000\teval-logloss:0.58000\nStopping. Best iteration:\n[0]\ttrain-logloss:0.60000\teval-logloss:0.59000\n',
  'lightgbm-console':
    "[LightGBM] [Info] Total Bins 808\n[1]\ttraining's l2: 0.6\tvalid_1's l2: 0.61\n[2]\ttraining's l2: 0.5\tvalid_1's l2: nan\nEarly stopping, best iteration is:\n[1]\ttraining's l2: 0.6\tvalid_1's l2: 0.61\n",
  'catboost-console':
    '0:\tlearn: 0.6000000\ttest: 0.6100000\tbest: 0.6100000 (0)\ttotal: 52.9ms\tremaining: 3.12s\n1:\tlearn: 0.5000000\ttest: nan\tbest: 0.6100000 (0)\ttotal: 53ms\tremaining: 3s\n\nbestTest = 0.61\nbestIteration = 0\n',
  'sklearn-console':
    'Iteration 1, loss = 2.35390269\nValidation score: 0.191667\nIteration 2, loss = nan\nValidation score: 0.241667\nIteration 1, loss = 1.5\n',
  console:
    'Loading data\nEpoch 1/2 - loss 1.5, acc 50.5% - val: loss 1.625, acc 40%\nsaving to best_1.625.pt\nEpoch 2/2 - loss nan, acc 51% - val: loss 1.5, acc 40%\nEpoch 1/2 - loss 1.5, acc 50% - val: loss 1.6, acc 40%\n',
}
const samples = Object.entries(SAMPLES)
/** Formats of bytes or of directories. */
const WITHOUT_TEXT = ['catboost-info', 'dvclive', 'split-files', 'tensorboard']
/** They would read what more particular readers before them read better. */
const GENERAL: ReadonlySet<string> = new Set([...['csv', 'jsonl', 'records-json', 'history-json', 'console']])
const placeOf = (id: string) => readers.findIndex((reader) => reader.id === id)

/** Reads a text to the end and checks what every reading must hold. Only a UserError may stop it. */
function readThrough(text: string): void {
  const source = new Source('log', text)
  try {
    const { format, reading } = readSource(source)
    for (const phase of reading.phases) {
      for (const { name, x, y } of phase.columns) {
        const ascends = x.every((at, k) => Number.isFinite(at) && (k === 0 || at > (x[k - 1] ?? at)))
        if (y.length !== x.length || !ascends) throw new Error(`${name}: ${x.length} x, ${y.length} y`)
      }
      buildRun(source, format, reading, phase)
    }
  } catch (error) {
    if (!(error instanceof UserError) || error.message === '') throw error
  }
}

describe('the list of readers', () => {
  it('has a sample here for each reader', () => {
    expect([...Object.keys(SAMPLES), ...WITHOUT_TEXT].sort()).toEqual(readers.map(({ id }) => id).sort())
  })

  it.each(samples)('reads the sample of %s in its format', (id, text) => {
    const { format, reading } = readSource(new Source('log', text))
    expect(format).toBe(id)
    expect(reading.phases.length).toBeGreaterThan(0)
  })

  it.each(
    readers.flatMap((reader) =>
      samples
        .filter(([id]) => id !== reader.id && !(GENERAL.has(reader.id) && placeOf(id) < placeOf(reader.id)))
        .map(([id, text]) => ({ reader, id, text })),
    ),
  )('$reader.id does not recognise the sample of $id', ({ reader, text }) => {
    expect(reader.recognises(new Source('log', text))).toBe(false)
  })

  it.each([
    ['nothing', ''],
    ['prose', 'Dear all,\nthe loss of the shipment, and its cost, are known.\nYours'],
    ['a configuration', 'model:\n  name: resnet18\n  loss: cross_entropy\nepochs: 20\nlr: 0.1\n'],
    [
      'a JSON configuration',
      '{"model": "resnet18", "lr": 0.1, "layers": [64, 128], "optimizer": {"name": "adam"}}',
    ],
    ['source code', 'import torch\n\ndef loss(x, y):\n    return (x - y) ** 2\n\nprint(loss(1, 2))\n'],
    ['a page', '<!doctype html>\n<html><body><p>loss, accuracy</p></body></html>\n'],
    ['predictions', 'id,label,prediction\n1,cat,dog\n2,dog,dog\n'],
    ['a list of numbers', '[1, 2, 3]'],
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:0a1b\nsize 12345\n'],
  ])('no reader recognises %s', (_, text) => {
    const source = new Source('log', text)
    expect(readers.filter((reader) => reader.recognises(source)).map(({ id }) => id)).toEqual([])
  })
})

describe('any text', () => {
  it.each(samples)('may be cut anywhere: %s', (_, text) => {
    for (let end = 0; end <= text.length; end++) readThrough(text.slice(0, end))
    for (let start = 0; start <= text.length; start++) readThrough(text.slice(start))
  })

  it('may be a sample with pieces of others in it', () => {
    const piece = fc.tuple(fc.constantFrom(...Object.values(SAMPLES)), fc.nat(400), fc.nat(40))
    const part = piece.map(([text, from, length]) =>
      text.slice(from % text.length, (from % text.length) + length),
    )
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(SAMPLES)), fc.nat(400), part, (text, at, foreign) => {
        readThrough(text.slice(0, at) + foreign + text.slice(at))
      }),
      { seed: 21, numRuns: 400 },
    )
  })

  it('may be any mixture of the words of logs', () => {
    const words = [
      ...[
        'epoch',
        'loss',
        'val_loss',
        'acc',
        '"',
        '""',
        "'",
        ',',
        ';',
        '\t',
        '|',
        '#',
        ' - ',
        ':',
        '%',
        '{',
        '}',
        '[',
        ']',
      ],
      ...[
        '\n',
        '\r',
        '\r\n',
        ' ',
        '0',
        '1',
        '2.5',
        '-3e-4',
        'nan',
        'inf',
        'NA',
        'None',
        'NaN',
        '\\',
        '\u001b[1m',
        '\b',
      ],
      ...[
        'Epoch 1/2\n',
        '2/2 - 1s - loss: 0.5',
        '{"epoch": 1, "loss": 2}\n',
        'epoch,loss\n',
        '0,0.5\n',
        '\ufeff',
        '\u0000',
      ],
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (parts) =>
        readThrough(parts.join('')),
      ),
      { seed: 22, numRuns: 800 },
    )
  })

  it('may be no text at all', () => {
    fc.assert(
      fc.property(fc.uint16Array({ maxLength: 200 }), (codes) => readThrough(String.fromCharCode(...codes))),
      { seed: 23, numRuns: 500 },
    )
  })

  it('may be any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          readThrough(decode('log', bytes))
        } catch (error) {
          if (!(error instanceof UserError)) throw error
        }
      }),
      { seed: 24, numRuns: 500 },
    )
  })

  it.each([
    ['an epoch of very many digits', `Epoch ${'0'.repeat(300_000)}x\nEpoch 2/2\n`],
    ['a cell of blanks in a bracket', `epoch,loss\n0,(${' '.repeat(300_000)}x\n1,0.5\n`],
    ['a name of very many brackets', JSON.stringify({ ['('.repeat(300_000)]: [1, 2], loss: [1, 2] })],
    ['very many quotes that are not closed', `{${'"\\'.repeat(300_000)}`],
    ['arrays within arrays', `{"loss": [${'['.repeat(20_000)}${']'.repeat(20_000)}, 1, 2]}`],
    ['a line of a million blanks', `Epoch 1/2${' '.repeat(1e6)}x`],
    ['a hundred thousand empty cells', `epoch,loss\n${','.repeat(1e5)}`],
    ['a line of very many slashes', `epoch 1 loss ${'1/'.repeat(300_000)}`],
    ['very many words before a value', `epoch 1 ${'loss '.repeat(300_000)}: 1`],
    ['very many names with values', `epoch 1 ${'loss: 1 '.repeat(300_000)}`],
    ['short lines of very many dots', `${'a.'.repeat(900)}\n`.repeat(300)],
    ['short lines of very many numbers', `${'epoch 1 loss: 1, '.repeat(110)}\n`.repeat(300)],
    ['progress bars without an end', `Epoch 1: 1%|${' '.repeat(15_000)}\r`.repeat(20)],
    ['very many opened brackets', `${'loss ('.repeat(300)}\n`.repeat(300)],
    ['very many headings of Lightning', 'Epoch 1: 1%|'.repeat(100_000)],
  ])(
    'is answered before the time of a test is over, which is too short for a square of its size: %s',
    (_, text) => {
      expect(() => readThrough(text)).not.toThrow()
    },
  )
})
