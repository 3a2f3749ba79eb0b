import { UserError } from './errors.js'
import type { Gate } from './exit-code.js'
import { count } from './numerals.js'
import { endings, openProblems, requirementsOf } from './problems.js'
import type { Report } from './report.js'
import type { Run, Series } from './run/run.js'
import { printable, withoutCommands } from './text/printable.js'
import { columnsOf, wrap } from './text/wrap.js'
import { type World, type Writable, write } from './world.js'

/** Says aloud what there is no verdict on, and what that counts as; and what a log lacks that it is to be held against. */
export function openLines(report: Report, gate: Gate): string[] {
  const counts = gate.undecided && `counts as ${gate.undecided === 'fail' ? 'failed' : 'passed'}: --undecided`
  const open = openProblems(report, gate).map(({ of, claim }) =>
    errorLine(`${of}: ${claim}`, counts ?? 'the report says why'),
  )
  const lacking = report.runs.flatMap(requirementsOf).filter(({ kind }) => kind === 'not-judged')
  return [...open, ...lacking.map(({ of, claim }) => errorLine(`${of}: --require ${claim}`, ''))]
}

/** Says of trainings that crashed, and of losses that go blank, that they did. */
export function endingLines(report: Report, gate: Gate): string[] {
  return endings(report, gate).map(({ of, claim }) => errorLine(`${of}: ${claim}`, ''))
}

/** How a log was understood, in one line. */
export function describeReading({ title, format, axis, curves }: Run): string {
  const taken = Object.entries<Series | undefined>({ ...curves }).flatMap(([curve, series]) =>
    series ? [`${curve} = ${series.name} (${count(series.x.length, 'value')})`] : [],
  )
  return `${title}: ${format}, by ${axis}; ${taken.join(', ') || 'no curve to judge'}`
}

/** A line on standard error, with nothing in it that steers a terminal or a CI system. */
export function said(message: string): string {
  return `epochwise: ${withoutCommands(printable(message))}\n`
}

/** Columns before the further lines of what is said, where a terminal has no room for it on one. */
const INDENT = 4

/** Lines as a stream shows them: on a terminal broken between words, elsewhere as they are. */
export function fitted({ isTTY, columns }: Pick<Writable, 'isTTY' | 'columns'>, lines: string): string {
  if (!isTTY || !columns) return lines
  return lines
    .split('\n')
    .map((line) => (columnsOf(line) <= columns ? line : broken(line, columns)))
    .join('\n')
}

function broken(line: string, columns: number): string {
  const [first = '', ...rest] = wrap(line, columns)
  const further = line.slice(first.length).trimStart()
  return rest.length === 0
    ? first
    : [
        first,
        ...wrap(further, Math.max(1, columns - INDENT)).map((piece) => ' '.repeat(INDENT) + piece),
      ].join('\n')
}

/** Writes lines as the stream shows them. */
export function tell(stream: Writable, lines: string): ReturnType<typeof write> {
  return write(stream, fitted(stream, lines))
}

/** What is wrong, and what to do, in a line on standard error. */
export function errorLine(message: string, hint: string): string {
  return said(hint ? `${message} (${hint})` : message)
}

/** Our own mistake: said as such, without a stack trace. */
export function bug(error: unknown, path?: string): UserError {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new UserError(
    `${path === undefined ? '' : `${path}: `}internal error: ${what}`,
    'a bug in epochwise; please report it with the log',
  )
}

/** Writes text; the code stands unless the text could not be delivered. A reader that went away is none of our faults. */
export async function show(
  world: Pick<World, 'stderr'>,
  stream: Writable,
  text: string,
  code: number,
): Promise<number> {
  const error = await write(stream, text)
  if (error === undefined || error.code === 'EPIPE') return code
  const hint = error.code === 'ENOSPC' ? 'is the disk full?' : ''
  await write(
    world.stderr,
    errorLine(`the report could not be written (${error.code ?? error.message})`, hint),
  )
  return 2
}
