import * as z from 'zod/mini'
import { UserError } from '../errors.js'
import { once } from '../once.js'
import { isBookkeeping, isPlainMetric, readName } from '../run/names.js'
import type { Phase, Reading } from '../run/reading.js'
import type { Axis, Note } from '../run/run.js'
import { axisOf, isIndex } from '../text/axis.js'
import { tablesOf } from '../text/html.js'
import { isObject } from '../text/json.js'
import { Source } from '../text/source.js'
import type { Reader, ReadInner } from './reader.js'

const Text = once(() => z.union([z.string(), z.array(z.string())]))
const Output = once(() =>
  z.object({
    output_type: z.optional(z.string()),
    name: z.optional(z.string()),
    text: z.optional(Text()),
    html: z.optional(Text()),
    data: z.optional(z.record(z.string(), z.unknown())),
  }),
)
const Cell = once(() => z.object({ outputs: z.optional(z.array(z.unknown())) }))
type Output = z.infer<ReturnType<typeof Output>>

/** What a cell shows of a training, with its name; `short` where a run of one epoch is one all the same. */
interface Shown {
  readonly reading: Reading
  readonly label: string
  readonly short?: boolean
}

/** A curve of fewer points is the result of an evaluation. */
const FEWEST_POINTS = 2

/**
 * The training that the cells of a Jupyter notebook show: what they print, read as a console, and the tables of fastai
 * and Hugging Face. Each is a run of the notebook. Source: nbformat 3 and 4.
 */
export const notebook: Reader = {
  id: 'notebook',
  title: 'Jupyter notebook with the output of a training in its cells',
  sample: '{"cells": [{"cell_type": "code", "outputs": [...]}], "nbformat": 4, ...',
  recognises: ({ json }) => isObject(json) && 'nbformat' in json && cellsOf(json).length > 0,
  read(source, readInner = () => undefined) {
    const cells = isObject(source.json) ? cellsOf(source.json) : []
    const trained = cells.flatMap((cell, k) => readCell(outputsOf(cell), `cell ${k + 1}`, readInner))
    const read = trained.some(({ reading }) => reading.phases.some(isCurve))
      ? trained
      : cells.flatMap((cell, k) => readShown(outputsOf(cell), `cell ${k + 1}`, readInner))
    const phases = read.flatMap(({ reading, label, short = false }) =>
      reading.phases
        .filter((phase) => short || isCurve(phase))
        .map(
          (phase): Phase => ({
            columns: phase.columns,
            label: phase.label === undefined ? label : `${label}, ${phase.label}`,
          }),
        ),
    )
    if (phases.length === 0)
      throw new UserError(
        `${source.title}: a notebook without the output of a training in its cells`,
        'run it and save it with its output, or give a log that the training wrote',
      )
    const cellsRead = read.filter(({ reading }) => reading.phases.some(isCurve))
    const last = cellsRead.at(-1)?.reading
    const { axis, bareSplit } = last ?? { axis: 'row' as Axis }
    const labels = [...new Set(cellsRead.map(({ label }) => label))]
    const found: Note = { because: `the output of ${labels.join(', ')}` }
    const notes = cellsRead.flatMap(({ reading, label }) =>
      reading.notes.map(({ because }) => ({ because: labels.length > 1 ? `${label}: ${because}` : because })),
    )
    return { axis, phases, notes: [found, ...notes], ...(bareSplit && { bareSplit }) }
  },
}

/** Notebooks of format 3 have their cells on worksheets. */
function cellsOf(json: Readonly<Record<string, unknown>>): unknown[] {
  if (Array.isArray(json.cells)) return json.cells
  const sheets = Array.isArray(json.worksheets) ? json.worksheets : []
  return sheets.flatMap((sheet: unknown) =>
    isObject(sheet) && Array.isArray(sheet.cells) ? sheet.cells : [],
  )
}

function outputsOf(cell: unknown): Output[] {
  const { data } = z.safeParse(Cell(), cell)
  return (data?.outputs ?? []).flatMap((output) => {
    const parsed = z.safeParse(Output(), output)
    return parsed.success ? [parsed.data] : []
  })
}

