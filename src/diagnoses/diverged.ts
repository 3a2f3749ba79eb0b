import type { LimitValues } from '../limit.js'
import { count, spell } from '../numerals.js'
import { findBest } from '../run/best.js'
import { loggedOf } from '../run/logged.js'
import { finitePoints, type Points } from '../run/points.js'
import { blankOf, type Run, type Series } from '../run/run.js'
import { comesAndGoes, tailOf } from '../run/tail.js'
import { terminated } from '../run/terminated.js'
import { noiseLevel } from '../stats/noise.js'
import { least, medianOfThree } from '../stats/order.js'
import { against, clear, type Diagnosis, type Finding, found, type Outcome, unknown } from './diagnosis.js'

/*
 * The loss no longer is a number at the end, or all of its last tenth lies at a multiple of where it began, or back
 * where it began after it had fallen well below. The whole of the tail is asked, not the last value: a spike at the end is
 * no divergence. A rise of the validation loss alone, short of five times its first value, is overfitting; a loss below
 * zero may come up again by design, and two values back at the start may be a spike, which makes them warnings; and a
 * NaN that passes was a bad batch.
 * Silent on fewer than four finite epochs, which are no tail.
 */

type Name = 'times' | 'tail' | 'far' | 'learned' | 'back' | 'part' | 'risen' | 'givenBack'

export const diverged: Diagnosis<Name> = {
  id: 'diverged',
  title: 'Diverged',
  summary: 'The loss became NaN or infinite, or ran away from where it had been and stayed there.',
  severities: ['error', 'warning'],
  limits: {
    times: {
      value: 2,
      unit: 'x first loss',
      because: 'A model that has learned nothing stays near its first loss; twice that is worse.',
    },
    tail: {
      value: 0.1,
      unit: 'share of the epochs, at least 3',
      because: 'The end that must lie up there throughout, so that a spike at the end does not count.',
    },
    far: {
      value: 5,
      unit: 'x first loss, or twice that and as far above the lowest, in the last two epochs',
      because: 'So far up two values are enough, one of which may be half an epoch old.',
    },
    learned: {
      value: 0.9,
      unit: 'x first loss',
      because: 'A fall by a tenth, and by five times the noise, is learning that can be lost again.',
    },
    back: {
      value: 0.5,
      unit: 'share of what had been gained',
      because: 'Half of what was learned is lost, and not by noise: five times less.',
    },
    part: {
      value: 0.2,
      unit: 'share of what had been gained',
      because: 'With the training loss at twice its lowest, a fifth lost to the end is no swing any more.',
    },
    risen: {
      value: 0.25,
      unit: 'share of the lowest training loss',
      because: 'Training that ends a quarter above where it had been is on its way up: the warning.',
    },
    givenBack: {
      value: 0.05,
      unit: 'share of what had been gained',
      because: 'Less is nothing beside the progress of the run, however large beside a loss near zero.',
    },
  },
  explanation: {
    sketch: [
      'loss │      ╭─╯NaN       loss │ ╮    ╭──────     loss │ ╮          ╭────',
      '     │  ╮╭──╯                 │ ╰╮╭──╯                │  ╰╮        │',
      '     │  ╰╯                    │  ╰╯                   │   ╰────────╯',
      '     └────────── epoch        └──────────             └──────────────',
      '       no number any more       above its start         back at its start',
    ],
    told: 'The loss ends as no number; or all of its last tenth lies at a multiple of the first loss, or back where it began after a clear fall. A last spike, or a NaN that passes, is no divergence.',
    causes: [
      'a learning rate that is too high, or a schedule that raises it',
      'exploding gradients: no clipping, bad initialisation, very deep networks',
      'inputs with NaN or not normalised, labels out of range',
      'log(0), division by zero or a root of 0 in your loss',
      'half precision without loss scaling',
    ],
    remedies: {
      keras:
        'a tenth of the learning rate, optimizer(..., clipnorm=1.0), TerminateOnNaN() to stop at once; np.isnan(x).any() for the inputs',
      lightning: 'Trainer(gradient_clip_val=1.0, detect_anomaly=True); a lower lr',
      huggingFace:
        'max_grad_norm=1.0, warmup_ratio=0.1, a lower learning_rate; logging_nan_inf_filter=False, or NaN is hidden as loss 0.0',
    },
    wrong:
      'When the loss grows by design (adversarial training, a weight that is raised), or was first logged after most of the learning.',
  },
  explains: [
    ...[
      'not-learning',
      'overfitting',
      'loss-without-accuracy',
      'stopped-early',
      'overconfident',
      'underfitting',
    ],
    ...['wasted-epochs', 'unstable', 'noisy-validation', 'validation-below-train', 'suspicious-metrics'],
  ],
  examine(run, limits) {
    const { trainLoss, validationLoss } = run.curves
    const curve = trainLoss ?? validationLoss
    if (!curve) return unknown('no loss in the log; log the training loss of each epoch')
    const unmeasured =
      trainLoss && validationLoss?.y.every((value) => !Number.isFinite(value))
        ? validationLoss.name
        : undefined
    const broken = notANumber(run, trainLoss) ?? (unmeasured ? undefined : notANumber(run, validationLoss))
    const ended = broken ?? terminated(run, trainLoss)
    if (ended) return found({ advice: advise(ended.from, run), ...ended })
    const outcome = ranAway(run, curve, limits)
    const blank = blankOf(run)
    if (blank && outcome.state !== 'found') return unknown(`${blank.because}; write them as NaN`)
    if (outcome.state !== 'clear' || !unmeasured) return outcome
    return unknown(
      `${unmeasured} is NaN or infinite in every ${run.axis}; look at the validation set (is it empty?)`,
    )
  },
}

