import { judgedCurves } from '../outline.js'
import type { CurveOutline, RunReport } from '../report.js'
import { printable } from '../text/printable.js'
import type { Reporter } from './reporter.js'

interface Sample {
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

interface Family {
  readonly name: string
  readonly help: string
  samplesOf(report: RunReport): readonly Sample[]
}

const FAMILIES: readonly Family[] = [
  {
    name: 'epochwise_last',
    help: 'Last value of a curve.',
    samplesOf: (report) => curveSamples(report, ({ last }) => last),
  },
  {
    name: 'epochwise_best_epoch',
    help: 'Epoch or step whose weights are worth keeping.',
    samplesOf: ({ best }) => (best ? [{ labels: {}, value: best.at }] : []),
  },
  {
    name: 'epochwise_best',
    help: 'Value at the best epoch of the curve that it was chosen by.',
    samplesOf: ({ best }) => (best ? [{ labels: { series: best.by }, value: best.value }] : []),
  },
  {
    name: 'epochwise_points',
    help: 'Number of values of a curve.',
    samplesOf: (report) => curveSamples(report, ({ points }) => points),
  },
  {
    name: 'epochwise_findings',
    help: 'Number of findings.',
    samplesOf: ({ findings }) =>
      (['error', 'warning', 'note'] as const).map((severity) => ({
        labels: { severity },
        value: findings.filter((finding) => finding.severity === severity).length,
      })),
  },
]

/** What GitLab compares between branches in a merge request (artifacts:reports:metrics), as OpenMetrics text. */
export const gitlabMetrics: Reporter = {
  id: 'gitlab-metrics',
  summary: 'metrics report of GitLab, as OpenMetrics text',
  render({ runs }, _exitCode, _presentation, { locate }) {
    const lines = FAMILIES.flatMap(({ name, help, samplesOf }) => {
      // A log that is given twice has one sample: none may stand twice.
      const samples = new Map<string, string>()
      for (const report of runs) {
        const { run, number, ofRuns } = report
        const which = { log: locate(run.name) ?? '-', ...(ofRuns > 1 && { run: String(number) }) }
        for (const { labels, value } of samplesOf(report))
          samples.set(`${name}{${spellLabels({ ...which, ...labels })}}`, spellValue(value))
      }
      const rows = [...samples].map(([key, value]) => `${key} ${value}`)
      return [`# TYPE ${name} gauge`, `# HELP ${name} ${help}`, ...rows]
    })
    return `${[...lines, '# EOF'].join('\n')}\n`
  },
}

function curveSamples(report: RunReport, measure: (curve: CurveOutline) => number): Sample[] {
  return judgedCurves(report).map((curve) => ({ labels: { series: curve.name }, value: measure(curve) }))
}

function spellLabels(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${spellLabel(value)}"`)
    .join(',')
}

/** GitLab takes all that follows a `#` for a comment, even between quotes: it is spelt out. */
function spellLabel(text: string): string {
  return printable(text).replaceAll('#', '\\u{23}').replace(/[\\"]/g, '\\$&')
}

function spellValue(value: number): string {
  if (Number.isFinite(value)) return String(value)
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'
}
