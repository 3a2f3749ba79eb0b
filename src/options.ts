import { Command, CommanderError } from 'commander'
import { type Destination, parseDestinations } from './destinations.js'
import type { DiagnoseOptions } from './diagnose.js'
import { UserError } from './errors.js'
import type { Gate } from './exit-code.js'
import { checkFlags } from './flags.js'
import { parseGate } from './policy/gate.js'
import { parseRequirement } from './policy/requirement.js'
import { reporters } from './reporters/list.js'
import { VERSION } from './version.js'

/** What the command line asks for. */
export type Invocation = JudgeOptions | ExplainOptions | Shown

/** Explain one subject, or list the diagnoses or the formats of logs. */
export interface ExplainOptions {
  readonly command: 'explain' | 'diagnoses' | 'formats'
  readonly subject: string
  readonly width?: number
  readonly ascii: boolean
}

/** Judge logs. */
export interface JudgeOptions {
  readonly command: 'judge'
  readonly paths: readonly string[]
  readonly diagnose: DiagnoseOptions
  readonly gate: Gate
  readonly destinations: readonly Destination[]
  readonly width?: number
  readonly color?: boolean
  readonly ascii: boolean
  readonly chart: boolean
  readonly full: boolean
  /** Pass standard input through. */
  readonly tee: boolean
}

/** Text that the command line itself wants to show, with the code to end with. */
export interface Shown {
  readonly command: 'show'
  readonly text: string
  readonly code: 0 | 2
}

const FORMATS = `what to print, or FORMAT=FILE to write: ${reporters.map(({ id }) => id).join(', ')} (default: text)`

const EXAMPLES = `
Examples:
  epochwise history.csv                  judge a log
  python train.py | epochwise            judge what a training prints
  epochwise --fail-on overfitting *.csv  a gate for CI
  epochwise --format json history.json   for programs

Exit codes:
  0  judged, and nothing that --fail-on stops
  1  judged, and stopped
  2  not judged: wrong usage, an unreadable log, or nothing in it to judge
`

/** Reads the command line. Throws a UserError for what it does not understand. */
export function parseOptions(argv: readonly string[]): Invocation {
  const shown: string[] = []
  let asked: (() => Invocation) | undefined
  const program = buildProgram(
    (text) => shown.push(text),
    (invocation) => {
      asked = invocation
    },
  )
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { command: 'show', text: shown.join(''), code: 0 }
    throw new UserError(
      error.message.replace(/^error: /, '').replaceAll('\n', ' '),
      'epochwise --help lists what there is',
    )
  }
  return asked?.() ?? { command: 'show', text: helpText(), code: 2 }
}

/** The help, as shown when there is nothing to judge. */
export function helpText(): string {
  return `${buildProgram(ignore, ignore).helpInformation()}${EXAMPLES}`
}

function ignore(): void {}

function buildProgram(write: (text: string) => void, ask: (asked: () => Invocation) => void): Command {
  const program = new Command('epochwise')
    .description('Reads the log of a training run and says what happened: curves, one verdict, an exit code.')
    .argument('[paths...]', 'logs to judge; - or a pipe is standard input')
    .option('--fail-on <what>', 'ends with exit code 1: error, warning, note, never, diagnoses', 'error')
    .option(
      '--require <condition>',
      'what must hold, such as "val_accuracy >= 0.9" or "val_loss < 0.5 at best"; may be given several times',
      (condition: string, others: readonly string[] = []) => [...others, condition],
    )
    .option('--min-epochs <number>', 'fewer epochs end with exit code 1')
    .option('--format <format>', FORMATS, (format: string, before: string[] = []) => [...before, format])
    .option(
      '--log-format <id>',
      'the format of the log, where its content does not tell (see epochwise formats)',
    )
    .option('--run <which>', 'which run of a log that holds several: a number, or all (default: the last)')
    .option('--train-loss <column>', 'the column that is the training loss')
    .option('--val-loss <column>', 'the column that is the validation loss')
    .option('--train-acc <column>', 'the column that is the training accuracy')
    .option('--val-acc <column>', 'the column that is the validation accuracy')
    .option('--classes <number>', 'number of classes, for the level of chance')
    .option('--val-samples <number>', 'number of validation samples, for the certainty of a verdict')
    .option('--width <columns>', 'width of the report (default: the terminal)')
    .option('--color', 'colours even where none are expected')
    .option('--no-color', 'no colours')
    .option('--ascii', 'draw with ASCII characters')
    .option('--no-chart', 'leave the chart out')
    .option('--full', 'each report in full, where several logs get a line each')
    .option('--tee', 'pass standard input through while it comes, then report')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: ignore })
    .helpCommand(false)
    .action((paths: readonly string[], flags: unknown) => ask(() => judgeOptions(paths, flags)))
  program
    .command('explain')
    .description('what a diagnosis, or loss, accuracy or gap means, and what to do')
    .argument('<subject>', 'a diagnosis, or loss, accuracy or gap')
    .action((subject: string, _: unknown, command: Command) =>
      ask(() => explainOptions('explain', subject, command.optsWithGlobals())),
    )
  const lists = {
    diagnoses: 'all diagnoses with their severities and limits',
    formats: 'all formats of logs that are read',
  } as const
  for (const name of ['diagnoses', 'formats'] as const)
    program
      .command(name)
      .description(lists[name])
      .action((_: unknown, command: Command) =>
        ask(() => explainOptions(name, '', command.optsWithGlobals())),
      )
  return program
}

function explainOptions(command: ExplainOptions['command'], subject: string, flags: unknown): ExplainOptions {
  const { width, ascii } = checkFlags(flags)
  return { command, subject, ascii: ascii ?? false, ...(width !== undefined && { width }) }
}

function judgeOptions(paths: readonly string[], flags: unknown): JudgeOptions {
  const {
    trainLoss,
    valLoss,
    trainAcc,
    valAcc,
    classes,
    valSamples,
    require = [],
    minEpochs,
    ...rest
  } = checkFlags(flags)
  const wanted = minEpochs === undefined ? require : [...require, `epochs >= ${minEpochs}`]
  const { run, logFormat, width, color, ascii, chart, full, format, failOn, tee } = rest
  if (paths.filter((path) => path === '-').length > 1)
    throw new UserError('- (standard input) is given twice', 'it can be read once only')
  return {
    command: 'judge',
    paths,
    diagnose: {
      ...(run !== undefined && { run }),
      ...(logFormat !== undefined && { logFormat }),
      ...(wanted.length > 0 && { requirements: wanted.map(parseRequirement) }),
      columns: {
        ...(trainLoss !== undefined && { trainLoss }),
        ...(valLoss !== undefined && { validationLoss: valLoss }),
        ...(trainAcc !== undefined && { trainAccuracy: trainAcc }),
        ...(valAcc !== undefined && { validationAccuracy: valAcc }),
      },
      facts: {
        ...(classes !== undefined && { classes }),
        ...(valSamples !== undefined && { validationSamples: valSamples }),
      },
    },
    gate: parseGate(failOn),
    destinations: parseDestinations(format ?? []),
    ...(width !== undefined && { width }),
    ...(color !== undefined && { color }),
    ascii: ascii ?? false,
    chart,
    full: full ?? false,
    tee: tee ?? false,
  }
}
