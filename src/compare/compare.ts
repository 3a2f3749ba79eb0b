import { count } from '../numerals.js'
import { type Comparison, type Difference, type RunReport, type Status, titleOf } from '../report.js'
import { differ, type Sides, unknown } from './difference.js'
import { type Measurement, measureAccuracy, measureGap, measureLoss, plateauOf, splitOf } from './measure.js'

/** Runs that stand for one thing, such as several seeds. */
export interface Group {
  readonly name: string
  readonly reports: readonly RunReport[]
}

/**
 * Holds a group of runs (often one) against another: by loss and accuracy of the weights to keep, by the gap at the end,
 * by where the best epoch lies, and by verdict. `tolerance` is what the user said that counts, as a share of the loss and
 * as a difference of accuracies.
 */
export function compareGroups(baseline: Group, candidate: Group, tolerance?: number): Comparison {
  const all = [...baseline.reports, ...candidate.reports]
  const split = splitOf(all)
  const seen = split === 'validation' ? 'validation' : 'training'
  const by = (measure: Sides['by'], what: string, of: (report: RunReport) => Measurement | undefined) =>
    differ({
      ...{ by: measure, what, tolerance },
      baseline: baseline.reports.flatMap((report) => of(report) ?? []),
      candidate: candidate.reports.flatMap((report) => of(report) ?? []),
      runs: [baseline.reports.length, candidate.reports.length],
    })
  const lossOf = (report: RunReport) => measureLoss(report, split)
  const accuracyOf = (report: RunReport) => measureAccuracy(report, split)
  const verdict = differByVerdict(baseline.reports, candidate.reports)
  const lost = verdict.deciding.state === 'better' && baseline.reports.every(hasDiverged)
  const measured = lost ? withoutWorse : (difference: Difference) => difference
  const loss = measured(by('loss', `${seen} loss`, lossOf))
  const accuracy = measured(by('accuracy', `${seen} accuracy`, accuracyOf))
  const differences = [
    loss,
    accuracy,
    measured(by('gap', 'gap between training and validation', measureGap)),
    differByBest(baseline.reports, candidate.reports, loss),
    verdict.difference,
  ]
  const lacks = (of: typeof lossOf) => baseline.reports.some(of) && !candidate.reports.some(of)
  const lacking = lacks(lossOf) ? loss : lacks(accuracyOf) ? accuracy : undefined
  const state = overall([loss, accuracy, verdict.deciding], lacking, lost)
  const disagreement = disagreementOf(loss, accuracy)
  return {
    baseline: sideOf(baseline),
    candidate: sideOf(candidate),
    state,
    summary: summaryOf(state, [...(lacking ? [lacking] : []), loss, accuracy, verdict.deciding], split),
    differences,
    ...(disagreement && { disagreement }),
  }
}

function hasDiverged({ findings }: RunReport): boolean {
  return findings.some(({ id, severity }) => id === 'diverged' && severity === 'error')
}

/** What a baseline reached before it diverged is no mark that a run which holds out must reach. */
function withoutWorse(difference: Difference): Difference {
  if (difference.state !== 'worse') return difference
  const because = `${difference.because}; does not count, since the baseline diverged later`
  return { ...difference, state: 'unknown', because }
}

function sideOf({ name, reports }: Group) {
  return { name, sources: reports.map(({ run }) => run.name), runs: reports.map(titleOf) }
}

/**
 * The verdict alone decides nothing where neither loss nor accuracy could be compared, but for a baseline that diverged
 * (`lost`). Nothing is better or the same that lacks what the baseline has: there it may be worse.
 */
function overall(
  deciding: readonly [loss: Difference, accuracy: Difference, verdict: Difference],
  lacking: Difference | undefined,
  lost: boolean,
): Comparison['state'] {
  const [loss, accuracy] = deciding
  if (!lost && loss.state === 'unknown' && accuracy.state === 'unknown') return 'unknown'
  const better = deciding.some(({ state }) => state === 'better')
  const worse = deciding.some(({ state }) => state === 'worse')
  if (lacking && !worse) return 'unknown'
  return better && worse ? 'mixed' : better ? 'better' : worse ? 'worse' : 'same'
}

function summaryOf(state: Comparison['state'], deciding: readonly Difference[], split: string): string {
  const on = split === 'validation' ? '' : '; on training data alone, which tells nothing of unseen data'
  const names = (own: Difference['state']) =>
    deciding.filter((difference) => difference.state === own).map(({ by }) => by)
  const parts = (['better', 'worse'] as const).flatMap((own) =>
    names(own).length > 0 ? [`${own} by ${names(own).join(' and ')}`] : [],
  )
  if (state === 'unknown') return `cannot be compared: ${deciding[0]?.because ?? 'nothing to compare'}`
  return `${parts.join(', ') || 'no difference that counts'}${on}`
}

