/** One column of a log while it is read: the numbers that are there, each with its row. */
export class TableColumn {
  readonly rows: number[] = []
  readonly values: number[] = []
  /** The cells carry a percent sign. */
  percent = false
  /** Cells that are no number, and the line of the first. */
  texts = 0
  firstText = 0

  constructor(readonly name: string) {}

  put(row: number, value: number): void {
    this.rows.push(row)
    this.values.push(value)
  }

  /** The column with a hole, null, for each of the `length` rows without a number. */
  spread(length: number): (number | null)[] {
    const cells: (number | null)[] = new Array(length).fill(null)
    for (const [k, row] of this.rows.entries()) cells[row] = this.values[k] ?? null
    return cells
  }

  /** Is there a number in this row? */
  has(row: number): boolean {
    return this.rows[this.#firstAt(row)] === row
  }

  /** The numbers along some rows, each with its place among them. */
  *along(rows: readonly number[]): Generator<[number, number]> {
    let k = this.#firstAt(rows[0] ?? 0)
    for (const [place, row] of rows.entries()) {
      if (k > 0 && (this.rows[k - 1] ?? -1) >= row) k = this.#firstAt(row)
      while (k < this.rows.length && (this.rows[k] ?? 0) < row) k++
      const value = this.values[k]
      if (this.rows[k] === row && value !== undefined) yield [place, value]
    }
  }

  /** Index of the first number in this row or a later one. */
  #firstAt(row: number): number {
    let low = 0
    let high = this.rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.rows[middle] ?? 0) < row) low = middle + 1
      else high = middle
    }
    return low
  }
}
