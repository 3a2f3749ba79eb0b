import type { Print } from './print.js'

/** Tells whether the steps below a heading are counted anew, and so are of the heading: the loop of an evaluation. */
export class Loop {
  #whole: number | undefined
  #step: number | undefined
  #inner: number | undefined
  #used = false

  take({ epoch, step, whole, heading, cells }: Print, headed: boolean): boolean {
    if (heading !== undefined || epoch !== undefined) this.#inner = undefined
    if (heading !== undefined) this.#used = false
    if (step === undefined) this.#used ||= cells.size > 0
    if (epoch !== undefined || step === undefined || !headed) {
      if (step !== undefined) [this.#whole, this.#step] = [whole, step]
      return false
    }
    const anew = whole !== undefined && (whole !== this.#whole || step <= (this.#step ?? step))
    const inside = this.#inner === undefined ? anew && !this.#used : this.#inner === whole
    this.#inner = inside ? whole : undefined
    if (!inside) [this.#whole, this.#step] = [whole, step]
    return inside
  }
}
