/** What a rule makes of the losses of one run, whose epochs are counted from 0. */
export interface Rule {
  readonly name: string
  /** Does it say that the model overfits? `undefined`: it does not say. */
  overfits?(loss: readonly number[], valLoss: readonly number[]): boolean
  /** Index of the epoch whose weights it would keep. */
  keeps?(valLoss: readonly number[]): number
  /** Index of the epoch after which it stops the training. */
  stops?(valLoss: readonly number[]): number | undefined
}

const lowest = (values: readonly number[]) =>
  values.reduce((least, value) => Math.min(least, value), Infinity)
const last = (values: readonly number[]) => values.at(-1) ?? Number.NaN

/** Keras: an improvement is a value below the best; training stops after `patience` epochs without one. */
function earlyStopping(patience: number): Rule {
  const run = (valLoss: readonly number[]) => {
    let [best, wait] = [0, 0]
    for (const [k, value] of valLoss.entries()) {
      if (k === 0 || value < (valLoss[best] ?? 0)) [best, wait] = [k, 0]
      else if (++wait >= patience) return { best, stopped: k }
    }
    return { best, stopped: undefined }
  }
  return {
    name: `Keras EarlyStopping(patience=${patience})`,
    overfits: (_, valLoss) => run(valLoss).stopped !== undefined,
    keeps: (valLoss) => run(valLoss).best,
    stops: (valLoss) => run(valLoss).stopped,
  }
}

/** What people use today. */
export const rules: readonly Rule[] = [
  {
    name: 'end more than 5 % above the minimum',
    overfits: (_, valLoss) => last(valLoss) > 1.05 * lowest(valLoss),
    keeps: (valLoss) => valLoss.indexOf(lowest(valLoss)),
  },
  {
    name: 'end more than 10 % above the minimum',
    overfits: (_, valLoss) => last(valLoss) > 1.1 * lowest(valLoss),
  },
  {
    name: 'last gap over 10 % (SageMaker Debugger, Overfit)',
    overfits: (loss, valLoss) => (last(valLoss) - last(loss)) / last(loss) > 0.1,
  },
  {
    name: 'three rises in a row at the end',
    overfits: (_, valLoss) =>
      [1, 2, 3].every((k) => (valLoss.at(-k) ?? Number.NaN) > (valLoss.at(-k - 1) ?? Number.NaN)),
  },
  earlyStopping(3),
  earlyStopping(5),
  earlyStopping(10),
]
