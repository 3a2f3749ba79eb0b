import { UserError } from '../errors.js'
import { readName } from '../run/names.js'
import type { Column, Reading } from '../run/reading.js'
import { axisOf, isIndex } from './axis.js'
import { isNumbered, refuseRateSearch } from './doubts.js'

/** What passes while a training goes on, and may stand in place of epochs and steps. */
const PROGRESS =
  /(?:^|[^a-z])(?:k?(?:time|date|day|hour|minute|min|second|sec|ms|sample|token|example|image|img|frame|record|sentence|word|instance|observation|datum|data|game|generation|gen|pass|cycle|sweep|flop|iter\w*|counter|progress|processed|seen|consumed|checkpoint|ckpt|eval\w*|interval|phase|stage|row|line|wall|elapsed|tick|clock|lr\w*|learning|best|eta|memory|speed|throughput|norm|timestep|mini_?batch|batch_\w+|step_\w+|epoch_\w+)s?)(?:$|[^a-z])/i
const COUNTER = /^(?:n|t|x|i|idx|id|no|nr|num|number|count)$/i
/** What was chosen, whatever it is of: `image_size`, `data_fraction`. */
const EXTENT = /size|fraction|ratio|percent|dim|_per_|length|width/i
const RATE = /^(?:lr|learning[ _-]?rate|eta)$/i
/** Rows it takes to tell that a column is another in each of them. */
const ROWS_AT_LEAST = 3
/** A schedule does not go on like this from row to row, a choice of rates does: as a factor. */
const RATES_APART = 2
/** So many rates, each far from the one before, are no schedule. */
const RATES_AT_LEAST = 4
/** Values of fewer rows may look to be in no order by chance. */
const ORDER_AT_LEAST = 20
/**
 * Squared difference of neighbours over the variance: 2 in the mean for values in no order, less for a curve
 * (von Neumann 1941).
 */
const NO_ORDER = 1.5
/** Standard deviation over the mean: the loss of a training that stands still varies less than that of samples. */
const SCATTERED = 0.25

/**
 * Throws a UserError for a table of trainings: nothing numbers its rows, and its first column, of which nothing says that
 * it passes as a training goes on, rises or falls from each to the next (`max_depth,train_score,test_score`). So does a
 * learning rate that makes leaps.
 */
export function refuseSweep(title: string, names: readonly string[], reading: Reading): void {
  if (isNumbered(names)) return
  refuseRateSearch(title, reading)
  refuseRates(title, reading)
  const name = names.find((candidate) => !isIndex(candidate))
  const column = columnsOf(reading).find((candidate) => candidate.name === name)
  if (name === undefined || column === undefined || column.y.length < ROWS_AT_LEAST) return
  if (!columnsOf(reading).some((one) => readName(one.name).kind !== 'other')) return
  if (readName(name).kind !== 'other' || passes(name) || !isMonotone(column.y)) return
  throw new UserError(
    `${title}: nothing numbers its rows, and ${name} may be what each was trained with: a row for each of several trainings`,
    'give the log of one training; if the column counts epochs or steps, name it epoch or step',
  )
}

/** Throws a UserError for rows that nothing numbers and that have learning rates far from one another. */
export function refuseRates(title: string, reading: Reading): void {
  const rate = columnsOf(reading).find(({ name }) => RATE.test(name.trim()))
  if (rate === undefined || rate.y.length < RATES_AT_LEAST || !isMonotone(rate.y)) return
  const apart = rate.y.every((y, k) => {
    const before = rate.y[k - 1]
    return before === undefined || Math.max(y / before, before / y) >= RATES_APART
  })
  if (!apart) return
  throw new UserError(
    `${title}: a row for each ${rate.name.trim()} from ${rate.y[0]} to ${rate.y.at(-1)}, not the log of a run: it holds no curve`,
    'give the log of one training, with one row per epoch or step',
  )
}

/**
 * Throws a UserError for losses in no order that nothing but an index numbers, and that nothing stands beside: they may be
 * those of samples.
 */
export function refuseScatter(title: string, names: readonly string[], reading: Reading): void {
  const plain = names.filter((name) => axisOf(name) === undefined || isIndex(name))
  if (plain.length < names.length || !names.some(isIndex)) return
  const metrics = columnsOf(reading).filter(({ name }) => readName(name).kind !== 'other')
  const [loss] = metrics
  if (loss === undefined || metrics.length > 1 || loss.y.length < ORDER_AT_LEAST) return
  if (readName(loss.name).split !== undefined || !isScattered(loss.y)) return
  throw new UserError(
    `${title}: ${loss.name} is in no order and nothing but an index numbers its rows: they may be samples, not steps`,
    'if they are steps of a training, name the column that counts them step',
  )
}

function columnsOf({ phases }: Reading): readonly Column[] {
  return phases.length === 1 ? (phases[0]?.columns ?? []) : []
}

function passes(name: string): boolean {
  return COUNTER.test(name.trim()) || (PROGRESS.test(name) && !EXTENT.test(name))
}

function isMonotone(y: readonly number[]): boolean {
  const sign = Math.sign((y[1] ?? 0) - (y[0] ?? 0))
  return sign !== 0 && y.every((value, k) => k === 0 || (value - (y[k - 1] ?? 0)) * sign > 0)
}

function isScattered(y: readonly number[]): boolean {
  if (!y.every(Number.isFinite)) return false
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length
  const squares = y.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const steps = y.reduce((sum, value, k) => (k === 0 ? 0 : sum + (value - (y[k - 1] ?? 0)) ** 2), 0)
  const deviation = Math.sqrt(squares / (y.length - 1))
  return deviation > SCATTERED * Math.abs(mean) && steps > NO_ORDER * squares
}
