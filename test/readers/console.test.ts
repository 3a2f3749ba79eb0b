import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { console } from '../../src/readers/console.js'
import { buildRun } from '../../src/run/build.js'
import { readShort, recognises } from './short.js'

const lines = (...texts: readonly string[]) => `${texts.join('\n')}\n`
const times = (count: number, line: (k: number) => string) =>
  lines(...Array.from({ length: count }, (_, k) => line(k + 1)))

describe('console reads', () => {
  it('a line for each epoch, among lines that are no measurements', () => {
    const { format, axis, runs, notes } = readShort(
      lines(
        'Config: {"lr": 0.1, "loss": 0.5}',
        'Epoch 1/2, Train Loss: 1.5, Val Loss: 1.6, Val Acc: 50.5%',
        'Saving best model (val_loss: 1.6) to out/epoch=1-loss=1.6.ckpt',
        'Epoch 2/2, Train Loss: nan, Val Loss: 1.5, Val Acc: 60%',
        'Training complete in 3m 2s',
        'Best Val Loss: 1.5 (epoch 2)',
        'Loaded the best model of epoch 1: Train Loss: 9, Val Loss: 9, Val Acc: 9%',
      ),
    )
    expect({ format, axis, notes }).toEqual({ format: 'console', axis: 'epoch', notes: [] })
    expect(runs).toEqual([
      { 'Train Loss': '1: 1.5, 2: NaN', 'Val Loss': '1: 1.6, 2: 1.5', 'Val Acc': '1: 50.5, 2: 60' },
    ])
  })

  it('training and validation on lines of their own, each with its epoch', () => {
    const { runs } = readShort(
      times(3, (k) => `Epoch [${k}/3] train loss: ${k}\nEpoch [${k}/3] val loss: ${k + 1}`),
    )
    expect(runs).toEqual([{ 'train loss': '1: 1, 2: 2, 3: 3', 'val loss': '1: 2, 2: 3, 3: 4' }])
  })

  it('blocks of lines below the number of their epoch', () => {
    const { runs } = readShort(
      times(
        3,
        (k) => `Epoch ${k - 1}/2\n----------\ntrain Loss: ${k} Acc: 0.5\nval Loss: ${k + 1} Acc: 0.25\n`,
      ),
    )
    expect(runs).toEqual([
      {
        'train Loss': '0: 1, 1: 2, 2: 3',
        'train Acc': '0: 0.5, 1: 0.5, 2: 0.5',
        'val Loss': '0: 2, 1: 3, 2: 4',
        'val Acc': '0: 0.25, 1: 0.25, 2: 0.25',
      },
    ])
  })

  it('a block whose heading is on a line of its own', () => {
    const { runs } = readShort(
      times(
        3,
        (k) =>
          `Epoch ${k}\nloss: ${k}  [  64/60000]\nTest Error: \n Accuracy: 5${k}.5%, Avg loss: ${k + 1} \n`,
      ),
    )
    expect(runs).toEqual([
      {
        loss: '1: 1, 2: 2, 3: 3',
        'Test Accuracy': '1: 51.5, 2: 52.5, 3: 53.5',
        'Test Avg loss': '1: 2, 2: 3, 3: 4',
      },
    ])
  })

  it('lines that come before the number of their epoch', () => {
    const { runs } = readShort(times(3, (k) => `train loss: ${k}, val loss: ${k + 1}\nEpoch ${k} done`))
    expect(runs).toEqual([{ 'train loss': '1: 1, 2: 2, 3: 3', 'val loss': '1: 2, 2: 3, 3: 4' }])
  })

  it('an evaluation before the first epoch as none of them', () => {
    const { runs } = readShort(
      `test loss: 9, test acc: 0.1\n${times(3, (k) => `Epoch ${k}\ntrain loss: ${k}\ntest loss: ${k + 1}, test acc: 0.5`)}`,
    )
    expect(runs[0]?.['test loss']).toBe('1: 2, 2: 3, 3: 4')
  })

  it('steps as the mean of their epoch where no line tells of whole epochs, and says so', () => {
    const { runs, says } = readShort(
      times(3, (k) => `Epoch [${k}/3], Step [1/2], Loss: ${k}\nEpoch [${k}/3], Step [2/2], Loss: ${k + 1}`),
    )
    expect(runs).toEqual([{ Loss: '1: 1.5, 2: 2.5, 3: 3.5' }])
    expect(says).toBe('up to 2 rows per epoch, averaged: Loss')
  })

  it('no steps where lines tell of whole epochs, even by the same name', () => {
    const { runs, says } = readShort(
      times(3, (k) => ` batch: 1000 loss: 8\n batch: 2000 loss: 7\nEpoch [${k}/3] loss: ${k}`) +
        times(
          3,
          (k) =>
            `Epoch ${k + 3} | Batch 1/2 | Train Loss 9\nEpoch ${k + 3} | Train Loss ${k} | Valid Loss ${k}`,
        ),
    )
    expect(runs[0]?.loss).toBe('1: 1, 2: 2, 3: 3')
    expect(runs[0]?.['Train Loss']).toBe('4: 1, 5: 2, 6: 3')
    expect(says).toContain('9 lines of single steps left aside')
  })

  it('steps as they are numbered where there are no epochs', () => {
    const { axis, runs } = readShort(
      lines(
        'step 0: train loss 4.5, val loss 4.25',
        'iter 0: loss 4.5, time 30.12ms, mfu -100.00%',
        'iter 10: loss 3.5, time 30.12ms, mfu 12.34%',
        'step 250: train loss 1.5, val loss 2.25',
        'saving checkpoint to out',
        'iter 250: loss 2, time 30.12ms, mfu 12.34%',
      ),
    )
    expect(axis).toBe('step')
    expect(runs).toEqual([
      { 'train loss': '0: 4.5, 250: 1.5', 'val loss': '0: 4.25, 250: 2.25', loss: '0: 4.5, 10: 3.5, 250: 2' },
    ])
  })

  it('of meters the last mean of each epoch', () => {
    const line = (epoch: number, step: number, mean: number) =>
      `Epoch: [${epoch}][ ${step}/20]\tTime  0.2 ( 0.3)\tLoss 9.0e+00 (${mean}.0e+00)\tAcc@1  10.00 ( ${mean}.50)`
    const { runs } = readShort(
      times(
        3,
        (k) =>
          `${line(k, 0, 8)}\n${line(k, 10, k)}\nTest: [ 0/5]\tLoss 7.0 (6.0)\n *   Acc@1 68.9 Acc@5 88.5`,
      ),
    )
    expect(runs[0]).toMatchObject({
      Loss: '1: 1, 2: 2, 3: 3',
      'Test Acc@1': '1: 68.9, 2: 68.9, 3: 68.9',
      'Test Loss': '1: 6, 2: 6, 3: 6',
    })
  })

  it('rows where nothing is numbered', () => {
    const { axis, runs } = readShort(times(4, (k) => `Training: loss = ${k}.5 | Val: loss = ${k}`))
    expect(axis).toBe('row')
    expect(runs).toEqual([
      { 'Training loss': '1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5', 'Val loss': '1: 1, 2: 2, 3: 3, 4: 4' },
    ])
    expect(
      readShort(times(4, (k) => `Training Loss: ${k}\n\nModel evaluation.\n\nTest Loss: ${k + 1}`)).runs,
    ).toEqual([{ 'Training Loss': '1: 1, 2: 2, 3: 3, 4: 4', 'Test Loss': '1: 2, 2: 3, 3: 4, 4: 5' }])
  })

  it('several runs, and not the results between them', () => {
    const run = (loss: number) =>
      `${times(3, (k) => `Epoch ${k}: train_loss=${loss + k}, val_loss=${loss}`)}Train Acc: 0.9, Val Acc: 0.8\nTest Accuracy: 0.85\n`
    expect(readShort(run(1) + run(5)).runs).toEqual([
      { train_loss: '1: 2, 2: 3, 3: 4', val_loss: '1: 1, 2: 1, 3: 1' },
      { train_loss: '1: 6, 2: 7, 3: 8', val_loss: '1: 5, 2: 5, 3: 5' },
    ])
  })

  it('an exact repetition of a line once', () => {
    const { runs, notes } = readShort(
      times(3, (k) => `Epoch ${k} loss: ${k}\nINFO:root:Epoch ${k} loss: ${k}`),
    )
    expect(runs).toEqual([{ loss: '1: 1, 2: 2, 3: 3' }])
    expect(notes).toEqual([])
  })

  it('no number that the end of the file has cut', () => {
    const text = times(3, (k) => `Epoch ${k} loss: 0.${k}125, val_loss: 0.${k}25`)
    expect(readShort(text.slice(0, -2)).runs).toEqual([
      { loss: '1: 0.1125, 2: 0.2125, 3: 0.3125', val_loss: '1: 0.125, 2: 0.225' },
    ])
    expect(readShort(text.slice(0, -1)).runs[0]?.val_loss).toBe('1: 0.125, 2: 0.225, 3: 0.325')
  })

  it('names of every shape as columns and nothing else', () => {
    const { runs } = readShort(times(3, (k) => `epoch ${k} {"__proto__": 1, "constructor": 2, "loss": ${k}}`))
    expect(runs).toEqual([{ loss: '1: 1, 2: 2, 3: 3' }])
  })
})

