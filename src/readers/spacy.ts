import { UserError } from '../errors.js'
import type { Column, Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { type Cell, readCell } from '../text/cell.js'
import { screenLines } from '../text/console.js'
import { isObject } from '../text/json.js'
import { firstObjects, readObjects } from '../text/json-lines.js'
import { cellOf, type LogRecord } from '../text/records.js'
import type { Source } from '../text/source.js'
import { Table } from '../text/table.js'
import type { Reader } from './reader.js'

/** `E    #       LOSS TOK2VEC  LOSS NER  ENTS_F  SCORE` over a row of dashes. */
const HEADER = /^E {2,}# {2,}(?:LOSS|[A-Z])/
const RULE = /^-{3,}(?: {2,}-{3,})+\s*$/
/** `Losses {'ner': 25392.55}`, as the examples of spaCy print them once per iteration. */
const LOSSES = /^\s*losses:?\s+\{('[\w.-]{1,60}': [^{}]{1,2000})\}\s*$/i
const PAIR = /'([\w.-]{1,60})': (?:np\.float\d+\()?(-?[\d.]+(?:e[+-]?\d+)?|-?nan|-?inf)/g
/** What the scores are, by the end of their names. */
const SCORES: readonly (readonly [RegExp, string])[] = [
  [/_f$/i, 'f1'],
  [/_p$/i, 'precision'],
  [/_r$/i, 'recall'],
  [/_acc$/i, 'accuracy'],
  [/_auc$/i, 'auc'],
]
/** Where more of the losses rise than this, they are running sums, printed batch by batch. */
const RISING = 0.6

/** One row: its numbers, and its cells by the names of the log. */
interface Row {
  readonly line: number
  readonly step: Cell
  readonly fields: ReadonlyMap<string, Cell>
}

/**
 * What spaCy 3 logs of a training: its table on the console, or the JSON Lines of ConsoleLogger; and the `Losses {...}`
 * that its examples print. Losses are sums since the row before, of training; scores are of the validation data.
 * Source: spacy/training/loggers.py.
 */
export const spacy: Reader = {
  id: 'spacy',
  title: 'spaCy training table, its JSON Lines, or printed losses',
  sample: 'E    #       LOSS TOK2VEC  LOSS NER  ENTS_F  SCORE',
  recognises(source) {
    if (firstObjects(source).some(isLogged)) return true
    if (source.json !== undefined || !/^E {2,}# {2,}|losses:?\s+\{'/im.test(source.text)) return false
    return rowsOf(source).some(({ fields }) => fields.size > 0)
  },
  read(source) {
    const rows = rowsOf(source)
    if (rows.length === 0) throw new UserError(`${source.title}: a log of spaCy without a row`)
    if (rows.every(({ step }) => step === null) && areRunningSums(rows))
      throw new UserError(
        `${source.title}: losses that spaCy adds up within an iteration, printed batch by batch`,
        'print them once per iteration, or train with `spacy train`',
      )
    return readRows(rows)
  },
}

function isLogged(row: LogRecord['value']): boolean {
  return isObject(row.losses) && 'step' in row && ('scores' in row || 'score' in row)
}

function rowsOf(source: Source): Row[] {
  if (firstObjects(source).some(isLogged))
    return readObjects(source)
      .records.filter(({ value }) => isLogged(value))
      .map(rowOfRecord)
  const printed: Row[] = []
  const table: Row[] = []
  let names: readonly string[] | undefined
  let header: string | undefined
  for (const { line, text } of screenLines(source.text)) {
    const losses = text.length <= 4000 ? LOSSES.exec(text)?.[1] : undefined
    if (losses) {
      const cells = [...losses.matchAll(PAIR)].map(
        ([, name = '', value = '']) => [`Losses ${name}`, readCell(value)] as const,
      )
      printed.push({ line, step: null, fields: new Map(cells) })
    } else if (HEADER.test(text)) header = text
    else if (header !== undefined && RULE.test(text)) {
      names = namesUnder(header, text)
      header = undefined
    } else if (names && /^ *\d/.test(text)) {
      const cells = text
        .trim()
        .split(/ +/)
        .map((cell) => readCell(cell))
      if (cells.length !== names.length || cells.some((cell) => cell === undefined)) continue
      const fields = new Map(names.map((name, k) => [name, cells[k]] as const).slice(2))
      table.push({ line, step: cells[1], fields })
    }
  }
  return table.length > 0 ? table : printed
}

/** The names of a header, cut where the dashes below it are. */
function namesUnder(header: string, rule: string): string[] {
  return [...rule.matchAll(/-+/g)].map(({ 0: dashes, index }) =>
    header.slice(index, index + dashes.length).trim(),
  )
}

function rowOfRecord({ value, line }: LogRecord): Row {
  const fields = new Map<string, Cell>()
  for (const group of ['losses', 'scores'])
    for (const [name, cell] of Object.entries(isObject(value[group]) ? value[group] : {}))
      fields.set(`${group}/${name}`, isObject(cell) ? null : cellOf(cell))
  fields.set('score', cellOf(value.score ?? null))
  return { line, step: cellOf(value.step), fields }
}

/** Losses that an iteration adds up rise from print to print, and fall once per iteration. */
function areRunningSums(rows: readonly Row[]): boolean {
  const first = [...(rows[0]?.fields.keys() ?? [])][0] ?? ''
  const values = rows.map(({ fields }) => fields.get(first) ?? 0)
  const rises = values.filter((value, k) => k > 0 && value > (values[k - 1] ?? value)).length
  return rises > RISING * (values.length - 1)
}

function readRows(rows: readonly Row[]): Reading {
  const notes: Note[] = []
  const names = [...new Set(rows.flatMap(({ fields }) => [...fields.keys()]))]
  const table = new Table(['step', ...names])
  for (const { line, step, fields } of rows) {
    const first = step === 0
    const cells = names.map((name) =>
      first && isLoss(name) ? null : fields.has(name) ? fields.get(name) : null,
    )
    if (first)
      notes.push({
        line,
        because: 'the losses of step 0 are of one batch, those of other rows sums over many: left out',
      })
    table.add([step, ...cells], line)
  }
  const reading = table.reading('step')
  const phases = reading.phases.map((phase): Phase => ({ ...phase, columns: phase.columns.map(tell) }))
  return { ...reading, phases, notes: [...notes, ...reading.notes] }
}

function isLoss(name: string): boolean {
  return /^loss/i.test(name)
}

function tell(column: Column): Column {
  if (isLoss(column.name)) return { ...column, means: `train ${column.name}` }
  const score = SCORES.find(([end]) => end.test(column.name))?.[1] ?? column.name.replace(/^scores\//, '')
  return { ...column, means: `val ${score}` }
}
