import type { PictureOptions } from '../chart/chart.js'
import { type Destination, parseDestinations } from '../destinations.js'
import type { DiagnoseOptions } from '../diagnose.js'
import { UserError } from '../errors.js'
import type { Gate } from '../exit-code.js'
import type { Flags } from '../flags.js'
import { parseStops } from '../policy/gate.js'
import { parseRequirement } from '../policy/requirement.js'
import { type Level, parseLevels, parseLimits } from '../policy/rules.js'
import type { Configuration } from './definition.js'

/** Judge logs. */
export interface JudgeOptions {
  readonly command: 'judge'
  readonly paths: readonly string[]
  /** A file that lists more of them. */
  readonly filesFrom?: string
  readonly diagnose: DiagnoseOptions
  readonly gate: Gate
  readonly destinations: readonly Destination[]
  readonly width?: number
  readonly picture: PictureOptions
  readonly color?: boolean
  readonly ascii: boolean
  readonly chart: boolean
  readonly full: boolean
  /** Pass standard input through. */
  readonly tee: boolean
  /** Print no report. */
  readonly quiet: boolean
  /** Say what was read, and how. */
  readonly verbose: boolean
  /** Logs that the others are held against, one group. */
  readonly baseline: readonly string[]
  /** What counts as a difference, where the user says so. */
  readonly tolerance?: number
  /** The comparison is what is asked for, the runs themselves are beside it. */
  readonly comparing: boolean
  /** The paths are what other calls wrote, to be put together; what they must tell of is listed in a file. */
  readonly summarizing?: { readonly expect?: string }
  /** A configuration file by its path, none at all, or the nearest. */
  readonly config?: string | false
}

/** Flags that mean one run of the program, and are no settings. */
const WATCHING = ['until', 'untilEpoch', 'idle', 'killOn']
const OF_ONE_RUN = new Set([
  ...['config', 'color', 'filesFrom', 'expect', 'tee', 'output', 'quiet', 'verbose'],
  ...WATCHING,
])

