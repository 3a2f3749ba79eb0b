/** A threshold with its meaning. */
export interface Limit {
  readonly value: number
  readonly unit: string
  /** What it bounds, and why it is where it is. */
  readonly because: string
}

/** Several thresholds by name. */
export type Limits<Name extends string> = Readonly<Record<Name, Limit>>

/** The values of several thresholds, as they are in force. */
export type LimitValues<Name extends string> = Readonly<Record<Name, number>>
