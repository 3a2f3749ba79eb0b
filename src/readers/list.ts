import { catboostInfo } from './catboost-info.js'
import { csv } from './csv.js'
import { dvclive } from './dvclive.js'
import { historyJson } from './history-json.js'
import { jsonl } from './jsonl.js'
import { kerasConsole } from './keras-console.js'
import { kerasCsv } from './keras-csv.js'
import { mlflow } from './mlflow.js'
import { notebook } from './notebook.js'
import type { Reader } from './reader.js'
import { recordsJson } from './records-json.js'
import { tensorboard } from './tensorboard.js'

/** All readers, the more particular before the more general: the first that recognises a log reads it. */
export const readers: readonly Reader[] = [
  ...[tensorboard, mlflow, dvclive, catboostInfo, notebook],
  ...[historyJson, recordsJson, jsonl, kerasCsv, csv, kerasConsole],
]
