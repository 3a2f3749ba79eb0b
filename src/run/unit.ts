import type { Series, Unit } from './run.js'

/** Fractions may overshoot 1 by rounding; beyond this they are percent. */
const HIGHEST_FRACTION = 1.005
const HIGHEST_PERCENT = 100.5

/** What the values of an accuracy or an error rate are, by their size; `plain` where they can be neither. */
export function unitOfShares(values: ArrayLike<number>): Unit {
  let highest = 0
  for (let k = 0; k < values.length; k++) {
    const value = values[k] ?? 0
    if (value < 0) return 'plain'
    if (value > highest) highest = value
  }
  if (highest <= HIGHEST_FRACTION) return 'fraction'
  return highest <= HIGHEST_PERCENT ? 'percent' : 'plain'
}

/** Rates of wrong words or characters: what is inserted counts too, so that they may exceed 1 without being percent. */
const RATES = /(?:^|[^a-z])(?:wer|cer|mer|ter)(?:[^a-z]|$)|(?:word|char|character|token)s?[^a-z]?err/

/** More than twice as many errors as words, in most epochs: no model is so bad, and the rate is in percent. */
const HIGHEST_RATE = 2

/** Is this a rate that may exceed 1, and whose values are small enough to be fractions nevertheless? */
export function isRateBeyondOne(name: string, values: readonly number[]): boolean {
  if (!RATES.test(name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase())) return false
  const finite = values.filter(Number.isFinite)
  return finite.filter((value) => value > HIGHEST_RATE).length * 2 <= finite.length
}

/** Scores of 1 at most; many write them in percent. */
const SHARES =
  /(?:^|_)(?:f1|f1score|fbeta|auc|auroc|auprc|roc|aucpr|prauc|ap|map|ap50|map50|ap75|ndcg|mrr|recall|precision|iou|miou|dice|jaccard|sensitivity|specificity|bleu|rouge|ba|bacc)(?:_|\d*$)/

/** Is this an accuracy, or another score of 1 at most, that is written in percent? */
export function isInPercent({ unit, goal, quantity, y }: Series): boolean {
  if (unit !== 'plain') return unit === 'percent'
  return goal === 'higher' && SHARES.test(quantity) && unitOfShares(y) === 'percent'
}
