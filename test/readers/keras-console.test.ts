import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { diagnose } from '../../src/index.js'
import { kerasConsole } from '../../src/readers/keras-console.js'
import { readSource } from '../../src/readers/read.js'
import { Source } from '../../src/text/source.js'

const recognises = (text: string) => kerasConsole.recognises(new Source('log', text))
function read(text: string) {
  const { format, reading } = readSource(new Source('log', text))
  expect(format).toBe('keras-console')
  const runs = reading.phases.map(({ columns }) =>
    Object.fromEntries(
      columns.map(({ name, x, y }) => [name, x.map((at, k) => `${at}: ${y[k]}`).join(', ')]),
    ),
  )
  return { ...reading, runs, says: reading.notes.map(({ because }) => because).join('; ') }
}
/** Epochs with one finished line each, as verbose=2 prints them. */
const epochs = (...tails: readonly string[]) =>
  tails.map((tail, k) => `Epoch ${k + 1}/${tails.length}\n10/10 - 1s - 90ms/step - ${tail}`).join('\n')

it('takes no beginning of a count for the whole of it', () => {
  expect(recognises('Epoch 1/3\n10/100 - loss: 1.9\n')).toBe(false)
  expect(recognises('Epoch 1/3\n10/100 - 1s - loss: 1.9\n')).toBe(true)
})

it('says that bars without the number of an epoch were counted', () => {
  const bars = [1, 2, 3].map((k) => `40/40 [====] - 3s 40ms/step - loss: ${k}.5\n`).join('')
  const { axis, runs, says } = read(bars)
  expect({ axis, runs }).toEqual({ axis: 'row', runs: [{ loss: '1: 1.5, 2: 2.5, 3: 3.5' }] })
  expect(says).toBe('no line names an epoch: the finished bars were counted')
})

describe('keras-console recognises', () => {
  it.each([
    ['Keras 3, verbose=1', 'Epoch 1/2\n10/10 ━━━━━━━━━━━━━━━━━━━━ 1s 9ms/step - accuracy: 0.5 - loss: 1.5'],
    [
      'Keras 3 where the terminal has no Unicode',
      'Epoch 1/2\n10/10 ==================== 1s 9ms/step - loss: 1.5',
    ],
    [
      'Keras 3, its bar lost to another encoding',
      'Epoch 1/2\n10/10 ???????????????????? 1s 9ms/step - loss: 1.5',
    ],
    ['Keras 3, verbose=2', 'Epoch 1/2\n10/10 - 1s - 90ms/step - accuracy: 0.5 - loss: 1.5'],
    ['Keras 2, verbose=1', 'Epoch 1/2\n10/10 [==============================] - 1s 9ms/step - loss: 1.5'],
    ['Keras 2, within an epoch', 'Epoch 1/2\n 3/10 [=======>......................] - ETA: 4s - loss: 1.5'],
    ['Keras 2, verbose=2', 'Epoch 1/2\n10/10 - 1s - loss: 1.5 - accuracy: 0.5'],
    [
      'Keras of TensorFlow 1',
      'Train on 600 samples, validate on 100 samples\nEpoch 1/2\n600/600 [====] - 5s 83us/step - loss: 1.5',
    ],
    ['Keras of TensorFlow 1, verbose=2', 'Epoch 1/2\n - 5s - loss: 1.5 - acc: 0.5'],
    ['a fit of one epoch', '10/10 ━━━━━━━━━━━━━━━━━━━━ 1s 9ms/step - loss: 1.5'],
    [
      'what follows pages of warnings',
      `${'W0000 00:00:00 cpu_feature_guard.cc:1] slow\n'.repeat(500)}Epoch 1/2\n10/10 - 1s - loss: 1.5`,
    ],
    [
      'what follows a banner with commas',
      `loss: mse, optimizer: adam\n60000\n${epochs('loss: 1.5', 'loss: 1.25')}`,
    ],
  ])('%s', (_, text) => {
    expect(recognises(text)).toBe(true)
    expect(read(`${text}\n10/10 - 1s - loss: 1.5\n`).runs).toHaveLength(1)
  })

  it.each([
    ['epochs without their metrics', 'Epoch 1/3\nEpoch 2/3\nEpoch 3/3\n'],
    ['bars of a prediction', '10/10 ━━━━━━━━━━━━━━━━━━━━ 1s 9ms/step\n'],
    ['bars of tqdm', ' 30%|███       | 3/10 [00:01<00:02, 3.00it/s, loss=0.5]\n'],
    ['a download', '11490434/11490434 ━━━━━━━━━━━━━━━━━━━━ 0s 0us/step\n'],
    ['prose', 'Epoch 1 was slow - loss: high\n'],
  ])('not %s', (_, text) => {
    expect(recognises(text)).toBe(false)
  })
})

