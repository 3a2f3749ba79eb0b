export const percent = (share: number) => `${(100 * share).toFixed(1)} %`

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

/** A table in Markdown, its numbers to the right. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map((_, k) => (k === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n')
