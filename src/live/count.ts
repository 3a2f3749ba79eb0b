import { printable } from '../text/printable.js'
import type { ProgressScreen } from './progress.js'

/** Fewer logs are judged before anybody looks. */
const FEW = 20
/** Seconds between two states of the line. */
const INTERVAL = 0.2
const CLEAR = '\r\u001b[K'

/** Shows in one line, renewed in place, how many of many logs have been judged; wiped at the end. */
export class Counter {
  #next = 0
  #judged = 0
  #shown = false
  readonly screen: ProgressScreen | undefined

  /** The screen is asked for only where there is something to show: to look for a terminal takes time. */
  constructor(
    readonly total: number,
    screen: () => ProgressScreen | undefined,
  ) {
    this.screen = total < FEW ? undefined : screen()
  }

  async tell(path: string): Promise<void> {
    const { screen, total } = this
    const judged = this.#judged++
    if (!screen || screen.now() < this.#next) return
    this.#next = screen.now() + INTERVAL
    this.#shown = true
    await screen.write(CLEAR + `${judged} of ${total}  ${printable(path)}`.slice(0, screen.columns - 1))
  }

  async end(): Promise<void> {
    if (this.#shown) await this.screen?.write(CLEAR)
  }
}
