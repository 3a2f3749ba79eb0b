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
  const axis = all[0]?.run.axis ?? 'epoch'
  const by = (measure: Sides['by'], what: string, of: (report: RunReport) => Measurement | undefined) =>
    differ({
      ...{ by: measure, what, axis, tolerance },
      baseline: baseline.reports.flatMap((report) => of(report) ?? []),
      candidate: candidate.reports.flatMap((report) => of(report) ?? []),
      runs: [baseline.reports.length, candidate.reports.length],
    })
  const lossOf = (report: RunReport) => measureLoss(report, split)
  const accuracyOf = (report: RunReport) => measureAccuracy(report, split)
  const loss = by('loss', `${seen} loss`, lossOf)
  const accuracy = by('accuracy', `${seen} accuracy`, accuracyOf)
  const verdict = differByVerdict(baseline.reports, candidate.reports)
  const differences = [
    loss,
    accuracy,
    by('gap', 'gap between training and validation', measureGap),
    differByBest(baseline.reports, candidate.reports),
    verdict,
  ]
  const lacks = (of: typeof lossOf) => baseline.reports.some(of) && !candidate.reports.some(of)
  const lacking = lacks(lossOf) ? loss : lacks(accuracyOf) ? accuracy : undefined
  const state = overall([loss, accuracy, verdict], lacking)
  const disagreement = disagreementOf(loss, accuracy)
  return {
    baseline: sideOf(baseline),
    candidate: sideOf(candidate),
    state,
    summary: summaryOf(state, [...(lacking ? [lacking] : []), loss, accuracy, verdict], split),
    differences,
    ...(disagreement && { disagreement }),
  }
}

function sideOf({ name, reports }: Group) {
  return { name, sources: reports.map(({ run }) => run.name), runs: reports.map(titleOf) }
}

/**
 * The verdict alone decides nothing where neither loss nor accuracy could be compared. Nothing is better or the same that
 * lacks what the baseline has: there it may be worse.
 */
function overall(
  deciding: readonly [loss: Difference, accuracy: Difference, verdict: Difference],
  lacking: Difference | undefined,
): Comparison['state'] {
  const [loss, accuracy] = deciding
  if (loss.state === 'unknown' && accuracy.state === 'unknown') return 'unknown'
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

/** Earlier is better where the noise of the curves lets tell the two apart. */
function differByBest(baseline: readonly RunReport[], candidate: readonly RunReport[]): Difference {
  const by = 'best-epoch'
  const [a, b] = [baseline, candidate].map((side) => side.flatMap((report) => plateauOf(report) ?? []))
  if (!a || !b || a.length === 0 || b.length === 0) return unknown(by, 'no best epoch by validation loss')
  const axes = new Set([...baseline, ...candidate].map(({ run }) => run.axis))
  const [axis = 'epoch'] = axes
  if (axes.size > 1) return unknown(by, `one is logged by ${[...axes].join(', another by ')}`)
  const reach = (side: typeof a) => ({
    at: side.map(({ at }) => at).join(', '),
    from: Math.min(...side.map(({ from }) => from)),
    to: Math.max(...side.map(({ to }) => to)),
  })
  const [was, is] = [reach(a), reach(b)]
  const state = is.to < was.from ? 'better' : is.from > was.to ? 'worse' : 'same'
  const moved = { better: 'earlier', worse: 'later', same: 'no telling apart' }[state]
  const single = a.length === 1 && b.length === 1
  return {
    ...{ by, state, because: `${axis} ${is.at} against ${was.at}: ${moved}` },
    ...(single && {
      baseline: a[0]?.at ?? 0,
      actual: b[0]?.at ?? 0,
      change: (b[0]?.at ?? 0) - (a[0]?.at ?? 0),
    }),
  }
}

/**
 * A verdict is worse where more of the runs are failing. A run without one may be failing or not: it hides no other that
 * is.
 */
function differByVerdict(baseline: readonly RunReport[], candidate: readonly RunReport[]): Difference {
  const by = 'verdict'
  const decided = baseline.filter(({ verdict }) => verdict.status !== 'undecided')
  const open = candidate.filter(({ verdict }) => verdict.status === 'undecided').length
  const failing = (side: readonly RunReport[]) =>
    side.filter(({ verdict }) => verdict.status === 'failing').length
  const was = failing(decided) / decided.length
  const least = failing(candidate) / candidate.length
  const most = (failing(candidate) + open) / candidate.length
  const state = least > was ? 'worse' : most < was ? 'better' : 'same'
  const all = open === 0 && decided.length === baseline.length
  if (decided.length === 0 || (state === 'same' && !all)) return unknown(by, 'one has no verdict')
  return { by, state, because: `${statuses(candidate)} against ${statuses(baseline)}` }
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
