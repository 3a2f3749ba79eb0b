import { countPoints, spell } from '../numerals.js'
import { presentCurves, type Run, type Series } from '../run/run.js'
import { wholeOf } from '../run/thin.js'
import { tag, textTag } from './markup.js'

/** A page with more rows is slow to open; of a longer run so many are shown, evenly. */
const MOST_ROWS = 1000

/** The values of all epochs as a table: the curves that are judged, then the other columns of the log. */
export function tableOfEpochs({ curves, series, axis }: Run): string {
  const judged = presentCurves(curves).map(wholeOf)
  const others = series.filter(({ name }) => !judged.some((own) => own.name === name))
  const shown = [...judged, ...others]
  const all = placesOf(shown)
  const every = Math.ceil(all.length / MOST_ROWS)
  const places = all.filter((_, k) => k % every === 0 || k === all.length - 1)
  const columns = shown.map((own) => ({ name: own.name, values: valuesAt(places, own) }))
  const head = [axis, ...columns.map(({ name }) => name)].map((name) => textTag('th', { scope: 'col' }, name))
  const rows = Array.from(places, (place) => {
    const cells = columns.map(({ values }) => {
      const value = values.get(place)
      return textTag('td', {}, value === undefined ? '' : spell(value))
    })
    return tag('tr', {}, textTag('th', { scope: 'row' }, String(place)), ...cells)
  })
  const left = all.length - places.length
  const caption = `${countPoints(all.length, axis)}${left > 0 ? `, ${places.length} of them shown` : ''}`
  return tag(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': `values of each ${axis}` },
    tag(
      'table',
      { class: 'epochs' },
      textTag('caption', {}, caption),
      tag('thead', {}, tag('tr', {}, ...head)),
      tag('tbody', {}, rows.join('\n')),
    ),
  )
}

/** All places at which one of the columns has a value, ascending. */
function placesOf(columns: readonly Series[]): Float64Array {
  const [first, ...others] = columns.map((own) => own.x)
  if (first && others.every((x) => isSame(x, first))) return first
  const places = new Set<number>()
  for (const { x } of columns) for (const place of x) places.add(place)
  return Float64Array.from(places).sort()
}

function isSame(a: Float64Array, b: Float64Array): boolean {
  return a === b || (a.length === b.length && a.every((place, k) => place === b[k]))
}

function valuesAt(places: Iterable<number>, { x, y }: Series): Map<number, number> {
  const wanted = new Set(places)
  const values = new Map<number, number>()
  for (let k = 0; k < x.length; k++) {
    const place = x[k] ?? Number.NaN
    if (wanted.has(place)) values.set(place, y[k] ?? Number.NaN)
  }
  return values
}
