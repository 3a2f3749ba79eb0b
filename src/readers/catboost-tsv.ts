import { UserError } from '../errors.js'
import type { Split } from '../run/run.js'
import { recogniseLayout } from '../text/delimited.js'
import { readDelimited } from '../text/delimited-table.js'
import type { Source } from '../text/source.js'
import type { Reader } from './reader.js'

/** Names of metrics begin with a capital letter: `Logloss`, `MultiClass`, `RMSE`, `Quantile:alpha=0.5`. */
const METRIC = /^[A-Z][A-Za-z\d]*(?::.*)?$/

/**
 * `learn_error.tsv` and `test_error.tsv` of CatBoost: iterations from 0 and one column per metric. Of which data they are
 * only the name of the file tells; what CatBoost calls `test` is its `eval_set`. Source: catboost/libs/loggers/logger.h.
 */
export const catboostTsv: Reader = {
  id: 'catboost-tsv',
  title: 'CatBoost learn_error.tsv or test_error.tsv',
  sample: 'iter  Logloss  AUC',
  recognises({ head }) {
    const [first = '', ...metrics] = head[0]?.split('\t') ?? []
    const timing = metrics.includes('Passed') && metrics.includes('Remaining')
    return (
      first === 'iter' && metrics.length > 0 && !timing && metrics.every((name) => METRIC.test(name.trim()))
    )
  },
  read(source) {
    const layout = recogniseLayout(source.head)
    if (!layout) throw new UserError(`${source.title}: no table with a header`)
    const bareSplit = splitOf(source)
    return { ...readDelimited(source, layout), ...(bareSplit && { bareSplit }) }
  },
}

function splitOf({ name }: Source): Split | undefined {
  const set = /(?:^|[^a-z])(learn|test)_error[^\\/]*$/.exec(name)?.[1]
  return set === undefined ? undefined : set === 'learn' ? 'train' : 'validation'
}
