import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { readPoints } from './points.js'
import { readShort } from './short.js'

const times = (count: number, lines: (k: number) => string) =>
  Array.from({ length: count }, (_, k) => `${lines(k + 1)}\n`).join('')
const LOSS = '1: 1.5, 2: 2.5, 3: 3.5'

describe('no measurement of a console', () => {
  it.each([
    ['/x/train.py:12: UserWarning: loss 3 at step 4, val_loss: 0.9'],
    ['/x/train.py:12: UserWarning: odd\n  val_loss = 0.25'],
    ['  warnings.warn("val_loss: 0.9")'],
    ['loss = 0.5 * x'],
    ['W0101 10:00:00.123 12 x.cc:12] loss: 0.25'],
    ['print("val_loss: 0.9")'],
    ['Traceback (most recent call last):\n  File "x.py", line 3\n    loss: 0.25\nValueError: loss: 0.25'],
  ])('%j', (line) => {
    expect(readShort(times(3, (k) => `Epoch ${k} loss ${k}.5\n${line}`)).runs).toEqual([{ loss: LOSS }])
  })

  it.each([['None'], ['N/A'], ['null'], ['-'], ['--'], ['']])('%j in place of a number', (missing) => {
    const values = (k: number) => (k % 2 ? missing : `${k}.25`)
    for (const line of [
      (k: number) => `Epoch ${k}: train_loss=${k}.5 val_loss=${values(k)} val_acc=0.5`,
      (k: number) => `Epoch ${k} | train_loss: ${k}.5 | val_loss: ${values(k)} | val_acc: 0.5`,
      (k: number) => `Epoch ${k} train_loss ${k}.5 val_loss ${values(k)} val_acc 0.5`,
    ])
      expect(readShort(times(4, line)).runs).toEqual([
        {
          train_loss: '1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5',
          val_loss: '2: 2.25, 4: 4.25',
          val_acc: '1: 0.5, 2: 0.5, 3: 0.5, 4: 0.5',
        },
      ])
  })
})

describe('a star behind a value', () => {
  it.each([['* best'], ['*'], ['* acc: 0.5']])('%j is no sign of a product', (rest) => {
    const { runs } = readShort(times(3, (k) => `Epoch ${k} loss: ${k}.5 ${rest}`))
    expect(runs[0]?.loss).toBe(LOSS)
  })
})