describe('keras-console reads', () => {
  it('the metrics of each epoch as people count them', () => {
    const { axis, bareSplit, runs, notes } = read(
      epochs(
        'accuracy: 0.5000 - loss: 1.5000 - val_accuracy: 0.4000 - val_loss: 1.6000',
        'accuracy: 0.7500 - loss: 1.2500 - val_accuracy: 0.5000 - val_loss: 1.5000 - learning_rate: 1.0000e-04',
      ),
    )
    expect({ axis, bareSplit, notes }).toEqual({ axis: 'epoch', bareSplit: 'train', notes: [] })
    expect(runs).toEqual([
      {
        accuracy: '1: 0.5, 2: 0.75',
        loss: '1: 1.5, 2: 1.25',
        val_accuracy: '1: 0.4, 2: 0.5',
        val_loss: '1: 1.6, 2: 1.5',
        learning_rate: '2: 0.0001',
      },
    ])
  })

  it.each([
    ['-1.0000e+03', -1000],
    ['3.2000e-05', 0.000032],
    ['0.0000e+00', 0],
    ['123.4567', 123.4567],
    ['nan', Number.NaN],
    ['inf', Infinity],
    ['-inf', -Infinity],
  ])('the value %s', (spelt, value) => {
    const columns = read(epochs(`loss: ${spelt}`, 'loss: 1.0000 - val_loss: 2.0000')).phases[0]?.columns
    expect(columns?.[0]?.y[0]).toBe(value)
  })

  it('what verbose=2 of Keras 2.7 adds at the end of a line', () => {
    expect(
      read(
        epochs(
          'loss: 1.5 - val_loss: 1.6 - 5s/epoch - 3ms/step',
          'loss: 1.25 - val_loss: 1.5 - 5s/epoch - 3ms/step',
        ),
      ).runs,
    ).toEqual([{ loss: '1: 1.5, 2: 1.25', val_loss: '1: 1.6, 2: 1.5' }])
  })

  it('epochs that took hours', () => {
    const text =
      'Epoch 1/2\n10/10 ━━━ 1:02:03 5s/step - loss: 1.5\nEpoch 2/2\n10/10 ━━━ 12:03 5s/step - loss: 1.25\n'
    expect(read(text).runs).toEqual([{ loss: '1: 1.5, 2: 1.25' }])
  })

  it('validation of every second epoch at its epochs', () => {
    const { runs } = read(
      epochs('loss: 4.0', 'loss: 3.0 - val_loss: 3.5', 'loss: 2.0', 'loss: 1.0 - val_loss: 2.5'),
    )
    expect(runs[0]?.val_loss).toBe('2: 3.5, 4: 2.5')
  })

  it('epochs that continue an earlier run', () => {
    const text = 'Epoch 6/7\n10/10 - 1s - loss: 1.5\nEpoch 7/7\n10/10 - 1s - loss: 1.25\n'
    expect(read(text).runs).toEqual([{ loss: '6: 1.5, 7: 1.25' }])
  })

  it('a metric of several outputs, whatever its name', () => {
    const { runs } = read(
      epochs('loss: 2.5 - out_a_loss: 1.5 - out.b-f1: 0.5', 'loss: 2.0 - out_a_loss: 1.0 - out.b-f1: 0.6'),
    )
    expect(runs).toEqual([{ loss: '1: 2.5, 2: 2', out_a_loss: '1: 1.5, 2: 1', 'out.b-f1': '1: 0.5, 2: 0.6' }])
  })

  it('the metrics beside one that is a vector', () => {
    expect(read(epochs('f1: [0.5 0.6] - loss: 1.5', 'f1: [0.6 0.7] - loss: 1.25')).runs).toEqual([
      { loss: '1: 1.5, 2: 1.25' },
    ])
  })

  it('several fits in one output as runs', () => {
    const { runs } = read(
      `${epochs('loss: 4.0', 'loss: 3.0')}\nSecond stage\n${epochs('loss: 2.0', 'loss: 1.0')}`,
    )
    expect(runs).toEqual([{ loss: '1: 4, 2: 3' }, { loss: '1: 2, 2: 1' }])
  })

  it('fits of one epoch in a loop as one run', () => {
    const trained = (loss: string) => `Epoch 1/1\n10/10 - 1s - loss: ${loss}\n`
    expect(read(trained('3.0') + trained('2.0') + trained('1.0'))).toMatchObject({
      runs: [{ loss: '1: 3, 2: 2, 3: 1' }],
    })
  })

  it('fits of one epoch in a loop, of which none prints its epoch', () => {
    const trained = (loss: string) => `10/10 ━━━ 1s 9ms/step - loss: ${loss} - val_loss: ${loss}\n`
    expect(read(trained('3.0') + trained('2.0') + trained('1.0')).runs[0]?.val_loss).toBe('1: 3, 2: 2, 3: 1')
  })

  it.each([
    ['GitHub Actions', '2026-01-02T03:04:05.1234567Z '],
    ['docker compose', 'trainer-1  | '],
    ['the logging of Python', 'INFO:root:'],
    ['torchrun', '[rank0]: '],
    ['srun', '0: '],
    ['absl, when interactive logging is off', 'I0102 03:04:05.123456 140 progbar.py:99] '],
  ])('lines behind the prefix of %s', (_, prefix) => {
    const text = epochs('loss: 1.5', 'loss: 1.25').replace(/^/gm, prefix)
    expect(read(text).runs).toEqual([{ loss: '1: 1.5, 2: 1.25' }])
  })
})

