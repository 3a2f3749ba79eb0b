import type { Column, Reading } from '../run/reading.js'
import { readRounds } from '../text/rounds.js'
import type { Reader } from './reader.js'

const ROW = /(?:^|[\n\r ])\d{1,9}:(?:\t|#011)(?:learn|test): (?:-?\d|-?nan|-?inf)/
const ROUND = /^(\d{1,9}):\s/
/** `test1` is the second of several evaluation sets, `best` the best so far of the last one. */
const PAIR = /\s(learn|test\d{0,3}|best): ([+-]?(?:[\d.]+(?:e[+-]?\d+)?|nan|inf))(?=\s|$)/gi

/**
 * What CatBoost prints: `10:\tlearn: 0.3\ttest: 0.4\tbest: 0.39 (9)\ttotal: 120ms\tremaining: 1s`, rounds from 0.
 * The metric has no name here: by the best so far, or by where the values go, it is told whether it is a loss.
 * Source: catboost/libs/loggers/logger.h.
 */
export const catboostConsole: Reader = {
  id: 'catboost-console',
  title: 'What CatBoost prints while it boosts',
  sample: '0:  learn: 0.6543  test: 0.6601  best: 0.6601 (0)  total: 47ms',
  recognises: ({ text }) => ROW.test(text),
  read(source) {
    const reading = readRounds(source, (text) => {
      const round = ROUND.exec(text)?.[1]
      const pairs = [...text.matchAll(PAIR)].map(([, name = '', value = '']) => [name, value] as const)
      return round === undefined || pairs.length === 0 ? undefined : new Map([['iteration', round], ...pairs])
    })
    return named(reading)
  },
}

/** What is evaluated on, and called `test` here, is validation data. */
function named(reading: Reading): Reading {
  const metric = falls(reading.phases.flatMap(({ columns }) => columns)) ? 'loss' : 'score'
  const phases = reading.phases.map((phase) => ({
    ...phase,
    columns: phase.columns
      .filter(({ name }) => name !== 'best')
      .map((column) => ({ ...column, means: `${column.name.replace(/^test\d*/, 'validation')} ${metric}` })),
  }))
  const because = `CatBoost prints no name for its metric: taken for a ${metric}, since ${metric === 'loss' ? 'lower is its best' : 'higher is its best'}`
  return { ...reading, phases, notes: [...reading.notes, { because }] }
}

/** Does the best so far fall, or, where it is not printed or never changed, the training itself? */
function falls(columns: readonly Column[]): boolean {
  const change = (name: string) => {
    const y = columns.find((column) => column.name === name)?.y ?? []
    return (y.at(-1) ?? 0) - (y[0] ?? 0)
  }
  return (change('best') || change('learn') || change('test')) <= 0
}
