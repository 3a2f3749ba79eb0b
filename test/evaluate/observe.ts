import type { Dice } from './chance.js'
import type { TrueLosses } from './shapes.js'

/** How noisy a log is. */
export interface Noise {
  /** Validation samples: few of them shift the curve as a whole, and smoothly. */
  readonly samples: number
  /** Standard deviation of the logarithm of the loss from epoch to epoch. */
  readonly jitter: number
}

/** What a log shows of a run, one value per epoch. */
export interface Observed {
  readonly loss: readonly number[]
  readonly valLoss: readonly number[]
  /** Shares of right answers; undefined where there are no classes. */
  readonly accuracy?: readonly number[] | undefined
  readonly valAccuracy?: readonly number[] | undefined
  /** Undefined where it is not logged. */
  readonly learningRate?: readonly number[] | undefined
}

/**
 * Standard deviations of the validation loss from that on unseen data, in units of 1 / sqrt(wrong validation
 * samples), as measured on 155 genuine runs of 25 to 5000 validation samples: of the run as a whole, drifting
 * within it, and from one epoch to the next.
 */
const SHIFT = 0.65
const DRIFT = 0.25
const FLICKER = 0.1
/** How much of the drift one epoch hands on to the next. */
const KEPT = 0.9

/**
 * A log of a run: training averaged over each epoch, validation measured at its end on few samples. The loss of a set
 * rests on the samples that are wrong, so its relative error is about 1 / sqrt(wrong); most of it stays the same
 * from epoch to epoch, since the samples do.
 */
export function observe(
  { train, unseen, wrong, penalty, batches = 1, learningRate, spread }: TrueLosses,
  epochs: number,
  classes: number,
  { samples, jitter }: Noise,
  dice: Dice,
): Observed {
  const start = unseen(0)
  const most = 1 - 1 / classes
  const shareWrong = (time: number) => most * Math.min(1, (wrong?.(time) ?? unseen(time) / start) ** 0.8 || 1)
  const shift = SHIFT * dice.normal()
  let drift = dice.normal()
  const off = (loss: number, deviation: number) =>
    spread === undefined ? loss * Math.exp(deviation) : loss + spread * deviation
  const of = (time: number) => {
    drift = KEPT * drift + Math.sqrt(1 - KEPT ** 2) * dice.normal()
    const error = 1 / Math.sqrt(spread === undefined ? Math.max(1, samples * shareWrong(time)) : samples)
    const deviation = error * (shift + DRIFT * drift + FLICKER * dice.normal())
    const errors = shareWrong(time) * Math.exp(deviation + (jitter + FLICKER * error) * dice.normal())
    const fitted = averaged(train, time)
    return {
      valLoss: off(unseen(time), deviation + jitter * dice.normal()),
      valAccuracy: 1 - Math.min(samples, Math.round(samples * errors)) / samples,
      loss: batches * (off(fitted, (jitter / 3) * dice.normal()) + (penalty ? averaged(penalty, time) : 0)),
      accuracy: 1 - Math.min(1, most * ((fitted / train(0)) ** 0.8 || 1)),
    }
  }
  const values = Array.from({ length: epochs }, (_, k) => of(k + 1))
  return {
    loss: values.map(({ loss }) => loss),
    valLoss: values.map(({ valLoss }) => valLoss),
    ...(spread === undefined && {
      accuracy: values.map(({ accuracy }) => accuracy),
      valAccuracy: values.map(({ valAccuracy }) => valAccuracy),
    }),
    ...(learningRate && { learningRate: values.map((_, k) => learningRate(k + 1)) }),
  }
}

function averaged(curve: (time: number) => number, end: number): number {
  const parts = [0.125, 0.375, 0.625, 0.875]
  return parts.reduce((sum, part) => sum + curve(end - part), 0) / parts.length
}

/** The log as CSV, with the digits that frameworks print. */
export function writeLog({ loss, valLoss, accuracy, valAccuracy, learningRate }: Observed): string {
  const columns = [
    ['accuracy', accuracy],
    ['loss', loss],
    ['lr', learningRate],
    ['val_accuracy', valAccuracy],
    ['val_loss', valLoss],
  ] as const
  const logged = columns.flatMap(([name, values]) => (values ? [{ name, values }] : []))
  const rows = loss.map((_, k) =>
    [
      k + 1,
      ...logged
        .map(({ values }) => values[k] ?? Number.NaN)
        .map((number) => (Number.isNaN(number) ? 'nan' : number.toPrecision(8))),
    ].join(),
  )
  return `${['epoch', ...logged.map(({ name }) => name)].join()}\n${rows.join('\n')}\n`
}
