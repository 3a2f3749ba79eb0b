import { UserError } from '../errors.js'
import { printable, withoutCommands } from '../text/printable.js'
import { wrap } from '../text/wrap.js'
import type { Configuration } from './definition.js'
import { combine, flat, judgeOptionsOf } from './settings.js'

/** Settings with the place that they come from. */
export interface Layer {
  readonly from: string
  readonly settings: Configuration
  /** Files beside that of the settings that hold some too. */
  readonly ignored?: readonly string[]
}

const DEFAULTS: Configuration = { 'fail-on': 'error', format: 'text', chart: true, ascii: false, full: false }

/** What is in force, a line each, with where it comes from: the default, the file, the command line. */
export function showConfiguration(file: Layer | undefined, line: Configuration, width: number): string {
  const layers: readonly Layer[] = [
    { from: 'default', settings: DEFAULTS },
    ...(file ? [file] : []),
    { from: 'command line', settings: line },
  ]
  const all = layers.reduce<Configuration>((sum, { settings }) => combine(sum, settings), {})
  const rows = entriesOf(all).map(([key, value]) => {
    const spelt = JSON.stringify(value)
    const own = layers.filter(({ settings }) => entriesOf(settings).some(([name]) => name === key))
    const adding = key === 'require' ? own : own.slice(-1)
    return [`${key} = ${spelt}`, adding.map(({ from }) => from).join(' and ')] as const
  })
  const room = Math.min(Math.max(...rows.map(([spelt]) => spelt.length)), Math.floor(width * 0.6))
  const lines = rows.map(([spelt, from]) => `${spelt.padEnd(room)}  # ${from}`)
  const more = file
    ? (file.ignored ?? []).map((name) => `${name} holds settings too, and counts for nothing.`)
    : wrap(
        'No configuration file. They are looked for in each directory up to the top of the repository: .epochwise.json, epochwise.config.json, pyproject.toml ([tool.epochwise]), package.json ("epochwise").',
        width,
      )
  const limits = 'Levels and limits that are not named here are those of: epochwise diagnoses'
  const shown = [...lines, '', ...more, ...wrap(limits, width)].map(printable)
  return withoutCommands(`${shown.join('\n')}\n`)
}

/** What cannot be right together, though each setting is by itself. */
export function faultsTogether(file: Layer | undefined, line: Configuration): UserError[] {
  try {
    judgeOptionsOf([], { chart: true }, combine(file?.settings ?? {}, line))
    return []
  } catch (error) {
    if (error instanceof UserError) return [error]
    throw error
  }
}

/** Each thing that is set by a name of its own. */
function entriesOf(settings: Configuration): [string, unknown][] {
  const { levels = {}, limits, $schema: _, ...rest } = settings
  return [
    ...Object.entries(rest),
    ...Object.entries(levels).map(([id, level]): [string, unknown] => [`levels.${id}`, level]),
    ...Object.entries(flat(limits)).map(([name, value]): [string, unknown] => [`limits.${name}`, value]),
  ]
}
