import { UserError } from '../errors.js'
import { isPlainMetric, readName } from '../run/names.js'
import { axisOf, isIndex } from './axis.js'
import { recogniseLayout } from './delimited.js'
import { isDocument } from './document.js'
import { isObject } from './json.js'
import { type Format, nearestFormats } from './nearest-formats.js'
import type { Source } from './source.js'

/** Why no reader recognises a source, with the `formats` that are nearest to it. */
export function unrecognised(source: Source, formats: readonly Format[]): UserError {
  const { title: name, text, json, bytes } = source
  if (bytes !== undefined)
    return new UserError(`${name}: a binary file, no log that can be read`, 'give the log as text')
  if (text.startsWith('version https://git-lfs'))
    return new UserError(
      `${name}: a Git LFS pointer, not the log itself`,
      'fetch the file with `git lfs pull`',
    )
  if (isObject(json) && Object.values(json).some(areMetrics))
    return new UserError(
      `${name}: settings of a training (names of metrics among them), not its log`,
      'give the history: one value per epoch',
    )
  if (
    isObject(json) &&
    Object.keys(json).some((key) => readName(key).kind !== 'other' || /best|final/i.test(key))
  )
    return new UserError(`${name}: only final values, no curve`, 'give the history: one value per epoch')
  if (Array.isArray(json) && json.length > 0 && json.every((item) => typeof item === 'number'))
    return new UserError(
      `${name}: a list of numbers without a name`,
      'name it, with the set it is of: {"train_loss": [...], "val_loss": [...]}',
    )
  if (source.truncated || (json === undefined && /^\s*[[{]\s*(?:["}\]{[]|$)/.test(text)))
    return new UserError(
      `${name}: broken or unfinished JSON`,
      'write it again, or as JSON Lines: one object per epoch',
    )
  const near = json === undefined && isDocument(text) ? [] : nearestFormats(source, formats)
  return new UserError(
    `${name}: not recognised as a training log: ${missing(source)}`,
    `${near.length > 0 ? `nearest: ${near.join(', ')}; ` : ''}epochwise formats shows what is read`,
  )
}

/** A list of names of metrics, as `compile` of Keras takes it. */
function areMetrics(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((item) => typeof item === 'string' && isPlainMetric(item))
  )
}

/** What a log of this shape would have to hold. */
function missing({ json, head, text }: Source): string {
  if (json !== undefined) return 'JSON without a loss or an accuracy for each epoch'
  if (isDocument(text)) return 'a document or a program, though it may quote one'
  const header = recogniseLayout(head)?.header
  if (header) return `a table without a loss or an accuracy among its columns (${shorten(header)})`
  const named = namedIn(head[0] ?? '')
  if (named) {
    const row = head.slice(1).find((line) => cellsIn(line).length !== named.length) ?? ''
    return `a header (${shorten(named)}) without rows of as many cells: line ${JSON.stringify(row.slice(0, LONGEST_SHOWN))} has ${cellsIn(row).length}`
  }
  return 'no line with an epoch or step and its loss, and no header that names one'
}

/** So much of a line is shown, in characters. */
const LONGEST_SHOWN = 60

/** The names in a header of cells apart by commas, semicolons or tabs that numbers its rows and measures something. */
function namedIn(line: string): readonly string[] | undefined {
  const cells = cellsIn(line)
  const numbers = cells.some((name) => axisOf(name) !== undefined && !isIndex(name))
  return numbers && cells.some(isPlainMetric) ? cells : undefined
}

function cellsIn(line: string): readonly string[] {
  return line.split(/[,;\t]/).map((cell) => cell.trim())
}

function shorten(header: readonly string[]): string {
  return header.length > 6 ? `${header.slice(0, 6).join(', ')}, ...` : header.join(', ')
}