describe('keras-console notes', () => {
  it('what callbacks say, with the line', () => {
    const text = [
      epochs('loss: 1.5 - val_loss: 1.0', 'loss: 1.25 - val_loss: 1.5'),
      'Epoch 2: ReduceLROnPlateau reducing learning rate to 1.0000000474974514e-05.',
      'Epoch 00002: early stopping',
      'Restoring model weights from the end of the best epoch: 1.',
    ].join('\n')
    expect(read(text).notes).toEqual([
      { line: 5, because: 'Epoch 2: ReduceLROnPlateau reducing learning rate to 1.0000000474974514e-05' },
      { line: 6, because: 'Epoch 00002: early stopping' },
      { line: 7, because: 'Restoring model weights from the end of the best epoch: 1' },
    ])
  })

  it('that the training stopped at a loss that is no number', () => {
    const text = `${epochs('loss: nan')}\nBatch 12: Invalid loss, terminating training\n`
    expect(read(text).says).toContain('Batch 12: Invalid loss, terminating training')
  })

  it('that the loss was no number in an epoch that was not printed any more, which is divergence', () => {
    const losses = Array.from({ length: 9 }, (_, k) => `loss: ${1 / (k + 1)} - val_loss: ${1 / (k + 1)}`)
    const diverged = (text: string) => {
      const [report] = diagnose(text)
      return report?.findings.find(({ id }) => id === 'diverged')?.claim
    }
    const stopped = `${epochs(...losses)}\nBatch 53: Invalid loss, terminating training\n`
    expect(diverged(stopped)).toBe('loss became NaN or infinite after epoch 9, which ended the training')
    expect(diverged(epochs(...losses))).toBeUndefined()
    expect(diverged(`${stopped}${epochs(...losses)}\n`)).toBeUndefined()
  })

  it('that the training ended with an error', () => {
    const text = `${epochs('loss: 1.5')}\nTraceback (most recent call last):\n  File "train.py", line 3, in <module>\n    fit()\nValueError: bad shape\n`
    expect(read(text).notes).toEqual([
      { line: 3, because: 'the training ended with an error: ValueError: bad shape' },
    ])
  })

  it('an epoch that was not finished, and leaves it out', () => {
    const { runs, says } = read(`${epochs('loss: 1.5')}\nEpoch 2/3\n 3/10 ━━━ 1s 9ms/step - loss: 1.4`)
    expect(runs).toEqual([{ loss: '1: 1.5' }])
    expect(says).toMatch(/^epoch 2 was not finished and is left out;/)
  })

  it('nothing of a first epoch that was not finished', () => {
    const source = new Source(
      'log',
      'Epoch 1/3\n 3/10 ━━━ 1s 9ms/step - loss: 1.4\r 4/10 ━━━ 1s 9ms/step - loss: 1.3',
    )
    expect(() => kerasConsole.read(source)).toThrow(UserError)
    expect(() => kerasConsole.read(source)).toThrow('log: Keras output without a finished epoch')
  })
})
