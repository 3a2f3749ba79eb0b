import { UserError } from '../errors.js'
import { remember } from '../once.js'
import { readName } from '../run/names.js'
import { axisOf } from './axis.js'
import { eachRow, type Layout } from './delimited.js'
import { Source } from './source.js'

/** What the commas within numbers are; `open` where nothing tells. */
type Commas = 'none' | 'decimal' | 'thousands' | 'open'

/** So much of a console is looked at to tell what its commas are, in characters. */
const LOOKED_AT = 2 ** 20
/** `loss: 0,41`, `val_loss=1,240`, `train loss 3,100`: a metric and its value, which may have a comma in it. */
const VALUE =
  /([\p{L}_][\p{L}\p{N}_.@/-]{0,60})(?: ?[:=] ?| )([+-]?\d{1,12}(?:,\d{1,12}){0,4}(?:\.\d{1,20})?)(?![\d\p{L}:/]|,\d)/gu
/** A number with a comma that is no list, no time with its milliseconds and no size. */
const WITH_COMMA = /(?<![\d.,:])(\d{1,9}),(\d{1,12})(?![\d.]*[\d,])/g

/**
 * What the commas in the values of metrics are. With a point in any of them the comma groups thousands; where one
 * begins with `0,`, or has not just three digits behind the comma, it is the decimal mark.
 */
class Evidence {
  #commas = 0
  #decimal = false
  #thousands = false
  example = ''

  add(value: string): void {
    const [before = '', ...behind] = value.replace(/^[+-]/, '').split(',')
    if (behind.length === 0) {
      if (/^\d+\.\d+$|^\d{2,3}$/.test(before)) this.#thousands = true
      return
    }
    this.#commas++
    this.example ||= value
    if (behind.length > 1 || value.includes('.')) this.#thousands = true
    else if (/^0|^\d{4}/.test(before) || behind[0]?.length !== 3) this.#decimal = true
  }

  get commas(): Commas {
    if (this.#commas === 0) return 'none'
    if (this.#decimal) return 'decimal'
    return this.#thousands ? 'thousands' : 'open'
  }
}

/** A table between whose cells are commas, and in whose quoted cells may be decimal ones. Throws a UserError where that cannot be told. */
export function settleCommas(source: Source, layout: Layout): Layout {
  if (layout.delimiter !== ',' || !/"[^"\n,]*\d,\d/.test(source.text)) return layout
  const evidence = new Evidence()
  const metrics = layout.header.flatMap((name, k) => (isMetric(name) ? [k] : []))
  eachRow(source.text, layout, (cells) => {
    for (const k of metrics) {
      const cell = cells[k] ?? ''
      if (/^[+-]?[\d,]+(?:\.\d+)?$/.test(cell)) evidence.add(cell)
    }
  })
  if (evidence.commas === 'open') throw undecided(source, `"${evidence.example}"`)
  return evidence.commas === 'decimal' ? { ...layout, decimalComma: true } : layout
}

/** What the commas in the values of a console are, and the first of them. */
const evidenceOf = remember((source: Source): Evidence => {
  const text = source.text.slice(0, LOOKED_AT)
  const evidence = new Evidence()
  if (!/\d,\d/.test(text)) return evidence
  for (const [, name = '', value = ''] of text.matchAll(VALUE)) if (isMetric(name)) evidence.add(value)
  return evidence
})

/** A console with points in place of its decimal commas. */
export const withoutDecimalCommas = remember((source: Source): Source => {
  const { commas, example } = evidenceOf(source)
  if (commas !== 'decimal') return source
  const plain = new Source(source.name, source.text.replace(WITH_COMMA, '$1.$2'), { room: source.room })
  plain.notes.push({ because: `the comma is taken for the decimal mark, as in ${example}` })
  return plain
})

/** Throws a UserError where it cannot be told whether the commas in the values of a console are decimal ones. */
export function demandCommas(source: Source): void {
  const { commas, example } = evidenceOf(source)
  if (commas === 'open') throw undecided(source, example)
}

function isMetric(name: string): boolean {
  return axisOf(name) === undefined && readName(name).kind !== 'other'
}

function undecided({ title }: Source, example: string): UserError {
  return new UserError(
    `${title}: whether the comma in ${example} marks thousands or decimals cannot be told`,
    'write the numbers with a decimal point and without groups',
  )
}
