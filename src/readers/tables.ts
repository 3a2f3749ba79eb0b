import { catboostTsv } from './catboost-tsv.js'
import { csv } from './csv.js'
import { dvcliveTsv } from './dvclive-tsv.js'
import { fastaiCsv } from './fastai-csv.js'
import { flairTsv } from './flair-tsv.js'
import { kerasCsv } from './keras-csv.js'
import { lightningCsv } from './lightning-csv.js'
import type { Reader } from './reader.js'
import { timmCsv } from './timm-csv.js'
import { ultralyticsCsv } from './ultralytics-csv.js'
import { wandbCsv } from './wandb-csv.js'

/** The readers of tables with a header and a delimiter, the more particular before the more general. */
export const tableReaders: readonly Reader[] = [
  ...[lightningCsv, ultralyticsCsv, timmCsv, fastaiCsv, flairTsv],
  ...[dvcliveTsv, catboostTsv, wandbCsv, kerasCsv, csv],
]
