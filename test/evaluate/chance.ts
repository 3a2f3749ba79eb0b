import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Numbers by chance, the same ones for the same seed. */
export interface Dice {
  /** Uniform between two bounds. */
  between(from: number, to: number): number
  /** Uniform on a logarithmic scale between two bounds. */
  scaled(from: number, to: number): number
  /** Normally distributed, mean 0, standard deviation 1. */
  normal(): number
  pick<T>(choices: readonly [T, ...T[]]): T
}

/** The first numbers of seeds that lie close together are alike, the very first is nearly 1 for all of them. */
const ALIKE = 16

export function dice(seed: number): Dice {
  const source = xoroshiro128plus(seed)
  for (let k = 0; k < ALIKE; k++) source.next()
  const between = (from: number, to: number) => from + (to - from) * uniformFloat64(source)
  return {
    between,
    scaled: (from, to) => Math.exp(between(Math.log(from), Math.log(to))),
    /** G. Box, M. Muller (1958). */
    normal: () =>
      Math.sqrt(-2 * Math.log(1 - uniformFloat64(source))) * Math.cos(2 * Math.PI * uniformFloat64(source)),
    pick: (choices) => choices[Math.floor(between(0, choices.length))] ?? choices[0],
  }
}
