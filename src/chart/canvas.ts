/** What a cell of a chart shows, for a reporter to paint. */
export type Ink = 'plain' | 'train' | 'validation' | 'mark' | 'region' | 'axis' | 'title'

/** A piece of a row in one ink. */
export interface Span {
  readonly text: string
  readonly ink: Ink
}

/** A grid of characters with their inks. Row 0 is the top. Writing outside the grid is ignored. */
export class Canvas {
  readonly #glyphs: string[][]
  readonly #inks: Ink[][]

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#glyphs = Array.from({ length: height }, () => Array.from({ length: width }, () => ' '))
    this.#inks = Array.from({ length: height }, () => Array.from({ length: width }, (): Ink => 'plain'))
  }

  set(row: number, column: number, glyph: string, ink: Ink): void {
    const glyphs = this.#glyphs[row]
    const inks = this.#inks[row]
    if (!glyphs || !inks || column < 0 || column >= this.width) return
    glyphs[column] = glyph
    inks[column] = ink
  }

  /** Sets a cell only where nothing stands yet. */
  setBehind(row: number, column: number, glyph: string, ink: Ink): void {
    if (this.#glyphs[row]?.[column] === ' ') this.set(row, column, glyph, ink)
  }

  /** What stands in a cell; a blank outside the grid. */
  at(row: number, column: number): string {
    return this.#glyphs[row]?.[column] ?? ' '
  }

  write(row: number, column: number, text: string, ink: Ink): void {
    let at = column
    for (const glyph of text) this.set(row, at++, glyph, ink)
  }

  isFree(row: number, column: number, length: number): boolean {
    return (this.#glyphs[row] ?? [])
      .slice(Math.max(0, column), column + length)
      .every((glyph) => glyph === ' ')
  }

  /** The rows as spans of one ink each, without blanks at the end. */
  rows(): Span[][] {
    return this.#glyphs.map((glyphs, row) => {
      const end = glyphs.findLastIndex((glyph) => glyph !== ' ') + 1
      const spans: { text: string; ink: Ink }[] = []
      for (let column = 0; column < end; column++) {
        const ink = this.#inks[row]?.[column] ?? 'plain'
        const last = spans.at(-1)
        if (last?.ink === ink) last.text += glyphs[column] ?? ' '
        else spans.push({ text: glyphs[column] ?? ' ', ink })
      }
      return spans
    })
  }
}
