import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'

const times = (count: number, lines: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${lines(k + 1)}\n`).join('')

describe('what a console says of an epoch without its number', () => {
  it('is no number of it, as in the guide of Keras to loops of one’s own', () => {
    const { axis, points } = readPoints(
      times(
        3,
        (k) =>
          `\nStart of epoch ${k - 1}\nTraining loss (for 1 batch) at step 0: ${4 - k}.5\nSeen so far: 64 samples\nTraining acc over epoch: 0.${k}5\nValidation acc: 0.${k}1\nTime taken: 1.25s`,
      ),
    )
    expect(axis).toBe('epoch')
    expect(points).toEqual({
      'Training loss': '0: 3.5, 1: 2.5, 2: 1.5',
      'Training acc': '0: 0.15, 1: 0.25, 2: 0.35',
      'Validation acc': '0: 0.11, 1: 0.21, 2: 0.31',
    })
  })

  it.each([
    ['Training loss (for one batch) at step 0: 1.5', 'Training loss'],
    ['Training acc over epoch: 1.5', 'Training acc'],
    ['train loss per epoch: 1.5', 'train loss'],
    ['val loss epoch: 1.5', 'val loss epoch'],
    ['val loss for epoch: 1.5', 'val loss'],
    ['val loss for the epoch: 1.5', 'val loss'],
  ])('in %j', (line, name) => {
    expect(readPoints(times(3, (k) => `Epoch ${k}\n${line}`)).points).toEqual({
      [name]: '1: 1.5, 2: 1.5, 3: 1.5',
    })
  })

  it.each(['val loss for epoch %: 0.5', 'val loss 0.5 in epoch: %'])('but a number is one in %j', (line) => {
    const { points } = readPoints(times(3, (k) => line.replace('%', String(k))))
    expect(points).toEqual({ 'val loss': '1: 0.5, 2: 0.5, 3: 0.5' })
  })
})

describe('two loops in one epoch', () => {
  const cifar = (loss: number, acc: number, whole: number) =>
    [1, whole]
      .map(
        (done) =>
          ` [====>....]  Step: 60ms | Tot: 25s | Loss: ${done === whole ? loss : 9} | Acc: ${acc}% (1/5) ${done}/${whole} `,
      )
      .join('\r')
  const tqdm = (loss: number, whole: number) =>
    `${[1, whole].map((done) => `100%|████| ${done}/${whole} [00:01<00:00, 9.00it/s, loss=${done === whole ? loss : 9}]`).join('\r')}`
  const both = { loss: '1: 1.5, 2: 2.5, 3: 3.5', 'val loss': '1: 1.25, 2: 2.25, 3: 3.25' }

  it('are told by their lengths, as of the bars of kuangliu', () => {
    const text = times(3, (k) => `\nEpoch: ${k}\n${cifar(k + 0.5, 60, 391)}\n${cifar(k + 0.25, 50, 100)}`)
    const { points, notes } = readPoints(text)
    expect(points).toEqual({
      Loss: both.loss,
      Acc: '1: 60, 2: 60, 3: 60',
      'val Loss': both['val loss'],
      'val Acc': '1: 50, 2: 50, 3: 50',
    })
    expect(notes.join()).toContain('shorter one (100 steps instead of 391) is over the validation data')
  })

  it('of tqdm', () => {
    const { points, notes } = readPoints(
      times(3, (k) => `Epoch ${k}\n${tqdm(k + 0.5, 100)}\n${tqdm(k + 0.25, 20)}`),
    )
    expect(points).toEqual(both)
    expect(notes.join()).toContain('validation')
  })

  it('of batches', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `Epoch ${k}\nbatch 150/300 loss: ${k}.0\nbatch 300/300 loss: ${k + 1}.0\nbatch 25/50 loss: ${k}.0\nbatch 50/50 loss: ${k}.5`,
      ),
    )
    expect(points).toEqual({ loss: '1: 1.5, 2: 2.5, 3: 3.5', 'val loss': '1: 1.25, 2: 2.25, 3: 3.25' })
  })

  it('are not judged where the shorter one comes first, or there are three', () => {
    for (const wholes of [
      [20, 100],
      [100, 20, 30],
    ]) {
      const text = times(
        3,
        (k) => `Epoch ${k}\n${wholes.map((whole) => tqdm(whole === 100 ? k + 0.5 : 7, whole)).join('\n')}`,
      )
      const { points, notes } = readPoints(text)
      expect(points).toEqual({ loss: both.loss })
      expect(notes.join()).toContain('only the longest is read')
    }
  })

  it('below headings of their own', () => {
    const { points } = readPoints(
      times(3, (k) => `Epoch ${k}\n${tqdm(k + 0.5, 100)}\nevaluating\n${tqdm(k + 0.25, 100)}`),
    )
    expect(points).toEqual({ loss: both.loss, 'evaluating loss': both['val loss'] })
  })

  it('of one line each, which do not say of which data', () => {
    const { points, notes } = readPoints(
      times(3, (k) => `Epoch ${k}/3\nLoss: ${k}.5 Acc: 0.5\nLoss: ${k}.25 Acc: 0.25`),
    )
    expect(points).toEqual({ Loss: both.loss, Acc: '1: 0.5, 2: 0.5, 3: 0.5' })
    expect(notes.join()).toContain('the second of them is left out')
  })
})

describe('lines of programs in their own forms', () => {
  it('the evaluations of an Estimator of TensorFlow, at their steps', () => {
    const { axis, points } = readPoints(
      times(
        3,
        (k) =>
          `INFO:tensorflow:loss = ${k}.5, step = ${k}00 (1.2 sec)\nINFO:tensorflow:Saving dict for global step ${k}00: accuracy = 0.5, global_step = ${k}00, loss = ${k}.25`,
      ),
    )
    expect(axis).toBe('step')
    expect(points).toEqual({
      loss: '100: 1.5, 200: 2.5, 300: 3.5',
      'eval accuracy': '100: 0.5, 200: 0.5, 300: 0.5',
      'eval loss': '100: 1.25, 200: 2.25, 300: 3.25',
    })
  })

  it('the steps in brackets of CLU', () => {
    const prefix = 'I1122 10:00:00.123456 139 logging_writer.py:48] '
    for (const before of ['', prefix]) {
      const { axis, points } = readPoints(
        times(
          3,
          (k) =>
            `${before}[${k}00] train_loss=${k}.5, steps_per_second=5.1\n${before}[${k}00] eval_loss=${k}.25`,
        ),
      )
      expect(axis).toBe('step')
      expect(points).toMatchObject({
        train_loss: '100: 1.5, 200: 2.5, 300: 3.5',
        eval_loss: '100: 1.25, 200: 2.25, 300: 3.25',
      })
    }
  })

  it('the thresholds of COCO are no measurements', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `Epoch ${k} loss ${k}.5\n Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.25\n Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.5\n Average Recall     (AR) @[ IoU=0.50:0.95 | area= large | maxDets=  1 ] = 0.75`,
      ),
    )
    expect(points).toEqual({
      loss: '1: 1.5, 2: 2.5, 3: 3.5',
      'val AP': '1: 0.25, 2: 0.25, 3: 0.25',
      'val AP50': '1: 0.5, 2: 0.5, 3: 0.5',
    })
  })

  it('of two values with an arrow between, the new one', () => {
    const { points, notes } = readPoints(
      times(3, (k) => `Epoch ${k}: train loss 9.0 -> ${k}.5, val_loss: 8.0 → ${k}.25 lr => 0.125`),
    )
    expect(points).toEqual({
      'train loss': '1: 1.5, 2: 2.5, 3: 3.5',
      val_loss: '1: 1.25, 2: 2.25, 3: 3.25',
      lr: '1: 0.125, 2: 0.125, 3: 0.125',
    })
    expect(notes).toEqual([
      'assumed: of two values with an arrow between (loss 9.0 -> 1.5) the last is that of the epoch',
    ])
  })
})

describe('a bracket behind a value', () => {
  const [one, two] = ['1: 1.5, 2: 2.5, 3: 3.5', '1: 1.25, 2: 2.25, 3: 3.25']

  it.each([
    ['a difference', '(-0.01)'],
    ['a gain', '(+0.012)'],
    ['a deviation', '(0.02)'],
    ['the best', '(0.81)'],
    ['what was best', '(best 0.3)'],
  ])('is not the value where it is %s', (_, bracket) => {
    const { points } = readPoints(
      times(3, (k) => `Epoch ${k}: train_loss=${k}.5 ${bracket} val_loss=${k}.25 ${bracket}`),
    )
    expect(points).toEqual({ train_loss: one, val_loss: two })
  })

  it('is the best so far where it follows the value', () => {
    const { points } = readPoints(
      'Epoch 1: val_loss 0.9 (0.9)\nEpoch 2: val_loss 0.7 (0.7)\nEpoch 3: val_loss 0.8 (0.7)\n',
    )
    expect(points).toEqual({ val_loss: '1: 0.9, 2: 0.7, 3: 0.8' })
  })

  it('is the mean elsewhere', () => {
    const { points } = readPoints(
      'Epoch 1: loss -0.9 (-0.95)\nEpoch 2: loss -0.7 (-0.75)\nEpoch 3: loss -0.8 (-0.85)\n',
    )
    expect(points).toEqual({ loss: '1: -0.95, 2: -0.75, 3: -0.85' })
  })

  it('says of which data it is', () => {
    const { points } = readPoints(
      times(3, (k) => `Epoch ${k}\naccuracy = 0.${k} (val)\naccuracy = 0.${k}5 (train)`),
    )
    expect(points).toEqual({
      'val accuracy': '1: 0.1, 2: 0.2, 3: 0.3',
      'train accuracy': '1: 0.15, 2: 0.25, 3: 0.35',
    })
  })
})

describe('the data that a value is of', () => {
  const loss = '1: 1.5, 2: 2.5, 3: 3.5'
  const geometric = (rises: boolean) =>
    times(4, (k) => {
      const train = rises ? 0.5 + k / 16 : 0.5 - k / 16
      return `Epoch: 00${k}, Loss: ${5 - k}.5, Train: ${train}, Val: 0.625, Test: 0.5`
    })

  it('is followed by an accuracy in the examples of PyTorch Geometric, which is said', () => {
    const { curves, points, notes } = readPoints(geometric(true))
    expect(points['Train acc']).toBe('1: 0.5625, 2: 0.625, 3: 0.6875, 4: 0.75')
    expect(curves()).toContain('Val acc: validation accuracy')
    expect(notes.join()).toContain('assumed: Train, Val, Test without a name are accuracies')
  })

  it('but not where that of the training falls with the loss, or there is none', () => {
    for (const text of [geometric(false), geometric(true).replace(/ Train: [\d.]+,/g, '')]) {
      const { points, notes } = readPoints(text)
      expect(Object.keys(points)).toEqual(['Loss'])
      expect(notes.join()).toContain('without a name may be losses or scores: left out')
    }
  })

  it('and by percentages in those of OGB', () => {
    const { points } = readPoints(
      times(3, (k) => `Epoch: 0${k}, Loss: ${k}.5, Train: 60.5%, Valid: 50.5% Test: 40.5%`),
    )
    expect(points).toMatchObject({ Loss: loss, 'Valid acc': '1: 50.5, 2: 50.5, 3: 50.5' })
  })

  it.each([
    ['[dev-clean] loss', 'dev-clean loss'],
    ['Accuracy of the model on the validation images:', 'validation Accuracy'],
    ['loss on validation set', 'validation loss'],
    ['Loss of the network on the test set:', 'test Loss'],
  ])('is said by %j', (said, name) => {
    const { points } = readPoints(times(3, (k) => `Epoch ${k} train loss ${k}.5\n${said} ${k}.25`))
    expect(points).toEqual({ 'train loss': loss, [name]: '1: 1.25, 2: 2.25, 3: 3.25' })
  })
})

it('a bar over the whole run is one of its steps', () => {
  const bar = (k: number) => `Steps: ${k}%|█ | ${k}/4 [00:01<00:03, 1.00it/s, lr=1e-5, step_loss=${k}.5]`
  const { axis, points } = readPoints([1, 2, 3, 4].map(bar).join('\r'))
  expect(axis).toBe('step')
  expect(points.step_loss).toBe('1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5')
})

describe('a perplexity', () => {
  it('is of the evaluation below a heading that says so, as of DeepSpeed-Chat', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `***** Beginning of Epoch ${k}/3 *****\nloss: ${k}.5\n***** Evaluating perplexity, Epoch ${k}/3 *****\nppl: 8.5, loss: 2.125`,
      ),
    )
    expect(points).toEqual({
      loss: '1: 1.5, 2: 2.5, 3: 3.5',
      'Evaluating ppl': '1: 8.5, 2: 8.5, 3: 8.5',
      'Evaluating loss': '1: 2.125, 2: 2.125, 3: 2.125',
    })
  })

  it('is of the data of the loss whose exponential it is', () => {
    const { points } = readPoints(
      times(3, (k) => `epoch ${k}: perplexity: 8.9 train_loss: 1.5 eval_loss: 2.19`),
    )
    expect(Object.keys(points)).toEqual(['eval perplexity', 'train_loss', 'eval_loss'])
    const other = readPoints(times(3, (k) => `epoch ${k}: perplexity: 7.5 eval_loss: 2.19`))
    expect(Object.keys(other.points)).toEqual(['perplexity', 'eval_loss'])
  })
})

describe('a bar and a line that tell the same of one epoch', () => {
  it('are not averaged: the line counts', () => {
    const { points, notes } = readPoints(
      times(
        3,
        (k) =>
          `\nEpoch ${k}/3\nTraining: 100%|████| 9/9 [00:01<00:00, 4.97it/s, loss=${k}.25]\nTraining loss: ${k}.5\nValidating: 100%|██| 3/3 [00:01<00:00, 9.52it/s]\nValidation loss: ${k}.75`,
      ),
    )
    expect(points).toEqual({
      'Training loss': '1: 1.5, 2: 2.5, 3: 3.5',
      'Validation loss': '1: 1.75, 2: 2.75, 3: 3.75',
    })
    expect(notes.join()).not.toContain('averaged')
  })
})

describe('a value with its unit', () => {
  it('is one where the name stands before it with a blank', () => {
    const { points } = readPoints(
      times(3, (k) => `epoch ${k}: train_rmse 0.5 | dev_rmse 0.${k}5 m | PSNR 2${k}.5 dB`),
    )
    expect(points).toEqual({
      train_rmse: '1: 0.5, 2: 0.5, 3: 0.5',
      dev_rmse: '1: 0.15, 2: 0.25, 3: 0.35',
      PSNR: '1: 21.5, 2: 22.5, 3: 23.5',
    })
  })
})

describe('a line that is written again and again, and is no bar of tqdm', () => {
  it.each([
    ['with its epoch', '', (k: number) => `Epoch ${k}/3 `],
    ['below its epoch', 'Epoch %/3\n', () => ''],
    ['as of PaddlePaddle', 'Epoch %/3\n', () => 'step '],
  ])('says what it said last, %s', (_, head, of) => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `${head.replace('%', String(k))}\r${of(k)}[10/90] loss: 9.5\r${of(k)}[90/90] loss: ${k}.5\nval_loss: ${k}.7`,
      ),
    )
    expect(points).toEqual({ loss: '1: 1.5, 2: 2.5, 3: 3.5', val_loss: '1: 1.7, 2: 2.7, 3: 3.7' })
  })

  it('but not where carriage returns are all the line breaks there are', () => {
    const { points } = readPoints(
      times(3, (k) => `Epoch ${k}\r[10/90] loss: 1.5\r[50/90] loss: 2\r[90/90] loss: 2.5`).replaceAll(
        '\n',
        '\r',
      ),
    )
    expect(points).toEqual({ loss: '1: 2, 2: 2, 3: 2' })
  })
})
