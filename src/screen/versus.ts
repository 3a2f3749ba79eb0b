import { type Comparison, type Difference, titleOfComparison } from '../report.js'
import { pad, wrap } from '../text/wrap.js'
import { hang, type Screen, SYMBOLS, type Tint } from './screen.js'

/** The sign and the colour of each answer. */
export const STANDING: Readonly<Record<Comparison['state'], { sign: string; tint: Tint }>> = {
  better: { sign: SYMBOLS.good, tint: 'good' },
  worse: { sign: SYMBOLS.error, tint: 'error' },
  mixed: { sign: SYMBOLS.warning, tint: 'warning' },
  same: { sign: '=', tint: 'plain' },
  unknown: { sign: SYMBOLS.open, tint: 'warning' },
}

/** One side held against the baseline: the sum of it, then a line for each measure. */
export function versusOf(comparison: Comparison, screen: Screen): string[] {
  const { width, paint, clean } = screen
  const { state, summary, differences, disagreement } = comparison
  const { sign, tint } = STANDING[state]
  const column = Math.max(...differences.map(({ by }) => by.length))
  return [
    ...wrap(clean(`${sign} ${titleOfComparison(comparison)}: ${summary}`), width).map((line) =>
      paint(tint, line),
    ),
    ...differences.flatMap((own) =>
      hang(`    ${pad(clean(signOf(own)), 1)} ${pad(own.by, column)}  `, own.because, screen),
    ),
    ...(disagreement ? hang('    ', disagreement, screen) : []),
  ]
}

/** A sign for each answer; none where there is a measurement that is no matter of better or worse. */
export function signOf({ state, actual }: Difference): string {
  return state === 'unknown' && actual !== undefined ? '' : STANDING[state].sign
}

/** Of several sides the best by loss and by accuracy, and whether they are the same one. */
export function rankingOf(comparisons: readonly Comparison[], screen: Screen): string[] {
  const loss = leaderBy('loss', comparisons)
  const accuracy = leaderBy('accuracy', comparisons)
  if (comparisons.length < 2 || (!loss && !accuracy)) return []
  const same = loss === accuracy ? 'best by loss and by accuracy' : 'best by loss'
  const words = [
    ...(loss ? [`${same}: ${loss}`] : []),
    ...(accuracy && accuracy !== loss
      ? [`best by accuracy: ${accuracy}${loss ? ' (they disagree)' : ''}`]
      : []),
  ]
  return hang('', words.join('; '), screen)
}

/** The name of the side with the best value, the baseline among them; nothing where not all can be compared. */
function leaderBy(by: 'loss' | 'accuracy', comparisons: readonly Comparison[]): string | undefined {
  const sides = comparisons.map(({ candidate, baseline, differences }) => {
    const own = differences.find((difference) => difference.by === by)
    return { name: candidate.name, against: baseline.name, value: own?.actual, start: own?.baseline }
  })
  const [first] = sides
  if (first?.start === undefined || sides.some(({ value }) => value === undefined)) return undefined
  const all = [{ name: first.against, value: first.start }, ...sides]
  const sign = by === 'loss' ? 1 : -1
  return all.reduce((best, own) => (sign * (own.value ?? 0) < sign * (best.value ?? 0) ? own : best)).name
}