describe('no log but a text that quotes one', () => {
  it.each([
    [
      'notes',
      '# Results\n\n- Epoch 10: val loss 0.5\n- Epoch 20: val loss 0.25\n- Epoch 30: val loss 0.125\n',
    ],
    ['bullets without epochs', times(6, (k) => `- loss: 0.${k} on validation`)],
    [
      'a program',
      `import torch\nfor epoch in range(20):\n    pass\n${times(4, (k) => `# Epoch ${k}: loss 0.${k}`)}`,
    ],
    ['a script', `${times(4, (k) => `// epoch ${k}: loss 0.${k}`)}const a = 1\nfunction train() {\n}\n`],
  ])('%s', (_, text) => {
    expect(() => readShort(text)).toThrow(UserError)
    expect(() => readShort(text)).toThrow(/a document or a program/)
  })
})

describe('the end of a training by an error', () => {
  const epochs = times(3, (k) => `Epoch ${k} loss ${k}.5`)
  const traceback = (error: string) =>
    `Traceback (most recent call last):\n  File "train.py", line 80, in <module>\n    main()\n${error}\n`

  it.each([
    ['torch.cuda.OutOfMemoryError: CUDA out of memory.'],
    ['KeyboardInterrupt'],
    ['RuntimeError: boom'],
  ])('is told: %s', (error) => {
    expect(readShort(epochs + traceback(error)).notes).toEqual([
      { line: 4, because: `the training ended with an error: ${error}` },
    ])
  })

  it('is told of an error in the last line, its traceback lost', () => {
    const error = 'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB'
    expect(readShort(`${epochs}${error}\n\n`).notes).toEqual([
      { line: 4, because: `the training ended with an error: ${error}` },
    ])
    const recovered = `Epoch 1 loss 1.5\n${traceback('OSError: x')}Epoch 2 loss 2.5\nEpoch 3 loss 3.5\n`
    expect(readShort(`${recovered}${error}\n`).says).toContain(error)
    for (const line of ['ValueErrors are rare', 'error: none', 'MyError = 0.5'])
      expect(readShort(`${epochs}${line}\n`).says).not.toContain('ended with an error')
    expect(readShort(`${epochs.replace('\n', `\n${error}\n`)}`).says).not.toContain('ended with an error')
  })

  it('is told by its cause, in few characters', () => {
    const { says } = readShort(
      `${epochs}^C${traceback(`ValueError: ${'x'.repeat(300)}`)}\nDuring handling of the above exception, another exception occurred:\n\n${traceback('OSError: y')}`,
    )
    expect(says).toBe(`the training ended with an error: ValueError: ${'x'.repeat(108)}...`)
  })

  it('is told of a process that was killed', () => {
    expect(readShort(`${epochs}Killed\n`).notes).toEqual([
      { line: 4, because: 'the training ended with an error: Killed' },
    ])
  })

  it('is not told where the training went on', () => {
    expect(
      readShort(`Epoch 1 loss 1.5\n${traceback('OSError: x')}Epoch 2 loss 2.5\nEpoch 3 loss 3.5\n`).notes,
    ).toEqual([])
  })

  it('is told of the Trainer of Hugging Face', () => {
    const text = times(3, (k) => `{'loss': ${k}.5, 'learning_rate': 4e-05, 'epoch': ${k}.0}`)
    expect(readShort(text + traceback('ValueError: x')).says).toContain('ended with an error: ValueError: x')
  })
})

describe('programs that print values without names', () => {
  it('as Darknet does', () => {
    const text = times(
      3,
      (k) =>
        ` ${k}: ${k}.500000, ${k}.250000 avg loss, 0.001000 rate, 3.140234 seconds, ${k * 64} images, 10.5 hours left`,
    )
    expect(readShort(text)).toMatchObject({
      axis: 'step',
      runs: [{ loss: LOSS, 'avg loss': '1: 1.25, 2: 2.25, 3: 3.25' }],
    })
  })

  it('as llama.cpp does, a bar for each epoch', () => {
    const bar = (split: string, done: number, loss: string) =>
      `${split} [█▋      ] data=000${done}/0009 loss=${loss}±0.01000 acc=41.25±0.30% t=00:00:10 ETA=00:00:00 `
    const text = times(
      4,
      (k) => `${bar('train:', 5, '9.5')}\r${bar('train:', 9, `${k}.5`)}\r\n${bar('val:  ', 9, `${k}.25`)}\r`,
    )
    expect(readShort(`${text}${bar('train:', 5, '9.5')}\r`)).toMatchObject({
      axis: 'row',
      runs: [
        {
          'train loss': '1: 1.5, 2: 2.5, 3: 3.5, 4: 4.5',
          'train acc': '1: 41.25, 2: 41.25, 3: 41.25, 4: 41.25',
          'val loss': '1: 1.25, 2: 2.25, 3: 3.25, 4: 4.25',
          'val acc': '1: 41.25, 2: 41.25, 3: 41.25, 4: 41.25',
        },
      ],
    })
  })
})

describe('losses of something else than a model', () => {
  it.each([
    [
      'of packets',
      (k: number) => `host1 monitor[912]: iteration ${k}: packet loss: 0.${k}, latency: 12.1 ms`,
    ],
    ['in percent', (k: number) => `step ${k}: loss 0.${k}% jitter 2ms`],
  ])('%s are none', (_, line) => {
    expect(() => readShort([1, 2, 3, 4].map((k) => `${line(k)}\n`).join(''))).toThrow(UserError)
  })
})

describe('a training that stopped itself', () => {
  it.each(['Loss is nan, stopping training', 'Loss is inf, stopping training'])('is told of: %s', (line) => {
    const { points, notes } = readPoints(
      `${[1, 2, 3].map((k) => `Epoch ${k}: train_loss ${k}.5 val_loss ${k}.25\n`).join('')}${line}\n{'loss': tensor(nan)}\n`,
    )
    expect(points).toEqual({ train_loss: '1: 1.5, 2: 2.5, 3: 3.5', val_loss: '1: 1.25, 2: 2.25, 3: 3.25' })
    expect(notes).toContain(line)
  })
})

describe('a line that is written over and over', () => {
  const epoch = (k: number) => `Epoch ${k}/3 [100/938] loss: 9.5\rEpoch ${k}/3 [500/938] loss: 8.5\r`
  const end = (k: number) => `Epoch ${k}/3 [938/938] loss: ${k}.5\n`

  it('is left out where it has not come to its end, as that of a part of an epoch', () => {
    const { points, notes } = readPoints(`${epoch(1)}${end(1)}${epoch(2)}${end(2)}${epoch(3)}`)
    expect(points).toEqual({ loss: '1: 1.5, 2: 2.5' })
    expect(notes.join()).toContain('the last line was still being written over')
  })

  it('says what it said last', () => {
    const { points, notes } = readPoints(`${epoch(1)}${end(1)}${epoch(2)}${end(2)}${epoch(3)}${end(3)}`)
    expect(points).toEqual({ loss: LOSS })
    expect(notes.join()).not.toContain('written over')
  })
})
