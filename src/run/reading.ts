import type { Axis, Blank, Note, Split } from './run.js'

/** A column as the log spells it: the values that are there, each with its epoch, step or row. */
export interface Column {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** The cells carry a percent sign. */
  readonly percent: boolean
  /**
   * What the name means where the format tells more than its spelling: in XGBoost's `validation_0/logloss` the set may be
   * the training data (`train/logloss`). Understood in place of the name, never shown.
   */
  readonly means?: string
}

/** One training run inside a log. */
export interface Phase {
  readonly columns: readonly Column[]
  /** How many epochs the log tells of, where it is numbered by steps. */
  readonly epochs?: number
  /** The line where it starts, counted from 1, where the format has lines. */
  readonly line?: number
  /** What the log calls it, when it names its runs. */
  readonly label?: string
  /** Losses that no longer are told of at its end. */
  readonly blank?: readonly Blank[]
}

/**
 * What a reader hands over: columns as the log spells them. Splits, quantities and goals are settled once, in
 * `run/`.
 */
export interface Reading {
  readonly axis: Axis
  readonly phases: readonly Phase[]
  readonly notes: readonly Note[]
  /** What a name without a split means to the writer of this format, when that is known. */
  readonly bareSplit?: Split
  /** What the writer of this format means by test, when it is not a test set. */
  readonly testSplit?: Split
}
