import type { LimitValues } from '../limit.js'
import { spell, spellChange, spellShare } from '../numerals.js'
import { findBest } from '../run/best.js'
import { withoutBursts } from '../run/bursts.js'
import { type CutShort, cutShort } from '../run/cycle.js'
import { blurred, reachesNew, repeats, stepped, uncertain } from '../run/outlook.js'
import { finitePoints, type Points } from '../run/points.js'
import { blankOf, type Run, type Series } from '../run/run.js'
import { findSchedule } from '../run/schedule.js'
import { findUpswing, mayBeLuck, upswingLimits } from '../run/upswing.js'
import { forecast } from '../stats/forecast.js'
import { relativeNoise } from '../stats/noise.js'
import { indexOfMin } from '../stats/order.js'
import { startOf } from '../stats/rise.js'
import type { Upswing } from '../stats/swing.js'
import { against, clear, type Diagnosis, type Finding, found, tooFew, unknown } from './diagnosis.js'

/*
 * The validation loss is extrapolated to twice its length (see stats/forecast) and asked what that would bring. A
 * curve that swings without a trend comes down again of itself (see run/upswing): some of the epochs to come would be
 * better. Silent on short runs, whose last quarter is no slope, and on slopes that noise may have made.
 */

type Name =
  | 'gain'
  | 'epochs'
  | 'certainty'
  | 'blur'
  | 'left'
  | 'recent'
  | 'ranDown'
  | 'calm'
  | keyof typeof upswingLimits

export const stoppedEarly: Diagnosis<Name> = {
  id: 'stopped-early',
  title: 'Stopped early',
  summary: 'Training as long again would lower the loss on unseen data by at least a tenth.',
  severities: ['warning'],
  limits: {
    gain: { value: 0.1, unit: 'share of the loss', because: 'Less is not worth as much training again.' },
    epochs: { value: 8, unit: 'epochs', because: 'A quarter of fewer is a single step.' },
    certainty: {
      value: 1,
      unit: 'standard errors',
      because: 'So much less steep a slope must still promise half of the gain; a slope below this is none.',
    },
    blur: {
      value: 0.5,
      unit: 'share of the loss',
      because: 'A forecast with a standard error of half the loss says nothing.',
    },
    left: {
      value: 0.005,
      unit: 'x first loss',
      because: 'Where less than this is left, all of it is nothing beside what was gained.',
    },
    recent: {
      value: 0.1,
      unit: 'share of the epochs, at least 2',
      because: 'A curve that still falls has its lowest value at its end; a longer wait is a plateau.',
    },
    ranDown: {
      value: 0.05,
      unit: 'share of the highest learning rate',
      because: 'A schedule that has come down to this is over; more epochs at its end change little.',
    },
    calm: {
      value: 0.02,
      unit: 'share of the loss',
      because: 'A curve with more noise from value to value may not bear a higher learning rate.',
    },
    ...upswingLimits,
  },
  explanation: {
    sketch: [
      'loss │╲                           loss │ ╮ ╭╮    ╭╮   ╭',
      '     │ ╲                               │ ╰╮│╰╮╭╮ │╰╮ ╭╯',
      '     │  ╲__                            │  ╰╯ ╰╯╰─╯ ╰─╯',
      '     │     ╲_┊·······                  │             ┊·······',
      '     └───────┊─────── epoch            └─────────────┊─────── epoch',
      '       still falling at the end          on an upswing that comes and goes',
    ],
    told: 'The validation loss is extrapolated to twice its length: the smaller robust slope of its logarithm over the last quarter and half, slowing as power laws do, or faster where the last quarters do. A curve that swings, or runs in cycles, comes down again: where it ends well above a level that it kept reaching, later epochs are that much better.',
    causes: [
      'too few epochs',
      'too little patience, or patience with another metric',
      'a learning rate too low for the number of epochs',
      'one that is not lowered at the end, so that the curve keeps swinging',
    ],
    remedies: {
      keras: 'more epochs with EarlyStopping(patience=10); ReduceLROnPlateau',
      lightning: 'max_epochs higher, EarlyStopping(patience=10); weight averaging',
      huggingFace: 'num_train_epochs higher, lr_scheduler_type="cosine" over all of it',
    },
    wrong:
      'When a learning-rate schedule has ended, when the budget was the point, or when the loss of few validation samples falls by luck.',
  },
  examine(whole, limits) {
    const run = withoutBursts(whole)
    const curve = run.curves.validationLoss
    if (!curve) return unknown('no validation loss; log it for each epoch')
    const points = finitePoints(curve)
    const blank = blankOf(run)
    if (blank) return unknown(blank.because)
    if (points.y.length < limits.epochs)
      return unknown(tooFew(curve.name, points.y.length, `${limits.epochs} are needed`))
    const falling = stillFalling(run, curve, points, limits)
    const because = falling && (uncertain(points, limits) ?? stepped(run, points, limits))
    if (because) return unknown(because)
    if (falling) return found(falling)
    const cut = cutShort(run, points)
    if (cut && cut.gain >= limits.gain) return found(describeCut(run, curve, points, cut, limits))
    const swing = findUpswing(points, limits)
    const blur = swing ? undefined : blurred(curve, points, limits)
    if (!swing) return blur ? unknown(blur) : clear
    const luck = mayBeLuck(run, curve, swing, limits)
    return luck ? unknown(luck) : found(describeUpswing(run, curve, points, swing, limits))
  },
}

