import { UserError } from '../errors.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import { joinReadings, type Part } from '../text/join.js'
import type { Source } from '../text/source.js'
import type { Reader } from './reader.js'

const FILE = /^(learn|test)_error\.tsv$/
const HEADER = /^iter\t\S/

/**
 * What CatBoost writes into `catboost_info` while it trains: a table of the metrics on the training data, another of
 * those on the `eval_set`, which it calls test; iterations from 0. Source: catboost/libs/loggers/logger.h.
 */
export const catboostInfo: Reader = {
  id: 'catboost-info',
  title: 'CatBoost: the directory catboost_info, with learn_error.tsv and test_error.tsv',
  sample: 'catboost_info/ with learn_error.tsv and test_error.tsv',
  recognises: ({ parts }) => parts.some(isTable),
  read({ title, parts }) {
    const tables = parts.filter(isTable).map(readTable)
    if (tables.length === 0) throw new UserError(`${title}: no metrics of CatBoost`)
    return { ...joinReadings(tables), testSplit: 'validation' }
  },
}

function isTable({ name, head }: Source): boolean {
  return FILE.test(name) && HEADER.test(head[0] ?? '')
}

function readTable(file: Source): Part {
  const layout = recogniseLayout(file.head)
  if (!layout) throw new UserError(`${file.title}: no table with a header`)
  const set = FILE.exec(file.name)?.[1]
  return { file: file.name, reading: readDelimited(file, layout), nameOf: (column) => `${set}/${column}` }
}
