/** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom (Student, 1908; R. A. Fisher, 1925). */
const QUANTILES = [
  ...[12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228],
  ...[2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11, 2.101, 2.093, 2.086],
  ...[2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042],
]
/** Beyond 30 degrees of freedom that of 40 is never too small. */
const MANY = 2.021

/** Two means held against each other. */
export interface MeanDifference {
  /** The mean of the second less that of the first. */
  readonly difference: number
  /** How far it may be off, with 95 % confidence. */
  readonly reach: number
  /** Its standard error by the spread within both sides taken together. */
  readonly error: number
}

/** Two-sided 95 % quantile of Student's t; degrees of freedom are rounded down, at least 1. */
export function quantileOfT(degrees: number): number {
  return QUANTILES[Math.max(1, Math.floor(degrees)) - 1] ?? MANY
}

/**
 * The difference of two means with the reach of its interval after B. L. Welch (1947); a side of one value is taken to spread like
 * the other. At least one value a side and three together.
 */
export function compareMeans(first: readonly number[], second: readonly number[]): MeanDifference {
  const [a, b] = [spreadOf(first), spreadOf(second)]
  const difference = b.mean - a.mean
  const [varianceA, varianceB] = [a.variance ?? b.variance ?? 0, b.variance ?? a.variance ?? 0]
  const [errorA, errorB] = [varianceA / first.length, varianceB / second.length]
  const squared = errorA + errorB
  const single = first.length === 1 || second.length === 1
  const degrees = first.length + second.length - 2
  const welch = single
    ? degrees
    : squared ** 2 / (errorA ** 2 / (first.length - 1) + errorB ** 2 / (second.length - 1))
  const reach = squared === 0 ? 0 : quantileOfT(welch) * Math.sqrt(squared)
  const pooled = (varianceA * (first.length - 1) + varianceB * (second.length - 1)) / degrees
  const error = Math.sqrt(pooled * (1 / first.length + 1 / second.length))
  return { difference, reach, error }
}

function spreadOf(values: readonly number[]): { mean: number; variance?: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  if (values.length < 2) return { mean }
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) }
}
