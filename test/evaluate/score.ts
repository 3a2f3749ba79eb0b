/** An answer beside the truth; `undefined`: no answer was given. */
export interface Answer {
  readonly truth: boolean
  readonly said: boolean | undefined
}

export interface Score {
  /** Harmonic mean of precision and recall; a run left undecided counts as missed where the truth is yes. */
  readonly f1: number
  /** The same over the decided runs alone. */
  readonly f1OfDecided: number
  /** Shares of the runs: called wrongly of those where it is not so, missed of those where it is, left undecided of all. */
  readonly falseAlarms: number
  readonly missed: number
  readonly undecided: number
}

export function score(answers: readonly Answer[]): Score {
  const number = (truth: boolean, said: boolean | undefined) =>
    answers.filter((answer) => answer.truth === truth && answer.said === said).length
  const [hit, wrong, passed] = [number(true, true), number(false, true), number(true, false)]
  const open = number(true, undefined)
  const [yes, no] = [
    answers.filter(({ truth }) => truth).length,
    answers.filter(({ truth }) => !truth).length,
  ]
  const f1 = (missed: number) => (2 * hit) / (2 * hit + wrong + missed)
  return {
    f1: f1(passed + open),
    f1OfDecided: f1(passed),
    falseAlarms: wrong / no,
    missed: (passed + open) / yes,
    undecided: answers.filter(({ said }) => said === undefined).length / answers.length,
  }
}

/** What keeping an epoch costs: the loss on unseen data there, above the lowest there was; it was `start` before training. */
export function regret(unseen: readonly number[], kept: number, start = unseen[0]): number {
  const best = unseen.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  return ((unseen[kept] ?? Number.NaN) - best) / sizeOf(unseen, start)
}

/** What a share of a loss is taken of: its lowest; of what was gained, where it may fall below zero. */
export function sizeOf(losses: readonly number[], start = losses[0] ?? 0): number {
  const best = losses.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  return best > 0 ? best : start - best
}
