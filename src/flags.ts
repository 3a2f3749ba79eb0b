import * as z from 'zod/mini'
import { UserError } from './errors.js'
import { once } from './once.js'
import { readers } from './readers/list.js'
import { HIGHEST, LOWEST, NARROWEST, WIDEST } from './terminal.js'
import { nearestTo } from './text/nearest.js'

const whole = (least: number, most: number) =>
  z.pipe(
    z.pipe(
      z.string().check(z.regex(/^\d+$/, `expected a whole number from ${least} to ${most}`)),
      z.transform(Number),
    ),
    z
      .number()
      .check(
        z.minimum(least, `expected a whole number from ${least} to ${most}`),
        z.maximum(most, `expected a whole number from ${least} to ${most}`),
      ),
  )

const SHARE = 'expected a share from 0 to 1, or per cent'
/** `0.02` or `2%`. */
const share = () =>
  z.pipe(
    z.pipe(
      z.string().check(z.regex(/^(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?\s*%?$/i, SHARE)),
      z.transform((text: string) => Number.parseFloat(text) / (text.endsWith('%') ? 100 : 1)),
    ),
    z.number().check(z.minimum(0, SHARE), z.maximum(1, SHARE)),
  )

const SPAN = 'expected a time such as 90s, 10m or 2h'
const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 }
/** `10m`, in seconds; a number alone is seconds. */
const span = () =>
  z.pipe(
    z.string().check(z.regex(/^(?:\d+\.?\d*|\.\d+)[smh]?$/, SPAN)),
    z.transform((text: string) => Number.parseFloat(text) * (SECONDS[text.slice(-1)] ?? 1)),
  )

const UNKNOWN_FORMAT = 'no such format of logs; epochwise formats lists them'
const UNDECIDED = ['fail', 'pass'] as const
/** The words that a flag takes, for those that take no others. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  logFormat: readers.map(({ id }) => id),
  undecided: UNDECIDED,
}

const FlagsShape = once(() =>
  z.object({
    failOn: z.optional(z.array(z.string())),
    undecided: z.optional(z.enum(UNDECIDED, 'expected fail or pass')),
    level: z.optional(z.array(z.string())),
    set: z.optional(z.array(z.string())),
    require: z.optional(z.array(z.string())),
    minEpochs: z.optional(whole(1, 1e9)),
    format: z.optional(z.array(z.string())),
    logFormat: z.optional(z.enum(WORDS.logFormat as [string, ...string[]], UNKNOWN_FORMAT)),
    run: z.optional(
      z.union([z.literal('all'), whole(1, 1e6)], 'expected the number of a run (from 1), or all'),
    ),
    trainLoss: z.optional(z.string()),
    valLoss: z.optional(z.string()),
    trainAcc: z.optional(z.string()),
    valAcc: z.optional(z.string()),
    classes: z.optional(whole(2, 1e6)),
    valSamples: z.optional(whole(1, 1e9)),
    width: z.optional(whole(NARROWEST, WIDEST)),
    height: z.optional(whole(LOWEST, HIGHEST)),
    logY: z.optional(z.boolean()),
    plot: z.optional(z.string()),
    mermaid: z.optional(z.boolean()),
    color: z.optional(z.boolean()),
    ascii: z.optional(z.boolean()),
    chart: z.boolean(),
    full: z.optional(z.boolean()),
    baseline: z.optional(z.array(z.string())),
    tolerance: z.optional(share()),
    config: z.optional(z.union([z.string(), z.literal(false)])),
    output: z.optional(z.string()),
    quiet: z.optional(z.boolean()),
    verbose: z.optional(z.boolean()),
    filesFrom: z.optional(z.string()),
    expect: z.optional(z.string()),
    tee: z.optional(z.boolean()),
    until: z.optional(z.array(z.string())),
    untilEpoch: z.optional(whole(0, 1e12)),
    idle: z.optional(span()),
    killOn: z.optional(z.array(z.string())),
  }),
)

/** The flags that were given, checked. */
export type Flags = z.infer<ReturnType<typeof FlagsShape>>

/** The flags as the command line gives them, checked. Throws a UserError that names the flag. */
export function checkFlags(flags: Readonly<Record<string, unknown>>): Flags {
  const parsed = z.safeParse(FlagsShape(), flags)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0] ?? '')
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const meant = nearestTo(String(flags[name]), WORDS[name] ?? [])
    throw new UserError(
      `--${flag}: ${issue?.message ?? 'not understood'}`,
      meant ? `did you mean ${meant}?` : 'epochwise help all lists what there is',
    )
  }
  return parsed.data
}

/** How wide and how high: what is added to a call from a script may change it. */
const LAST_COUNTS = new Set(['--width', '--height'])

/** An option as the parser knows it. */
interface Taking {
  readonly long?: string | undefined
  readonly required: boolean
  readonly parseArg?: unknown
  argParser(take: (value: string, before: unknown) => unknown): unknown
}

/** Refuses an option with one value that is given twice: were the last to count, the other would be let go unsaid. */
export function takeOnce(options: readonly Taking[]): void {
  for (const option of options) {
    const { long, required, parseArg } = option
    if (!long || !required || parseArg || LAST_COUNTS.has(long)) continue
    option.argParser((value: string, before: unknown) => {
      if (before !== undefined) throw new UserError(`${long}: given twice`, 'give it once')
      return value
    })
  }
}

/** Throws a UserError where a file of settings is named and none is wanted. */
export function refuseContradictions(argv: readonly string[]): void {
  const end = argv.indexOf('--')
  const flags = end < 0 ? argv : argv.slice(0, end)
  if (flags.includes('--no-config') && flags.some((flag) => /^--config(?:=|$)/.test(flag)))
    throw new UserError('--config and --no-config: only one of them can hold', 'leave one out')
}
