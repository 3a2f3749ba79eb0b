import type { Note } from '../run/run.js'
import { parseLenientJson, parseTruncatedJson } from './json.js'
import { withoutTornNumber } from './torn.js'

/** How much of a log a reader looks at before it says whether it knows the format, in characters. */
const HEAD = 64 * 1024

/** The name of a source for people: standard input has none of its own. */
export function titleOfSource(name: string): string {
  return name === '-' ? '(standard input)' : name
}

/** What a source may hold beside text, or instead of it. */
export interface Contents {
  /** The bytes of a file that is no text. */
  readonly bytes?: Uint8Array
  /** The files of one run that belong together, named by their paths within the directory of the run. */
  readonly parts?: readonly Source[]
}

/**
 * One log with the name the user gave it, or under which it was found: a text, else bytes, else the files of a run (the
 * text is then empty). What is derived from the text is derived once.
 */
export class Source {
  #json: { value: unknown; truncated: boolean } | undefined
  #head: readonly string[] | undefined

  readonly text: string
  readonly bytes: Uint8Array | undefined
  readonly parts: readonly Source[]
  /** How the source was found, where it is not what the user named. */
  readonly notes: Note[] = []

  constructor(
    readonly name: string,
    text: string,
    { bytes, parts = [] }: Contents = {},
  ) {
    const whole = withoutTornNumber(text.startsWith('\ufeff') ? text.slice(1) : text)
    this.text = whole.text
    if (whole.torn !== undefined)
      this.notes.push({ because: `the log ends in the middle of a number (${whole.torn}): left out` })
    this.bytes = bytes
    this.parts = parts
  }

  /** The name for people. */
  get title(): string {
    return titleOfSource(this.name)
  }

  /** The files of the run: its parts, or the source itself. */
  get files(): readonly Source[] {
    return this.parts.length > 0 ? this.parts : [this]
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

  /**
   * The whole text as one JSON document (or what Python writes for one), as far as it is complete where it ends in the
   * middle; undefined when it is none.
   */
  get json(): unknown {
    return this.#document().value
  }

  /** Does the JSON document end in the middle, as when its writer was killed? */
  get truncated(): boolean {
    return this.#document().truncated
  }

  #document(): { value: unknown; truncated: boolean } {
    this.#json ??= this.#parse()
    return this.#json
  }

  #parse(): { value: unknown; truncated: boolean } {
    if (!/^\s*[[{]/.test(this.text)) return { value: undefined, truncated: false }
    const whole = parseLenientJson(this.text)
    if (whole !== undefined) return { value: whole, truncated: false }
    const value = parseTruncatedJson(this.text)
    return { value, truncated: value !== undefined }
  }
}
