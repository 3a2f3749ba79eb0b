import type { LimitValues } from '../limit.js'
import { count, spell, spellShare } from '../numerals.js'
import { burstLimits, burstsOf, unboundedPoints } from '../run/bursts.js'
import { isAveraged, onsetBehind, peakBehind, tellMeans, tellPeak } from '../run/logged.js'
import { averagedTo, finitePoints, type Points } from '../run/points.js'
import type { Axis, Run, Series } from '../run/run.js'
import type { Burst } from '../stats/burst.js'
import { median } from '../stats/order.js'
import { measureSwings, type Swings } from '../stats/swing.js'
import { against, clear, type Diagnosis, type Finding, found, unknown } from './diagnosis.js'

/*
 * A swing is a rise of at least two fifths of the progress that the run made, between two falls as large; three of
 * them, or a single spike higher than the whole rest of the curve, make a run whose end is a matter of luck. Small
 * noise, however fast, swings through less. A loss that blows up for a while and comes back swings once only, and is no
 * single spike: such bursts have a rule of their own (see stats/burst). A training loss that is logged finer than the validation is averaged to
 * it first, since batches always jump.
 */

type Name =
  | 'swing'
  | 'material'
  | 'swings'
  | 'spike'
  | 'epochs'
  | 'finer'
  | (keyof typeof burstLimits & string)

export const unstable: Diagnosis<Name> = {
  id: 'unstable',
  title: 'Unstable',
  summary: 'The loss swings or spikes by more than the progress being made.',
  severities: ['warning'],
  limits: {
    swing: {
      value: 0.4,
      unit: 'share of the progress',
      because: 'A swing through less leaves the course of the run to be seen.',
    },
    material: {
      value: 0.15,
      unit: 'share of the loss',
      because: 'Smaller swings are noise that a long run makes again and again.',
    },
    swings: { value: 3, unit: 'swings', because: 'One is a rise, two may be chance.' },
    spike: {
      value: 1,
      unit: 'share of the spread of the rest',
      because: 'Higher than all the rest of the curve.',
    },
    epochs: { value: 6, unit: 'epochs', because: 'Fewer cannot swing three times.' },
    finer: {
      value: 3,
      unit: 'training values per validation value',
      because: 'From here on they are batches.',
    },
    ...burstLimits,
  },
  explanation: {
    sketch: [
      'loss │ ╮  ╭╮   ╭╮           loss │╮',
      '     │ ╰╮ │╰╮ ╭╯│ ╭╮             │╰╮      ╭╮',
      '     │  ╰─╯ │ │ ╰─╯╰─            │ ╰──────╯╰─────',
      '     │      ╰─╯                  │   higher than all the rest',
      '     └────────────── epoch       └──────────────── epoch',
    ],
    told: 'A swing is a rise of at least the limit, as a share of the progress of the run, between two falls as large; three of them, a spike or a burst of values far above the rest make a run whose end is luck. Training by batches is averaged first.',
    causes: [
      'a learning rate that is too high for the batch size',
      'batches that are too small, or unlike one another (not shuffled)',
      'batch normalisation whose running statistics lag behind',
      'a validation set that is too small',
      'restarts of the learning rate, which swing by design',
    ],
    remedies: {
      keras: 'a lower learning rate, clipnorm=1.0, larger batch_size; BatchNormalization(momentum=0.9)',
      lightning: 'gradient_clip_val=1.0, accumulate_grad_batches; a warm-up; StochasticWeightAveraging',
      huggingFace: 'warmup_ratio, max_grad_norm=1.0, gradient_accumulation_steps; a lower learning_rate',
    },
    wrong:
      'With cyclical learning rates or warm restarts, where each swing is meant; with adversarial training; right at the start of a run.',
  },
  examine(run, limits) {
    const { trainLoss, validationLoss } = run.curves
    const validation = finitePoints(validationLoss)
    const train = calmed(finitePoints(trainLoss), validation, run.axis, limits)
    const judged = [
      { curve: validationLoss, points: validation },
      { curve: trainLoss, points: train },
    ].filter(({ points }) => points.y.length >= limits.epochs)
    if (judged.length === 0) return unknown(`fewer than ${limits.epochs} values of any loss; train on`)
    for (const { curve, points } of judged) {
      const finding = curve && describe(run, curve, points, limits)
      if (finding) return found(finding)
    }
    return clear
  },
}

/** Places that a loss by steps is averaged to, so many values each at least, and how many values may be batches. */
const PLACES = 30
const BATCHES = 30
/** The same where the axis does not tell that each value is of a batch. */
const EPOCH_PLACES = 50

/** Training averaged to the places of validation, or to a few of its own, where it is logged by batches. */
function calmed(train: Points, validation: Points, axis: Axis, limits: LimitValues<Name>): Points {
  if (validation.x.length > 0 && train.x.length >= limits.finer * validation.x.length)
    return averagedTo(train, validation.x)
  const batches = axis === 'step' && train.x.length >= BATCHES
  if (validation.x.length > 0 || (!batches && train.x.length < EPOCH_PLACES * limits.finer)) return train
  const every = batches
    ? Math.max(limits.finer, Math.ceil(train.x.length / PLACES))
    : Math.ceil(train.x.length / EPOCH_PLACES)
  return averagedTo(
    train,
    train.x.filter((_, k) => (k + 1) % every === 0 || k === train.x.length - 1),
  )
}

