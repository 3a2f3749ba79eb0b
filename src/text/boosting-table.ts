import type { Column, Phase, Reading } from '../run/reading.js'
import type { Note } from '../run/run.js'
import { numberedTrainingSet } from './evaluations.js'

/** A mean over the folds of a cross-validation, as `xgb.cv`, `lgb.cv` and CatBoost's `cv` name it in their frames. */
const MEAN = /^(train|test|valid)[- ](.+)-mean$/
/** A metric of one of the sets that the scikit-learn interface numbers. */
const NUMBERED = /^((?:validation|valid)_\d+)[-_/: ]+(.+)$/
const SET = /^(?:validation|valid)_\d+$/
const HIGHER = /^(?:auc|aucpr|map|ndcg|pre|average_precision|r2)/

/**
 * What tables of boosting mean by their names. Of the frame of a cross-validation, `test` is the fold left out, so it is
 * validation data, and its rounds are no epochs. Of the sets that the scikit-learn interface numbers, the first is the
 * training data where it fares better than the next.
 */
export function withBoostingNames(reading: Reading): Reading {
  const names = new Set(reading.phases.flatMap(({ columns }) => columns.map(({ name }) => name)))
  const crossValidated = [...names].some(
    (name) => MEAN.test(name) && ['-std', '-stdv'].some((end) => names.has(name.replace(/-mean$/, end))),
  )
  if (crossValidated) {
    const because = 'a cross-validation: the means of its folds, of which test is the one left out each time'
    const axis = reading.axis === 'epoch' ? 'step' : reading.axis
    return { ...reading, axis, testSplit: 'validation', notes: [...reading.notes, { because }] }
  }
  const notes: Note[] = []
  const phases = reading.phases.map((phase) => withTrainingSet(phase, notes))
  return notes.length === 0 ? reading : { ...reading, phases, notes: [...reading.notes, ...notes] }
}

function withTrainingSet(phase: Phase, notes: Note[]): Phase {
  const evaluations = new Map<string, Map<string, readonly number[]>>()
  for (const { name, y } of phase.columns) {
    const [, set, metric] = NUMBERED.exec(name) ?? []
    if (set === undefined || metric === undefined) continue
    evaluations.set(set, (evaluations.get(set) ?? new Map()).set(metric, y))
  }
  const { set, notes: own } = numberedTrainingSet(evaluations, SET, HIGHER)
  notes.push(...own)
  if (set === undefined) return phase
  const columns = phase.columns.map((column): Column => {
    const [, of, metric] = NUMBERED.exec(column.name) ?? []
    return of === set ? { ...column, means: `train/${metric}` } : column
  })
  return { ...phase, columns }
}
