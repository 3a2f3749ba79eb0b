import { readCell } from '../text/cell.js'
import { commaLayout, eachRow } from '../text/delimited.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

/** What timm's validation measures, in the order in which it writes it, before the learning rate. */
const EVALUATION = ['eval_loss', 'eval_top1', 'eval_top5']

/**
 * `summary.csv` of timm's training script. A row holds only what was measured: without validation it has fewer cells
 * than others, and the header is that of the first row, or is written again until a best metric is known. So a row is
 * read by its width. Source: timm/utils/summary.py (update_summary), train.py.
 */
export const timmCsv: Reader = {
  id: 'timm-csv',
  title: 'timm (pytorch-image-models) summary.csv',
  sample: 'epoch,train_loss,eval_loss,eval_top1,eval_top5,lr',
  recognises({ head }) {
    const [first = '', ...rows] = head
    if (first.startsWith('epoch,train_loss') && /^epoch,train_loss(?:,\w+)*,eval_top1\b/.test(first))
      return true
    return first === 'epoch,train_loss,lr' && rows.some((row) => row.split(',').length === 6)
  },
  read(source) {
    const layout = commaLayout(source.head[0] ?? '')
    const widths = new Map<number, readonly string[]>()
    const table = new Table(layout.header, { spellsNaN: true })
    let names = layout.header
    learn(widths, names)
    eachRow(source.text, layout, (cells, line) => {
      if (cells[0] === 'epoch') {
        learn(widths, cells)
        return table.breakHere()
      }
      const own = widths.get(cells.length)
      if (!own) return table.skip(line)
      if (own !== names) table.rename(own)
      names = own
      table.add(
        cells.map((cell) => readCell(cell)),
        line,
      )
    })
    return table.reading()
  },
}

/** Remembers the names of rows as wide as this header, and of their twins with or without validation. */
function learn(widths: Map<number, readonly string[]>, header: readonly string[]): void {
  const trained = header.filter((name) => !name.startsWith('eval_'))
  const rate = trained.at(-1) === 'lr' ? ['lr'] : []
  const evaluated = [...trained.slice(0, trained.length - rate.length), ...EVALUATION, ...rate]
  widths.set(trained.length, trained)
  if (trained.length === header.length && !widths.has(evaluated.length))
    widths.set(evaluated.length, evaluated)
  if (trained.length < header.length) widths.set(header.length, [...header])
}