/** What the command line sets, by the names of the configuration file. */
export function settingsOf(flags: Flags): Configuration {
  const { failOn, level, set, chart, ...rest } = flags
  const named = Object.entries(rest)
    .filter(([name, value]) => value !== undefined && !OF_ONE_RUN.has(name))
    .map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`), value])
  return {
    ...Object.fromEntries(named),
    ...(failOn && { 'fail-on': failOn.join(',') }),
    ...(level && { levels: parseLevels(level) }),
    ...(set && { limits: nested(parseLimits(set)) }),
    ...(chart === false && { chart }),
  }
}

/**
 * Both together: the command line goes before the file, but for requirements, which add up, and levels and limits, which
 * are settled one by one: no flag makes a gate forget what the file asks.
 */
export function combine(file: Configuration, line: Configuration): Configuration {
  const require = [...listOf(file.require), ...listOf(line.require)]
  const limits = { ...flat(file.limits), ...flat(line.limits) }
  return {
    ...file,
    ...line,
    ...(require.length > 0 && { require }),
    ...((file.levels || line.levels) && { levels: { ...file.levels, ...line.levels } }),
    ...(Object.keys(limits).length > 0 && { limits: nested(limits) }),
  }
}

/** The options of `compare`. Throws a UserError for a second baseline, and for what does not go together. */
export function compareOptionsOf(
  baseline: string,
  runs: readonly string[],
  flags: Flags,
  configuration: Configuration,
): JudgeOptions {
  if (flags.baseline !== undefined)
    throw new UserError(
      'compare: its first argument is the baseline',
      'leave --baseline out; a quoted glob makes one of several',
    )
  return judgeOptionsOf(runs, flags, { ...combine(configuration, settingsOf(flags)), baseline }, true)
}

/** The options of a judgement under these settings. Throws a UserError for what does not go together. */
export function judgeOptionsOf(
  paths: readonly string[],
  flags: Flags,
  settings: Configuration,
  comparing = false,
): JudgeOptions {
  const baseline = listOf(settings.baseline)
  const { color, tee = false, quiet = false, verbose = false, output, config, filesFrom } = flags
  if ([...baseline, ...paths, filesFrom].filter((path) => path === '-').length > 1)
    throw new UserError('- (standard input) is given twice', 'it can be read once only')
  const gate = gateOf(settings)
  const { tolerance, width, ascii = false, chart = true, full = false } = settings
  return {
    command: 'judge',
    paths,
    diagnose: diagnoseOptionsOf(settings),
    gate,
    baseline,
    comparing,
    ...(tolerance !== undefined && { tolerance }),
    destinations: parseDestinations(listOf(settings.format), output),
    ...(width !== undefined && { width }),
    picture: pictureOf(settings),
    ...(color !== undefined && { color }),
    ...{ ascii, chart, full, tee, quiet, verbose },
    ...(config !== undefined && { config }),
    ...(filesFrom !== undefined && { filesFrom }),
  }
}

function pictureOf({ height, 'log-y': logY, plot, mermaid }: Configuration): PictureOptions {
  const names = listOf(plot)
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return {
    ...(height !== undefined && { height }),
    ...(logY !== undefined && { logY }),
    ...(names.length > 0 && { plot: names }),
    ...(mermaid && { mermaid }),
  }
}

export function gateOf({ 'fail-on': failOn = 'error', undecided, levels = {} }: Configuration): Gate {
  const stops = parseStops(listOf(failOn).join(','))
  const off = stops.find((entry) => typeof entry === 'object' && levels[entry.diagnosis] === 'off')
  if (typeof off === 'object')
    throw new UserError(
      `--fail-on: ${off.diagnosis} is turned off`,
      `take it out, or set its level to error, warning or note`,
    )
  return { stops, ...(undecided && { undecided }) }
}

function diagnoseOptionsOf(settings: Configuration): DiagnoseOptions {
  const { run, classes, 'log-format': logFormat, 'min-epochs': minEpochs, levels, limits } = settings
  const asked = listOf(settings.require)
  const wanted = minEpochs === undefined ? asked : [...asked, `epochs >= ${minEpochs}`]
  const columns = {
    trainLoss: settings['train-loss'],
    validationLoss: settings['val-loss'],
    trainAccuracy: settings['train-acc'],
    validationAccuracy: settings['val-acc'],
  }
  checkColumns(settings)
  const facts = { classes, validationSamples: settings['val-samples'] }
  return {
    ...(run !== undefined && { run }),
    ...(logFormat !== undefined && { logFormat }),
    ...(wanted.length > 0 && { requirements: wanted.map(parseRequirement) }),
    ...((levels || limits) && { rules: { levels: levelsOf(levels), limits: flat(limits) } }),
    columns: defined(columns),
    facts: defined(facts),
  }
}

/** A curve that stands for two hides what tells them apart. Throws a UserError where a column is to be two of them. */
function checkColumns(settings: Configuration): void {
  const named = (['train-loss', 'val-loss', 'train-acc', 'val-acc'] as const).filter(
    (flag) => settings[flag] !== undefined,
  )
  for (const flag of named) {
    const other = named.find((own) => own !== flag && settings[own] === settings[flag])
    if (other !== undefined)
      throw new UserError(
        `--${flag} and --${other} both name the column ${JSON.stringify(settings[flag])}`,
        'a column is one of them; leave out what the log does not have',
      )
  }
}

function levelsOf(levels: Configuration['levels'] = {}): Record<string, Level> {
  return Object.fromEntries(
    Object.entries(levels).flatMap(([id, level]) => (level === undefined ? [] : [[id, level] as const])),
  )
}

/** Limits by `DIAGNOSIS.LIMIT`. */
export function flat(limits: Configuration['limits'] = {}): Record<string, number> {
  return Object.fromEntries(
    Object.entries(limits).flatMap(([id, own]) =>
      Object.entries(own ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [[`${id}.${name}`, value] as const],
      ),
    ),
  )
}

function nested(limits: Readonly<Record<string, number>>): Record<string, Record<string, number>> {
  const tables: Record<string, Record<string, number>> = {}
  for (const [path, value] of Object.entries(limits)) {
    const [id = '', name = ''] = path.split('.')
    tables[id] = { ...tables[id], [name]: value }
  }
  return tables
}

export function listOf(value: string | readonly string[] | undefined): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}
