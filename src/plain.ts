import type { Configuration } from './config/definition.js'
import { combine, type JudgeOptions, judgeOptionsOf, settingsOf } from './config/settings.js'
import { explainable } from './explain.js'
import type { Flags } from './flags.js'
import { type Invocation, parseOptions } from './options.js'
import { nearestTo } from './text/nearest.js'

/** The commands beside judging. */
export const COMMANDS = [
  'compare',
  'watch',
  'summarize',
  'completion',
  'config',
  'explain',
  'diagnoses',
  'formats',
  'help',
]

/** Flags that stand alone, and what they mean. */
const ALONE: ReadonlyMap<string, Partial<Flags>> = new Map<string, Partial<Flags>>([
  ['--no-config', { config: false }],
  ['--color', { color: true }],
  ['--no-color', { color: false }],
  ['--ascii', { ascii: true }],
  ['--no-chart', { chart: false }],
  ['--full', { full: true }],
  ['--quiet', { quiet: true }],
  ['-q', { quiet: true }],
  ['--verbose', { verbose: true }],
  ['--tee', { tee: true }],
])
/** Flags that take a text, once. */
const WITH_TEXT: ReadonlyMap<string, keyof Flags> = new Map<string, keyof Flags>([
  ['--output', 'output'],
  ['-o', 'output'],
  ['--train-loss', 'trainLoss'],
  ['--val-loss', 'valLoss'],
  ['--train-acc', 'trainAcc'],
  ['--val-acc', 'valAcc'],
  ['--config', 'config'],
  ['--files-from', 'filesFrom'],
])
/** Flags that take a text each time they are given. */
const WITH_TEXTS: ReadonlyMap<string, keyof Flags> = new Map<string, keyof Flags>([
  ['--fail-on', 'failOn'],
  ['--level', 'level'],
  ['--set', 'set'],
  ['--require', 'require'],
  ['--baseline', 'baseline'],
  ['--format', 'format'],
])

/**
 * What a command line of paths and flags asks for whose values need no check of their own, without the parser of
 * command lines, which takes as long to load as a log to judge. Undefined at the first surprise: the parser is the judge
 * of what a command line means. Throws a UserError for what does not go together.
 */
export function plainOptions(
  argv: readonly string[],
  configuration: Configuration = {},
): JudgeOptions | undefined {
  const paths: string[] = []
  const texts = new Map<keyof Flags, string[]>()
  let flags: Flags = { chart: true }
  for (let k = 0; k < argv.length; k++) {
    const word = argv[k] ?? ''
    const alone = ALONE.get(word)
    const one = WITH_TEXT.get(word)
    const each = WITH_TEXTS.get(word)
    if (alone && 'config' in alone && flags.config !== undefined) return undefined
    if (alone) flags = { ...flags, ...alone }
    else if (one ?? each) {
      const value = argv[++k]
      if (value === undefined || !isPlain(value)) return undefined
      if (one && flags[one] !== undefined) return undefined
      if (one) flags = { ...flags, [one]: value }
      else if (each) texts.set(each, [...(texts.get(each) ?? []), value])
    } else if (!isPlain(word) || COMMANDS.includes(word)) return undefined
    else paths.push(word)
  }
  const all: Flags = { ...flags, ...Object.fromEntries(texts) }
  return judgeOptionsOf(paths, all, combine(configuration, settingsOf(all)))
}

/** What the arguments ask for; what they do not set, the configuration does. Throws a UserError for what is not understood. */
export function understand(argv: readonly string[], configuration: Configuration = {}): Invocation {
  return plainOptions(argv, configuration) ?? parseOptions(argv, configuration)
}

/** What was meant by a path that is no file and looks like a word of ours. */
export function meantBy(path: string): string | undefined {
  if (!/^[\w-]+$/.test(path)) return undefined
  if (path === 'version') return '--version'
  const command = nearestTo(path, COMMANDS)
  const subject = command === undefined ? nearestTo(path, explainable()) : undefined
  return subject === undefined ? command : `explain ${subject}`
}

function isPlain(word: string): boolean {
  return word === '-' || (word !== '' && !word.startsWith('-'))
}
