import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'
import { readShort } from './short.js'

const times = (count: number, lines: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${lines(k + 1)}\n`).join('')

/** The only run of a log. */
const run = (text: string) => {
  const { runs } = readShort(text)
  expect(runs.length).toBe(1)
  return runs[0]
}

describe('an evaluation in a console is no training', () => {
  it.each([
    ['Evaluate on test set: loss', 'test loss'],
    ['Evaluation on the dev set: loss', 'dev loss'],
    ['Results on validation: loss', 'validation loss'],
    ['Performance on the held-out set: loss', 'held-out loss'],
    ['Evaluate: loss', 'Evaluate loss'],
    ['Testing on validation data: loss', 'validation loss'],
    ['[eval] loss', 'eval loss'],
    ['Validation finished. loss', 'Validation loss'],
    ['After evaluation, loss', 'evaluation loss'],
    ['Evaluating model...\nloss', 'Evaluating loss'],
    ['Now evaluating on the dev set\nloss', 'dev loss'],
    ['Running validation at epoch %\nloss', 'validation loss'],
    ['evaluation on val loss', 'val loss'],
  ])('behind %j', (said, name) => {
    expect(run(times(3, (k) => `Epoch ${k}: loss ${k}.5\n${said.replace('%', String(k))} ${k}.25`))).toEqual({
      loss: '1: 1.5, 2: 2.5, 3: 3.5',
      [name]: '1: 1.25, 2: 2.25, 3: 3.25',
    })
  })

  it('below a heading of its own', () => {
    expect(
      run(times(3, (k) => `Epoch ${k}: loss ${k}.5\nEvaluating on the validation set...\nloss ${k}.25`)),
    ).toEqual({ loss: '1: 1.5, 2: 2.5, 3: 3.5', 'validation loss': '1: 1.25, 2: 2.25, 3: 3.25' })
  })

  it('before the words that say so', () => {
    expect(run(times(3, (k) => `Epoch ${k}: loss ${k}.5\nloss: ${k}.25 on validation`))).toEqual({
      loss: '1: 1.5, 2: 2.5, 3: 3.5',
      'validation loss': '1: 1.25, 2: 2.25, 3: 3.25',
    })
  })

  it('in steps that are counted anew below its heading, as of PaddlePaddle', () => {
    const text = `The loss value printed in the log is the current step, and the metric is the average value of previous steps.\n${times(
      3,
      (k) =>
        `Epoch ${k}/3\nstep 10/20 [=>...] - loss: 9.5 - acc: 0.125 - 5ms/step\nstep 20/20 [====] - loss: ${k}.5 - acc: 0.5 - 5ms/step\nEval begin...\nstep 5/5 [====] - loss: ${k}.25 - acc: 0.75 - 4ms/step\nEval samples: 100`,
    )}`
    expect(run(text)).toEqual({
      loss: '1: 1.5, 2: 2.5, 3: 3.5',
      acc: '1: 0.5, 2: 0.5, 3: 0.5',
      'Eval loss': '1: 1.25, 2: 2.25, 3: 3.25',
      'Eval acc': '1: 0.75, 2: 0.75, 3: 0.75',
    })
  })

  it('but steps that go on counting are of the training again', () => {
    const text = times(3, (k) => `Evaluation\nloss: ${k}.25\nstep ${k * 100}/300 loss ${k}.5`)
    expect(run(text)).toEqual({
      loss: '100: 1.5, 200: 2.5, 300: 3.5',
      'Evaluation loss': '100: 2.25, 200: 3.25',
    })
  })

  it('in the outputs of the net of Caffe', () => {
    const text = times(
      3,
      (k) =>
        `I0101 10:00:00.1 1 solver.cpp:330] Iteration ${k}00, Testing net (#0)\nI0101 10:00:00.1 1 solver.cpp:397]     Test net output #0: accuracy = 0.5\nI0101 10:00:00.1 1 solver.cpp:397]     Test net output #1: loss = ${k}.25 (* 1 = ${k}.25 loss)\nI0101 10:00:00.1 1 solver.cpp:218] Iteration ${k}00 (5 iter/s, 1s/100 iters), loss = ${k}.5\nI0101 10:00:00.1 1 solver.cpp:237]     Train net output #0: loss = ${k}.75 (* 1 = ${k}.75 loss)`,
    )
    expect(run(text)).toEqual({
      'Test accuracy': '100: 0.5, 200: 0.5, 300: 0.5',
      'Test loss': '100: 1.25, 200: 2.25, 300: 3.25',
      loss: '100: 1.5, 200: 2.5, 300: 3.5',
      'Train loss': '100: 1.75, 200: 2.75, 300: 3.75',
    })
  })

  it('of the averaged weights beside those of the weights', () => {
    const text = times(
      3,
      (k) =>
        `Epoch: [${k}]  [0/9]  eta: 0:00:10  loss: 9.5 (${k}.5)\nTest:  [8/9]  eta: 0:00:01  loss: 9.5 (${k}.25)\nTest:  Acc@1 50.5\nTest: EMA  [8/9]  eta: 0:00:01  loss: 9.5 (${k}.125)\nTest: EMA Acc@1 60.5`,
    )
    expect(run(text)).toEqual({
      loss: '1: 1.5, 2: 2.5, 3: 3.5',
      'Test loss': '1: 1.25, 2: 2.25, 3: 3.25',
      'Test Acc@1': '1: 50.5, 2: 50.5, 3: 50.5',
      'Test EMA loss': '1: 1.125, 2: 2.125, 3: 3.125',
      'Test EMA Acc@1': '1: 60.5, 2: 60.5, 3: 60.5',
    })
  })

  it('of Megatron-LM, and its loss goes before its perplexity', () => {
    const text = times(
      3,
      (k) =>
        ` iteration ${k}00/ 300 | lm loss: ${k}.5E+00 | loss scale: 65536.0 |\n validation loss at iteration ${k}00 on validation set | lm loss value: ${k}.25E+00 | lm loss PPL: 9.5E+00 |`,
    )
    expect(run(text)).toEqual({
      'lm loss': '100: 1.5, 200: 2.5, 300: 3.5',
      'validation lm loss value': '100: 1.25, 200: 2.25, 300: 3.25',
      'validation lm loss PPL': '100: 9.5, 200: 9.5, 300: 9.5',
    })
  })
})

