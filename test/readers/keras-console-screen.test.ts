import { describe, expect, it } from 'vitest'
import { kerasConsole } from '../../src/readers/keras-console.js'
import { Source } from '../../src/text/source.js'

function read(text: string) {
  const { phases, notes } = kerasConsole.read(new Source('log', text))
  const runs = phases.map(({ columns }) =>
    Object.fromEntries(
      columns.map(({ name, x, y }) => [name, x.map((at, k) => `${at}: ${y[k]}`).join(', ')]),
    ),
  )
  return { runs, notes }
}

/** What is said of every log with the bar of Keras 3. */
const MISPRINT = { because: expect.stringContaining('misprints training values before 3.11') }
const STEPS = 10
/** One state of the bar of Keras 3, coloured as on a terminal. */
function bar(done: number, tail: string): string {
  const full = '━'.repeat(2 * done)
  const rest = '━'.repeat(20 - 2 * done)
  return `\u001b[1m${String(done).padStart(2)}/${STEPS}\u001b[0m \u001b[32m${full}\u001b[0m\u001b[37m${rest}\u001b[0m \u001b[1m1s\u001b[0m 9ms/step - ${tail}`
}
/** One state of the bar of Keras 2. */
function oldBar(done: number, tail: string): string {
  const full = done === STEPS ? '='.repeat(30) : `${'='.repeat(3 * done)}>${'.'.repeat(29 - 3 * done)}`
  return `${String(done).padStart(2)}/${STEPS} [${full}] - ${done === STEPS ? '1s 9ms/step' : 'ETA: 1s'} - ${tail}`
}
const wiped = '\b'.repeat(80)
const WITH_VALIDATION = { loss: '1: 1.5, 2: 1.25', val_loss: '1: 1.6, 2: 1.4' }

describe('the screen of keras-console', () => {
  it.each([
    ['Keras 3', bar, [MISPRINT]],
    ['Keras 2', oldBar, []],
  ])('takes the finished state of each epoch through a pipe: %s', (_, state, notes) => {
    const epoch = (k: number, loss: string, last: string) =>
      [
        `Epoch ${k}/2\n`,
        `\r${state(1, 'loss: 9.0000')}`,
        `${wiped}\r${state(5, 'loss: 7.0000')}`,
        `${wiped}\r${state(10, `loss: ${loss}1`)}`,
        `${wiped}\r${state(10, `loss: ${loss} - val_loss: ${last}`)}\n`,
      ].join('')
    expect(read(epoch(1, '1.5000', '1.6000') + epoch(2, '1.2500', '1.4000'))).toEqual({
      runs: [WITH_VALIDATION],
      notes,
    })
  })

  it('takes it where each state begins a line, as on Windows', () => {
    const epoch = (k: number, loss: string, last: string) =>
      `Epoch ${k}/2\r\n\r\n${bar(3, 'loss: 9.0000')}\r\n${bar(10, 'loss: 8.0000')}\r\n${bar(10, `loss: ${loss} - val_loss: ${last}`)}\r\n`
    expect(read(epoch(1, '1.5', '1.6') + epoch(2, '1.25', '1.4')).runs).toEqual([WITH_VALIDATION])
  })

  it('takes the state after the messages of callbacks, not the one before', () => {
    const epoch = (k: number, loss: string, last: string) =>
      [
        `Epoch ${k}/2\n`,
        `\r${bar(9, 'loss: 9.0000')}`,
        `\nEpoch ${k}: val_loss improved from None to ${last}, saving model to best.keras\n`,
        `\nEpoch ${k}: finished saving model to best.keras\n`,
        `${wiped}\r${bar(10, `loss: ${loss} - val_loss: ${last}`)}\n`,
      ].join('')
    expect(read(epoch(1, '1.5', '1.6') + epoch(2, '1.25', '1.4')).runs).toEqual([WITH_VALIDATION])
  })

  it('takes the messages of Keras 2 for no metrics', () => {
    const epoch = (k: number, loss: string, last: string) =>
      `Epoch ${k}/2\n${oldBar(10, `loss: ${loss} - val_loss: ${last}`)}\n\nEpoch 0000${k}: val_loss improved from inf to ${last}, saving model to w.0${k}-0.99.hdf5\n`
    expect(read(epoch(1, '1.5', '1.6') + epoch(2, '1.25', '1.4')).runs).toEqual([WITH_VALIDATION])
  })

  it('takes a line that something else was printed into', () => {
    const text = `Epoch 1/2\n${bar(10, 'loss: 8.0000')}hello\n${bar(10, 'loss: 1.5 - val_loss: 1.6')}\nEpoch 2/2\n${bar(10, 'loss: 1.25 - val_loss: 1.4')}\n`
    expect(read(text).runs).toEqual([WITH_VALIDATION])
  })

  it('takes no running average for an epoch', () => {
    const text = `Epoch 1/2\n${bar(10, 'loss: 1.5')}\nEpoch 2/2\n${bar(4, 'loss: 1.4')}\nKeyboardInterrupt\n`
    const { runs, notes } = read(text)
    expect(runs).toEqual([{ loss: '1: 1.5' }])
    expect(notes).toEqual([{ because: 'epoch 2 was not finished and is left out' }, MISPRINT])
  })

  it('waits for the total where the length of an epoch is unknown', () => {
    const text = [
      'Epoch 1/2\n      7/Unknown \u001b[1m2s\u001b[0m 3ms/step - loss: 9.0000',
      '\r     10/Unknown \u001b[1m2s\u001b[0m 3ms/step - loss: 8.0000',
      `${wiped}\r${bar(10, 'loss: 1.5 - val_loss: 1.6')}\nEpoch 2/2\n${bar(10, 'loss: 1.25 - val_loss: 1.4')}\n`,
    ].join('')
    expect(read(text).runs).toEqual([WITH_VALIDATION])
  })
})

