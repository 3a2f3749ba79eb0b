import { UserError } from '../errors.js'
import type { Gate } from '../exit-code.js'
import type { Flags } from '../flags.js'
import { parseStops } from '../policy/gate.js'
import type { Configuration } from './definition.js'
import { combine, type JudgeOptions, judgeOptionsOf, listOf, settingsOf } from './settings.js'

/** Follow a log as it grows, or a command as it prints. */
export interface WatchOptions {
  readonly command: 'watch'
  readonly judge: JudgeOptions
  /** The log, or the command with its arguments. */
  readonly what: { readonly path: string } | { readonly run: readonly string[] }
  /** What ends the watch once it is said. */
  readonly until: Gate['stops']
  /** The epoch that ends the watch, as the log numbers it. */
  readonly untilEpoch?: number
  /** Seconds without anything new that end the watch. */
  readonly idle?: number
  /** What stops the command once it is said. */
  readonly killOn: Gate['stops']
  /** The user asks for a gate of its own, beside the exit code of the command. */
  readonly gated: boolean
}

/** Whoever sets one of these, wherever, asks for a gate. */
const GATES = ['fail-on', 'require', 'min-epochs', 'undecided', 'levels'] as const

/**
 * What a configuration file says that goes with watching: no baseline, which is for runs that are over, and where a command
 * is run no format for standard output, which is its own.
 */
function forWatching({ baseline: _, ...settings }: Configuration, line: readonly string[]): Configuration {
  const { format, ...others } = settings
  if (format === undefined || !line.includes('--')) return settings
  return { ...others, format: listOf(format).filter((own) => own.includes('=')) }
}

/**
 * Reads what is to be watched: one path, or what stands behind `--`. `line` is the whole command line. Throws a UserError
 * for what does not go together.
 */
export function watchOptionsOf(
  words: readonly string[],
  line: readonly string[],
  flags: Flags,
  configuration: Configuration,
): WatchOptions {
  const settings = combine(forWatching(configuration, line), settingsOf(flags))
  const judge = judgeOptionsOf([], flags, settings)
  const { until, untilEpoch, idle, killOn } = flags
  const dashes = line.indexOf('--')
  const run = dashes < 0 ? [] : line.slice(dashes + 1)
  const paths = words.slice(0, words.length - run.length)
  const [path] = paths
  if (paths.length > 1 || (path === undefined && run.length === 0) || (path !== undefined && dashes >= 0))
    throw new UserError(
      'watch: follows one log, or one command behind --',
      'epochwise watch history.csv, or epochwise watch -- python train.py',
    )
  if (path === '-')
    throw new UserError('watch: - is no file', 'python train.py | epochwise reads what comes in')
  if (judge.baseline.length > 0 || judge.tee)
    throw new UserError(`watch: does not go with --${judge.tee ? 'tee' : 'baseline'}`, 'leave it out')
  if (path === undefined && (until !== undefined || untilEpoch !== undefined || idle !== undefined))
    throw new UserError('--until, --until-epoch and --idle go with a log', '--kill-on stops a command')
  if (path !== undefined && killOn !== undefined)
    throw new UserError('--kill-on goes with a command', '--until ends the watch of a log')
  if (path === undefined && judge.destinations.some((to) => to.format !== 'text' && to.path === undefined))
    throw new UserError(
      'standard output is that of the command',
      'give the format a file: --format json=FILE',
    )
  return {
    command: 'watch',
    judge,
    what: path === undefined ? { run } : { path },
    until: until === undefined ? [] : parseStops(until.join(','), '--until'),
    killOn: killOn === undefined ? [] : parseStops(killOn.join(','), '--kill-on'),
    ...(untilEpoch !== undefined && { untilEpoch }),
    ...(idle !== undefined && { idle }),
    gated: GATES.some((key) => settings[key] !== undefined),
  }
}
