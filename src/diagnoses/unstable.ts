import type { LimitValues } from '../limit.js'
import { count, spell, spellShare } from '../numerals.js'
import { averagedTo, finitePoints, type Points } from '../run/points.js'
import type { Axis, Run, Series } from '../run/run.js'
import { median } from '../stats/order.js'
import { measureSwings } from '../stats/swing.js'
import { against, clear, type Diagnosis, type Finding, found, unknown } from './diagnosis.js'

/*
 * A swing is a rise of at least two fifths of the progress that the run made, between two falls as large; three of
 * them, or a single spike higher than the whole rest of the curve, make a run whose end is a matter of luck. Small
 * noise, however fast, swings through less. A training loss that is logged finer than the validation is averaged to
 * it first, since batches always jump.
 */

type Name = 'swing' | 'material' | 'swings' | 'spike' | 'epochs' | 'finer'

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
  },
  explanation: {
    sketch: [
      'loss │ ╮  ╭╮   ╭╮           loss │╮',
      '     │ ╰╮ │╰╮ ╭╯│ ╭╮             │╰╮      ╭╮',
      '     │  ╰─╯ │ │ ╰─╯╰─            │ ╰──────╯╰─────',
      '     │      ╰─╯                  │   higher than all the rest',
      '     └────────────── epoch       └──────────────── epoch',
    ],
    told: 'A swing is a rise of at least the limit, as a share of the progress that the run made, between two falls as large; three of them, or a single spike higher than the whole rest of the curve, make a run whose end is a matter of luck. Training that is logged by batches is averaged to the validation points first.',
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

function describe(run: Run, curve: Series, { x, y }: Points, limits: LimitValues<Name>): Finding | undefined {
  const { count: swings, peaks, span, least, spike } = measureSwings(y, limits.swing, limits.material)
  const above = (y[spike.index] ?? 0) - (y[spike.index - 1] ?? 0)
  const spikes = spike.height >= limits.spike && above >= limits.material * median(y)
  if (swings < limits.swings && !spikes) return undefined
  const many = swings >= limits.swings
  const first = (many ? peaks[0] : spike.index) ?? 0
  const last = (many ? peaks.at(-1) : spike.index) ?? first
  const [from, to] = [x[first] ?? 0, x[last] ?? 0]
  const highest = peaks.reduce((high, k) => Math.max(high, y[k] ?? high), Number.NEGATIVE_INFINITY)
  const measured = many
    ? `${count(swings, 'swing')} of ${spell(least, 3)} or more, up to ${spell(highest)}; progress of the run ${spell(span, 3)}`
    : `${spell(y[first] ?? 0)} at ${run.axis} ${from}${first + 1 < y.length ? `, between ${spell(y[first - 1] ?? 0)} and ${spell(y[first + 1] ?? 0)}` : `, the last, after ${spell(y[first - 1] ?? 0)}`}`
  return {
    severity: 'warning',
    claim: many
      ? `${curve.name} swings by ${spellShare(Number.isFinite(span) ? least / span : limits.swing, 2)} and more of what the run got on, from ${run.axis} ${from} to ${to}`
      : `${curve.name} jumps up at ${run.axis} ${from}, higher than in all the rest of the run`,
    from,
    to,
    evidence: [
      {
        series: curve.name,
        what: against(
          measured,
          many ? count(limits.swings, 'swing') : `${spell(limits.spike, 2)} x the spread of the rest`,
          y,
        ),
        actual: many ? swings : spike.height,
        limit: many ? limits.swings : limits.spike,
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