describe('evaluate and predict around a fit in keras-console', () => {
  const trained = (tail: (loss: string) => string) =>
    `Epoch 1/2\n${bar(10, tail('1.5'))}\nEpoch 2/2\n\r${bar(1, tail('1.4'))}${wiped}\r${bar(10, tail('1.25'))}\n`
  const alone = trained((loss) => `loss: ${loss}`)
  const validated = trained((loss) => `loss: ${loss} - val_loss: 2.0`)

  it('change nothing after a fit with validation', () => {
    const text = `${validated}\r${bar(1, 'loss: 0.1')}${wiped}\r${bar(10, 'loss: 0.2')}\n`
    expect(read(text).runs).toEqual([{ loss: '1: 1.5, 2: 1.25', val_loss: '1: 2, 2: 2' }])
  })

  it('change nothing after a fit without validation, by another number of steps', () => {
    const text = `${alone}313/313 ━━━━━━━━━━━━━━━━━━━━ 1s 2ms/step - loss: 0.2\n`
    expect(read(text).runs).toEqual([{ loss: '1: 1.5, 2: 1.25' }])
  })

  it('change nothing after a fit without validation, by the same number of steps', () => {
    const text = `${alone}\r${bar(1, 'loss: 0.1')}${wiped}\r${bar(10, 'loss: 0.2')}\n`
    expect(read(text).runs).toEqual([{ loss: '1: 1.5, 2: 1.25' }])
  })

  it('change nothing before a fit', () => {
    const text = `${bar(10, 'loss: 9.0')}\n${alone}`
    expect(read(text).runs).toEqual([{ loss: '1: 1.5, 2: 1.25' }])
  })

  it('change nothing between two fits', () => {
    const text = `${validated}10/10 ━━━ 1s 2ms/step - loss: 0.2\n${validated}`
    const run = { loss: '1: 1.5, 2: 1.25', val_loss: '1: 2, 2: 2' }
    expect(read(text).runs).toEqual([run, run])
  })

  it('change nothing where a prediction shows a bar without metrics', () => {
    expect(read(`${alone}10/10 ━━━━━━━━━━━━━━━━━━━━ 0s 1ms/step\n`).runs).toEqual([
      { loss: '1: 1.5, 2: 1.25' },
    ])
  })
})

describe('an excerpt of keras-console', () => {
  const epoch = (k: number) => `    Epoch ${k}/10\n`
  const done = (loss: number) => `    ${oldBar(STEPS, `loss: ${loss} - val_loss: ${loss + 1}`)}\n`

  it('may be indented, as notebooks printed as text are', () => {
    expect(read([1, 2, 3].map((k) => `${epoch(k)}${done(k)}`).join('')).runs).toEqual([
      { loss: '1: 1, 2: 2, 3: 3', val_loss: '1: 2, 2: 3, 3: 4' },
    ])
  })

  it('may begin in the middle of an epoch: its number is told by the next; a fold begins anew', () => {
    const text = `${done(8)}${epoch(9)}${done(9)}${epoch(10)}${done(10)}Score for fold 1: loss of 0.5\n${epoch(1)}${done(1)}${epoch(2)}${done(2)}`
    expect(read(text).runs.map(({ loss }) => loss)).toEqual(['8: 8, 9: 9, 10: 10', '1: 1, 2: 2'])
  })
})