function notANumber(run: Run, judged: Series | undefined): Finding | undefined {
  if (judged === undefined || Number.isFinite(judged.y.at(-1) ?? 0)) return undefined
  const curve = loggedOf(run, judged)
  const end = curve.y.length
  let start = end
  while (start > 0 && !Number.isFinite(curve.y[start - 1])) start--
  const from = curve.x[start] ?? 0
  const to = curve.x[end - 1] ?? from
  const word = spell(curve.y[start] ?? Number.NaN)
  const before =
    start > 0 ? `${spell(curve.y[start - 1] ?? 0)} at ${run.axis} ${curve.x[start - 1]}, then ${word}` : word
  return {
    severity: 'error',
    claim: `${curve.name} is ${word} from ${run.axis} ${from} to the end`,
    from,
    to,
    evidence: [
      { series: curve.name, what: `${before} for ${end - start} of ${end}`, actual: end - start, from, to },
    ],
    advice: advise(curve.x[start - 1], run),
  }
}

function ranAway(run: Run, curve: Series, limits: LimitValues<Name>): Outcome {
  const { x, y } = finitePoints(curve)
  const [first = 0] = y
  if (y.length < 4) return unknown(`only ${count(y.length, 'finite value')} of ${curve.name}; train on`)
  const tail = tailOf(y, first, limits)
  const lowest = least(y.slice(-tail))
  const best = medianOfThree(y.slice(0, -tail)).reduce((low, value) => Math.min(low, value), first)
  const size = Math.max(Math.abs(first), first - best)
  const above = first + (limits.times - 1) * size
  if (size === 0 || comesAndGoes(run, y.slice(0, -tail), best, lowest)) return clear
  const ended = { curve, tail, first, best, x, y }
  const alone = run.curves.trainLoss === undefined && best > 0
  if (lowest >= (alone ? limits.far * first : above)) {
    const since = `having begun at ${spell(first)}`
    return found(describe(run, ended, { bound: above, actual: lowest / first, limit: limits.times, since }))
  }
  const clearly = 5 * noiseLevel(y)
  const scale = Math.max(Math.abs(first), Math.abs(best))
  const learned = first - best >= (1 - limits.learned) * scale && first - best > clearly
  if (!learned || lowest - best <= clearly || !run.curves.trainLoss) return clear
  const lost = (lowest - best) / (first - best)
  const since = `after it had been down to ${spell(best)}`
  if (lost >= limits.back) {
    const bound = best + limits.back * (first - best)
    const back = describe(run, ended, { bound, actual: lost, limit: limits.back, since })
    return found(best > 0 && tail > 2 ? back : { ...back, severity: 'warning' })
  }
  if (best <= 0 || lost < limits.givenBack) return clear
  const risen = lowest / best - 1
  if (lost >= limits.part && lowest >= limits.times * best)
    return found(
      describe(run, ended, { bound: limits.times * best, actual: lost, limit: limits.part, since }),
    )
  if (risen < limits.risen) return clear
  const bound = (1 + limits.risen) * best
  const partly = describe(run, ended, { bound, actual: risen, limit: limits.risen, since })
  return found({ ...partly, severity: 'warning' })
}

/** What the tail was held against, in words too. */
interface Crossed {
  readonly bound: number
  readonly actual: number
  readonly limit: number
  readonly since: string
}

/** A loss and its end; `best` is its lowest value before. */
interface Ended extends Points {
  readonly curve: Series
  readonly tail: number
  readonly first: number
  readonly best: number
}

function describe(
  run: Run,
  { curve, tail, first, best, x, y }: Ended,
  { bound, actual, limit, since }: Crossed,
): Finding {
  let start = y.length - tail
  while ((y[start - 1] ?? Number.NEGATIVE_INFINITY) >= bound) start--
  const from = x[start] ?? 0
  const to = x.at(-1) ?? from
  const end = y.at(-1) ?? first
  return {
    severity: 'error',
    claim: `${curve.name} ran away: at or above ${spell(bound)} from ${run.axis} ${from} to the end, ${since}`,
    from,
    to,
    evidence: [
      {
        series: curve.name,
        what: against(
          `${spell(first)} at ${run.axis} ${x[0]}, down to ${spell(best)} (median of three), ${spell(end)} at ${run.axis} ${to}`,
          spell(bound),
          y,
        ),
        actual,
        limit,
        from,
        to,
      },
    ],
    advice: advise(x[start - 1], run),
  }
}

function advise(lastGood: number | undefined, run: Run): string[] {
  const back = (good: number) =>
    `go back to the weights of ${run.axis} ${Math.min(good, findBest(run)?.at ?? good)}`
  return [
    'lower the learning rate (a tenth is a good first try), or warm it up, and clip the gradients (norm 1)',
    ...(lastGood === undefined ? [] : [back(lastGood)]),
    'check the inputs for NaN and the loss for log(0) or division by zero; in half precision, scale the loss',
  ]
}
