import { countPoints, spell } from '../numerals.js'
import { presentCurves, type Run } from '../run/run.js'
import { tag, textTag } from './markup.js'

/** A page with more rows is slow to open; of a longer run so many are shown, evenly. */
const MOST_ROWS = 1000

/** The values of all epochs as a table: the curves that are judged, then the other columns of the log. */
export function tableOfEpochs({ curves, series, axis }: Run): string {
  const judged = presentCurves(curves)
  const others = series.filter(({ name }) => !judged.some((own) => own.name === name))
  const columns = [...judged, ...others].map(({ name, x, y }) => ({
    name,
    values: new Map([...x].map((place, k) => [place, y[k] ?? Number.NaN])),
  }))
  const all = [...new Set(columns.flatMap(({ values }) => [...values.keys()]))].sort((a, b) => a - b)
  const every = Math.ceil(all.length / MOST_ROWS)
  const places = all.filter((_, k) => k % every === 0 || k === all.length - 1)
  const head = [axis, ...columns.map(({ name }) => name)].map((name) => textTag('th', { scope: 'col' }, name))
  const rows = places.map((place) => {
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
