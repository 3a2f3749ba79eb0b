/** Seconds between two questions whether something is new. */
const INTERVAL = 0.5
/** Looking may take this share of the time, however long the log has become. */
const SHARE = 0.1

/** Waits between two looks: half a second, or longer after a look that took long, so that the training is not slowed. */
export class Pace {
  readonly #now: () => number
  readonly #cut: Promise<unknown>

  /** `cut` ends every wait. */
  constructor(now: () => number, cut: Promise<unknown>) {
    this.#now = now
    this.#cut = cut
  }

  get now(): number {
    return this.#now()
  }

  /** `began`: when the look began; `most`: to wait no longer than this. In seconds. */
  async wait(began: number, most = Number.POSITIVE_INFINITY): Promise<void> {
    const seconds = Math.min(Math.max(INTERVAL, (this.#now() - began) / SHARE), Math.max(0, most))
    let timer: NodeJS.Timeout | undefined
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, 1000 * seconds)
    })
    await Promise.race([over, this.#cut])
    clearTimeout(timer)
  }
}
