import { workspace } from './order.js'

/** Numbers in ascending order, as they come: for statistics of all pairs that need not look at each pair. */
export class Ascending {
  size = 0
  readonly #list: Float64Array

  /** For at most so many numbers, and for the work of the moment (see `workspace`). */
  constructor(most: number) {
    this.#list = workspace(most)
  }

  /** How many are less than the value. */
  below(value: number): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#list[middle] ?? value) < value) low = middle + 1
      else high = middle
    }
    return low
  }

  /** How many equal the value, of which so many are less. */
  equal(value: number, below: number): number {
    let end = below
    while (end < this.size && this.#list[end] === value) end++
    return end - below
  }

  /** Puts the value behind those that are less, which are so many. */
  add(value: number, below = this.below(value)): void {
    this.#list.copyWithin(below + 1, below, this.size++)
    this.#list[below] = value
  }
}

/** Is the order of every two of the values known? Neither of NaN, nor of two that are infinite alike. */
export function areOrdered(values: readonly number[]): boolean {
  return (
    !values.some(Number.isNaN) &&
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].every(
      (extreme) => values.indexOf(extreme) === values.lastIndexOf(extreme),
    )
  )
}
