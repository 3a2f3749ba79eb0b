import { count } from '../numerals.js'
import { closingOf, type Problem, problemsOf } from '../problems.js'
import { printable, withoutCommands } from '../text/printable.js'
import type { Reporter } from './reporter.js'

/** GitHub shows ten annotations of each level in a step. */
const SHOWN = 10
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const

/** Workflow commands of GitHub Actions, the worst first: they become annotations. Ends with the counts in plain words. */
export const github: Reporter = {
  id: 'github',
  summary: 'annotations on GitHub Actions, its job summary and step outputs',
  render(report, exitCode, _presentation, { gate, locate }) {
    const problems = problemsOf(report, gate)
    const commands = (['error', 'warning', 'note'] as const).flatMap((severity) => {
      const own = problems.filter((problem) => problem.severity === severity)
      const shown = own.length > SHOWN ? own.slice(0, SHOWN - 1) : own
      const left = own.length - shown.length
      return [
        ...shown.map((problem) => annotate(problem, locate(problem.source))),
        ...(left > 0 ? [command(severity, { title: 'epochwise' }, [`${count(left, severity)} more`])] : []),
      ]
    })
    return `${[...commands, closingOf(report, exitCode)].join('\n')}\n`
  },
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
