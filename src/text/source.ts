import type { Note } from '../run/run.js'
import { withoutCollector } from './collector.js'
import { isObject, parseLenientJson, parseTruncatedJson } from './json.js'
import { demandRoom } from './room.js'
import { withoutTornNumber } from './torn.js'

/** How much of a log a reader looks at before it says whether it knows the format, in characters. */
const HEAD = 64 * 1024
/** What a character of a JSON document takes while it is parsed and read, in bytes. */
const JSON_EACH = 12

/** What stands before a document: nothing, or the name that a script gives it (`history = {...}`). */
const DOCUMENT = /^\s{0,99}(?:[A-Za-z_]\w{0,99}[ \t]{0,9}=\s{0,99})?(?=[[{])/

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
  /** Memory that reading the log may take, in bytes; any unless told. */
  readonly room?: number
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
  /** Memory that reading may take, in bytes. */
  readonly room: number
  /** How the source was found, where it is not what the user named. */
  readonly notes: Note[] = []

  constructor(
    readonly name: string,
    text: string,
    { bytes, parts = [], room = Number.POSITIVE_INFINITY }: Contents = {},
  ) {
    const plain = withoutCollector(text.startsWith('\ufeff') ? text.slice(1) : text)
    const whole = withoutTornNumber(plain.text)
    this.text = whole.text
    if (plain.processes > 1)
      this.notes.push({
        because: `the output of ${plain.processes} processes: that of the lowest rank was read`,
      })
    if (whole.torn !== undefined)
      this.notes.push({ because: `the log ends in the middle of a number (${whole.torn}): left out` })
    this.bytes = bytes
    this.parts = parts
    this.room = room
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
    const beginning = this.text.slice(0, HEAD)
    const lines = beginning.includes('\r') ? beginning.split(/[\r\n]+/) : beginning.split('\n')
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

  /** Two whole objects on the first two lines are no beginning of one document: what may be long is not parsed in vain. */
  #hasObjectsOnLines(): boolean {
    const [first = '', second = ''] = this.head
    return (
      first.startsWith('{') &&
      second.startsWith('{') &&
      isObject(parseLenientJson(first)) &&
      isObject(parseLenientJson(second))
    )
  }

  #parse(): { value: unknown; truncated: boolean } {
    const start = DOCUMENT.exec(this.text)?.[0].length
    if (start === undefined) return { value: undefined, truncated: false }
    if (this.#hasObjectsOnLines()) return { value: undefined, truncated: false }
    demandRoom(this, this.text.length, JSON_EACH)
    const document = this.text.slice(start)
    const whole = parseLenientJson(document)
    if (whole !== undefined) return { value: whole, truncated: false }
    const value = parseTruncatedJson(document)
    return { value, truncated: value !== undefined }
  }
}
