import { UserError } from '../errors.js'
import { isCommonName } from '../run/names.js'
import { axisOf, isIndex } from './axis.js'
import type { Layout } from './delimited.js'

/** Where the curves of a run are to be had instead, by who wrote the table. */
const WRITERS: readonly (readonly [(names: ReadonlySet<string>) => boolean, string, string])[] = [
  [
    (names) => names.has('Name') && names.has('State') && (names.has('Created') || names.has('Runtime')),
    'W&B',
    'export a chart of the run (Export as CSV), or save wandb.Api().run(path).history() as CSV',
  ],
  [
    (names) =>
      (names.has('run_id') && names.has('experiment_id')) ||
      (names.has('Run ID') && names.has('Status') && names.has('Start Time')),
    'MLflow',
    'give a file of mlruns/<experiment>/<run>/metrics, or save MlflowClient().get_metric_history(run, metric)',
  ],
  [
    (names) => names.has('number') && names.has('value') && [...names].some((name) => /^params_/.test(name)),
    'Optuna',
    'give the log of one trial',
  ],
  [
    (names) => names.has('mean_fit_time') && [...names].some((name) => /^param_/.test(name)),
    'scikit-learn (cv_results_)',
    'give the log of one fit, such as its loss_curve_',
  ],
]
/** What is chosen before a training and stays, so that a row with another value is another run. */
const CHOSEN =
  /^(?:(?:config|params?|hparams?|hp)[._/ ]\S+|batch[_ ]?size|bs|dropout(?:[_ ]?(?:rate|p))?|optimi[sz]er|activation|hidden[_ ]?(?:size|dim|units|layers)|(?:n|num)[_ ](?:layers|epochs|units|hidden|filters|heads|estimators)|max[_ ]epochs|epochs|units|filters|kernel[_ ]size|seed|model(?:[_ ]name)?|architecture)$/i
/** What is chosen too, but may change from epoch to epoch. */
const SCHEDULED = /^(?:lr|learning[_ ]rate|momentum|weight[_ ]decay|l2)$/i
/** So many such columns make it a table of runs, where nothing numbers the rows. */
const CHOSEN_AT_LEAST = 2

/** Throws a UserError for a table of runs: a row for each, with its settings and what it reached, and no curve. */
export function refuseRunTable(title: string, layout: Layout): void {
  const names = new Set(layout.header)
  const known = WRITERS.find(([wrote]) => wrote(names))
  if (known) {
    throw new UserError(
      `${title}: a table of runs exported from ${known[1]}, a row per run: it holds no curve`,
      known[2],
    )
  }
  const doubtful = layout.header.filter((name) => !isCommonName(name))
  const chosen = doubtful.filter((name) => CHOSEN.test(name) || SCHEDULED.test(name))
  const varied = chosen.some((name) => valuesOf(name, layout).size > 1)
  if (chosen.length < CHOSEN_AT_LEAST || !varied || !chosen.some((name) => CHOSEN.test(name))) return
  if (layout.header.some((name) => numbersRows(name, layout))) return
  throw new UserError(
    `${title}: a table of runs, a row for each choice of ${chosen.slice(0, 3).join(', ')}: it holds no curve`,
    'give the log of one run, with one row per epoch or step',
  )
}

/** Does the column count epochs or steps? `epochs` may also say how many each run was given. */
function numbersRows(name: string, layout: Layout): boolean {
  if (axisOf(name) === undefined || isIndex(name)) return false
  return !/^epochs$/i.test(name) || countsUp([...valuesOf(name, layout)])
}

/** 0 or 1 first, spelt as it may be (`1.0`, `1/20`), and none below the one before. */
function countsUp(values: readonly string[]): boolean {
  const [first = Number.NaN, ...rest] = values.filter((value) => /\d/.test(value)).map(Number.parseFloat)
  return (
    (first === 0 || first === 1) && rest.every((value, k) => value > (k === 0 ? first : (rest[k - 1] ?? 0)))
  )
}

function valuesOf(name: string, { header, sample }: Layout): ReadonlySet<string> {
  const at = header.indexOf(name)
  return new Set(sample.map((row) => row[at] ?? ''))
}