describe('console reads progress bars', () => {
  const bar = (description: string, done: number, total: number, values: string, unit = 'it') =>
    `\r${description}: ${Math.round((100 * done) / total)}%|██▌   | ${done}/${total} [00:01<00:02, 4.64${unit}/s${values && `, ${values}`}]`

  it('by their last state in each epoch, and prints below them', () => {
    const { runs } = readShort(
      times(
        2,
        (k) =>
          `${bar(`Epoch ${k}/2`, 1, 9, 'loss=9')}${bar(`Epoch ${k}/2`, 9, 9, `acc=0.5, loss=${k}.25`)}\nval_loss: ${k}.5 - val_acc: 0.5`,
      ),
    )
    expect(runs).toEqual([
      {
        acc: '1: 0.5, 2: 0.5',
        loss: '1: 1.25, 2: 2.25',
        val_loss: '1: 1.5, 2: 2.5',
        val_acc: '1: 0.5, 2: 0.5',
      },
    ])
  })

  it('with values in the description', () => {
    const { runs } = readShort(
      times(
        2,
        (k) =>
          `${bar(`Epoch ${k}/2 - Avg train Loss: 0.${k}`, 5, 5, '')}\n${bar(`Epoch ${k}/2 - Avg val Loss: 0.5`, 5, 5, '')}`,
      ),
    )
    expect(runs).toEqual([{ 'Avg train Loss': '1: 0.1, 2: 0.2', 'Avg val Loss': '1: 0.5, 2: 0.5' }])
  })

  it('over all epochs', () => {
    const states = [0, 1, 2].map((k) => bar('Training', k, 3, `train_loss=${k}.5, val_loss=${k}.25`, 'epoch'))
    const { axis, runs } = readShort(
      `${states.join('')}${bar('Training', 3, 3, 'train_loss=2.5, val_loss=2.25', 'epoch')}\n`,
    )
    expect(axis).toBe('epoch')
    expect(runs).toEqual([{ train_loss: '0: 0.5, 1: 1.5, 2: 2.5', val_loss: '0: 0.25, 1: 1.25, 2: 2.25' }])
  })

  it('leaving out an epoch whose bar did not end', () => {
    const text = [1, 2].map((k) => bar(`Epoch ${k}`, 9, 9, `loss=${k}.25`)).join('')
    const { runs, says } = readShort(`${text}${bar('Epoch 3', 4, 9, 'loss=7')}`)
    expect(runs).toEqual([{ loss: '1: 1.25, 2: 2.25' }])
    expect(says).toContain('1 progress bar did not reach the end')
  })

  it('without a value that the edge of the terminal cuts', () => {
    const text = [1, 2]
      .map((k) => `\rEpoch ${k}: 100%|█| 9/9 [00:01<00:00, 4.64it/s, acc=0.5${k}, loss=1.`)
      .join('')
    expect(readShort(text).runs).toEqual([{ acc: '1: 0.51, 2: 0.52' }])
  })
})

