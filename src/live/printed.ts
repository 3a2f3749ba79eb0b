import { UserError } from '../errors.js'
import type { Growing, Look } from '../source/follow.js'
import { sourceOf } from '../source/open.js'

/** What a command has printed so far, as a log. */
export class Printed implements Growing {
  readonly #name: string
  readonly #chunks: Uint8Array[] = []
  #seen = 0

  constructor(name: string) {
    this.#name = name
  }

  add(chunk: Uint8Array): void {
    this.#chunks.push(chunk)
  }

  async look(): Promise<Look | undefined> {
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
