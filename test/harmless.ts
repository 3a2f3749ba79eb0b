import { dice } from './evaluate/chance.js'

/** A log as columns of equal length by name, the first of them numbering the rows. */
export type Table = ReadonlyMap<string, readonly number[]>

/** Reads the plain CSV that the evaluation writes. */
export function tableOf(csv: string): Table {
  const [header = '', ...rows] = csv.trim().split('\n')
  const cells = rows.map((row) => row.split(',').map(Number))
  return new Map(header.split(',').map((name, k) => [name, cells.map((row) => row[k] ?? Number.NaN)]))
}

const text = (value: number) => (Number.isNaN(value) ? 'nan' : String(value))
const rowsOf = (table: Table) =>
  [...(table.values().next().value ?? [])].map((_, row) =>
    [...table].map(([name, values]) => [name, values[row] ?? Number.NaN] as const),
  )
const isLoss = (name: string) => name.endsWith('loss')
const isAccuracy = (name: string) => name.endsWith('accuracy')

const changed = (table: Table, of: (name: string) => boolean, change: (value: number) => number): Table =>
  new Map([...table].map(([name, values]) => [name, of(name) ? values.map(change) : values]))
const renamed = (table: Table, names: Readonly<Record<string, string>>): Table =>
  new Map([...table].map(([name, values]) => [names[name] ?? name, values]))

export function csvOf(table: Table, end = '\n'): string {
  const rows = rowsOf(table).map((row) => row.map(([, value]) => text(value)).join())
  return [[...table.keys()].join(), ...rows, ''].join(end)
}

/** JSON as Python writes it, with bare NaN. */
function json(value: unknown): string {
  return JSON.stringify(value, (_, part) => (Number.isNaN(part) ? '@NaN' : part)).replaceAll('"@NaN"', 'NaN')
}

export const scaled = (factor: number) => (table: Table) =>
  csvOf(changed(table, isLoss, (value) => value * factor))

/** The training loss alone, as where it is a sum and validation a mean. */
export const scaledTraining = (factor: number) => (table: Table) =>
  csvOf(
    changed(
      table,
      (name) => name === 'loss',
      (value) => value * factor,
    ),
  )

export const rounded = (digits: number) => (table: Table) =>
  csvOf(
    changed(
      table,
      (name) => isLoss(name) || isAccuracy(name),
      (value) => Number(value.toPrecision(digits)),
    ),
  )

export const inPercent = (table: Table) => csvOf(changed(table, isAccuracy, (value) => 100 * value))

export const shifted = (epochs: number) => (table: Table) =>
  csvOf(
    changed(
      table,
      (name) => name === 'epoch',
      (epoch) => epoch + epochs,
    ),
  )

/** Every second row, the last among them. */
export function thinned(table: Table): string {
  return csvOf(
    new Map(
      [...table].map(([name, values]) => [name, values.filter((_, k) => (values.length - 1 - k) % 2 === 0)]),
    ),
  )
}

export function shuffled(seed: number): (table: Table) => string {
  return (table) => {
    const chance = dice(seed)
    const columns = [...table].map((column) => ({ column, place: chance.between(0, 1) }))
    return csvOf(new Map(columns.sort((a, b) => a.place - b.place).map(({ column }) => column)))
  }
}

/** Changes that leave every number as it is. */
export const sameNumbers: Readonly<Record<string, (table: Table) => string>> = {
  'steps for epochs': (table) =>
    csvOf(
      renamed(
        changed(
          table,
          (name) => name === 'epoch',
          (epoch) => 100 * epoch,
        ),
        { epoch: 'step' },
      ),
    ),
  'a column that has nothing to do with it': (table) =>
    csvOf(new Map([...table, ['seconds', [...(table.get('loss') ?? [])].map((_, k) => 3 + (k % 4))]])),
  'lines that end as on Windows': (table) => csvOf(table, '\r\n'),
  'other names': (table) =>
    csvOf(
      renamed(table, {
        loss: 'train_loss',
        val_loss: 'valid_loss',
        accuracy: 'train_acc',
        val_accuracy: 'valid_acc',
      }),
    ),
  'names with slashes': (table) =>
    csvOf(
      renamed(table, {
        loss: 'train/loss',
        val_loss: 'val/loss',
        accuracy: 'train/acc',
        val_accuracy: 'val/acc',
      }),
    ),
  'an array of records': (table) => json(rowsOf(table).map((row) => Object.fromEntries(row))),
  'a record a line': (table) =>
    rowsOf(table)
      .map((row) => `${json(Object.fromEntries(row))}\n`)
      .join(''),
  'a dictionary of arrays': (table) => json(Object.fromEntries(table)),
  'a dictionary of arrays without epochs': (table) =>
    json(Object.fromEntries([...table].filter(([name]) => name !== 'epoch'))),
}
