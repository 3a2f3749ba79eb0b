import { closingOf } from '../closing.js'
import { count } from '../numerals.js'
import { endings, type Problem, problemsOf } from '../problems.js'
import { printable, withoutCommands } from '../text/printable.js'
import type { Reporter } from './reporter.js'

/** So many annotations: GitHub shows ten of each level in a step, fifty in a job, and people read fewer. */
const SHOWN = 10
const SEVERITIES = ['error', 'warning', 'note'] as const
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const

/** Workflow commands of GitHub Actions, the worst first: they become annotations. Ends with the counts in plain words. */
export const github: Reporter = {
  id: 'github',
  summary: 'annotations on GitHub Actions, its job summary and step outputs',
  render(report, exitCode, _presentation, { gate, locate }) {
    const problems = [...endings(report, gate), ...problemsOf(report, gate)]
    const sorted = SEVERITIES.flatMap((level) => problems.filter(({ severity }) => severity === level))
    const shown = sorted.length > SHOWN ? sorted.slice(0, SHOWN - 1) : sorted
    const commands = shown.map((problem) => annotate(problem, locate(problem.source)))
    const rest = restOf(sorted.slice(shown.length))
    return `${[...commands, ...rest, closingOf(report, gate, exitCode)].join('\n')}\n`
  },
}

/** What is not shown, counted, at the level of the worst of it. */
function restOf(problems: readonly Problem[]): string[] {
  const [worst] = problems
  if (!worst) return []
  const counts = SEVERITIES.flatMap((level) => {
    const number = problems.filter(({ severity }) => severity === level).length
    return number > 0 ? [count(number, level)] : []
  })
  return [command(worst.severity, { title: 'epochwise' }, [`${counts.join(', ')} more`])]
}

function annotate({ severity, title, of, claim, more }: Problem, file: string | undefined): string {
  return command(severity, { file, title }, [`${of}: ${claim}`, ...more])
}

function command(
  severity: keyof typeof COMMANDS,
  properties: Readonly<Record<string, string | undefined>>,
  lines: readonly string[],
): string {
  const spelt = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(value ?? '')}`)
    .join(',')
  return `::${COMMANDS[severity]} ${spelt}::${lines.map(escapeData).join('%0A')}`
}

function escapeData(text: string): string {
  return withoutCommands(printable(text)).replaceAll('%', '%25')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
