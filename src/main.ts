import { diagnose } from './diagnose.js'
import { UserError } from './errors.js'
import { exitCode, unansweredChecks } from './exit-code.js'
import { explain, listDiagnoses } from './explain.js'
import { endOnInterrupt } from './live/interrupt.js'
import { withProgress } from './live/progress.js'
import { describeSoFar } from './live/so-far.js'
import { type Input, tee } from './live/tee.js'
import { type ExplainOptions, helpText, type JudgeOptions, parseOptions } from './options.js'
import { refusalOf } from './readers/read.js'
import type { LogError, Report, RunReport } from './report.js'
import { reporters } from './reporters/list.js'
import { expand } from './source/glob.js'
import { openSource, STANDARD_INPUT } from './source/open.js'
import {
  colorLevelOf,
  type Environment,
  NARROWEST,
  type OutputStream,
  unicodeOf,
  widthOf,
} from './terminal.js'
import { printable } from './text/printable.js'

/** A stream to write to; `write` calls back when the text has been taken. */
export interface Writable extends OutputStream {
  write(chunk: string | Uint8Array, done: (error?: Error | null) => void): boolean
  on?(event: 'error', listener: (error: Error) => void): unknown
}

/** What the program needs of the world around it. */
export interface World {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean }
  readonly stdout: Writable
  readonly stderr: Writable
  readonly env: Environment
  /** Seconds since the program started. */
  uptime?(): number
  once?(event: 'SIGINT', listener: () => void): unknown
}

/** The program: takes the arguments and the world, returns the exit code. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  world.stdout.on?.('error', () => undefined)
  world.stderr.on?.('error', () => undefined)
  try {
    const asked = parseOptions(argv)
    if (asked.command === 'show') return await show(world, world.stdout, asked.text, asked.code)
    if (asked.command !== 'judge') return await teach(asked, world)
    if (asked.paths.length === 0 && world.stdin.isTTY) return await show(world, world.stderr, helpText(), 2)
    return await run(asked, world)
  } catch (error) {
    const known = error instanceof UserError ? error : bug(error)
    await write(world.stderr, errorLine(known.message, known.hint))
    return 2
  }
}

function teach({ command, subject, width, ascii }: ExplainOptions, world: World): Promise<number> {
  const page = { width: widthOf(width, world.stdout, world.env), unicode: unicodeOf(ascii, world.env) }
  return show(world, world.stdout, command === 'explain' ? explain(subject, page) : listDiagnoses(page), 0)
}

async function run(options: JudgeOptions, world: World): Promise<number> {
  const paths = options.paths.length > 0 ? options.paths : [STANDARD_INPUT]
  const runs: RunReport[] = []
  const errors: LogError[] = []
  const { stdin } = world
  const listen = paths.includes(STANDARD_INPUT) && world.once
  const interrupt = endOnInterrupt(stdin, listen && ((listener) => world.once?.('SIGINT', listener)))
  const input = inputOf(options, paths, { ...world, stdin: interrupt.input })
  const failed = (path: string, error: unknown) => {
    const { message, hint } = error instanceof UserError ? error : bug(error, path)
    errors.push({ source: path, message, hint })
  }
  for (const argument of paths) {
    const named = await expand(argument).catch((error: unknown) => failed(argument, error))
    for (const path of named ?? []) {
      try {
        runs.push(...diagnose(await openSource(path, input, refusalOf), options.diagnose))
      } catch (error) {
        failed(path, error)
      }
    }
  }
  const report: Report = { runs, errors }
  const code = interrupt.happened() ? 130 : exitCode(report, options.gate)
  for (const { message, hint } of errors) await write(world.stderr, errorLine(message, hint))
  for (const run of runs) {
    const open = code === 2 ? unansweredChecks(run, options.gate) : []
    if (open.length > 0)
      await write(
        world.stderr,
        errorLine(`${run.run.title}: could not judge ${open.join(', ')}`, 'the report says why'),
      )
  }
  const reporter = reporters.find(({ id }) => id === options.format)
  if (!reporter) throw new UserError(`no format ${options.format}`)
  if (runs.length === 0 && reporter.id === 'text') return code
  const presentation = {
    width: widthOf(options.width, world.stdout, world.env),
    colorLevel: colorLevelOf(options.color, world.stdout, world.env),
    unicode: unicodeOf(options.ascii, world.env),
    chart: options.chart,
    full: options.full,
  }
  const text = reporter.render(report, code, presentation)
  return show(world, world.stdout, options.tee ? `\n${text}` : text, code)
}

/** Standard input, passed through or shown in one line while it comes in. */
function inputOf(options: JudgeOptions, paths: readonly string[], world: World): Input {
  const { stdin, stdout, stderr } = world
  if (options.tee) {
    if (options.format !== 'text')
      throw new UserError('--tee goes with --format text only', 'else the two outputs would be mixed')
    if (!paths.includes(STANDARD_INPUT))
      throw new UserError('--tee passes standard input through, and only files were given', 'add -')
    return tee(stdin, (chunk) => write(stdout, chunk))
  }
  if (!stderr.isTTY || stdin.isTTY) return stdin
  const screen = {
    columns: stderr.columns || NARROWEST,
    write: (text: string) => write(stderr, text),
    now: () => world.uptime?.() ?? 0,
  }
  return withProgress(stdin, screen, describeSoFar)
}

function errorLine(message: string, hint: string): string {
  return `epochwise: ${printable(message)}${hint ? ` (${printable(hint)})` : ''}\n`
}

/** Our own mistake: said as such, without a stack trace. */
function bug(error: unknown, path?: string): UserError {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return new UserError(
    `${path === undefined ? '' : `${path}: `}internal error: ${what}`,
    'a bug in epochwise; please report it with the log',
  )
}

/** Writes text; the code stands unless the text could not be delivered. A reader that went away is none of our faults. */
async function show(world: World, stream: Writable, text: string, code: number): Promise<number> {
  const error = await write(stream, text)
  if (error === undefined || error.code === 'EPIPE') return code
  await write(
    world.stderr,
    errorLine(`the report could not be written (${error.code ?? error.message})`, 'is the disk full?'),
  )
  return 2
}

function write(stream: Writable, chunk: string | Uint8Array): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => stream.write(chunk, (error) => resolve(error ?? undefined)))
}
