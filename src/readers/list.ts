import { catboostInfo } from './catboost-info.js'
import { catboostJson } from './catboost-json.js'
import { catboostTsv } from './catboost-tsv.js'
import { csv } from './csv.js'
import { detectron2 } from './detectron2.js'
import { dvclive } from './dvclive.js'
import { fairseq } from './fairseq.js'
import { flair } from './flair.js'
import { hfConsole } from './hf-console.js'
import { hfTrainerState } from './hf-trainer-state.js'
import { historyJson } from './history-json.js'
import { jsonl } from './jsonl.js'
import { kerasConsole } from './keras-console.js'
import { kerasCsv } from './keras-csv.js'
import { lightgbmJson } from './lightgbm-json.js'
import { llamaFactory } from './llama-factory.js'
import { mlflow } from './mlflow.js'
import { mmengine } from './mmengine.js'
import { notebook } from './notebook.js'
import type { Reader } from './reader.js'
import { recordsJson } from './records-json.js'
import { sklearnLossCurve } from './sklearn-loss-curve.js'
import { spacy } from './spacy.js'
import { tensorboard } from './tensorboard.js'
import { xgboostJson } from './xgboost-json.js'

/** All readers, the more particular before the more general: the first that recognises a log reads it. */
export const readers: readonly Reader[] = [
  ...[tensorboard, mlflow, dvclive, catboostInfo, notebook],
  ...[hfTrainerState, catboostJson, lightgbmJson, xgboostJson, sklearnLossCurve, historyJson, recordsJson],
  ...[llamaFactory, mmengine, detectron2, spacy, fairseq, hfConsole, jsonl],
  ...[catboostTsv, kerasCsv, csv, flair, kerasConsole],
]
