import { UserError } from '../errors.js'
import { LARGEST, tooLarge } from '../source/decode.js'
import type { Growing, Look } from '../source/follow.js'
import { sourceOf } from '../source/open.js'

/** What a command has printed so far, as a log; of more than can be read nothing is kept. */
export class Printed implements Growing {
  readonly #name: string
  readonly #chunks: Uint8Array[] = []
  #seen = 0
  #size = 0

  constructor(name: string) {
    this.#name = name
  }

  add(chunk: Uint8Array): void {
    this.#size += chunk.length
    if (this.#size > LARGEST) this.#chunks.length = 0
    else this.#chunks.push(chunk)
  }

  async look(): Promise<Look | undefined> {
    if (this.#size > LARGEST) return { found: tooLarge(this.#name), anew: false }
    if (this.#seen === this.#chunks.length) return undefined
    this.#seen = this.#chunks.length
    const bytes = Buffer.concat(this.#chunks)
    this.#chunks.splice(0, this.#chunks.length, bytes)
    this.#seen = 1
    try {
      return { found: sourceOf(this.#name, this.#name, bytes), anew: false }
    } catch (error) {
      if (error instanceof UserError) return { found: error, anew: false }
      throw error
    }
  }
}
