import { count } from '../numerals.js'
import { isBookkeeping, isPlainMetric, readName } from '../run/names.js'
import type { Reading } from '../run/reading.js'
import { axisOf, isIndex } from './axis.js'
import { readCell } from './cell.js'
import { screenLines, withoutPrefix } from './console.js'
import { placed, type Span, spansBelow } from './spans.js'
import { Table } from './table.js'

/** Rows as they stand on the screen; `names` is the header above them. */
interface Grid {
  readonly names: readonly string[]
  /** One blank stands between the cells. */
  readonly tight: boolean
  readonly rows: { readonly cells: readonly string[]; readonly line: number }[]
  /** Where the columns stand, where lines below the header show it. */
  spans?: readonly Span[] | undefined
}

/** A curve of fewer rows is none. */
const FEWEST_ROWS = 2
/** No row of a table is longer, in characters. */
const LONGEST = 1000
/** Between the cells: lines of a frame, or two blanks. */
const FRAME = /[|│┃]/
const FRAMES = /[|│┃]/g
/** Rows that pandas leaves out. */
const ELIDED = /^\s*\.\.\.?(?:\s+\.\.\.)+\s*$/
/** What rules and corners of a frame are drawn with. */
const RULE = /^[\s+\-=_|─━┄┼┿╇├┤┝┥┌┐└┘┬┴╭╮╰╯┏┓┗┛┳┻╞╡╪═║╔╗╚╝╠╣╦╩╬┡┩┠┨]+$/u

/**
 * Tables that programs draw on a console (PrettyTable, tabulate, rich, or columns set apart by blanks): a header that
 * names epochs or steps and a loss or a score, and rows of numbers below it. One that is drawn again, longer, replaces
 * the one before. Undefined where there is none.
 */
export function readGrids(text: string): Reading | undefined {
  const { grids: whole, left } = withoutSteps(gridsOf(text))
  const grids = joined(whole).filter((grid) => grid.rows.length >= FEWEST_ROWS && ascends(grid))
  const last = grids.filter((grid, k) => !isBeginning(grid, grids[k + 1]))
  const again = grids.length - last.length
  const [first] = last
  if (!first) return undefined
  const table = new Table(first.names)
  for (const [k, { names, rows }] of last.entries()) {
    if (k > 0) {
      table.rename(names)
      table.breakHere()
    }
    for (const { cells, line } of rows)
      table.add(
        cells.map((cell) => readCell(cell)),
        line,
      )
  }
  const reading = table.reading()
  const notes = [
    ...(left === 0
      ? []
      : [`${count(left, 'row')} of single steps left aside: the table tells the same of whole epochs`]),
    ...(again === 0
      ? []
      : [
          `${count(again, 'table')} left aside that the next one begins with: taken for the same table, drawn again`,
        ]),
  ]
  return { ...reading, notes: [...notes.map((because) => ({ because })), ...reading.notes] }
}

/** Of tables that have a row for each epoch below those of its steps (`1 | - | 2.1`) only the rows of the epochs. */
function withoutSteps(grids: readonly Grid[]): { grids: readonly Grid[]; left: number } {
  let left = 0
  const summed = new Set(
    grids.filter((grid) => grid.rows.some((row) => isSummary(row, grid))).map(headerLine),
  )
  const whole = grids.map((grid) => {
    if (!summed.has(headerLine(grid))) return grid
    const steps = stepColumn(grid)
    const rows = grid.rows.filter((row) => isSummary(row, grid))
    left += grid.rows.length - rows.length
    const without = (cells: readonly string[]) => cells.toSpliced(steps, 1)
    return {
      ...grid,
      names: without(grid.names),
      rows: rows.map((row) => ({ ...row, cells: without(row.cells) })),
    }
  })
  return { grids: whole.filter(({ rows }) => rows.length > 0), left }
}

function isSummary({ cells }: Grid['rows'][number], grid: Grid): boolean {
  const steps = stepColumn(grid)
  return steps > 0 && readCell(cells[steps] ?? '') === null
}

function stepColumn({ names }: Pick<Grid, 'names'>): number {
  return names.findIndex((name) => axisOf(name) === 'step')
}

function headerLine({ names }: Grid): string {
  return names.join('|')
}

/** A table that is drawn anew for each row, with its header, goes on where its epochs do. */
function joined(grids: readonly Grid[]): Grid[] {
  const whole: Grid[] = []
  for (const grid of grids) {
    const before = whole.at(-1)
    const goesOn = before && headerLine(before) === headerLine(grid) && epochAt(before, -1) < epochAt(grid, 0)
    if (goesOn) before.rows.push(...grid.rows)
    else whole.push({ ...grid, rows: [...grid.rows] })
  }
  return whole
}

function epochAt({ rows }: Grid, place: number): number {
  return Number(readCell(rows.at(place)?.cells[0] ?? '') ?? Number.NaN)
}

function gridsOf(text: string): Grid[] {
  const grids: Grid[] = []
  let open: Grid | undefined
  let above: readonly string[] = []
  for (const { line, text: raw } of screenLines(text)) {
    const plain = raw.length <= LONGEST ? withoutPrefix(raw) : ''
    if (open?.rows.length === 0) open.spans ??= spansBelow(plain, open.names)
    if (RULE.test(plain) || (open && ELIDED.test(plain))) continue
    const header = headerOf(plain) ?? headerBelow(above, plain) ?? headerOfFrame(plain)
    above = FRAME.test(plain) ? cellsOf(plain) : []
    const own = open?.tight ? plain.trim().split(/ +/) : cellsOf(plain)
    const cells = (open?.spans && own.length < open.names.length && placed(plain, open.spans)) || own
    if (open?.rows.length === 0 && isIndexed(cells, open.names)) open = withIndex(open, grids)
    if (header) {
      open = { ...header, rows: [] }
      grids.push(open)
    } else if (open && isRow(cells, open.names)) open.rows.push({ cells, line })
    else open = undefined
  }
  return grids
}

