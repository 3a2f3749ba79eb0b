import { count, spell, spellShare } from '../numerals.js'
import { finitePoints } from '../run/points.js'
import { forecast } from '../stats/forecast.js'
import { clear, type Diagnosis, found, unknown } from './diagnosis.js'

/*
 *   loss │╲
 *        │ ╲
 *        │  ╲__         and the curve ends while it still falls
 *        │     ╲_
 *        └────────┊·········
 *
 * The validation loss is extrapolated to twice its length (see stats/forecast) and asked what that would bring.
 * Silent on short runs, whose last quarter is no slope, and on slopes that the noise of the curve may have made.
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
    const { gain, range, certainty } = forecast(y)
    if (gain < limits.gain || certainty < limits.certainty) return clear
    const half = Math.max(4, Math.floor(y.length / 2))
    const from = x[y.length - half] ?? 0
    const to = x.at(-1) ?? from
    const end = y.at(-1) ?? 0
    const [low, high] = range.map((share) => spellShare(Number(share.toFixed(2))))
    return found({
      severity: 'warning',
      claim: `${curve.name} was still falling when training stopped at ${run.axis} ${to}`,
      from,
      to,
      evidence: [
        {
          series: curve.name,
          what: `${spell(y[y.length - half] ?? 0)} at ${run.axis} ${from}, ${spell(end)} at ${run.axis} ${to}; as many ${run.axis}s again may lower it by ${low} to ${high}`,
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