/** What one cell shows: its tables, each a run, and where there are none what it prints. */
function readCell(outputs: readonly Output[], label: string, readInner: ReadInner): Shown[] {
  const all = outputs.flatMap(htmlOf).flatMap(tablesOf)
  const whole = all.filter(isOfTraining)
  const headers = new Set(whole.map(([header = []]) => header.join('\t')))
  const readings = all.flatMap((rows): Shown[] => {
    const short = isFirstEpoch(rows, headers)
    const reading = short || whole.includes(rows) ? readInner(new Source(label, tableText(rows))) : undefined
    return reading ? [{ reading, label, short }] : []
  })
  const printed = printedText(outputs)
  const own = readings.length > 0 || printed.trim() === '' ? undefined : readInner(new Source(label, printed))
  return [...readings, ...(own ? [{ reading: own, label }] : [])]
}

/**
 * What a cell shows of a history where no cell shows a training: a frame of pandas or a dictionary. The frame may be the
 * beginning or the end of one.
 */
function readShown(outputs: readonly Output[], label: string, readInner: ReadInner): Shown[] {
  const frames = outputs.flatMap(htmlOf).flatMap(tablesOf).filter(isOfHistory)
  const readings = frames.flatMap((rows): Reading[] => {
    const reading = readInner(new Source(label, tableText(rows)))
    const shown = `a frame of pandas, taken for the whole history: rows ${rows[1]?.[0]} to ${rows.at(-1)?.[0]}`
    return reading ? [{ ...reading, notes: [{ because: shown }, ...reading.notes] }] : []
  })
  const dictionaries = outputs.map(plainOf).filter((text) => /^\s*\{.{1,200}?\[/s.test(text))
  const own = dictionaries.flatMap((text) => readInner(new Source(label, text)) ?? [])
  return [...readings, ...own].map((reading) => ({ reading, label }))
}

/** Losses of training and of validation below an index without a name, and nothing that is of no training. */
function isOfHistory([header = [], ...rows]: readonly string[][]): boolean {
  const [index, ...names] = header
  const splits = names.map((name) => readName(name)).filter(({ kind }) => kind === 'total')
  const both =
    splits.some(({ split }) => split === 'validation') &&
    splits.some(({ split }) => split === undefined || split === 'train')
  const known = names.every(
    (name) => isPlainMetric(name) || isBookkeeping(name) || axisOf(name) !== undefined,
  )
  const ascends = rows.every(
    ([place = ''], k) =>
      /^\d{1,9}$/.test(place) && (k === 0 || Number(place) === Number(rows[k - 1]?.[0]) + 1),
  )
  return index === '' && both && known && ascends && rows.length >= FEWEST_POINTS
}

/** All streams in the order in which they came; a bar on one does not swallow the line of another. */
function printedText(outputs: readonly Output[]): string {
  let printed = ''
  let before: string | undefined
  for (const { output_type: type, name, text } of outputs) {
    if (type !== 'stream' || text === undefined) continue
    if (name !== before && printed !== '' && !/[\r\n]$/.test(printed)) printed += '\n'
    printed += joined(text)
    before = name
  }
  return printed
}

function htmlOf({ html, data }: Output): string[] {
  const { data: text } = z.safeParse(Text(), html ?? data?.['text/html'])
  return text === undefined ? [] : [joined(text)]
}

function plainOf({ data, output_type: type }: Output): string {
  const { data: text } = z.safeParse(Text(), type === 'execute_result' ? data?.['text/plain'] : undefined)
  return text === undefined ? '' : joined(text)
}

function joined(text: string | readonly string[]): string {
  return typeof text === 'string' ? text : text.join('')
}

/** A table of one epoch whose header those of other runs in the cell have: the frozen phase of fastai's `fine_tune`. */
function isFirstEpoch([header = [], ...rows]: readonly string[][], headers: ReadonlySet<string>): boolean {
  return rows.length === 1 && headers.has(header.join('\t'))
}

/** Rows are numbered as a training numbers them; the index of a table of pandas has no name. */
function isOfTraining([header = [], ...rows]: readonly string[][]): boolean {
  const numbers = header.some((name) => axisOf(name) !== undefined && !isIndex(name))
  return header[0] !== '' && numbers && rows.length >= FEWEST_POINTS
}

function tableText(rows: readonly string[][]): string {
  return rows.map((row) => row.join('\t')).join('\n')
}

function isCurve({ columns }: Phase): boolean {
  return columns.some(({ x }) => x.length >= FEWEST_POINTS)
}
