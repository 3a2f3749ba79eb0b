import { catboostConsole } from './catboost-console.js'
import { catboostInfo } from './catboost-info.js'
import { catboostJson } from './catboost-json.js'
import { console } from './console.js'
import { deitLog } from './deit-log.js'
import { detectron2 } from './detectron2.js'
import { dvclive } from './dvclive.js'
import { fairseq } from './fairseq.js'
import { fastaiConsole } from './fastai-console.js'
import { flair } from './flair.js'
import { hfConsole } from './hf-console.js'
import { hfTrainerState } from './hf-trainer-state.js'
import { historyJson } from './history-json.js'
import { jsonl } from './jsonl.js'
import { kerasConsole } from './keras-console.js'
import { lightgbmConsole } from './lightgbm-console.js'
import { lightgbmJson } from './lightgbm-json.js'
import { lightningConsole } from './lightning-console.js'
import { llamaFactory } from './llama-factory.js'
import { mlflow } from './mlflow.js'
import { mmengine } from './mmengine.js'
import { notebook } from './notebook.js'
import type { Reader } from './reader.js'
import { recordsJson } from './records-json.js'
import { sklearnConsole } from './sklearn-console.js'
import { sklearnLossCurve } from './sklearn-loss-curve.js'
import { skorch } from './skorch.js'
import { spacy } from './spacy.js'
import { splitFiles } from './split-files.js'
import { tableReaders } from './tables.js'
import { tensorboard } from './tensorboard.js'
import { tensorboardExport } from './tensorboard-export.js'
import { tidy } from './tidy.js'
import { ultralyticsConsole } from './ultralytics-console.js'
import { ultralyticsTxt } from './ultralytics-txt.js'
import { xgboostConsole } from './xgboost-console.js'
import { xgboostJson } from './xgboost-json.js'

/** All readers, the more particular before the more general: the first that recognises a log reads it. */
export const readers: readonly Reader[] = [
  ...[tensorboard, mlflow, dvclive, catboostInfo, splitFiles, notebook],
  ...[
    hfTrainerState,
    catboostJson,
    lightgbmJson,
    xgboostJson,
    sklearnLossCurve,
    skorch,
    tensorboardExport,
    tidy,
  ],
  ...[historyJson, recordsJson],
  ...[llamaFactory, mmengine, detectron2, spacy, fairseq, hfConsole, deitLog, jsonl],
  ...tableReaders,
  ...[ultralyticsTxt, ultralyticsConsole, fastaiConsole, flair, kerasConsole, lightningConsole],
  ...[xgboostConsole, lightgbmConsole, catboostConsole, sklearnConsole],
  console,
]
