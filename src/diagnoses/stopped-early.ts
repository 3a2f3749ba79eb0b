import { count, spell, spellShare } from '../numerals.js'
import { finitePoints } from '../run/points.js'
import { noiseLevel } from '../stats/noise.js'
import { theilSen } from '../stats/trend.js'
import { clear, type Diagnosis, found, unknown } from './diagnosis.js'

/*
 *   loss │╲
 *        │ ╲
 *        │  ╲__         and the curve ends while it still falls
 *        │     ╲_
 *        └────────┊·········
 *
 * The pace is the robust slope of the logarithm of the validation loss over the last quarter and over the last half
 * of the run, the smaller of the two: a curve that levels off has a small last quarter, one that turned only now a
 * small half. Kept up for as many epochs again, it would lower the loss by a share that learning curves, which
 * flatten, about halve (a power law with exponent 1/2 to 1). Silent on losses that are not positive, which have no
 * logarithm, unless measured against what they have gained so far.
 */

type Name = 'gain' | 'epochs' | 'certainty'

export const stoppedEarly: Diagnosis<Name> = {
  id: 'stopped-early',
  title: 'Stopped early',
  summary: 'Training as long again would lower the loss on unseen data by at least a tenth.',
  severities: ['warning'],
  limits: {
    gain: { value: 0.1, unit: 'share of the loss', because: 'Less is not worth as much training again.' },
    epochs: { value: 6, unit: 'epochs', because: 'A quarter of fewer is no slope.' },
    certainty: {
      value: 1,
      unit: 'standard errors',
      because: 'A slope below this may be the noise of the curve.',
    },
  },
  examine(run, limits) {
    const curve = run.curves.validationLoss
    if (!curve) return unknown('no validation loss; log it for each epoch')
    const { x, y } = finitePoints(curve)
    if (y.length < limits.epochs)
      return unknown(`only ${count(y.length, 'value')} of ${curve.name}; ${limits.epochs} are needed`)
    const levels = relativeLevels(y)
    const quarter = levels.slice(-Math.max(4, Math.floor(y.length / 4)))
    const half = levels.slice(-Math.max(4, Math.floor(y.length / 2)))
    const pace = -Math.max(theilSen(quarter), theilSen(half)) * y.length
    const error = (noiseLevel(half) * Math.sqrt(12) * y.length) / half.length ** 1.5
    const gain = shareGained(pace / 2)
    if (gain < limits.gain || pace < limits.certainty * error) return clear
    const from = x[y.length - half.length] ?? 0
    const to = x.at(-1) ?? from
    const end = y.at(-1) ?? 0
    const [low, high] = [shareGained(pace / 3), shareGained(pace)]
    const range = `${spellShare(Number(low.toFixed(2)))} to ${spellShare(Number(high.toFixed(2)))}`
    return found({
      severity: 'warning',
      claim: `${curve.name} was still falling when training stopped at ${run.axis} ${to}`,
      from,
      to,
      evidence: [
        {
          series: curve.name,
          what: `${spell(y[y.length - half.length] ?? 0)} at ${run.axis} ${from}, ${spell(end)} at ${run.axis} ${to}; as many ${run.axis}s again may lower it by ${range}`,
          actual: gain,
          limit: limits.gain,
          from,
          to,
        },
      ],
      advice: [
        `train on, to about ${run.axis} ${Math.round(to + to - (x[0] ?? 0))}, and let early stopping end it`,
        'or raise the learning rate: the curve is smooth enough to bear more',
      ],
    })
  },
}

/** The loss as levels whose differences are shares: its logarithm, or itself over what it has gained so far. */
function relativeLevels(y: readonly number[]): number[] {
  if (y.every((value) => value > 0)) return y.map(Math.log)
  const gained = (y[0] ?? 0) - y.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  return y.map((value) => value / (gained > 0 ? gained : 1))
}

function shareGained(pace: number): number {
  return 1 - Math.exp(-Math.max(0, pace))
}
