import * as z from 'zod/mini'

/*
 * What `--format json` promises to programs. Loaded by tests alone: the program takes only its types, so that what it
 * writes cannot part from it.
 */

function told<T extends z.ZodMiniType>(schema: T, description: string): T {
  return schema.check(z.describe(description)) as T
}

const text = z.string()
const whole = z.int().check(z.minimum(0))
const list = <T extends z.ZodMiniType>(schema: T) => z.readonly(z.array(schema))
/** JSON has neither NaN nor infinities: they are spelt out. */
const number = told(
  z.union([z.number(), z.enum(['NaN', 'Infinity', '-Infinity'])]),
  'A number; NaN and infinities are strings.',
)
const place = told(number, 'Epoch or step as the log numbers it.')
const split = z.enum(['train', 'validation', 'test'])
const severity = z.enum(['error', 'warning', 'note'])

const Series = z.object({
  name: told(text, 'The column as the log spells it.'),
  quantity: text,
  split,
  goal: z.enum(['lower', 'higher', 'none']),
  unit: z.enum(['fraction', 'percent', 'plain']),
  points: whole,
  first: z.optional(number),
  last: z.optional(number),
  best: z.optional(number),
  bestAt: z.optional(place),
})

const Curve = z.object({ name: text, points: whole, last: number })

const Verdict = z.object({
  status: told(
    z.enum(['failing', 'suspect', 'healthy', 'undecided']),
    'An error was found, a warning, neither; or nothing could be judged, or not whether it diverged.',
  ),
  headline: z.optional(told(z.string(), 'Id of the gravest finding.')),
  summary: text,
})

const Best = z.object({
  at: place,
  by: told(z.string(), 'The curve that it was chosen by.'),
  value: number,
  end: told(number, 'The last value of that curve.'),
  epochsAfter: told(
    number,
    'How far that curve goes on after it, in epochs or steps as logged: 2.6 where epochs are logged in fractions.',
  ),
  lowest: z.optional(z.object({ at: place, value: number })),
})

const Level = z.object({ series: text, value: number, limit: number, level: z.enum(['low', 'high']) })

const Corner = z.object({
  split: z.enum(['train', 'validation']),
  at: place,
  loss: Level,
  accuracy: Level,
  because: text,
})

const Relation = z.object({
  split: z.enum(['train', 'validation']),
  loss: text,
  accuracy: text,
  tau: number,
  moved: z.enum(['together', 'apart', 'loose', 'still']),
  from: place,
  to: place,
})

const Evidence = z.object({
  series: text,
  what: text,
  actual: number,
  limit: z.optional(number),
  from: place,
  to: place,
})

const Finding = z.object({
  id: told(z.string(), 'The diagnosis.'),
  title: text,
  severity,
  claim: text,
  from: place,
  to: place,
  evidence: list(Evidence),
  advice: list(text),
})

const Check = z.object({
  id: text,
  state: z.enum(['found', 'clear', 'unknown']),
  because: z.optional(told(z.string(), 'Why the answer is unknown, and what to log.')),
})

const Requirement = z.object({
  requirement: text,
  state: z.enum(['met', 'failed', 'missing']),
  because: text,
  actual: z.optional(number),
})

const Note = z.object({ line: z.optional(whole), because: text })

/** One run, in `runs` of the document and on a line of ndjson. */
export const RunRecord = z.object({
  source: told(z.string(), 'The log as it was named; - is standard input.'),
  format: text,
  run: told(z.int().check(z.minimum(1)), 'Which run of the log.'),
  ofRuns: z.int().check(z.minimum(1)),
  label: z.optional(told(z.string(), 'What the log calls the run.')),
  line: z.optional(told(whole, 'The line where the run starts, in a log of several.')),
  axis: z.enum(['epoch', 'step', 'row']),
  epochs: whole,
  from: told(number, 'The first epoch or step of any series.'),
  to: told(number, 'The last one.'),
  series: list(Series),
  judgedBy: told(
    z.object({
      trainLoss: z.optional(Curve),
      validationLoss: z.optional(Curve),
      trainAccuracy: z.optional(Curve),
      validationAccuracy: z.optional(Curve),
    }),
    'By what the run is judged: a series, or its means where losses of steps stand beside evaluations.',
  ),
  sparkline: told(
    z.string().check(z.regex(/^[ !▁-█]{16}$/)),
    'The loss (else the accuracy) on unseen data; ! where it is NaN or infinite.',
  ),
  verdict: Verdict,
  best: z.optional(Best),
  corners: list(Corner),
  relations: list(Relation),
  findings: told(list(Finding), 'The gravest first.'),
  checks: list(Check),
  requirements: list(Requirement),
  notes: list(Note),
})

const Side = z.object({ name: text, sources: list(text), runs: list(text) })
const Difference = z.object({
  by: z.enum(['loss', 'accuracy', 'gap', 'best-epoch', 'verdict']),
  state: z.enum(['better', 'worse', 'same', 'unknown']),
  because: text,
  baseline: z.optional(number),
  actual: z.optional(number),
  change: z.optional(number),
  interval: z.optional(
    told(
      z.readonly(z.tuple([number, number])),
      '95 % interval of the change, where the sides have enough runs.',
    ),
  ),
  tolerance: z.optional(number),
})

/** One side held against the baseline, in `comparisons` of the document and on a line of ndjson. */
export const ComparisonRecord = z.object({
  baseline: Side,
  candidate: Side,
  state: z.enum(['better', 'worse', 'same', 'unknown', 'mixed']),
  summary: text,
  differences: list(Difference),
  disagreement: z.optional(text),
})

/** A log that was not judged, in `errors` of the document and on a line of ndjson. */
export const ErrorRecord = z.object({ source: text, message: text, hint: text })

const EXIT_CODES = '0, 1, 2 or 130; where a command was watched, its own.'

/** The document that `--format json` writes. */
export const ReportRecord = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('epochwise'), version: text }),
  runs: list(RunRecord),
  errors: list(ErrorRecord),
  comparisons: z.optional(list(ComparisonRecord)),
  exitCode: z.int().check(z.minimum(0), z.describe(EXIT_CODES)),
})
