import { Command, CommanderError } from 'commander'
import type { Word } from './completion.js'
import type { Configuration } from './config/definition.js'
import type { ExplainOptions, Invocation, Shown } from './config/invocation.js'
import { combine, compareOptionsOf, judgeOptionsOf, settingsOf } from './config/settings.js'
import { summaryOptionsOf } from './config/summarizing.js'
import { watchOptionsOf } from './config/watching.js'
import { UserError } from './errors.js'
import { checkFlags, refuseContradictions, takeOnce } from './flags.js'
import { EVERYTHING, HELP, helpOn } from './help.js'
import { reporters } from './reporters/list.js'
import { nearestTo } from './text/nearest.js'
import { VERSION } from './version.js'

export type { ConfigOptions, ExplainOptions, Invocation, Shown } from './config/invocation.js'
export type { JudgeOptions } from './config/settings.js'

const FORMATS = `what to print; =FILE writes: ${reporters.map(({ id }) => id).join(', ')}`

/**
 * Reads the command line; what it does not set, the configuration does. Throws a UserError for what it does not
 * understand.
 */
export function parseOptions(argv: readonly string[], configuration: Configuration = {}): Invocation {
  const shown: string[] = []
  let asked: (() => Invocation) | undefined
  const program = buildProgram(
    (text) => shown.push(text),
    (invocation) => {
      asked = invocation
    },
    configuration,
    argv,
  )
  try {
    refuseContradictions(argv)
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return { command: 'show', text: shown.join(''), code: 0 }
    const [message = '', told] = error.message.replace(/^error: /, '').split(/\n?\(Did you mean (.*)\?\)$/)
    const meant = told ?? flagMeant(program, message)
    throw new UserError(
      message.replaceAll('\n', ' '),
      meant ? `did you mean ${meant}?` : 'epochwise help all lists what there is',
    )
  }
  return asked?.() ?? shownHelp(HELP)
}

/** The flag that was probably meant where a value is joined to an unknown one: the parser takes both for its name. */
function flagMeant(program: Command, message: string): string | undefined {
  const [, joined] = message.match(/^unknown option '(--[^=']+)=/) ?? []
  if (joined === undefined) return undefined
  const longs = [program, ...program.commands].flatMap(({ options }) => options.map(({ long }) => long ?? ''))
  return nearestTo(joined, longs)
}

function shownHelp(text: string): Shown {
  return { command: 'show', text, code: 0 }
}

/** Commands and flags with what is said of them. */
export interface Interface {
  readonly commands: readonly Word[]
  readonly flags: readonly Word[]
}

/** What can be typed, for completion and manual. */
export function describeInterface(): Interface {
  const program = buildProgram(ignore, ignore)
  const help = program.createHelp()
  const options = [...help.visibleOptions(program), ...program.commands.flatMap((own) => own.options)]
  return {
    commands: help.visibleCommands(program).map((own) => ({
      name: own.name(),
      usage: help.subcommandTerm(own),
      description: help.subcommandDescription(own),
    })),
    flags: options.map((own) => ({
      name: own.long ?? own.flags,
      usage: own.flags,
      description: own.description,
    })),
  }
}

function ignore(): void {}

