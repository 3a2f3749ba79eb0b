import { csv } from './csv.js'
import { historyJson } from './history-json.js'
import { jsonl } from './jsonl.js'
import { kerasConsole } from './keras-console.js'
import { kerasCsv } from './keras-csv.js'
import type { Reader } from './reader.js'
import { recordsJson } from './records-json.js'

/** All readers, the more particular before the more general: the first that recognises a log reads it. */
export const readers: readonly Reader[] = [historyJson, recordsJson, jsonl, kerasCsv, csv, kerasConsole]
