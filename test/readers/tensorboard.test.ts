import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/errors.js'
import { tensorboard } from '../../src/readers/tensorboard.js'
import { Source } from '../../src/text/source.js'
import { eventFile, type Said } from '../bytes/events.js'

type Files = Readonly<Record<string, readonly Said[]>>

function runOf(files: Files): Source {
  const parts = Object.entries(files).map(([name, said]) => new Source(name, '', { bytes: eventFile(said) }))
  return new Source('logs', '', { parts })
}

function read(files: Files) {
  const { axis, phases, notes } = tensorboard.read(runOf(files))
  const curves = phases.map(({ columns }) =>
    Object.fromEntries(columns.map(({ name, x, y }) => [name, x.map((step, k) => [step, y[k]])])),
  )
  return { axis, curves, notes: notes.map(({ because }) => because) }
}

/** `values` of a tag at steps from `first` on, a second apart from `time` on. */
function logged(tag: string, values: readonly number[], { first = 0, time = 1 } = {}): Said[] {
  return values.map((value, k) => ({ time: time + k, step: first + k, scalars: { [tag]: value } }))
}

describe('tensorboard', () => {
  it('recognises event files, alone or in a directory, and nothing else', () => {
    const bytes = eventFile(logged('loss', [1]))
    expect(tensorboard.recognises(new Source('events', '', { bytes }))).toBe(true)
    expect(tensorboard.recognises(runOf({ a: logged('loss', [1]) }))).toBe(true)
    expect(tensorboard.recognises(new Source('a', '', { bytes: Buffer.alloc(100, 7) }))).toBe(false)
    expect(tensorboard.recognises(new Source('a.csv', 'step,loss\n1,2\n'))).toBe(false)
  })

  it('names metrics by the directory that they lie in', () => {
    const { curves } = read({
      'train/events': logged('epoch_loss', [4, 2]),
      'validation/events': logged('epoch_loss', [5, 3]),
      events: logged('lr', [0.5]),
    })
    expect(curves).toEqual([
      {
        'train/epoch_loss': [
          [0, 4],
          [1, 2],
        ],
        'validation/epoch_loss': [
          [0, 5],
          [1, 3],
        ],
        lr: [[0, 0.5]],
      },
    ])
  })

  it('names the curves of add_scalars as they were given', () => {
    const { curves } = read({
      events: logged('lr', [1]),
      'Loss_all_train/events': logged('Loss/all', [1]),
      'Loss_all_val/events': logged('Loss/all', [2]),
    })
    expect(Object.keys(curves[0] ?? {})).toEqual(['lr', 'Loss/all/train', 'Loss/all/val'])
  })

  it('takes from the path of a file alone what says that it is of validation', () => {
    const bytes = eventFile(logged('loss', [1, 2]))
    const nameIn = (name: string) =>
      tensorboard.read(new Source(name, '', { bytes })).phases[0]?.columns[0]?.name
    expect(nameIn('logs/run/validation/events')).toBe('validation/loss')
    expect(nameIn('logs/run/events')).toBe('loss')
    expect(nameIn('events')).toBe('loss')
  })

  it('counts what Keras logs for each epoch in epochs, and leaves out what it logs for each batch', () => {
    const { axis, curves, notes } = read({
      'train/events': [...logged('epoch_loss', [4, 2]), ...logged('batch_loss', [9, 8, 7], { time: 3 })],
      'validation/events': [
        ...logged('epoch_loss', [5, 3]),
        ...logged('evaluation_loss_vs_iterations', [5, 3], { first: 100, time: 3 }),
      ],
    })
    expect(axis).toBe('epoch')
    expect(Object.keys(curves[0] ?? {})).toEqual(['train/epoch_loss', 'validation/epoch_loss'])
    expect(notes.join()).toMatch(/left out: .*batch_loss.*vs_iterations/)
  })

  it('reads scalars that are tensors; a plugin is named with the first value of a tag only', () => {
    const { curves } = read({
      events: [
        { tensors: { loss: { value: 0.5, plugin: 'scalars' }, other: { value: 1, plugin: 'histograms' } } },
        { step: 1, tensors: { loss: { value: 0.25 }, other: { value: 2 } } },
      ],
    })
    expect(curves).toEqual([
      {
        loss: [
          [0, 0.5],
          [1, 0.25],
        ],
      },
    ])
  })

  it('keeps NaN and infinities', () => {
    const { curves } = read({ events: logged('loss', [1, Number.NaN, Infinity]) })
    expect(curves[0]?.loss?.map(([, value]) => value)).toEqual([1, Number.NaN, Infinity])
  })

  it('drops what a writer voids when it starts again, in its directory only', () => {
    const { curves, notes } = read({
      'train/1': logged('loss', [1, 2, 3]),
      'train/2': [{ time: 10, step: 2, starts: true }, ...logged('loss', [30], { first: 2, time: 11 })],
      'val/1': logged('loss', [4, 5, 6]),
    })
    expect(curves[0]?.['train/loss']?.map(([, value]) => value)).toEqual([1, 2, 30])
    expect(curves[0]?.['val/loss']?.map(([, value]) => value)).toEqual([4, 5, 6])
    expect(notes.join()).toContain('1 value logged before')
  })

  it('lets a resumed run replace what it repeats', () => {
    const { curves, notes } = read({
      1: logged('loss', [9, 8, 7, 6]),
      2: logged('loss', [70, 60, 50], { first: 2, time: 10 }),
    })
    expect(curves).toHaveLength(1)
    expect(curves[0]?.loss?.map(([, value]) => value)).toEqual([9, 8, 70, 60, 50])
    expect(notes.join()).toContain('resumed at step 2')
  })

  it('makes two runs of a run that was started again in the same directory', () => {
    const { curves } = read({
      'train/1': logged('epoch_loss', [9, 8, 7]),
      'validation/1': logged('epoch_loss', [9.5, 8.5, 7.5], { time: 1.5 }),
      'train/2': logged('epoch_loss', [6, 5], { time: 100 }),
      'validation/2': logged('epoch_loss', [6.5, 5.5], { time: 100.5 }),
    })
    expect(curves.map((run) => Object.values(run).map((curve) => curve.map(([, y]) => y)))).toEqual([
      [
        [9, 8, 7],
        [9.5, 8.5, 7.5],
      ],
      [
        [6, 5],
        [6.5, 5.5],
      ],
    ])
  })

  it('keeps the order of the files of a directory where a clock was wrong', () => {
    const { curves } = read({
      1: logged('loss', [9, 8], { time: 1000 }),
      2: logged('loss', [7, 6], { first: 2, time: 10 }),
    })
    expect(curves[0]?.loss?.map(([, value]) => value)).toEqual([9, 8, 7, 6])
  })

  it('reads one of two processes that log the same at once', () => {
    const { curves, notes } = read({
      rank0: logged('loss', [1, 2, 3, 4]),
      rank1: logged('loss', [10, 20, 30], { time: 1.5 }),
    })
    expect(curves[0]?.loss?.map(([, value]) => value)).toEqual([1, 2, 3, 4])
    expect(notes.join()).toContain('several processes')
  })

  it('counts values without steps', () => {
    const { axis, curves } = read({ events: [5, 4, 3].map((value) => ({ scalars: { loss: value } })) })
    expect(axis).toBe('row')
    expect(curves[0]?.loss?.map(([step]) => step)).toEqual([1, 2, 3])
  })

  it('reads a file that is still written, and says so', () => {
    const bytes = eventFile(logged('loss', [3, 2, 1])).subarray(0, -5)
    const { phases, notes } = tensorboard.read(new Source('events', '', { bytes }))
    expect(phases[0]?.columns[0]?.y).toEqual([3, 2])
    expect(notes).toMatchObject([{ because: expect.stringContaining('ends within a record') }])
  })

  it('refuses files without a scalar', () => {
    expect(() => tensorboard.read(runOf({ events: [{}] }))).toThrow(UserError)
  })

  it('takes a tag for what it is called, whatever that is', () => {
    const { curves } = read({ events: logged('__proto__', [1, 2]) })
    expect(tensorboard.read(runOf({ events: logged('__proto__', [1, 2]) })).phases[0]?.columns[0]?.name).toBe(
      '__proto__',
    )
    expect(curves).toHaveLength(1)
  })
})