describe('console gives curves', () => {
  it.each([
    ['Epoch %: Train Loss: %.5, Val Loss: %.25, Val Acc: 0.5', 'Train Loss', 'Val Loss'],
    ['Epoch %, Loss: %.5, Val Loss: %.25', 'Loss', 'Val Loss'],
    ['epoch % | train: loss %.5 acc 0.5 | valid: loss %.25 acc 0.5', 'train loss', 'valid loss'],
    ['Epoch: % loss_train: %.5 loss_val: %.25', 'loss_train', 'loss_val'],
    ['Epoch % Avg train Loss: %.5 Avg test Loss: %.25', 'Avg train Loss', 'Avg test Loss'],
  ])('of %s', (line, train, validation) => {
    const { format, phases, ...reading } = readShort(times(3, (k) => line.replaceAll('%', String(k))))
    const run = buildRun(
      { name: 'log', title: 'log' },
      format,
      { ...reading, phases },
      phases[0] ?? { columns: [] },
    )
    expect(run.curves.trainLoss?.name).toBe(train)
    expect(run.curves.validationLoss?.name).toBe(validation)
    expect(run.axis).toBe('epoch')
  })
})

describe('console refuses', () => {
  it.each([
    ['one line', 'Epoch 1, Loss: 0.5\n'],
    [
      'prose',
      'At epoch 3 the loss was 0.5, and at epoch 10 the accuracy was 0.9.\nThe loss of epoch 20 is unknown.\n'.repeat(
        3,
      ),
    ],
    [
      'a classification report',
      '              precision    recall  f1-score   support\n\n           0       0.84      0.86      0.85       995\n           1       0.86      0.84      0.85      1005\n\n    accuracy                           0.85      2000\n   macro avg       0.85      0.85      0.85      2000\n',
    ],
    [
      'the results of models',
      'Model A: accuracy = 0.9\nModel B: accuracy = 0.8\nModel C: accuracy = 0.7\nModel D: accuracy = 0.6\n',
    ],
    ['the results of folds', times(5, (k) => `Fold ${k}: loss: 0.${k}, acc: 0.9`)],
    ['scores that nothing numbers', times(5, (k) => `accuracy: 0.${k}`)],
    [
      'a configuration',
      'epochs: 20\nepoch: 5\nloss: mse\nlr: 0.1\nloss_weight: 0.5\nval_interval: 3\ntarget_loss: 0.1\n',
    ],
    [
      'what pip prints',
      'Collecting torch==2.1.0\n  Downloading torch-2.1.0.whl (670.2 MB)\n     ━━━━━━━━━━ 670.2/670.2 MB 1.2 MB/s eta 0:00:00\nSuccessfully installed torch-2.1.0\n',
    ],
    [
      'a stack trace',
      'Traceback (most recent call last):\n  File "train.py", line 12, in <module>\n    loss = 0.5\nValueError: loss: 0.5\n',
    ],
    [
      'downloads',
      ' 45%|████▌     | 86.4M/192M [00:01<00:01, 57.6MB/s]\n100%|██████████| 192M/192M [00:03<00:00, 57.6MB/s]\n',
    ],
    ['headings of epochs alone', times(5, (k) => `Epoch ${k}/5`)],
    [
      'a page that quotes a log',
      `# Results\n\n\`\`\`\n${times(5, (k) => `Epoch ${k}, Loss: 0.${k}`)}\`\`\`\n\nSee above.\n`,
    ],
    ['a paper', `\\documentclass{article}\n${times(5, (k) => `Epoch ${k}, Loss: 0.${k}`)}`],
    ['a program', `import torch\nfrom torch import nn\n${times(5, (k) => `# Epoch ${k}, Loss: 0.${k}`)}`],
    [
      'a cut document of JSON',
      `{\n  "history": [\n${times(5, (k) => `    {"epoch": ${k}, "loss": 0.${k}},`)}`,
    ],
  ])('%s', (_, text) => {
    expect(recognises(console, text)).toBe(false)
  })

  it('results of several runs, whose steps do not ascend', () => {
    const text =
      times(5, (k) => `Iter 5000: Train Loss --> ${k}.5, Val Loss --> 2.75`) +
      lines('Iter 4500: Train Loss --> 1.5, Val Loss --> 1.75')
    expect(() => readShort(text)).toThrow(UserError)
    expect(() => readShort(text)).toThrow('the steps do not ascend')
  })

  it('lines of two kinds that nothing numbers and that do not pair up', () => {
    const text = times(9, (k) => `Training Loss: ${k}`) + times(4, (k) => `Validation Loss: ${k}`)
    expect(() => readShort(text)).toThrow('lines that do not pair up (9 and 4)')
  })
})
