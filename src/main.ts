import { collect, keepFor, type Wanted } from './collect.js'
import { describeIgnored, findConfiguration, inspectConfigurations } from './config/find.js'
import type { WatchOptions } from './config/watching.js'
import { diagnose } from './diagnose.js'
import { UserError } from './errors.js'
import { exitCode } from './exit-code.js'
import { explain, listDiagnoses, listFormats } from './explain.js'
import { HELP } from './help.js'
import { Counter } from './live/count.js'
import { endOnInterrupt } from './live/interrupt.js'
import { progressScreen, withProgress } from './live/progress.js'
import { describerSoFar } from './live/so-far.js'
import { type Input, tee } from './live/tee.js'
import { bug, describeReading, endingLines, errorLine, openLines, said, show, tell } from './messages.js'
import { type ConfigOptions, describeInterface, type ExplainOptions, type JudgeOptions } from './options.js'
import { meantBy, understand } from './plain.js'
import { refusalOf } from './readers/read.js'
import type { Report } from './report.js'
import { reporters } from './reporters/list.js'
import { text } from './reporters/text.js'
import type { Presentation } from './screen/screen.js'
import { appendToFile, checkInputs, checkPlaces, saveFile } from './sink/file.js'
import { type Appendix, githubAppendices } from './sink/github.js'
import { expand } from './source/glob.js'
import { listedPaths } from './source/listed.js'
import { locate } from './source/locate.js'
import { filesOf, openerOf, openText, STANDARD_INPUT } from './source/open.js'
import { checkGate, summarize } from './summarize.js'
import { colorLevelOf, type Environment, type OutputStream, unicodeOf, widthOf } from './terminal.js'
import { type World, write } from './world.js'

export type { World, Writable } from './world.js'

/** The program: takes the arguments and the world, returns the exit code. */
export async function main(argv: readonly string[], world: World): Promise<number> {
  try {
    const asked = understand(argv)
    if (asked.command === 'show') return await show(world, world.stdout, asked.text, asked.code)
    if (asked.command === 'config') return await showSettings(asked, world)
    if (asked.command === 'completion') return await complete(asked.shell, world)
    if (asked.command !== 'judge' && asked.command !== 'watch') return await teach(asked, world)
    if (
      asked.command === 'judge' &&
      asked.paths.length === 0 &&
      asked.filesFrom === undefined &&
      world.stdin.isTTY
    )
      return await show(world, world.stderr, HELP, 2)
    const { config, verbose } = asked.command === 'watch' ? asked.judge : asked
    const found = await findConfiguration(config)
    const ignored = found && describeIgnored(found)
    if (ignored) await tell(world.stderr, said(ignored))
    const settled = found ? understand(argv, found.settings) : asked
    if (found && verbose) await tell(world.stderr, said(`settings from ${found.from}`))
    const judging = settled.command === 'watch' ? settled.judge : settled
    if (found && judging.command === 'judge')
      await checkInputs(placesOf(judging), [found.from], 'holds the settings in force')
    if (settled.command === 'watch') return await follow(settled, world)
    if (settled.command === 'judge') return await run(settled, world)
    throw new UserError('the settings do not fit the command')
  } catch (error) {
    const known = error instanceof UserError ? error : bug(error)
    await tell(world.stderr, errorLine(known.message, known.hint))
    return 2
  }
}

function teach({ command, subject, width, ascii }: ExplainOptions, world: World): Promise<number> {
  const page = { width: widthOf(width, world.stdout, world.env), unicode: unicodeOf(ascii, world.env) }
  const pages = {
    explain: () => explain(subject, page),
    diagnoses: () => listDiagnoses(page),
    formats: () => listFormats(page),
  }
  return show(world, world.stdout, pages[command](), 0)
}

async function complete(shell: string, world: World): Promise<number> {
  const { completionFor } = await import('./completion.js')
  const { commands, flags } = describeInterface()
  return show(world, world.stdout, completionFor(shell, commands, flags), 0)
}

