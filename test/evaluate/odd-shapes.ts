import type { Dice } from './chance.js'
import {
  exponential,
  type Fall,
  type Frame,
  from,
  plainShapes,
  power,
  type Shape,
  type TrueLosses,
} from './shapes.js'

/** What most runs do; the odd shapes do it in an odd way. */
function usual(frame: Frame): TrueLosses {
  return frame.dice.pick<Shape>([
    plainShapes['levels off'],
    plainShapes['keeps falling'],
    plainShapes['turns up'],
    plainShapes['gap opens'],
  ])(frame)
}

/** Shapes of runs as logs show them: spikes, restarts, losses of other kinds and sizes. Lengths are shares of the run. */
export const oddShapes = {
  /** The model is thrown back for an epoch or two, once or twice, early or late, be it in the last epoch. */
  spikes: (frame: Frame): TrueLosses => {
    const { train, unseen, ...rest } = usual(frame)
    const up = spikesOf(frame, frame.epochs)
    return {
      ...rest,
      train: (time) => train(time) * up(time),
      unseen: (time) => unseen(time) * up(time),
    }
  },

  /** Statistics that lag behind: unseen data alone, and never in the last two epochs, where it could be the beginning of a rise. */
  'spikes on unseen data': (frame: Frame): TrueLosses => {
    const { unseen, ...rest } = usual(frame)
    const up = spikesOf(frame, frame.epochs - 2)
    return { ...rest, unseen: (time) => unseen(time) * up(time) }
  },

  /** I. Loshchilov, F. Hutter, SGDR (2017): cycles of one length, or each twice the one before; of two epochs at least. */
  'warm restarts': ({ epochs, start, dice }: Frame): TrueLosses => {
    const [first, longer] = [Math.max(2, epochs * dice.between(0.12, 0.3)), dice.pick([1, 2])]
    const learningRate = (time: number) => {
      let [at, length] = [time, first]
      while (at >= length) [at, length] = [at - length, length * longer]
      return 0.5 * (1 + Math.cos((Math.PI * at) / length))
    }
    const scale = epochs * dice.between(0.05, 0.4)
    const fall = dice.pick([exponential(scale), power(scale, dice.between(0.4, 1))])
    const floor = start * dice.between(0.05, 0.4)
    const [train, unseen] = [from(start, floor * dice.between(0.5, 1), fall), from(start, floor, fall)]
    const high = dice.between(0.1, 0.8)
    const up = (time: number) => 1 + high * learningRate(time)
    return {
      train: (time) => train(time) * up(time),
      unseen: (time) => unseen(time) * up(time),
      ...(dice.pick([true, false]) && { learningRate }),
    }
  },

  /** Densities, ELBO: a usual run moved down, so far that its best lies at zero or well below. */
  'falls below zero': (frame: Frame): TrueLosses => {
    const { train, unseen } = usual(frame)
    const best = lowest(unseen, frame.epochs)
    const down = best + (frame.start - best) * frame.dice.pick([0, frame.dice.between(0.1, 1), 5])
    return {
      train: (time) => train(time) - down,
      unseen: (time) => unseen(time) - down,
      spread: 0.3 * (frame.start - best),
    }
  },

  /** Tasks that are learned to the last sample: a hundredth to a ten-thousandth of the first loss. */
  'near zero': ({ epochs, start, dice }: Frame): TrueLosses => {
    const scale = epochs * dice.between(0.03, 0.1)
    const floor = start * dice.scaled(1e-4, 1e-2)
    const rise = dice.pick([0, floor * dice.scaled(0.1, 5)])
    const onset = epochs * dice.between(0.5, 0.9)
    const unseen = from(start, floor, exponential(scale))
    return {
      train: from(start, floor * dice.between(0.05, 0.9), exponential(scale * dice.between(1, 1.5))),
      unseen: (time) => unseen(time) + rise * (Math.max(0, time - onset) / epochs),
    }
  },

  /** Validation is a mean, training a sum. */
  'sum beside mean': (frame: Frame): TrueLosses => ({
    ...usual(frame),
    batches: Math.round(frame.dice.scaled(10, 3000)),
  }),

  /** Weight decay in the training loss alone, falling as weights shrink or rising as they grow. */
  'penalty in training': (frame: Frame): TrueLosses => {
    const { epochs, start, dice } = frame
    const losses = dice.pick<Shape>([usual, usual, usual, plainShapes['never learns']])(frame)
    const [first, last] = [start * dice.scaled(0.1, 3), start * dice.scaled(0.05, 1)]
    return { ...losses, penalty: from(first, last, exponential(epochs * dice.between(0.1, 1))) }
  },

  /** Level for a long time, then a late fall to another level. */
  'falls late': ({ epochs, start, dice }: Frame): TrueLosses => {
    const [middle, width] = [epochs * dice.between(0.4, 0.95), epochs * dice.between(0.02, 0.06)]
    const end = dice.between(0.1, 0.6)
    const fall: Fall = (time) => 1 / (1 + Math.exp((time - middle) / width))
    const early = dice.between(0.6, 0.95)
    const slow = exponential(epochs * 0.05)
    const level = (time: number) =>
      start * (early + (1 - early) * slow(time)) * (end + (1 - end) * fall(time))
    const gap = dice.between(0.8, 1)
    return { train: (time) => level(time) * (1 - (1 - gap) * (1 - fall(time))), unseen: level }
  },
}

/** Factor by which a run is thrown back: one or two spikes of one or two epochs in its first or second half, the last epoch `last`. */
function spikesOf({ epochs, dice }: Frame, last: number): (time: number) => number {
  const spikes = Array.from({ length: dice.pick([1, 2]) }, () => spikeOf(epochs, last, dice))
  return (time) => spikes.reduce((factor, spike) => factor * spike(time), 1)
}

function spikeOf(epochs: number, last: number, dice: Dice): (time: number) => number {
  const [from, to] = dice.pick<readonly [number, number]>([
    [2, epochs / 2],
    [epochs / 2, last],
  ])
  const width = dice.pick([1, 2])
  const at = Math.max(2, Math.min(last, Math.round(dice.between(from, to))) - width + 1)
  const height = dice.scaled(1.2, 6)
  return (time) => (time > at - 1 && time <= Math.min(last, at + width - 1) ? height : 1)
}

function lowest(curve: (time: number) => number, epochs: number): number {
  return Array.from({ length: epochs }, (_, k) => curve(k + 1)).reduce((a, b) => Math.min(a, b))
}
