/** What one printed line says. */
export interface Print {
  readonly epoch: number | undefined
  readonly step: number | undefined
  /** How many steps there are, where the line says so: `step 12/100`. */
  readonly whole: number | undefined
  /** Values by name, as they are spelt; percent signs are kept. */
  readonly cells: ReadonlyMap<string, string>
  /** The data that this line, or the lines below it, are of, where it says so apart from the names; `''` where it says that they are of none. */
  readonly heading: string | undefined
  /** The data that the last bare name was of, by a heading on this line. */
  readonly carried: string | undefined
  /** There is nothing on the line but numbering, headings and values that are understood. */
  readonly plain: boolean
  /** The values are means since the epoch began, which stand in brackets behind the last values. */
  readonly meters: boolean
  /** What stood before those brackets, by name. */
  readonly lasts?: ReadonlyMap<string, string>
  /** Losses without a word for their data behind a score with one (`Val Acc: 0.5 | Loss: 1.5`), by what they are called as those of it. */
  readonly follows?: ReadonlyMap<string, string>
}
