import { diagnose } from '../../src/diagnose.js'
import type { RunReport } from '../../src/report.js'
import { Source } from '../../src/text/source.js'
import { rules } from './rules.js'
import type { Known } from './runs.js'
import { type Answer, regret, score } from './score.js'
import { percent, table } from './table.js'
import type { Question } from './truth.js'

/** The rule that the answers on each shape are held against. */
const PLAIN = 'end more than 10 % above the minimum'

/** A run with what epochwise says of it and the curves that the rules see. */
interface Judged {
  readonly known: Known
  readonly report: RunReport
  readonly loss: readonly number[]
  readonly valLoss: readonly number[]
}

function judged(known: Known): Judged {
  const report = diagnose(new Source(known.name, known.log)).at(-1)
  if (!report) throw new Error(`${known.name}: no run`)
  const { trainLoss, validationLoss } = report.run.curves
  return { known, report, loss: [...(trainLoss?.y ?? [])], valLoss: [...(validationLoss?.y ?? [])] }
}

/** What epochwise answers: overfitting at severity error, unless a `warning` counts; beside the point of another is no. */
function answer(
  { findings, checks }: RunReport,
  question: Question,
  warning = question !== 'overfitting',
): boolean | undefined {
  const finding = findings.find(({ id }) => id === question)
  if (finding) return warning || finding.severity === 'error'
  const check = checks.find(({ id }) => id === question)
  const open = check?.state === 'unknown' && !check.because?.startsWith('beside the point')
  return open ? undefined : false
}

/** The validation losses that a log shows. */
export function valLossOf(known: Known): readonly number[] {
  return judged(known).valLoss
}

/** The tables of one set of runs, in Markdown. */
export function evaluate(runs: readonly Known[]): string {
  const all = runs.map(judged)
  const overfitting = (said: (run: Judged) => boolean | undefined): Answer[] =>
    all.map((run) => ({ truth: run.known.truth.overfitting, said: said(run) }))
  const cells = (name: string, answers: readonly Answer[]) => {
    const { f1, f1OfDecided, falseAlarms, missed, undecided } = score(answers)
    return [name, f1.toFixed(3), f1OfDecided.toFixed(3), ...[falseAlarms, missed, undecided].map(percent)]
  }
  const head = ['', 'F1', 'of the decided', 'false alarms', 'missed', 'undecided']
  const overfits = rules.flatMap(({ name, overfits }) =>
    overfits
      ? [
          cells(
            name,
            overfitting(({ loss, valLoss }) => overfits(loss, valLoss)),
          ),
        ]
      : [],
  )
  const questions = ['diverged', 'not-learning', 'stopped-early'] as const
  const others = questions.map((question) =>
    cells(
      question,
      all.map(({ known, report }) => ({ truth: known.truth[question], said: answer(report, question) })),
    ),
  )
  const scored = all.filter(({ known }) => !known.truth.diverged && !known.truth['not-learning'])
  const costs = (name: string, kept: (run: Judged) => number) => {
    const each = scored.map((run) => {
      const every = Math.round(run.known.unseen.length / run.valLoss.length)
      return regret(run.known.unseen, (kept(run) + 1) * every - 1, run.known.start)
    })
    const mean = each.reduce((sum, cost) => sum + cost, 0) / each.length
    return [name, percent(mean), percent(each.filter((cost) => cost > 0.05).length / each.length)]
  }
  const keeps = rules.flatMap(({ name, keeps }) =>
    keeps
      ? [costs(name.startsWith('end') ? 'minimum of the validation loss' : name, (run) => keeps(run.valLoss))]
      : [],
  )
  const ours = costs('**epochwise**', ({ report }) => {
    const xs = [...(report.run.curves.validationLoss?.x ?? [])]
    return xs.indexOf(report.best?.at ?? Number.NaN)
  })
  return [
    table(
      [
        `overfitting (${runs.filter(({ truth }) => truth.overfitting).length} of ${runs.length} runs)`,
        ...head.slice(1),
      ],
      [
        cells(
          '**epochwise**, error',
          overfitting(({ report }) => answer(report, 'overfitting')),
        ),
        cells(
          '**epochwise**, error or warning',
          overfitting(({ report }) => answer(report, 'overfitting', true)),
        ),
        ...overfits,
      ],
    ),
    table(['epochwise', ...head.slice(1)], others),
    table(['epoch kept', 'unseen loss above the best', 'over 5 % above'], [ours, ...keeps]),
  ].join('\n\n')
}

/** Where epochwise is wrong, by shape and by noise, beside one rule: shares of the runs of a kind that are answered wrongly, or not at all. */
export function evaluateKinds(runs: readonly Known[]): string {
  const all = runs.map(judged)
  const noiseOf = ({ name }: Known) => name.split(', ').at(-1) ?? name
  return [byKind(all, 'shape', ({ shape }) => shape), byKind(all, 'noise of', noiseOf)].join('\n\n')
}

function byKind(all: readonly Judged[], what: string, kindOf: (known: Known) => string): string {
  const plain = rules.find(({ name }) => name === PLAIN)
  const of = (some: readonly Judged[], question: Question, said: (run: Judged) => boolean | undefined) => {
    const answers = some.map((run) => ({ truth: run.known.truth[question], said: said(run) }))
    const number = (which: (answer: Answer) => boolean) => percent(answers.filter(which).length / some.length)
    return [
      number(({ truth, said }) => said !== undefined && said !== truth),
      number(({ said }) => said === undefined),
    ]
  }
  const rows = [...new Set(all.map(({ known }) => kindOf(known)))].map((kind) => {
    const some = all.filter(({ known }) => kindOf(known) === kind)
    const ours = (question: Question) => of(some, question, ({ report }) => answer(report, question))
    const [theirs = ''] = of(some, 'overfitting', ({ loss, valLoss }) => plain?.overfits?.(loss, valLoss))
    return [kind, ...ours('overfitting'), theirs, ...ours('stopped-early'), ...ours('not-learning')]
  })
  const each = (question: string) => [`${question}: wrong`, 'undecided']
  return table(
    [what, ...each('overfitting'), `wrong by "${PLAIN}"`, ...each('stopped-early'), ...each('not-learning')],
    rows,
  )
}
