import { describe, expect, it } from 'vitest'
import { readPoints } from './points.js'

const times = (count: number, lines: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${lines(k + 1)}\n`).join('')

describe('brackets at the beginning of a line', () => {
  it('number the epoch and the batch, as in the DCGAN of PyTorch; its two losses are of the training', () => {
    const { axis, points, curves } = readPoints(
      times(3, (k) =>
        [1, 2]
          .map(
            (batch) =>
              `[${k - 1}/3][${batch}/2]\tLoss_D: ${k}.5\tLoss_G: ${k + batch}.25\tD(x): 0.5\tD(G(z)): 0.6 / 0.01`,
          )
          .join('\n'),
      ),
    )
    expect(axis).toBe('epoch')
    expect(points).toEqual({ Loss_D: '0: 1.5, 1: 2.5, 2: 3.5', Loss_G: '0: 2.75, 1: 3.75, 2: 4.75' })
    expect(curves().every((curve) => !curve.includes('validation'))).toBe(true)
  })

  it('number the epoch where training and validation are told behind one count', () => {
    const text =
      '[ 1/50] train_loss: 0.5 valid_loss: 0.75\n[ 2/50] train_loss: 0.25 valid_loss: 0.5\n...\n[50/50] train_loss: 0.125 valid_loss: 0.25\n'
    const { axis, points } = readPoints(text)
    expect(axis).toBe('epoch')
    expect(points).toEqual({
      train_loss: '1: 0.5, 2: 0.25, 50: 0.125',
      valid_loss: '1: 0.75, 2: 0.5, 50: 0.25',
    })
  })

  it('but one count with a training loss alone may be of batches: the rows are counted', () => {
    const text = [10, 20, 30, 40, 50].map((batch) => `[${batch}/500] train_loss: 0.${batch}\n`).join('')
    expect(readPoints(text).axis).toBe('row')
  })

  it('say of which data a line is, and how it was measured', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `=== Epoch ${k}/3 ===\n[Val Calibrated] macro-F1=0.${k}9 | thresholds=[0.05 0.1]\n[Val Metrics] Loss=0.5 | macro-F1=0.${k}1\nTrain Loss: 0.${k} | Val Loss: 0.5`,
      ),
    )
    expect(points['Val Calibrated macro-F1']).toBe('1: 0.19, 2: 0.29, 3: 0.39')
    expect(points['Val macro-F1']).toBe('1: 0.11, 2: 0.21, 3: 0.31')
  })
})

describe('what Swin Transformer prints', () => {
  const prefix = (line: number) =>
    `[2022-03-14 09:05:16 swin_tiny_patch4_window7_224] (main.py ${line}): INFO `
  const epoch = (k: number) =>
    [
      ...[0, 100].map(
        (batch) =>
          `${prefix(226)}Train: [${k}/300][${batch}/101]\teta 0:10:52 lr 0.000710\ttime 0.6408 (0.6516)\tloss ${k}.1250 (${k}.2500)\tgrad_norm 6.5613 (10.6225)\tmem 14764MB`,
      ),
      `${prefix(234)}EPOCH ${k} training takes 0:13:24`,
      `${prefix(274)}Test: [40/41]\tTime 1.226 (1.226)\tLoss ${k}.5000 (${k}.7500)\tAcc@1 45.400 (39.400)\tMem 14764MB`,
      `${prefix(281)} * Acc@1 3${k}.500 Acc@5 61.000`,
      `${prefix(150)}Accuracy of the network on the 50000 test images: 3${k}.5%`,
      `${prefix(162)}Max accuracy: 39.40%`,
    ].join('\n')

  it('tells its evaluation from its training, each at its epoch', () => {
    const { axis, points, curves } = readPoints([3, 4, 5].map((k) => `${epoch(k)}\n`).join(''))
    expect(axis).toBe('epoch')
    expect(points).toMatchObject({
      'Train loss': '3: 3.25, 4: 4.25, 5: 5.25',
      'Test Loss': '3: 3.75, 4: 4.75, 5: 5.75',
      'Test Acc@1': '3: 33.5, 4: 34.5, 5: 35.5',
    })
    expect(curves()).toEqual(['Train loss: train loss', 'Test Loss: test loss', 'Test Acc@1: test accuracy'])
  })

  it('ends the epoch with the line of its time, where the lines above do not name it', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `${prefix(153)}Train: [${k}/50] lr 0.000259\ttime 0.0195 (0.0450)\tloss 0.5 (0.${k}5)\n${prefix(162)}EPOCH ${k} training takes 0:00:08\n${prefix(96)} * Val Acc 80.${k} Val Loss 0.${k}`,
      ),
    )
    expect(points).toMatchObject({
      'Train loss': '1: 0.15, 2: 0.25, 3: 0.35',
      'Val Loss': '1: 0.1, 2: 0.2, 3: 0.3',
    })
  })
})

describe('the number of an epoch', () => {
  it.each([
    ['Train_Epoch: %/9, Training_Loss: 0.%5', 'Training_Loss'],
    ['Ep.    %|Training_Loss: 0.%5| -saved', 'Training_Loss'],
  ])('is read in %j', (line, name) => {
    const { axis, points } = readPoints(times(3, (k) => line.replaceAll('%', String(k))))
    expect({ axis, points }).toEqual({ axis: 'epoch', points: { [name]: '1: 0.15, 2: 0.25, 3: 0.35' } })
  })
})

describe('programs with lines of their own', () => {
  it('Marian counts updates; what is behind [valid] is of the validation data', () => {
    const { axis, points, curves } = readPoints(
      times(
        3,
        (k) =>
          `[2021-07-17 20:5${k}:21] Ep. 1 : Up. ${k}000 : Sen. 5,529,093 : Cost ${k}.5 : Time 817.42s : 2193.04 words/s : L.r. 3.0000e-04\n[2021-07-17 20:5${k}:31] [valid] Ep. 1 : Up. ${k}000 : cross-entropy : 6${k}.5 : new best\n[2021-07-17 20:5${k}:41] [valid] Ep. 1 : Up. ${k}000 : translation : 2${k}.5 : stalled 1 times (last best: 20.73)`,
      ),
    )
    expect(axis).toBe('step')
    expect(points).toEqual({
      Cost: '1000: 1.5, 2000: 2.5, 3000: 3.5',
      lr: '1000: 0.0003, 2000: 0.0003, 3000: 0.0003',
      'valid cross-entropy': '1000: 61.5, 2000: 62.5, 3000: 63.5',
      'valid translation score': '1000: 21.5, 2000: 22.5, 3000: 23.5',
    })
    expect(curves()).toContain('Cost: train loss')
  })

  it('PaddleOCR tells its evaluations as a current and a best metric: no accuracy of the training', () => {
    const { points } = readPoints(
      times(
        3,
        (k) =>
          `[2021/03/20 11:44:20] root INFO: epoch: [${k}/10], iter: ${k}0, lr: 0.001, loss: 1.${k}, acc: 0.${k}\n[2021/03/20 11:44:33] root INFO: cur metric, acc: 0.${k}5, fps: 120.5\n[2021/03/20 11:44:33] root INFO: best metric, acc: 0.9, fps: 120.5, best_epoch: 1`,
      ),
    )
    expect(points).toMatchObject({ acc: '1: 0.1, 2: 0.2, 3: 0.3', 'eval acc': '1: 0.15, 2: 0.25, 3: 0.35' })
  })

  it('pytorch-CycleGAN-and-pix2pix names its losses by their networks alone', () => {
    const { axis, points, curves } = readPoints(
      times(
        3,
        (k) =>
          `(epoch: ${k}, iters: 100, time: 0.078, data: 3.094) G_GAN: ${k}.5 G_L1: 1.25 D_real: 0.5 D_fake: nan `,
      ),
    )
    expect(axis).toBe('epoch')
    expect(points).toEqual({
      'loss G_GAN': '1: 1.5, 2: 2.5, 3: 3.5',
      'loss G_L1': '1: 1.25, 2: 1.25, 3: 1.25',
      'loss D_real': '1: 0.5, 2: 0.5, 3: 0.5',
      'loss D_fake': '1: NaN, 2: NaN, 3: NaN',
    })
    expect(curves()).toEqual(['loss G_L1: train loss_g_l1'])
  })

  it('fairseq of 2018 counts the steps of its evaluation behind the word for it', () => {
    const { points, curves } = readPoints(
      times(
        3,
        (k) =>
          `| epoch 00${k}  1000 / 8223 loss=9.5 (${k}.5), wps=959, lr=0.001\n| epoch 00${k} | train loss ${k}.5 | train ppl 5.5\n| epoch 00${k} | valid on 'valid' subset  1000 / 1311 loss=8.5\n| epoch 00${k} | valid on 'valid' subset | valid loss ${k}.75 | valid ppl 6.5`,
      ),
    )
    expect(points).toMatchObject({
      'train loss': '1: 1.5, 2: 2.5, 3: 3.5',
      'valid loss': '1: 1.75, 2: 2.75, 3: 3.75',
    })
    expect(Object.keys(points)).not.toContain('loss')
    expect(curves()).toEqual(['train loss: train loss', 'valid loss: validation loss'])
  })

  it('WeNet counts epochs and batches, of the training and of the evaluation', () => {
    const line = (of: string, k: number, loss: number) =>
      `2023-01-30 18:47:07,107 DEBUG ${of} Batch ${k}/100 loss ${loss} loss_att 10.5 lr 0.0003 rank 0`
    const { axis, points, curves } = readPoints(
      times(3, (k) => `${line('TRAIN', k, k + 0.5)}\n${line('CV', k, k + 0.75)}`),
    )
    expect(axis).toBe('epoch')
    expect(points).toMatchObject({
      'TRAIN loss': '1: 1.5, 2: 2.5, 3: 3.5',
      'CV loss': '1: 1.75, 2: 2.75, 3: 3.75',
    })
    expect(curves()).toEqual(['TRAIN loss: train loss', 'CV loss: validation loss'])
  })

  it('icefall tells the loss of a batch and its mean: the mean counts', () => {
    const { points, curves } = readPoints(
      times(
        3,
        (k) =>
          `2022-04-21 08:29:40,058 INFO [train.py:518] Epoch ${k}, batch 50, loss[ctc_loss=9.5, loss=9.25, over 2403 frames.], tot_loss[ctc_loss=1.5, loss=${k}.5, over 477013.18 frames.], batch size: 11\n2022-04-21 08:48:49,529 INFO [train.py:544] Epoch ${k}, validation: ctc_loss=1.5, loss=${k}.75, over 760000 frames.`,
      ),
    )
    expect(points).toMatchObject({
      loss: '1: 1.5, 2: 2.5, 3: 3.5',
      'validation loss': '1: 1.75, 2: 2.75, 3: 3.75',
    })
    expect(curves()).toEqual(['loss: train loss', 'validation loss: validation loss'])
  })

  it('Sockeye counts checkpoints', () => {
    const { axis, points, curves } = readPoints(
      times(
        3,
        (k) =>
          `[INFO:sockeye.training] Epoch[1] Batch [5800]   Speed: 185.09 samples/sec 8671.95 tokens/sec 1.62 updates/sec     perplexity=99.5\n[INFO:sockeye.training] Checkpoint [${k}]  Updates=6000 Epoch=1 Samples=633045 Time-cost=674.813\n[INFO:sockeye.training] Checkpoint [${k}]  Train-perplexity=${k}.5\n[INFO:sockeye.training] Checkpoint [${k}]  Validation-perplexity=${k}.75`,
      ),
    )
    expect(axis).toBe('step')
    expect(points).toEqual({
      'Train-perplexity': '1: 1.5, 2: 2.5, 3: 3.5',
      'Validation-perplexity': '1: 1.75, 2: 2.75, 3: 3.75',
    })
    expect(curves()).toEqual([
      'Train-perplexity: train perplexity',
      'Validation-perplexity: validation perplexity',
    ])
  })

  it('kohya draws one bar of steps over all epochs', () => {
    const bar = (step: number) =>
      `[STDERR] steps:  38%|███▊      | ${step}/96 [13:09<21:55, 21.93s/it, avr_loss=${step}.5]\r`
    const text = [1, 2, 3].map((k) => `\nepoch ${k}/4\n${bar(10 * k + 1)}${bar(10 * k + 2)}`).join('')
    const { axis, points } = readPoints(`${text}\n`)
    expect({ axis, points }).toEqual({
      axis: 'epoch',
      points: { avr_loss: '1: 12, 2: 22, 3: 32' },
    })
  })
})

describe('two runs in a log that was cut off at its beginning', () => {
  it('are two, not one in another order', () => {
    const line = (name: string, k: number) => `${name} Epoch ${k}/20, Train Loss: 0.${k}, Val Loss: 0.${k}5\n`
    const text = [18, 19, 20].map((k) => line('A', k)).join('') + [1, 2, 3].map((k) => line('B', k)).join('')
    const { runs, points } = readPoints(text)
    expect(runs).toBe(2)
    expect(points['Train Loss']).toBe('1: 0.1, 2: 0.2, 3: 0.3')
  })
})

describe('a letter for the epoch', () => {
  it('is one where losses of training and of validation follow', () => {
    const line = (k: number) => `E${k} trn_loss ${k}.5 val_loss ${k}.25`
    const { axis, points } = readPoints(times(3, line))
    expect({ axis, points }).toEqual({
      axis: 'epoch',
      points: { trn_loss: '1: 1.5, 2: 2.5, 3: 3.5', val_loss: '1: 1.25, 2: 2.25, 3: 3.25' },
    })
    expect(readPoints(times(3, (k) => `E${k}: train loss: ${k}.5, valid loss: ${k}.25`)).axis).toBe('epoch')
  })

  it('is none where they do not: it may be that of an experiment', () => {
    expect(() => readPoints(times(3, (k) => `E${k} loss ${k}.5 acc 0.${k}`))).toThrow('not recognised')
  })
})