/** Accuracy counts the errors, loss weighs them. */
function disagreementOf(loss: Difference, accuracy: Difference): string | undefined {
  if (loss.state === 'worse' && accuracy.state === 'better')
    return 'loss and accuracy disagree: it errs less often, but by more (seldom large errors); where probabilities matter it is worse'
  if (loss.state === 'better' && accuracy.state === 'worse')
    return 'loss and accuracy disagree: it errs more often, but by less (often small errors); where only answers matter it is worse'
  return undefined
}

/**
 * Where the noise of the curves tells two best epochs apart, earlier is better only between healthy runs that get about as
 * far: a run that broke down, or was cut off, also has its best early.
 */
function differByBest(
  baseline: readonly RunReport[],
  candidate: readonly RunReport[],
  loss: Difference,
): Difference {
  const by = 'best-epoch'
  const [a, b] = [baseline, candidate].map((side) => side.flatMap((report) => plateauOf(report) ?? []))
  if (!a || !b || a.length === 0 || b.length === 0) return unknown(by, 'no best epoch by validation loss')
  const axes = new Set([...baseline, ...candidate].map(({ run }) => run.axis))
  const [axis = 'epoch'] = axes
  if (axes.size > 1) return unknown(by, `one is logged by ${[...axes].join(', another by ')}`)
  const reach = (side: typeof a) => ({
    at: side.map(({ at }) => at).join(', '),
    mean: side.reduce((sum, { at }) => sum + at, 0) / side.length,
    from: Math.min(...side.map(({ from }) => from)),
    to: Math.max(...side.map(({ to }) => to)),
  })
  const [was, is] = [reach(a), reach(b)]
  const state = is.to < was.from ? 'better' : is.from > was.to ? 'worse' : 'same'
  const moved = { better: 'earlier', worse: 'later', same: 'no telling apart' }[state]
  const healthy = [...baseline, ...candidate].every(({ verdict }) => verdict.status === 'healthy')
  const counts = state === 'same' || (healthy && loss.state === 'same')
  const why = healthy
    ? 'is neither better nor worse unless the losses are alike'
    : 'tells nothing unless both are healthy'
  return {
    ...{ by, state: counts ? state : 'unknown' },
    because: `${axis} ${is.at} against ${was.at}: ${moved}${counts ? '' : `, which ${why}`}`,
    ...{ baseline: was.mean, actual: is.mean, change: is.mean - was.mean },
  }
}

/** How a side stands by its verdicts, and how by the failing runs alone, which decide. */
interface ByVerdict {
  readonly difference: Difference
  readonly deciding: Difference
}

/**
 * A verdict is worse where more of the runs are failing, else where more have a warning: that is told, and decides nothing.
 * A run without a verdict may be any of these: it hides no other.
 */
function differByVerdict(baseline: readonly RunReport[], candidate: readonly RunReport[]): ByVerdict {
  const by = 'verdict'
  const because = `${statuses(candidate)} against ${statuses(baseline)}`
  const failing = shareOf(['failing'], baseline, candidate)
  const warned = shareOf(['failing', 'suspect'], baseline, candidate)
  const all = [...baseline, ...candidate].every(({ verdict }) => verdict.status !== 'undecided')
  const open = unknown(by, 'one has no verdict')
  const same: Difference = all ? { by, state: 'same', because } : open
  if (Number.isNaN(failing.was)) return { difference: open, deciding: open }
  const marked = (state: 'better' | 'worse'): Difference => ({ by, state, because })
  if (failing.least > failing.was) return { difference: marked('worse'), deciding: marked('worse') }
  if (failing.most < failing.was) return { difference: marked('better'), deciding: marked('better') }
  if (warned.least > warned.was && failing.least >= failing.was)
    return { difference: marked('worse'), deciding: same }
  if (warned.most < warned.was && failing.most <= failing.was)
    return { difference: marked('better'), deciding: same }
  return { difference: same, deciding: same }
}

/** Which share of the runs has one of these verdicts: of the baseline, and at least and at most of the others. */
function shareOf(
  statuses: readonly Status[],
  baseline: readonly RunReport[],
  candidate: readonly RunReport[],
) {
  const decided = baseline.filter(({ verdict }) => verdict.status !== 'undecided')
  const number = (side: readonly RunReport[], of: readonly Status[]) =>
    side.filter(({ verdict }) => of.includes(verdict.status)).length
  return {
    was: number(decided, statuses) / decided.length,
    least: number(candidate, statuses) / candidate.length,
    most: number(candidate, [...statuses, 'undecided']) / candidate.length,
  }
}

function statuses(side: readonly RunReport[]): string {
  const [only] = side
  if (only && side.length === 1)
    return only.verdict.headline ? `${only.verdict.status} (${only.verdict.headline})` : only.verdict.status
  const order: readonly Status[] = ['failing', 'undecided', 'suspect', 'healthy']
  return order
    .flatMap((status) => {
      const number = side.filter(({ verdict }) => verdict.status === status).length
      return number > 0 ? [`${count(number, 'run')} ${status}`] : []
    })
    .join(', ')
}
