import { remember } from '../once.js'
import { medianOf, quantile, workspace } from './order.js'

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
  const length = values.length - 2
  const differences = workspace(length)
  for (let k = 0; k < length; k++)
    differences[k] = Math.abs((values[k + 2] ?? 0) - 2 * (values[k + 1] ?? 0) + (values[k] ?? 0))
  return (NORMAL * medianOf(differences, length)) / Math.sqrt(6)
}

/**
 * The same from third differences, whose variance is twenty times that of the noise: of few values, a curve that
 * bends shows less in them. 0 for fewer than four values.
 */
export function noiseBesideCurve(values: readonly number[]): number {
  if (values.length < 4) return 0
  const length = values.length - 3
  const differences = workspace(length)
  for (let k = 0; k < length; k++) {
    const [a = 0, b = 0, c = 0, d = 0] = values.slice(k, k + 4)
    differences[k] = Math.abs(d - a - 3 * (c - b))
  }
  return (NORMAL * medianOf(differences, length)) / Math.sqrt(20)
}

/** `noiseLevel` of the logarithms, so as a share of the values; 0 where not all of them are positive. */
export const relativeNoise = remember((values: readonly number[]): number =>
  values.every((value) => value > 0) ? noiseLevel(values.map(Math.log)) : 0,
)

/**
 * By how many standard deviations a level curve of n values ends above its lowest one, which luck made the lowest: the
 * mean extreme of n normal values (H. Cramér, 1946), less a sixth, since half of a rise is read from medians.
 */
export function luckOfLowest(n: number): number {
  if (n < 3) return 0
  const far = Math.sqrt(2 * Math.log(n))
  return (5 / 6) * (far - (Math.log(Math.log(n)) + Math.log(4 * Math.PI)) / (2 * far))
}

/**
 * Standard deviation of the values of the last half, slow drifts and trends included: half the distance between the
 * quantiles that lie one deviation off a normal mean.
 */
export function wander(values: readonly number[]): number {
  const half = values.slice(-Math.max(4, Math.floor(values.length / 2)))
  return (quantile(half, 0.84) - quantile(half, 0.16)) / 2
}
