/** So many times the usual distance between the points of a curve is bridged where they come irregularly, */
const BRIDGED = 4
/** and so many where nearly all come at one distance: what is further apart misses values. */
const REGULAR = { bridged: 1.5, share: 0.75 }
/** Distances that differ by no more than this share are one. */
const ALIKE = 0.01

/**
 * Does a line lead from a point to the next? Over regular distances, be they of several epochs, and where the rhythm
 * changes; not where values are missing from it. `x` ascends.
 */
export function bridges(x: ArrayLike<number>): (k: number) => boolean {
  const distance = (k: number) => (x[k + 1] ?? Number.NaN) - (x[k] ?? Number.NaN)
  const usual = usualDistance(x)
  let regular = 0
  for (let k = 0; k + 1 < x.length; k++) if (isAlike(distance(k), usual)) regular++
  if (regular >= REGULAR.share * (x.length - 1)) {
    const alike = (k: number, ...others: readonly number[]) =>
      others.every((other) => isAlike(distance(k), distance(other)))
    /** Another rhythm than the usual one: three times the same distance. */
    const isRhythm = (k: number) => alike(k, k + 1, k + 2) || alike(k, k - 1, k - 2) || alike(k, k - 1, k + 1)
    return (k) =>
      distance(k) <= REGULAR.bridged * usual ||
      isRhythm(k) ||
      // A last value, or a first one, beside such a rhythm and nearer than that.
      [k - 1, k + 1].some((other) => distance(k) <= distance(other) && isRhythm(other))
  }
  return (k) => {
    const around = Math.max(distance(k - 1) || 0, distance(k + 1) || 0)
    return distance(k) <= BRIDGED * Math.max(usual, around)
  }
}

/** How many values are missing from the rhythm of a curve, between its first and its last. */
export function missingFrom(x: ArrayLike<number>): number {
  const leads = bridges(x)
  const usual = usualDistance(x)
  let missing = 0
  for (let k = 0; k + 1 < x.length; k++)
    if (!leads(k)) missing += Math.max(1, Math.round(((x[k + 1] ?? 0) - (x[k] ?? 0)) / usual) - 1)
  return missing
}

function isAlike(a: number, b: number): boolean {
  return Math.abs(a - b) <= ALIKE * Math.abs(b)
}

function usualDistance(x: ArrayLike<number>): number {
  const distances = new Float64Array(Math.max(0, x.length - 1))
  for (let k = 0; k < distances.length; k++) distances[k] = (x[k + 1] ?? 0) - (x[k] ?? 0)
  distances.sort()
  return distances[Math.floor(distances.length / 2)] ?? Number.POSITIVE_INFINITY
}
