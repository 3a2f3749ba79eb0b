import { median } from './order.js'

/** Median of |z| of a standard normal z, inverted: turns a median absolute deviation into a standard deviation. */
const NORMAL = 1.4826

/**
 * Standard deviation of the noise from value to value, robust against trend and spikes: the median absolute
 * second difference, whose variance is six times that of the noise. 0 for fewer than four values.
 * After T. Gasser, L. Sroka, C. Jennen-Steinmetz, Residual variance and residual pattern in nonlinear regression
 * (1986), with the median in place of the mean.
 */
export function noiseLevel(values: readonly number[]): number {
  if (values.length < 4) return 0
  const differences = values
    .slice(2)
    .map((value, k) => Math.abs(value - 2 * (values[k + 1] ?? value) + (values[k] ?? value)))
  return (NORMAL * median(differences)) / Math.sqrt(6)
}
