import type { Dice } from './chance.js'

/** The true losses of a run at any time, in epochs since its start; what a log shows of them is noisy. */
export interface TrueLosses {
  train(time: number): number
  unseen(time: number): number
  /** The share of wrong answers on unseen data, where it does not follow the loss. */
  wrong?(time: number): number
  /** What the log adds to the training loss alone. */
  penalty?(time: number): number
  /** The log has the sum over so many batches for the training loss, beside the mean for validation. */
  readonly batches?: number
  /** Logged where it is there. */
  learningRate?(time: number): number
  /** What deviations are a share of, where not of the loss itself; without classes, so without accuracy. */
  readonly spread?: number
}

export interface Frame {
  /** Epochs of the run. */
  readonly epochs: number
  /** Loss before the first step. */
  readonly start: number
  readonly dice: Dice
}

export type Fall = (time: number) => number

export const exponential =
  (scale: number): Fall =>
  (time) =>
    Math.exp(-time / scale)
export const power =
  (scale: number, exponent: number): Fall =>
  (time) =>
    (1 + time / scale) ** -exponent

/** Falls from `start` to `floor`. */
export const from =
  (start: number, floor: number, fall: Fall) =>
  (time: number): number =>
    floor + (start - floor) * fall(time)

export type Shape = (frame: Frame) => TrueLosses

/** Shapes of runs, as text books show them. Lengths are shares of the run. */
export const plainShapes = {
  'levels off': ({ epochs, start, dice }: Frame): TrueLosses => {
    const fall = exponential(epochs * dice.between(0.04, 0.12))
    const floor = start * dice.between(0.05, 0.5)
    return { train: from(start, floor * dice.between(0.7, 1), fall), unseen: from(start, floor, fall) }
  },

  'keeps falling': ({ epochs, start, dice }: Frame): TrueLosses => {
    const fall = power(epochs * dice.between(0.03, 0.3), dice.between(0.4, 1.2))
    const floor = start * dice.between(0, 0.05)
    return { train: from(start, floor, fall), unseen: from(start, floor * 1.2, fall) }
  },

  'turns up': (frame: Frame): TrueLosses => turning(frame, frame.dice.scaled(0.15, 1.5)),

  'turns up slightly': (frame: Frame): TrueLosses => turning(frame, frame.dice.scaled(0.005, 0.05)),

  'gap opens': ({ epochs, start, dice }: Frame): TrueLosses => {
    const scale = epochs * dice.between(0.04, 0.12)
    const unseen = from(start, start * dice.between(0.2, 0.5), exponential(scale))
    return {
      train: from(start, start * dice.between(0.005, 0.1), exponential(scale * dice.between(1, 3))),
      unseen,
    }
  },

  'descends twice': ({ epochs, start, dice }: Frame): TrueLosses => {
    const fall = power(epochs * dice.between(0.02, 0.06), dice.between(0.7, 1))
    const [centre, width] = [epochs * dice.between(0.3, 0.45), epochs * dice.between(0.06, 0.12)]
    const hump = start * dice.between(0.05, 0.2)
    const unseen = from(start, 0.02 * start, fall)
    return {
      train: from(start, 0, fall),
      unseen: (time) => unseen(time) + hump * Math.exp(-(((time - centre) / width) ** 2)),
    }
  },

  'learning rate drops': ({ epochs, start, dice }: Frame): TrueLosses => {
    const fall = exponential(epochs * dice.between(0.04, 0.1))
    const floor = start * dice.between(0.1, 0.5)
    const [drop, gain] = [epochs * dice.between(0.4, 0.6), floor * dice.between(0.2, 0.5)]
    const after = (time: number) => (time < drop ? 0 : gain * (1 - Math.exp((drop - time) / (0.03 * epochs))))
    const [train, unseen] = [from(start, floor * 0.95, fall), from(start, floor, fall)]
    const learningRate = (time: number) => (time <= drop ? 1e-3 : 1e-4)
    return {
      train: (time) => train(time) - after(time),
      unseen: (time) => unseen(time) - after(time),
      ...(dice.pick([true, false]) && { learningRate }),
    }
  },

  'never learns': ({ start, dice }: Frame): TrueLosses => {
    const fallen = dice.between(0, 0.01)
    const level = (time: number) => start * (1 - fallen * (1 - Math.exp(-time / 3)))
    return { train: level, unseen: level, wrong: () => 1 }
  },

  diverges: ({ epochs, start, dice }: Frame): TrueLosses => {
    const fall = exponential(epochs * dice.between(0.05, 0.2))
    const floor = start * dice.between(0.1, 0.5)
    const [onset, height] = [epochs * dice.between(0.2, 0.8), dice.pick([Number.NaN, dice.scaled(3, 100)])]
    const calm = from(start, floor, fall)
    const run = (time: number) => (time < onset ? calm(time) : start * height)
    return { train: run, unseen: run }
  },
}

function turning({ epochs, start, dice }: Frame, rise: number): TrueLosses {
  const scale = epochs * dice.between(0.03, 0.1)
  const floor = start * dice.between(0.1, 0.4)
  const onset = epochs * dice.between(0.05, 0.7)
  const exponent = dice.pick([1, 1.5])
  const calm = from(start, floor, exponential(scale))
  return {
    train: from(start, floor * dice.between(0.01, 0.4), exponential(scale * dice.between(1.2, 3))),
    unseen: (time) => calm(time) + start * rise * (Math.max(0, time - onset) / epochs) ** exponent,
    wrong: (time) => calm(time) / start,
  }
}