/** Shows also settings that cannot be judged by, so that they can be mended: with what is wrong of them, and exit code 2. */
async function showSettings({ settings, config }: ConfigOptions, world: World): Promise<number> {
  const file = await inspectConfigurations(config)
  const { faultsTogether, showConfiguration } = await import('./config/show.js')
  const text = showConfiguration(file, settings, widthOf(undefined, world.stdout, world.env))
  const faults = [...(file?.faults ?? []), ...faultsTogether(file, settings)]
  for (const { message, hint } of faults) await tell(world.stderr, errorLine(message, hint))
  return show(world, world.stdout, text, faults.length > 0 ? 2 : 0)
}

async function run(options: JudgeOptions, world: World): Promise<number> {
  await checkPlaces(placesOf(options))
  const compared = options.summarizing !== undefined || options.baseline.length > 0
  if (options.gate.stops.includes('regression') && !compared)
    throw new UserError('--fail-on: regression needs something to compare with', 'name it with --baseline')
  const paths = await pathsOf(options, world)
  const read = [...options.baseline, ...paths]
  const interrupt = read.includes(STANDARD_INPUT)
    ? endOnInterrupt(world.stdin, world.once && ((listener) => world.once?.('SIGINT', listener)))
    : undefined
  const input = inputOf(options, read, world, interrupt?.input ?? nothing())
  const counter = new Counter(read.length, () => (interrupt ? undefined : progressScreen(world)))
  const failure = (path: string, error: unknown) => {
    const { message, hint } = error instanceof UserError ? error : bug(error, path)
    const meant = message.endsWith('no such file') ? meantBy(path) : undefined
    return { source: path, message, hint: meant ? `did you mean epochwise ${meant}?` : hint }
  }
  const { summarizing } = options
  const opened: string[] = []
  const files = placesOf(options).length > 0
  const expected = summarizing?.expect && (await listedPaths(summarizing.expect, input))
  const report = summarizing
    ? await summarize(paths, expected || undefined, {
        ...{ expand, failure },
        open: (path) => openText(path, input),
      })
    : await collect(paths, wantedOf(options), {
        ...{ expand, failure },
        open: openerOf(input, refusalOf, () => world.uptime?.() ?? 0),
        judge: async (path, open, brief) => {
          await counter.tell(path)
          const source = await open()
          if (files) opened.push(...filesOf(source))
          const reports = diagnose(source, options.diagnose, brief)
          if (options.verbose)
            for (const { run } of reports) await tell(world.stderr, said(describeReading(run)))
          return reports
        },
      })
  await counter.end()
  if (summarizing) checkGate(report, options.gate)
  const lists = [options.filesFrom, summarizing?.expect].filter((path) => path !== undefined)
  const failed = report.errors.map(({ source }) => source)
  await checkInputs(placesOf(options), [...paths, ...opened, ...failed, ...lists])
  const code = interrupt?.happened() ? 130 : exitCode(report, options.gate)
  for (const { message, hint } of report.errors) await tell(world.stderr, errorLine(message, hint))
  for (const line of openLines(report, options.gate)) await tell(world.stderr, line)
  for (const line of options.quiet ? endingLines(report, options.gate) : []) await tell(world.stderr, line)
  return deliver(report, code, options, world)
}

/** The logs that were named, or listed in a file; standard input where there is none. */
async function pathsOf({ paths, filesFrom }: JudgeOptions, world: World): Promise<readonly string[]> {
  if (filesFrom !== undefined) return [...paths, ...(await listedPaths(filesFrom, world.stdin))]
  return paths.length > 0 ? paths : [STANDARD_INPUT]
}

/** Follows a log or a command; a signal that ended the command ends this program too, once the report is out. */
async function follow({ judge, ...options }: WatchOptions, world: World): Promise<number> {
  await checkPlaces(placesOf(judge))
  const { what } = options
  await checkInputs(placesOf(judge), 'path' in what ? [what.path] : [])
  const { watch } = await import('./live/watch.js')
  const screen = 'path' in what ? world.stdout : world.stderr
  const watched = await watch({ judge, ...options }, world, presentationOf(judge, screen, world.env))
  const { report, afterwards, raise } = watched
  for (const { message, hint } of report.errors) await tell(world.stderr, errorLine(message, hint))
  const apart = { ...judge, tee: !('path' in what && screen.isTTY) }
  const code = await deliver(report, watched.code, apart, { ...world, stdout: screen })
  for (const line of afterwards) await tell(world.stderr, line)
  if (raise !== undefined && raise !== 'SIGUSR1' && world.pid) world.kill?.(world.pid, raise)
  return code
}

