import { NARROWEST } from '../terminal.js'
import { type Writable, write } from '../world.js'
import { heightOn } from './lines.js'

/** Lines on a terminal that are renewed in place. */
export class Picture {
  readonly #stream: Writable
  #shown: readonly string[] = []

  constructor(stream: Writable) {
    this.#stream = stream
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
