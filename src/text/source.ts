import { parseLenientJson } from './json.js'

/** How much of a log a reader looks at before it says whether it knows the format, in characters. */
const HEAD = 64 * 1024

/** The text of one log with the name the user gave it; what is derived from the text is derived once. */
export class Source {
  #json: { value: unknown } | undefined
  #head: readonly string[] | undefined

  readonly text: string

  constructor(
    readonly name: string,
    text: string,
  ) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text
  }

  /** The name for people: standard input has none of its own. */
  get title(): string {
    return this.name === '-' ? '(standard input)' : this.name
  }

  /** The first lines that are not blank, as far as they lie in the beginning of the text. */
  get head(): readonly string[] {
    this.#head ??= this.#firstLines()
    return this.#head
  }

  #firstLines(): readonly string[] {
    const lines = this.text.slice(0, HEAD).split(/[\r\n]+/)
    if (this.text.length > HEAD && lines.length > 1) lines.pop()
    return lines.filter((line) => line.trim() !== '')
  }

  /** The whole text as one JSON document (or what Python writes for one); undefined when it is none. */
  get json(): unknown {
    this.#json ??= { value: /^\s*[[{]/.test(this.text) ? parseLenientJson(this.text) : undefined }
    return this.#json.value
  }
}
