/** What is known of a stream that text goes to. */
export interface OutputStream {
  readonly isTTY?: boolean
  readonly columns?: number
}

export type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_WIDTH = 80
/** The report is laid out for no less and no more, in columns. */
export const NARROWEST = 40
export const WIDEST = 1000
/** Rows of a panel of the chart, at least and at most. */
export const LOWEST = 3
export const HIGHEST = 200

/** Columns: what was asked for, else what the terminal has, else COLUMNS, else 80; within what can be laid out. */
export function widthOf(asked: number | undefined, stream: OutputStream, env: Environment): number {
  const told = Number(env.COLUMNS)
  const width = asked ?? (stream.columns || (Number.isInteger(told) && told > 0 ? told : DEFAULT_WIDTH))
  return Math.max(NARROWEST, Math.min(WIDEST, width))
}

/**
 * How many colours: `--color` and `--no-color` (`asked`) before FORCE_COLOR, NO_COLOR, CLICOLOR_FORCE, TERM=dumb and
 * whether the stream is a terminal. 0 none, 1 sixteen, 2 256, 3 all.
 */
export function colorLevelOf(
  asked: boolean | undefined,
  stream: OutputStream,
  env: Environment,
): 0 | 1 | 2 | 3 {
  if (asked !== undefined) return asked ? depthOf(env) : 0
  const force = env.FORCE_COLOR
  if (force !== undefined) {
    if (force === '0' || force === 'false') return 0
    return force === '2' ? 2 : force === '3' ? 3 : force === '1' ? 1 : depthOf(env)
  }
  if (env.NO_COLOR) return 0
  if (env.CLICOLOR_FORCE !== undefined && env.CLICOLOR_FORCE !== '0') return depthOf(env)
  return env.TERM === 'dumb' || !stream.isTTY ? 0 : depthOf(env)
}

function depthOf(env: Environment): 1 | 2 | 3 {
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 3
  return /256|kitty|ghostty|iterm/i.test(`${env.TERM} ${env.TERM_PROGRAM}`) || env.GITHUB_ACTIONS ? 2 : 1
}

/** Can the terminal show more than ASCII? Not in the locales C and POSIX, nor on the Linux console. */
export function unicodeOf(ascii: boolean, env: Environment): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  if (ascii || env.TERM === 'linux') return false
  return locale === undefined || locale === '' || /utf-?8/i.test(locale)
}