function stillFalling(
  run: Run,
  curve: Series,
  { x, y }: Points,
  limits: LimitValues<Name>,
): Finding | undefined {
  const { gain, range, certainty } = forecast(y)
  if (gain < limits.gain || certainty < limits.certainty) return undefined
  if (y.length - 1 - indexOfMin(y) > Math.max(2, limits.recent * y.length)) return undefined
  const last = y.at(-1) ?? 0
  if (last > 0 && last < limits.left * startOf(y, y[0] ?? 0)) return undefined
  if (!reachesNew({ x, y }, limits) || repeats(run, { x, y }, limits)) return undefined
  const start = y.length - Math.max(4, Math.floor(y.length / 2))
  const from = x[start] ?? 0
  const to = x.at(-1) ?? from
  const [low, high] = range.map((share) => spellShare(Number(share.toFixed(2))))
  const twice = Math.round(to + to - (x[0] ?? 0))
  const schedule = findSchedule(run)
  const over = schedule?.shape === 'decays' && schedule.last <= limits.ranDown * schedule.peak
  const fell = `${spell(y[start] ?? 0)} at ${run.axis} ${from}, ${spell(y.at(-1) ?? 0)} at ${run.axis} ${to}`
  const finding = warn(curve, {
    claim: `${curve.name} was still falling when training stopped at ${run.axis} ${to}`,
    span: [from, to],
    what: against(
      `${fell}; as many ${run.axis}s again may lower it by ${low} to ${high}`,
      spellShare(limits.gain),
      y,
    ),
    measured: [gain, limits.gain],
    advice: over
      ? [
          `train anew with the schedule stretched to about ${run.axis} ${twice}: more ${run.axis}s at its end change little`,
        ]
      : [
          `train on, to about ${run.axis} ${twice}, and let early stopping end it`,
          ...(relativeNoise(y) < limits.calm
            ? ['a higher learning rate may do as well: the curve is smooth enough to bear it']
            : []),
        ],
  })
  if (!over) return finding
  const rate = {
    series: schedule.series,
    what: `${spell(schedule.peak)}, then ${spell(schedule.last)}: the schedule is over`,
    actual: schedule.last / schedule.peak,
    limit: limits.ranDown,
    from: x[0] ?? from,
    to,
  }
  return { ...finding, evidence: [...finding.evidence, rate] }
}

/** Warm restarts whose last cycle was not run to its end. */
function describeCut(
  run: Run,
  curve: Series,
  { x, y }: Points,
  { after, at, lowest, gain }: CutShort,
  limits: LimitValues<Name>,
): Finding {
  const to = x.at(-1) ?? after
  return warn(curve, {
    claim: `training stopped at ${run.axis} ${to} in the middle of a cycle, which began after ${run.axis} ${after}`,
    span: [after, to],
    what: against(
      `${spell(y.at(-1) ?? 0)} at ${run.axis} ${to}, but ${spell(lowest)} at ${run.axis} ${at}: ${spellChange(-gain)}`,
      spellChange(-limits.gain),
      y,
    ),
    measured: [gain, limits.gain],
    advice: [
      `train on to the end of the cycle, or keep the weights of ${run.axis} ${findBest(run)?.at ?? at}`,
      `next time choose the number of ${run.axis}s so that the last cycle ends with it`,
    ],
  })
}

function describeUpswing(
  run: Run,
  curve: Series,
  { x, y }: Points,
  swing: Upswing,
  limits: LimitValues<Name>,
): Finding {
  const from = x[Math.floor(y.length / 2)] ?? 0
  const to = x.at(-1) ?? from
  const best = findBest(run)?.at ?? to
  const last = spell(y.at(-1) ?? 0)
  return warn(curve, {
    claim: `training stopped at ${run.axis} ${to} on an upswing of ${curve.name}, which comes and goes`,
    span: [from, to],
    what: against(
      `${last} at ${run.axis} ${to}, but ${spell(swing.level)} or less in a fifth of the ${run.axis}s from ${from} on`,
      spellChange(limits.upswing),
      y,
    ),
    measured: [swing.above, limits.upswing],
    advice: [
      `keep the weights of ${run.axis} ${best}, not the last`,
      'lower the learning rate towards the end (a decay, ReduceLROnPlateau), or average the weights of the last epochs',
    ],
  })
}

/** A warning with one piece of evidence. */
interface Warning extends Pick<Finding, 'claim' | 'advice'> {
  readonly span: readonly [from: number, to: number]
  readonly what: string
  readonly measured: readonly [actual: number, limit: number]
}

function warn(curve: Series, { claim, advice, span, what, measured }: Warning): Finding {
  const [from, to] = span
  const [actual, limit] = measured
  const evidence = [{ series: curve.name, what, actual, limit, from, to }]
  return { severity: 'warning', claim, from, to, evidence, advice }
}
