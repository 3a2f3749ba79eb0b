import { ADVERSARIAL } from '../run/names.js'
import type { Run, Series } from '../run/run.js'
import { outlineOf } from '../run/thin.js'

/** One panel of a picture: the curves of one quantity. */
export interface Panel {
  readonly title: string
  readonly curves: readonly Series[]
  readonly kind: 'loss' | 'accuracy' | 'other'
}

/** The panels of a picture, what was asked for and is not there, and the panels that hold no finite value. */
export interface Plan {
  readonly panels: readonly Panel[]
  readonly missing: readonly string[]
  readonly empty: readonly Panel[]
}

const JUDGED: readonly string[] = ['loss', 'accuracy']
/** So many losses that are not judged are drawn where there is nothing else. */
const MOST_ADVERSARIES = 2

/**
 * What there is to draw of a run: `loss` and `accuracy` for the curves that are judged, any other name for a column
 * of the log or all columns of one quantity. Training and validation of one quantity share a panel.
 */
export function planOf(run: Run, asked: readonly string[] = JUDGED): Plan {
  const { trainLoss, validationLoss, trainAccuracy, validationAccuracy } = run.curves
  const judged: Readonly<Record<string, Panel>> = {
    loss: { title: 'loss', kind: 'loss', curves: present([trainLoss, validationLoss]) },
    accuracy: {
      title: 'accuracy',
      kind: 'accuracy',
      curves: present([trainAccuracy, validationAccuracy]),
    },
  }
  const panels: Panel[] = []
  const missing: string[] = []
  for (const name of new Set(asked)) {
    const known = Object.hasOwn(judged, name) ? judged[name] : undefined
    const columns = known ? [] : columnsNamed(run, name)
    if (known) panels.push(known)
    else if (columns.length === 0) missing.push(name)
    for (const series of columns) join(panels, series)
  }
  const drawable = panels.filter(isDrawable)
  if (drawable.length === 0 && asked === JUDGED) for (const series of adversaries(run)) join(drawable, series)
  const empty = panels.filter((panel) => !isDrawable(panel) && panel.curves.some(({ y }) => y.length > 0))
  return { panels: drawable, missing, empty }
}

/** Losses that play against each other are worth a look though none says how good the model is. */
function adversaries({ series }: Run): Series[] {
  return series.filter(({ quantity }) => quantity.split('_').includes(ADVERSARIAL)).slice(0, MOST_ADVERSARIES)
}

function isDrawable({ curves }: Panel): boolean {
  return curves.some(({ y }) => y.some(Number.isFinite))
}

function present(curves: readonly (Series | undefined)[]): Series[] {
  return curves.flatMap((curve) => (curve ? [outlineOf(curve)] : []))
}

/** First and last x of some curves; 0 and 0 of none. */
export function spanOf(curves: readonly Series[]): [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { x } of curves) {
    first = Math.min(first, x[0] ?? first)
    last = Math.max(last, x.at(-1) ?? last)
  }
  return Number.isFinite(first) ? [first, last] : [0, 0]
}

/** What a panel is called: its quantity, its unit, and how its axis runs. */
export function titleOfPanel({ title, curves }: Panel, log: boolean): string {
  const about = [...(curves[0]?.unit === 'percent' ? ['%'] : []), ...(log ? ['log scale'] : [])]
  return about.length > 0 ? `${title} (${about.join(', ')})` : title
}

/** A curve in the words of a legend; nothing for what belongs to no split, as a learning rate. */
export function splitOf({ split, goal, quantity }: Series): string {
  if (goal === 'none' && split === 'train' && quantity !== 'loss') return ''
  return split === 'train' ? 'train' : split === 'test' ? 'test' : 'val'
}

function columnsNamed({ series }: Run, name: string): Series[] {
  const lower = name.toLowerCase()
  const found =
    series.find((own) => own.name === name) ?? series.find((own) => own.name.toLowerCase() === lower)
  return found ? [found] : series.filter(({ quantity }) => quantity === lower)
}

/** Puts a curve beside its twin of the other split, or into a panel of its own. */
function join(panels: Panel[], series: Series): void {
  if (panels.some(({ kind, curves }) => kind === 'other' && curves.includes(series))) return
  const twin = panels.findIndex(
    ({ kind, curves }) =>
      kind === 'other' &&
      curves.length === 1 &&
      curves.every(
        ({ quantity, unit, split }) =>
          quantity === series.quantity && unit === series.unit && split !== series.split,
      ),
  )
  const panel = panels[twin]
  if (panel) panels[twin] = { ...panel, title: series.quantity, curves: [...panel.curves, series] }
  else panels.push({ title: series.name, kind: 'other', curves: [series] })
}