describe('a log with two counts', () => {
  const inTime = (said: readonly Said[]) => said.toSorted((a, b) => (a.time ?? 0) - (b.time ?? 0))
  /** A batch every second, validated after every ten. */
  const batches = Array.from({ length: 40 }, (_, k) => ({
    time: 10 + k,
    step: k,
    scalars: { 'train/loss': 8 - k / 10 },
  }))
  const validated = (step: (epoch: number) => number) =>
    [0, 1, 2, 3].map((epoch) => ({
      time: 19.5 + 10 * epoch,
      step: step(epoch),
      scalars: { 'val/loss': 9 - epoch },
    }))

  it('is put on that of the epochs, batches averaged in between', () => {
    const { curves, notes } = read({ events: inTime([...batches, ...validated((epoch) => epoch)]) })
    expect(curves[0]?.['val/loss']).toEqual([
      [0, 9],
      [1, 8],
      [2, 7],
      [3, 6],
    ])
    expect(curves[0]?.['train/loss']?.map(([x = 0, y = 0]) => [x, Number(y.toFixed(6))])).toEqual([
      [0, 7.55],
      [1, 6.55],
      [2, 5.55],
      [3, 4.55],
    ])
    expect(notes).toEqual([
      'train/loss counted otherwise than val/loss (to 39, to 3): averaged between the points of val/loss',
    ])
  })

  it('is left alone where both count batches', () => {
    const { curves, notes } = read({ events: inTime([...batches, ...validated((epoch) => 10 * epoch + 9)]) })
    expect(curves[0]?.['train/loss']).toHaveLength(40)
    expect(notes).toEqual([])
  })

  it('keeps the epochs alone where no order of time is told', () => {
    const untimed = (said: readonly Said[]) => said.map((one) => ({ ...one, time: 1 }))
    const { curves, notes } = read({ a: untimed(validated((epoch) => epoch)), b: untimed(batches) })
    expect(Object.keys(curves[0] ?? {})).toEqual(['val/loss'])
    expect(notes.join()).toMatch(/train\/loss counted otherwise.*left out/)
  })
})

describe('a file of Keras alone', () => {
  const evaluated = logged('evaluation_loss_vs_iterations', [3, 2], { first: 10 })
  it('is of validation where it holds evaluations', () => {
    const { bareSplit } = tensorboard.read(runOf({ events: [...logged('epoch_loss', [3, 2]), ...evaluated] }))
    expect(bareSplit).toBe('validation')
  })

  it('is not where another file holds the epochs, or evaluations stand alone', () => {
    const apart = tensorboard.read(runOf({ a: logged('epoch_loss', [3, 2]), b: evaluated }))
    expect(apart.bareSplit).toBeUndefined()
    expect(tensorboard.read(runOf({ events: evaluated })).bareSplit).toBeUndefined()
  })
})
