import { catboostInfo } from './catboost-info.js'
import { csv } from './csv.js'
import { deitLog } from './deit-log.js'
import { dvclive } from './dvclive.js'
import { dvcliveTsv } from './dvclive-tsv.js'
import { fastaiConsole } from './fastai-console.js'
import { fastaiCsv } from './fastai-csv.js'
import { flairTsv } from './flair-tsv.js'
import { historyJson } from './history-json.js'
import { jsonl } from './jsonl.js'
import { kerasConsole } from './keras-console.js'
import { kerasCsv } from './keras-csv.js'
import { lightningCsv } from './lightning-csv.js'
import { mlflow } from './mlflow.js'
import { notebook } from './notebook.js'
import type { Reader } from './reader.js'
import { recordsJson } from './records-json.js'
import { skorch } from './skorch.js'
import { tensorboard } from './tensorboard.js'
import { tensorboardExport } from './tensorboard-export.js'
import { timmCsv } from './timm-csv.js'
import { ultralyticsCsv } from './ultralytics-csv.js'
import { ultralyticsTxt } from './ultralytics-txt.js'
import { wandbCsv } from './wandb-csv.js'

/** All readers, the more particular before the more general: the first that recognises a log reads it. */
export const readers: readonly Reader[] = [
  ...[tensorboard, mlflow, dvclive, catboostInfo, notebook],
  ...[skorch, tensorboardExport, historyJson, recordsJson],
  ...[deitLog, jsonl],
  ...[lightningCsv, ultralyticsCsv, timmCsv, fastaiCsv, flairTsv, dvcliveTsv, wandbCsv, kerasCsv, csv],
  ...[ultralyticsTxt, fastaiConsole, kerasConsole],
]