function headerOf(line: string): Pick<Grid, 'names' | 'tight'> | undefined {
  const names = cellsOf(line)
  if (isHeader(names)) return { names, tight: false }
  const words = line.replace(/^\s*#/, '').trim().split(/ +/)
  const known = words.every((word, k) => k === 0 || isPlainMetric(word) || isBookkeeping(word))
  return known && words.length > 1 && isHeader(words) ? { names: words, tight: true } : undefined
}

/** The header of a frame of pandas with a history: losses of training and of validation, and nothing above the index. */
function headerOfFrame(line: string): Pick<Grid, 'names' | 'tight'> | undefined {
  const names = cellsOf(line)
  if (FRAME.test(line) || names.length < 2 || new Set(names).size < names.length) return undefined
  const told = names.filter((name) => axisOf(name) === undefined).map(readName)
  const losses = new Set(told.flatMap(({ kind, split }) => (kind === 'total' ? [split ?? 'train'] : [])))
  const known = names.every(
    (name) => axisOf(name) !== undefined || isPlainMetric(name) || isBookkeeping(name),
  )
  return known && losses.has('train') && losses.has('validation') ? { names, tight: true } : undefined
}

/** A row of a frame of pandas, with its index before the cells that the header names. */
function isIndexed(cells: readonly string[], names: readonly string[]): boolean {
  return /^\d+$/.test(cells[0] ?? '') && isRow(cells, ['', ...names])
}

/** The table that has just been opened, with a name for its index: none, as pandas saves it. */
function withIndex(grid: Grid, grids: Grid[]): Grid {
  const indexed = { ...grid, names: ['', ...grid.names] }
  grids.splice(-1, 1, indexed)
  return indexed
}

/** A header of two lines, as MATLAB's trainNetwork frames it: `Mini-batch` above `Loss`, nothing below `Epoch`. */
function headerBelow(above: readonly string[], line: string): Pick<Grid, 'names' | 'tight'> | undefined {
  if (above.length < 2 || !FRAME.test(line) || /\d/.test(line + above.join(''))) return undefined
  const below = cellsOf(line)
  if (below.length !== above.length || below.every((cell) => cell !== '')) return undefined
  const names = above.map((cell, k) => `${cell} ${below[k] ?? ''}`.trim())
  return isHeader(names) ? { names, tight: false } : undefined
}

function cellsOf(line: string): string[] {
  const cells = FRAME.test(line)
    ? line
        .trim()
        .replace(/^[|│┃]|[|│┃]$/g, '')
        .split(FRAMES)
    : line.trim().split(/ {2,}|\t+/)
  return cells.map((cell) => cell.trim())
}

/** Results of several trainings have their epochs in a table as well. */
function ascends({ rows, names }: Grid): boolean {
  const steps = stepColumn({ names })
  if (steps > 0) return risesIn(rows, 0, true) && risesIn(rows, steps, false)
  return risesIn(rows, 0, false) || startsAgain(rows)
}

/** Counts by ones from 0 or 1 and goes back at times, as a training that was started again or resumed does: never for a row alone. */
function startsAgain(rows: Grid['rows']): boolean {
  const places = rows.map(({ cells }) => Number(readCell(cells[0] ?? '')))
  const [first = Number.NaN] = places
  const starts = [...places.keys()].filter((k) => k === 0 || places[k] !== (places[k - 1] ?? 0) + 1)
  return (
    (first === 0 || first === 1) &&
    starts.every((start, k) => (starts[k + 1] ?? places.length) - start >= FEWEST_ROWS) &&
    starts.every((k) => k === 0 || ((places[k] ?? -1) >= first && (places[k] ?? 0) <= (places[k - 1] ?? 0)))
  )
}

function risesIn(rows: Grid['rows'], column: number, stays: boolean): boolean {
  const places = rows.map(({ cells }) => Number(readCell(cells[column] ?? '')))
  return places.every((place, k) => {
    const before = places[k - 1] ?? Number.NEGATIVE_INFINITY
    return place > before || (stays && place === before)
  })
}

/** Names of the epochs or steps, first, and of what is measured, each a name of its own. */
function isHeader(cells: readonly string[]): boolean {
  const [first = ''] = cells
  const numbers = axisOf(first) !== undefined && !isIndex(first)
  return (
    numbers &&
    cells.some(isPlainMetric) &&
    new Set(cells).size === cells.length &&
    !cells.some((name) => /\d/.test(name) && readCell(name) !== undefined)
  )
}

function isRow(cells: readonly string[], names: readonly string[]): boolean {
  if (cells.length !== names.length || !cells.some((cell) => typeof readCell(cell) === 'number')) return false
  return cells.every((cell, k) =>
    axisOf(names[k] ?? '') === undefined
      ? readCell(cell) !== undefined || !isPlainMetric(names[k] ?? '')
      : typeof readCell(cell) === 'number' || (k > 0 && readCell(cell) === null),
  )
}

/** Does the next table begin with all of this one? */
function isBeginning(grid: Grid, next: Grid | undefined): boolean {
  return (
    next !== undefined &&
    next.rows.length >= grid.rows.length &&
    grid.rows.every(({ cells }, k) => cells.join('|') === next.rows[k]?.cells.join('|'))
  )
}