describe('lines behind a star', () => {
  it('are of an evaluation beside lines of the training, which is said', () => {
    const { runs, says } = readShort(
      times(
        3,
        (k) =>
          `Epoch: [${k}][0/9] loss 9.5 (9.5)\nAveraged stats: loss: 9.5 (${k}.5)\n* Acc@1 50.5 loss ${k}.25`,
      ),
    )
    expect(runs).toEqual([
      {
        loss: '1: 1.5, 2: 2.5, 3: 3.5',
        'val Acc@1': '1: 50.5, 2: 50.5, 3: 50.5',
        'val loss': '1: 1.25, 2: 2.25, 3: 3.25',
      },
    ])
    expect(says).toContain('assumed: lines behind a star are of the validation data')
  })

  it('are of the training where another of the epoch is of the evaluation', () => {
    const text = times(
      3,
      (k) =>
        `Epoch: [${k}][0/9] Loss 9.5 (${k}.5) Acc@1 1.5 (1.5)\n * Acc@1 60.5\nTest: [0/9] Loss 9.5 (${k}.25) Acc@1 1.5 (1.5)\n * Acc@1 50.5`,
    )
    expect(run(text)).toEqual({
      Loss: '1: 1.5, 2: 2.5, 3: 3.5',
      'Acc@1': '1: 60.5, 2: 60.5, 3: 60.5',
      'Test Loss': '1: 1.25, 2: 2.25, 3: 3.25',
      'Test Acc@1': '1: 50.5, 2: 50.5, 3: 50.5',
    })
  })

  it('are left out where two of an epoch do not say of which data they are', () => {
    const { runs, says } = readShort(times(4, (k) => `Epoch ${k} loss ${k}.5\n * Acc 60.5\n * Acc 50.5`))
    expect(runs).toEqual([{ loss: '1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5' }])
    expect(says).toContain('do not say of which data: left out')
  })
})