/** An option that may be given several times. */
function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function buildProgram(
  write: (text: string) => void,
  ask: (asked: () => Invocation) => void,
  configuration: Configuration = {},
  argv: readonly string[] = [],
): Command {
  const program = new Command('epochwise')
    .description('Reads the log of a training run and says what happened: curves, one verdict, an exit code.')
    .argument('[paths...]', 'logs to judge; - or a pipe is standard input')
    .option(
      '--fail-on <what>',
      'ends with 1: error (default), warning, note, never, regression, crashed, or names of diagnoses',
      several,
    )
    .option('--undecided <what>', 'what cannot be judged will: fail or pass (default: 2)')
    .option('--level <id=level>', 'take a diagnosis as off, note, warning or error', several)
    .option('--set <id.limit=number>', 'move a limit; epochwise diagnoses lists them', several)
    .option('--require <condition>', 'as "val_loss < 0.5 at best"; several times', several)
    .option('--min-epochs <number>', 'fewer epochs end with 1')
    .option('--baseline <log>', 'what to hold the logs against; several: a group', several)
    .option('--tolerance <share>', 'what counts as a difference (default: 1%)')
    .option('--format <format>', FORMATS, several)
    .option('-o, --output <file>', 'write to a file (.html, .svg, .md, .json) what would be printed')
    .option('--log-format <id>', 'format of the log; epochwise formats lists them')
    .option('--run <which>', 'which run of the log: a number, or all (default: last)')
    .option('--train-loss <column>', 'the column that is the training loss')
    .option('--val-loss <column>', 'the column that is the validation loss')
    .option('--train-acc <column>', 'the column that is the training accuracy')
    .option('--val-acc <column>', 'the column that is the validation accuracy')
    .option('--classes <number>', 'number of classes, for the level of chance')
    .option('--val-samples <number>', 'number of validation samples, for certainty')
    .option('--config <file>', 'the configuration file (default: the nearest)')
    .option('--no-config', 'no configuration file')
    .option('--files-from <file>', 'logs that a file lists, one on a line; - is standard input')
    .option('--width <columns>', 'width of the report (default: the terminal)')
    .option('--height <rows>', 'rows of each panel of the chart')
    .option('--log-y', 'log scale, also where the values do not ask for it')
    .option('--no-log-y', 'no log scale, even where they do')
    .option('--plot <what>', 'what to draw: loss, accuracy, columns (default: loss,accuracy)')
    .option('--mermaid', 'in Markdown also charts that GitHub draws')
    .option('--color', 'colours even where none are expected')
    .option('--no-color', 'no colours')
    .option('--ascii', 'draw with ASCII characters')
    .option('--no-chart', 'leave the chart out')
    .option('--full', 'each report in full, of several logs too')
    .option('-q, --quiet', 'print no report; the exit code tells')
    .option('--verbose', 'say on standard error what was read, and how')
    .option('--tee', 'pass standard input through while it comes')
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: ignore })
    .helpCommand(false)
    .action((paths: readonly string[], given: Readonly<Record<string, unknown>>) =>
      ask(() => {
        const flags = checkFlags(given)
        return judgeOptionsOf(paths, flags, combine(configuration, settingsOf(flags)))
      }),
    )
  if (argv[1] === undefined || !EVERYTHING.includes(argv[1])) program.helpInformation = () => HELP
  else program.helpInformation = () => helpOn(program, 'all')
  program
    .command('compare')
    .summary('which run is better, by loss and by accuracy')
    .description(
      'Which run is better, by loss and by accuracy. An error in a run ends with 1, a run that is merely worse with --fail-on regression. All options go with it (epochwise help all), such as --tolerance 2%.',
    )
    .argument('<base>', 'a log, a directory, or a quoted glob for several seeds')
    .argument('<runs...>', 'what is held against it, each log or quoted glob by itself')
    .action((baseline: string, runs: readonly string[], _: unknown, command: Command) =>
      ask(() => compareOptionsOf(baseline, runs, checkFlags(command.optsWithGlobals()), configuration)),
    )
  program
    .command('watch')
    .summary('follow a log as it grows, or -- and a command as it runs')
    .description(
      'Follows a log as it grows, or -- and a command as it runs. All options go with it: epochwise help all.',
    )
    .argument('[log]', 'a file or directory, even one that is not there yet')
    .argument('[command...]', 'behind --: is run, its output and exit code passed on')
    .option('--until <what>', 'end once this is said: error, warning, names of diagnoses', several)
    .option('--until-epoch <number>', 'end at this epoch, as the log numbers it')
    .option('--idle <time>', 'end when nothing came for so long: 90s, 10m, 2h')
    .option('--kill-on <what>', 'stop the command once this is said', several)
    .action((_log: unknown, _command: unknown, _: unknown, command: Command) =>
      ask(() => {
        const flags = checkFlags(command.optsWithGlobals())
        return watchOptionsOf(command.args, argv, flags, configuration)
      }),
    )
  program
    .command('summarize')
    .description('one report of what several calls wrote with --format ndjson')
    .argument('[files...]', 'what they wrote; - or a pipe is standard input')
    .option('--expect <file>', 'logs that must be told of, one on a line; gives their order')
    .action((paths: readonly string[], _: unknown, command: Command) =>
      ask(() => summaryOptionsOf(paths, checkFlags(command.optsWithGlobals()), configuration)),
    )
  program
    .command('help')
    .description('all options, or those of a command')
    .argument('[subject]', 'all, or a command')
    .action((subject?: string) =>
      ask(() => shownHelp(subject === undefined ? HELP : helpOn(program, subject))),
    )
  program
    .command('completion')
    .description('completion for a shell: bash, zsh, fish')
    .argument('<shell>', 'bash, zsh or fish')
    .action((shell: string) => ask(() => ({ command: 'completion', shell })))
  program
    .command('config')
    .description('what is set, and where')
    .action((_: unknown, command: Command) =>
      ask(() => {
        const flags = checkFlags(command.optsWithGlobals())
        const { config } = flags
        return { command: 'config', settings: settingsOf(flags), ...(config !== undefined && { config }) }
      }),
    )
  program
    .command('explain')
    .description('what a diagnosis means, and what to do')
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
  takeOnce([program, ...program.commands].flatMap(({ options }) => options))
  return program
}

function explainOptions(
  command: ExplainOptions['command'],
  subject: string,
  flags: Readonly<Record<string, unknown>>,
): ExplainOptions {
  const { width, ascii } = checkFlags(flags)
  return { command, subject, ascii: ascii ?? false, ...(width !== undefined && { width }) }
}