/** Hands the report out in every format that was asked for, each whole; what cannot be written makes the code 2, and is known before the screen tells it. */
async function deliver(
  report: Report,
  code: number,
  options: JudgeOptions,
  world: Pick<World, 'env' | 'stdout' | 'stderr'>,
): Promise<number> {
  const { env, stdout } = world
  const setting = { gate: options.gate, locate: (source: string) => locate(source, env) }
  const render = (format: string, presentation: Presentation) => {
    const reporter = format === text.id ? text : reporters.find(({ id }) => id === format)
    if (!reporter) throw new UserError(`no format ${format}`)
    return reporter.render(report, final, presentation, setting)
  }
  const onPaper = presentationOf(options, {}, {})
  let final: number = code
  const settle = async (writing: Promise<unknown>) => {
    await writing.catch(async (error: unknown) => {
      const { message, hint } = error instanceof UserError ? error : bug(error)
      await tell(world.stderr, errorLine(message, hint))
      final = 2
    })
  }
  const append = async ({ path, text, most }: Appendix) => {
    if (await appendToFile(path, text, most)) return
    await tell(world.stderr, said('the summary of this job is full (1 MiB): this report is not in it'))
  }
  for (const { format, path } of options.destinations)
    if (path !== undefined) await settle(saveFile(path, render(format, onPaper)))
  if (options.destinations.some(({ format }) => format === 'github'))
    for (const own of githubAppendices(report, final, () => render('markdown', onPaper), env))
      await settle(append(own))
  // Last, since it tells the exit code.
  const screen = options.destinations.find(({ path }) => path === undefined)?.format
  if (screen !== undefined && !options.quiet && (report.runs.length > 0 || screen !== 'text')) {
    const text = render(screen, presentationOf(options, stdout, env))
    final = await show(world, stdout, options.tee && screen === 'text' ? `\n${text}` : text, final)
  }
  return final
}

function presentationOf(options: JudgeOptions, stream: OutputStream, env: Environment): Presentation {
  return {
    width: widthOf(options.width, stream, env),
    colorLevel: colorLevelOf(options.color, stream, env),
    unicode: unicodeOf(options.ascii, env),
    ...{ chart: options.chart, ...options.picture },
    full: options.full,
    ...(options.comparing && { comparing: true }),
  }
}

/** Standard input where no path names it. */
async function* nothing(): Input {}

/** Standard input, passed through or shown in one line while it comes in. */
function inputOf(options: JudgeOptions, paths: readonly string[], world: World, stdin: Input): Input {
  if (options.tee) {
    if (options.destinations.some(({ format, path }) => format !== 'text' && path === undefined))
      throw new UserError('--tee goes with --format text only', 'else the two outputs would be mixed')
    if (!paths.includes(STANDARD_INPUT))
      throw new UserError('--tee passes standard input through, and only files were given', 'add -')
    return tee(stdin, (chunk) => write(world.stdout, chunk))
  }
  if (!paths.includes(STANDARD_INPUT) || world.stdin.isTTY) return stdin
  const screen = progressScreen(world)
  return screen ? withProgress(stdin, screen, describerSoFar()) : stdin
}

/** The files that a report goes to. */
function placesOf({ destinations }: JudgeOptions): string[] {
  return destinations.flatMap(({ path }) => path ?? [])
}

function wantedOf({ baseline, tolerance, destinations, full }: JudgeOptions): Wanted {
  const formats = destinations.map(({ format }) => format)
  return { baseline, keep: keepFor(formats, full), ...(tolerance !== undefined && { tolerance }) }
}
