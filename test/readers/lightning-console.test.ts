import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { lightningConsole } from '../../src/readers/lightning-console.js'
import { readShort, recognises } from './short.js'

const bar = (epoch: number, done: number, values: string, total = 20) =>
  `Epoch ${epoch}: ${Math.round((100 * done) / total)}%|██| ${done}/${total} [00:10<00:00, 90.1it/s, v_num=0${values && `, ${values}`}]`
const validation = 'Validation DataLoader 0: 100%|██| 2/2 [00:00<00:00, 27.37it/s]'
const read = (...states: readonly string[]) => readShort(states.join('\r'))

describe('lightning-console reads the bar of tqdm', () => {
  it('by its last state in each epoch, from 0', () => {
    const { format, axis, runs, notes } = read(
      'Sanity Checking DataLoader 0: 100%|██| 2/2 [00:00<00:00, 27.37it/s]',
      bar(0, 5, 'train_loss_step=2.210'),
      bar(0, 20, 'train_loss_step=1.980'),
      validation,
      bar(0, 20, 'train_loss_step=1.980, val_loss=1.880, train_loss_epoch=2.150'),
      bar(1, 0, 'train_loss_step=1.980, val_loss=1.880, train_loss_epoch=2.150'),
      bar(1, 20, 'train_loss_step=1.390, val_loss=1.880, train_loss_epoch=2.150'),
      validation,
      bar(1, 20, 'train_loss_step=1.390, val_loss=1.290, train_loss_epoch=nan'),
    )
    expect({ format, axis, notes }).toEqual({ format: 'lightning-console', axis: 'epoch', notes: [] })
    expect(runs).toEqual([
      {
        train_loss_step: '0: 1.98, 1: 1.39',
        val_loss: '0: 1.88, 1: 1.29',
        train_loss_epoch: '0: 2.15, 1: NaN',
      },
    ])
  })

  it('giving values of an epoch before to that epoch, where the bar tells them only during the next', () => {
    const { runs, says } = read(
      bar(0, 20, 'train_loss_step=3'),
      validation,
      bar(1, 20, 'train_loss_step=2, val_loss=4, train_loss_epoch=3.5'),
      validation,
      bar(2, 1, 'train_loss_step=2, val_loss=3, train_loss_epoch=2.5'),
    )
    expect(runs).toEqual([
      { train_loss_step: '0: 3, 1: 2', val_loss: '0: 4, 1: 3', train_loss_epoch: '0: 3.5, 1: 2.5' },
    ])
    expect(says).toContain('epoch 2 was not finished and is left out')
  })

  it('without the validation values that an epoch only shows again', () => {
    const { runs } = read(
      bar(0, 20, 'train_loss=3'),
      validation,
      bar(0, 20, 'train_loss=3, val_loss=4'),
      bar(1, 20, 'train_loss=2, val_loss=4'),
      bar(2, 20, 'train_loss=1, val_loss=4'),
      validation,
      bar(2, 20, 'train_loss=1, val_loss=3'),
    )
    expect(runs).toEqual([{ train_loss: '0: 3, 1: 2, 2: 1', val_loss: '0: 4, 2: 3' }])
  })

  it('without a value that the edge of the terminal cuts', () => {
    const { runs, says } = read(
      'Epoch 0: 100%|█| 20/20 [00:02<00:00, 8.47it/s, v_num=0, train_loss=1.980, val_loss=1.',
      'Epoch 1: 100%|█| 20/20 [00:02<00:00, 8.47it/s, v_num=0, train_loss=1.390, val_l',
    )
    expect(runs).toEqual([{ train_loss: '0: 1.98, 1: 1.39' }])
    expect(says).toContain('cut to the width of the terminal')
  })

  it('with the end that EarlyStopping tells', () => {
    const words =
      'Monitored metric val_loss did not improve in the last 2 records. Best score: 0.253. Signaling Trainer to stop.'
    const { notes } = readShort([bar(0, 20, 'val_loss=1'), bar(1, 20, 'val_loss=2'), words].join('\n'))
    expect(notes).toEqual([{ line: 3, because: words }])
  })

  it('and throws where no epoch ended', () => {
    expect(() => read(bar(0, 5, 'train_loss_step=2.210'))).toThrow(UserError)
    expect(() => read(bar(0, 20, ''))).toThrow('without a finished epoch that shows a metric')
  })
})

describe('lightning-console reads the bar of rich', () => {
  const rich = (epoch: number, done: number, ...below: readonly string[]) =>
    [
      `Epoch ${epoch}/4  ━━━━━╸━━━━ ${done}/20 0:00:00 • 0:00:00 245.08it/s v_num: 0.000     `,
      ...below.map((line) => `${' '.repeat(63)}${line}`),
    ].join('\n')

  it('with names and values on the lines below', () => {
    const text = [
      rich(0, 20, 'train_loss_step: ', '1.983 val_loss:  ', '1.880 val_acc:   ', '0.525            '),
      rich(1, 20, 'train_loss_step: ', '1.388 val_loss:  ', '1.290 val_acc:   ', '0.780            '),
      '`Trainer.fit` stopped: `max_epochs=2` reached.',
    ].join('\n')
    const { format, runs } = readShort(text)
    expect(format).toBe('lightning-console')
    expect(runs).toEqual([
      { train_loss_step: '0: 1.983, 1: 1.388', val_loss: '0: 1.88, 1: 1.29', val_acc: '0: 0.525, 1: 0.78' },
    ])
  })

  it('leaving out what an unfinished epoch shows of the one before', () => {
    const text = `${rich(0, 20, 'val_loss: 1.880')}\n${rich(1, 10, 'val_loss: 1.880')}\n`
    expect(readShort(text).runs).toEqual([{ val_loss: '0: 1.88' }])
  })
})

describe('lightning-console does not recognise', () => {
  it.each([
    ['a bar of a script', 'Epoch 1: 100%|██| 20/20 [00:10<00:00, 90.1it/s, loss=0.3]'],
    ['a bar of Keras', 'Epoch 1/2\n20/20 ━━━━━━━━━━ 1s 9ms/step - loss: 0.5\n'],
    ['prose', 'v_num= is the number of the version. Epoch 1: it begins.'],
  ])('%s', (_, text) => {
    expect(recognises(lightningConsole, text)).toBe(false)
  })
})