describe('the lines before the end of an epoch are of that epoch', () => {
  const steps = (k: number) => `iter 10: loss ${k}.25\niter 20: loss ${k}.75`
  const losses = '1: 1.5, 2: 2.5, 3: 3.5'

  it.each([
    ['End of epoch %: val_loss 0.5'],
    ['Epoch % finished, val_loss 0.5'],
    ['Epoch [%/3] validation loss: 0.5'],
    ['val_loss 0.5\nEpoch % took 12s'],
  ])('%j', (end) => {
    const { runs } = readShort(times(3, (k) => `${steps(k)}\n${end.replace('%', String(k))}`))
    expect(runs.map(({ loss }) => loss)).toEqual([losses])
  })

  it('and what comes after the last is left out, which is said', () => {
    const { runs, says } = readShort(
      `${times(3, (k) => `${steps(k)}\nEnd of epoch ${k}: val_loss 0.5`)}${steps(4)}\n`,
    )
    expect(runs).toEqual([{ loss: losses, val_loss: '1: 0.5, 2: 0.5, 3: 0.5' }])
    expect(says).toContain('2 lines after the end of the last epoch left out')
  })

  it('in each of several runs', () => {
    const fold = times(3, (k) => `${steps(k)}\nEpoch ${k} complete, val_loss 0.5`)
    const { runs } = readShort(`Fold 1\n${fold}Fold 2\n${fold}`)
    expect(runs.map(({ loss }) => loss)).toEqual([losses, losses])
  })

  it('but not where the log was cut at its head', () => {
    const { runs } = readShort(`${steps(4)}\n${times(3, (k) => `Epoch ${k + 4}/9\n${steps(k)}`)}`)
    expect(runs).toEqual([{ loss: '5: 1.5, 6: 2.5, 7: 3.5' }])
  })

  it('though not where such a line stands above the first and below the last, which is said', () => {
    const { runs, says } = readShort(
      `val loss: 9.5\n${times(3, (k) => `Epoch ${k}: loss ${k}.5\nval loss: ${k}.5`)}`,
    )
    expect(runs).toEqual([{ loss: losses, 'val loss': losses }])
    expect(says).toContain('assumed: what comes before the first epoch is of none: val loss')
  })

  it('though lines below the beginning of an epoch are of it', () => {
    const { runs } = readShort(
      `Validation loss: 9.5\n${times(3, (k) => `Epoch ${k}/3\n${steps(k)}\nValidation loss: ${k}.5`)}`,
    )
    expect(runs).toEqual([{ loss: losses, 'Validation loss': losses }])
  })
})

describe('lines that tell a name of an epoch once more and not of which data', () => {
  const losses = '1: 1.5, 2: 2.5, 3: 3.5'

  it.each([
    ['below the line of the epoch', (k: number) => `Epoch ${k} loss ${k}.5\nScored it\nloss ${k}.25`],
    ['above the line of the epoch', (k: number) => `loss ${k}.25\nEpoch ${k} loss ${k}.5`],
    ['with more than the first', (k: number) => `Epoch ${k} loss ${k}.5\nEpoch ${k} loss ${k}.25 acc 0.5`],
  ])('are left out, which is said: %s', (_, line) => {
    const { runs, says } = readShort(times(3, line))
    expect(runs).toEqual([{ loss: losses }])
    expect(says).toContain('lines of two kinds tell loss of one epoch and do not say of which data')
  })

  it('keep what says it', () => {
    const { runs } = readShort(times(3, (k) => `Epoch ${k} loss ${k}.5\nEpoch ${k} loss 9.5 val_acc 0.${k}`))
    expect(runs).toEqual([{ loss: losses, val_acc: '1: 0.1, 2: 0.2, 3: 0.3' }])
  })

  it('are of one kind where some epochs tell more than others', () => {
    const { runs, says } = readShort(
      times(4, (k) => `Epoch ${k} loss ${k}.5${k % 2 ? '' : ` val_loss ${k}.25`}`),
    )
    expect(runs).toEqual([{ loss: `${losses}, 4: 4.5`, val_loss: '2: 2.25, 4: 4.25' }])
    expect(says).not.toContain('two kinds')
  })

  it('are left out in a log of steps', () => {
    const { runs } = readShort(times(3, (k) => `step ${k}00 loss ${k}.5\nloss ${k}.25`))
    expect(runs).toEqual([{ loss: '100: 1.5, 200: 2.5, 300: 3.5' }])
  })
})

describe('a heading behind what a logger or another word says', () => {
  it('says of which data the scores below it are, as in RecBole', () => {
    const { points, curves } = readPoints(
      times(
        3,
        (k) =>
          `Sat 23 Apr 2022 00:39:0${k} INFO  epoch ${k} training [time: 20.51s, train loss: ${k}.5]\nSat 23 Apr 2022 00:39:0${k} INFO  epoch ${k} evaluating [time: 0.97s, valid_score: 0.${k}]\n23 Apr 00:39    INFO  valid result: \nrecall@10 : 0.${k}5    mrr@10 : 0.25    `,
      ),
    )
    expect(points['valid recall@10']).toBe('1: 0.15, 2: 0.25, 3: 0.35')
    expect(curves().every((curve) => curve.includes('loss') || curve.includes('validation'))).toBe(true)
  })

  it('also where its first word is no part of it, as in UniRec', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `[INFO] SASRec-x: epoch ${k} training [time: 37.51s, train loss: ${k}.5]\n[INFO] SASRec-x: complete scores on valid set: \nndcg@10:0.${k}5 ndcg@20:0.25`,
      ),
    )
    expect(points).toMatchObject({
      'train loss': '1: 1.5, 2: 2.5, 3: 3.5',
      'valid ndcg@10': '1: 0.15, 2: 0.25, 3: 0.35',
    })
  })
})

