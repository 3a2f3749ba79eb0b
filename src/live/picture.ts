import { NARROWEST, WIDEST } from '../terminal.js'
import { type Writable, write } from '../world.js'
import { heightOn } from './lines.js'

/** Lines on a terminal that are renewed in place. */
export class Picture {
  readonly #stream: Writable
  readonly #wide: boolean
  #shown: readonly string[] = []

  /** `wide`: as wide as the terminal is now, and so also when it is made wider; no width was asked for. */
  constructor(stream: Writable, wide = false) {
    this.#stream = stream
    this.#wide = wide
  }

  /** Columns to lay lines out for, where so many are asked for. */
  widthFor(asked: number): number {
    const { columns } = this.#stream
    if (!columns) return asked
    return this.#wide ? Math.min(WIDEST, columns) : Math.min(asked, columns)
  }

  async show(lines: readonly string[]): Promise<void> {
    await write(this.#stream, `${this.#wiping()}${lines.join('\n')}\n`)
    this.#shown = lines
  }

  async wipe(): Promise<void> {
    if (this.#shown.length > 0) await write(this.#stream, this.#wiping())
    this.#shown = []
  }

  /** Back to the first line and clear; a terminal that became narrower has broken the lines that were there. */
  #wiping(): string {
    const height = heightOn(this.#stream.columns || NARROWEST, this.#shown)
    return height === 0 ? '' : `\u001b[${height}A\r\u001b[J`
  }
}
