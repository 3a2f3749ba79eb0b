import * as z from 'zod/mini'
import { diagnoses } from '../diagnoses/list.js'
import type { Limit } from '../limit.js'
import { stoppable } from '../policy/gate.js'
import { LEVELS, mostOf } from '../policy/rules.js'
import { readers } from '../readers/list.js'
import { reporters } from '../reporters/list.js'
import { HIGHEST, LOWEST, NARROWEST, WIDEST } from '../terminal.js'

/** A value with the sentence that editors show beside it. */
function told<T extends z.ZodMiniType>(schema: T, description: string): z.ZodMiniOptional<T> {
  return z.optional(schema).check(z.describe(description))
}

const words = (expected: string) => z.string(`expected ${expected}`)
const list = (expected: string, one = words(expected)) =>
  z.union([one, z.array(one)], `expected ${expected}, or a list of them`)
/** What editors take of each of some words joined by commas; what is wrong with them is said where they are read. */
const joined = (expected: string, known: readonly string[]) => {
  const word = `(?:${known.join('|')})`
  return words(expected).check(z.meta({ pattern: `^\\s*${word}(?:\\s*,\\s*${word})*\\s*,?\\s*$` }))
}
const flag = z.boolean('expected true or false')
const whole = (least: number, most: number) => {
  const expected = `expected a whole number from ${least} to ${most}`
  return z.int(expected).check(z.minimum(least, expected), z.maximum(most, expected))
}
const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, `expected ${values.slice(0, -1).join(', ')} or ${values.at(-1)}`)

/** A number, or one in per cent as a text: `0.02` or `"2%"`. */
function share(most: number, expected: string) {
  const least = z.number(expected).check(z.minimum(0, expected))
  const number = Number.isFinite(most) ? least.check(z.maximum(most, expected)) : least
  const percent = z.pipe(
    z.pipe(
      z.string(expected).check(z.regex(PERCENT, expected)),
      z.transform((text: string) => Number.parseFloat(text) / 100),
    ),
    number,
  )
  return z.union([number, percent], expected)
}

const PERCENT = /^\s*(?:\d+\.?\d*|\.\d+)(?:[eE]-?\d+)?\s*%$/

function limitOf({ value, unit, because }: Limit) {
  const most = mostOf(unit)
  const expected = `expected a number ${Number.isFinite(most) ? `from 0 to ${most}` : 'that is not negative'}, or per cent ("20%")`
  return told(share(most, expected), `${because} Default: ${value} ${unit}.`)
}

const Levels = z.strictObject(
  Object.fromEntries(diagnoses.map(({ id, summary }) => [id, told(oneOf(LEVELS), summary)])),
  'expected a table: diagnosis = level',
)

const Limits = z.strictObject(
  Object.fromEntries(
    diagnoses.map(({ id, summary, limits }) => [
      id,
      told(
        z.strictObject(
          Object.fromEntries(Object.entries(limits).map(([name, limit]) => [name, limitOf(limit)])),
          'expected a table: limit = number',
        ),
        summary,
      ),
    ]),
  ),
  'expected a table of tables: diagnosis.limit = number',
)

const formatted = () =>
  words('FORMAT or FORMAT=FILE').check(
    z.meta({ pattern: `^(?:${reporters.map(({ id }) => id).join('|')})(?:=.+)?$` }),
  )

/** What a configuration file may hold: the long options of the command line by their names, levels and limits. */
export const Definition = z.strictObject(
  {
    $schema: z.optional(z.string()),
    'fail-on': told(
      list('severities or diagnoses', joined('severities or diagnoses', stoppable())),
      'What ends with exit code 1: error, warning, note, never, regression, crashed, diagnoses by name.',
    ),
    undecided: told(
      oneOf(['fail', 'pass']),
      'What becomes of a run that cannot be judged; else exit code 2.',
    ),
    require: told(list('a condition such as "val_loss < 0.5"'), 'What must hold, or the exit code is 1.'),
    'min-epochs': told(whole(1, 1e9), 'Fewer epochs end with exit code 1.'),
    levels: told(Levels, 'How grave each diagnosis is taken.'),
    limits: told(Limits, 'Where the limits of the diagnoses lie.'),
    baseline: told(list('a log'), 'Logs that the others are held against, one group.'),
    tolerance: told(
      share(1, 'expected a share from 0 to 1, or per cent ("2%")'),
      'What counts as a difference: a share of the loss, a difference of accuracies (0 to 1).',
    ),
    format: told(list('FORMAT or FORMAT=FILE', formatted()), 'What to print or write.'),
    'log-format': told(
      z.enum(
        readers.map(({ id }) => id),
        'expected a format that `epochwise formats` lists',
      ),
      'The format of the log, where its content does not tell.',
    ),
    run: told(
      z.union([z.literal('all'), whole(1, 1e6)], 'expected the number of a run (from 1), or "all"'),
      'Which run of a log that holds several.',
    ),
    'train-loss': told(words('the name of a column'), 'The column that is the training loss.'),
    'val-loss': told(words('the name of a column'), 'The column that is the validation loss.'),
    'train-acc': told(words('the name of a column'), 'The column that is the training accuracy.'),
    'val-acc': told(words('the name of a column'), 'The column that is the validation accuracy.'),
    classes: told(whole(2, 1e6), 'Number of classes, for the level of chance.'),
    'val-samples': told(whole(1, 1e9), 'Number of validation samples, for the certainty of a verdict.'),
    width: told(whole(NARROWEST, WIDEST), 'Width of the report.'),
    height: told(whole(LOWEST, HIGHEST), 'Rows of each panel of the chart.'),
    'log-y': told(
      flag,
      'Log scale for losses and other quantities; unless set, where the values ask for it.',
    ),
    plot: told(list('loss, accuracy or a column'), 'What to draw: loss, accuracy, columns of the log.'),
    mermaid: told(flag, 'In Markdown also charts that GitHub and GitLab draw.'),
    ascii: told(flag, 'Draw with ASCII characters.'),
    chart: told(flag, 'Draw the chart.'),
    full: told(flag, 'Each report in full, where several logs get a line each.'),
  },
  'expected a table of settings',
)

/** What was set, by the names of the configuration file. */
export type Configuration = z.infer<typeof Definition>