describe('Caffe', () => {
  it('is not taken for scikit-learn, though it prints the loss of an iteration in the same words', () => {
    const at = 'I0509 19:45:41.120270 20669 solver.cpp:266] '
    const { format, points, curves } = readPoints(
      times(
        3,
        (k) =>
          `${at}Iteration ${k}000, Testing net (#0)\n${at}    Test net output #0: accuracy = 0.${k}5\n${at}    Test net output #1: loss = ${k}.5 (* 1 = ${k}.5 loss)\n${at}Iteration ${k}000, loss = ${k}.25`,
      ),
    )
    expect(format).toBe('console')
    expect(points).toMatchObject({
      'Test accuracy': '1000: 0.15, 2000: 0.25, 3000: 0.35',
      'Test loss': '1000: 1.5, 2000: 2.5, 3000: 3.5',
      loss: '1000: 1.25, 2000: 2.25, 3000: 3.25',
    })
    expect(curves()).toContain('loss: train loss')
  })
})

describe('evaluations of COCO', () => {
  const block = (ap: string) =>
    [
      ` Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = ${ap}`,
      ' Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.750',
      ' Average Precision  (AP) @[ IoU=0.75      | area=   all | maxDets=100 ] = 0.100',
      ' Average Precision  (AP) @[ IoU=0.50:0.95 | area= small | maxDets=100 ] = -1.000',
      ' Average Recall     (AR) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.300\n',
    ].join('\n')
  const epoch = (k: number, evaluation: string) =>
    `Epoch: [${k}]  [ 0/30]  eta: 0:00:10  lr: 0.005  loss: ${k}.5 (${k}.25)  time: 0.4\nTest:  [ 0/20]  eta: 0:00:05  model_time: 0.1 (0.1)\n${evaluation}`

  it('are of the epoch above them, what they measure in their names', () => {
    const { runs, says } = readShort(
      [1, 2, 3]
        .map((k) => epoch(k, `IoU metric: bbox\n${block(`0.${k}25`)}IoU metric: segm\n${block(`0.${k}75`)}`))
        .join(''),
    )
    expect(runs[0]?.loss).toBe('1: 1.25, 2: 2.25, 3: 3.25')
    expect(runs[0]?.['val bbox AP']).toBe('1: 0.125, 2: 0.225, 3: 0.325')
    expect(runs[0]?.['val segm AP']).toBe('1: 0.175, 2: 0.275, 3: 0.375')
    expect(runs[0]?.['val bbox AP50']).toBe('1: 0.75, 2: 0.75, 3: 0.75')
    expect(says).toContain('assumed: the average precisions of COCO are of the validation data')
  })

  it('have no curve where nothing was measured', () => {
    const { runs } = readShort([1, 2, 3].map((k) => epoch(k, block('-1.000'))).join(''))
    expect(Object.keys(runs[0] ?? {})).not.toContain('val AP')
  })

  it('are no training by themselves', () => {
    expect(() => readShort(block('0.125') + block('0.250'))).toThrow('not recognised')
  })
})

describe('programs that print values of their own kind', () => {
  it('fb.resnet.torch: errors, not accuracies, and the last line of an epoch is of the test', () => {
    const { runs } = readShort(
      [1, 2, 3]
        .map(
          (k) =>
            ` | Epoch: [${k}][1/1]    Time 2.345  Data 0.123  Err 0.${k}5  top1  ${90 - k}.5  top5  50.000\n | Test: [${k}][1/1]    Time 0.3  Data 0.1  top1  55.0 ( ${60 - k}.5)  top5   8.5 (  8.5)\n * Finished epoch # ${k}     top1:  ${60 - k}.5  top5:   6.5\n`,
        )
        .join(''),
    )
    expect(runs[0]).toMatchObject({
      loss: '1: 0.15, 2: 0.25, 3: 0.35',
      'top1 error': '1: 89.5, 2: 88.5, 3: 87.5',
      'test top1 error': '1: 59.5, 2: 58.5, 3: 57.5',
    })
  })

  it('MONAI: the metric behind an epoch is of the validation', () => {
    const { runs } = readShort(
      [1, 2, 3]
        .map(
          (k) =>
            `epoch ${k} average loss: ${k}.5\ncurrent epoch: ${k} current mean dice: 0.${k} best mean dice: 0.3 at epoch 3\n`,
        )
        .join(''),
    )
    expect(runs).toEqual([
      { 'average loss': '1: 1.5, 2: 2.5, 3: 3.5', 'val mean dice': '1: 0.1, 2: 0.2, 3: 0.3' },
    ])
  })

  it('Deeplearning4j: the score is the loss', () => {
    const { runs } = readShort([0, 10, 20].map((k) => `INFO: Score at iteration ${k} is ${k}.5\n`).join(''))
    expect(runs).toEqual([{ loss: '0: 0.5, 10: 10.5, 20: 20.5' }])
  })
})