/** A curve as it is judged. */
interface Judged {
  readonly run: Run
  readonly curve: Series
  readonly points: Points
  /** Is each point a mean of several logged values? */
  readonly means: boolean
}

function describe(run: Run, curve: Series, points: Points, limits: LimitValues<Name>): Finding | undefined {
  const batches = points !== finitePoints(curve)
  const means = batches || isAveraged(run, curve)
  const judged = { run, curve, points, means }
  const swings = measureSwings(points.y, limits.swing, limits.material)
  if (swings.count >= limits.swings) return describeSwings(judged, swings, limits)
  const { index, height } = swings.spike
  const above = (points.y[index] ?? 0) - (points.y[index - 1] ?? 0)
  if (height >= limits.spike && above >= limits.material * median(points.y))
    return describeSpike(judged, swings.spike, limits)
  const unbounded = means ? points : unboundedPoints(curve)
  const bursts = burstsOf(run, unbounded, limits)
  return bursts.length > 0 ? describeBursts({ ...judged, points: unbounded }, bursts, limits) : undefined
}

function describeSwings(
  judged: Judged,
  { count: swings, peaks, span, least }: Swings,
  limits: LimitValues<Name>,
): Finding {
  const { run, curve, means } = judged
  const { x, y } = judged.points
  const [from, to] = [x[peaks[0] ?? 0] ?? 0, x[peaks.at(-1) ?? 0] ?? 0]
  const highest = peaks.reduce((high, k) => Math.max(high, y[k] ?? high), Number.NEGATIVE_INFINITY)
  return warn(judged, {
    claim: `${curve.name} swings by ${spellShare(Number.isFinite(span) ? least / span : limits.swing, 2)} and more of what the run got on, from ${run.axis} ${from} to ${to}`,
    span: [from, to],
    what: `${count(swings, 'swing')} of ${spell(least, 3)} or more, up to ${means ? 'a mean of ' : ''}${spell(highest)}; progress of the run ${spell(span, 3)}`,
    measured: [swings, limits.swings],
    limit: count(limits.swings, 'swing'),
  })
}

function describeSpike(
  judged: Judged,
  { index, height }: Swings['spike'],
  limits: LimitValues<Name>,
): Finding {
  const { run, curve, points, means } = judged
  const peak = peakBehind(run, curve, points, index)
  return warn(judged, {
    claim: `${curve.name} jumps up at ${run.axis} ${peak.at}, ${means ? 'in the mean ' : ''}higher than in all the rest of the run`,
    span: [peak.at, peak.at],
    what: `${tellPeak(run, peak)}${means ? `; ${tellMeans(run, curve, points, index)}` : ''}`,
    measured: [height, limits.spike],
    limit: `${spell(limits.spike, 2)} x the spread of the rest`,
  })
}

function describeBursts(
  judged: Judged,
  bursts: readonly Burst[],
  limits: LimitValues<Name>,
): Finding | undefined {
  const { run, curve, points, means } = judged
  const [first, last] = [bursts[0], bursts.at(-1)]
  if (!first || !last) return undefined
  const highest = bursts.reduce((most, own) => (own.height > most.height ? own : most), first)
  const peak = peakBehind(run, curve, points, highest.from, highest.to)
  const from = onsetBehind(run, curve, points, first.from)
  const often = bursts.length > 1 ? ` ${bursts.length} times, first` : ''
  const beside = [highest.from - 1, highest.to + 1].map(
    (k) => `${means ? 'a mean of ' : ''}${spell(points.y[k] ?? 0)} at ${run.axis} ${points.x[k]}`,
  )
  return warn(judged, {
    claim: `${curve.name} blows up${often} at ${run.axis} ${from}, far above all the rest of the run, and is back at ${run.axis} ${points.x[last.to + 1]}`,
    span: [from, points.x[last.to] ?? from],
    what: `${spell(peak.value)} at ${run.axis} ${peak.at}, between ${beside.join(' and ')}`,
    measured: [highest.height, limits.burst],
    limit: `${spell(limits.burst, 2)} x the spread of the rest`,
  })
}

/** A warning with one piece of evidence. */
interface Warning {
  readonly claim: string
  readonly span: readonly [from: number, to: number]
  readonly what: string
  readonly measured: readonly [actual: number, limit: number]
  readonly limit: string
}

function warn({ curve, points }: Judged, { claim, span, what, measured, limit }: Warning): Finding {
  const [from, to] = span
  const [actual, bound] = measured
  return {
    severity: 'warning',
    claim,
    from,
    to,
    evidence: [
      {
        series: curve.name,
        what: against(what, limit, points.y.filter(Number.isFinite)),
        actual,
        limit: bound,
        from,
        to,
      },
    ],
    advice: [
      'lower the learning rate, or take larger batches; clip the gradients (norm 1)',
      curve.split === 'train'
        ? 'shuffle the data and look for batches that are unlike the rest'
        : 'validate on more samples; check that batch normalisation has settled statistics',
    ],
  }
}
