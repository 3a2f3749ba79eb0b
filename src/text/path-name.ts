import { isPlainMetric, readName, splitOfWord } from '../run/names.js'
import type { Split } from '../run/run.js'

/** What TensorBoard calls a file that it exports, and what a browser adds when there is one already. */
const EXPORT = /(?:^|\W)run-(.*)-tag-(.+?)(?: ?\(\d+\))?\.(?:csv|json)$/
/** Where DVCLive keeps the curves of a run. */
const CURVES = /^(?:metrics|scalars)$/

/** The whole name of a metric of DVCLive: the folders below that of the curves, else one that names a split. */
export function nameFromPath(path: string, metric: string): string {
  const folders = partsOf(path).slice(0, -1)
  const root = folders.findLastIndex((folder) => CURVES.test(folder))
  const own = root < 0 ? folders.slice(-1).filter(isSplit) : folders.slice(root + 1)
  return [...own, metric].join('/')
}

/**
 * The name of a metric by the file into which TensorBoard exported it, `run-<run>-tag-<tag>.csv`: the tag, after the
 * last word of the run that names a split where the tag has none. Another file name is taken as it is, where it names
 * a metric; undefined where it names none.
 */
export function nameFromExport(path: string): string | undefined {
  const file = partsOf(path).at(-1) ?? ''
  const [, run = '', tag] = EXPORT.exec(file) ?? []
  const name = tag ?? file.replace(/\.\w+$/, '')
  const { kind, split } = readName(name)
  const word = split ? undefined : run.split(/[^A-Za-z]+/).findLast(isSplit)
  if (tag !== undefined) return word === undefined ? tag : `${word}/${tag}`
  return kind === 'other' ? undefined : name
}

/** What the run is called from which TensorBoard exported a file, without the words that name a split: `fold1` of `fold1_train`. */
export function runFromExport(path: string): string {
  const [, run = ''] = EXPORT.exec(partsOf(path).at(-1) ?? '') ?? []
  return run
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '' && !isSplit(word))
    .join('_')
}

function partsOf(path: string): string[] {
  return path.split(/[\\/]/).filter((part) => part !== '' && part !== '.')
}

function isSplit(word: string): boolean {
  return splitOfWord(word) !== undefined
}

/**
 * The metric of a directory that `add_scalars` makes of one curve, `loss` of `loss_val`; undefined for another, as
 * `resnet_val`.
 */
export function curveOfDirectory(name: string): string | undefined {
  const end = name.lastIndexOf('_')
  const metric = name.slice(0, Math.max(end, 0))
  return isSplit(name.slice(end + 1)) && isPlainMetric(metric.replaceAll('_', ' ')) ? metric : undefined
}

/** The split that a file is named for, and for nothing else: `val.csv`, `test_log.jsonl`; undefined for another. */
export function splitFromFile(path: string): Split | undefined {
  const name = (partsOf(path).at(-1) ?? '').replace(/(?:\.(?:csv|tsv|txt|log|jsonl?|ndjson|gz))+$/i, '')
  const word = name.replace(/[ _-](?:log|logs|loss|losses|metrics|history|results|curve)$/i, '')
  return /^[a-z]+$/i.test(word) && isSplit(word) ? splitOfWord(word) : undefined
}

/** A file that says in its name of which data it is. */
export interface SplitFile {
  /** The word that says so, as it is spelt. */
  readonly word: string
  readonly split: Split
  /** What files of one run have in common: their folder, and their names but for that word and, behind it, a metric. */
  readonly run: string
  /** The name is that of one metric: `val_loss.csv`. */
  readonly metric: string | undefined
  /** The folder has the word in its name, not the file: `train/loss.csv`. */
  readonly inFolder: boolean
}

/** Words for a split in the name of a file. */
const SPLIT_WORD = /^(?:train|training|trn|val|valid|validation|dev|eval|evaluation|test|testing)$/i
/** What a file is called in the folder of a split. */
const PLAIN_FILE = /^(?:logs?|metrics|history|results|scalars|curves?|progress|stats)$/i
const LOG_FILE = /^(.{1,200}?)(\.(?:csv|tsv|txt|log|jsonl?|ndjson)(?:\.gz)?)$/i

/** Reads the name of a file as one of several in which a run is split: `train.csv`, `val_log.txt`, `loss_test.csv`, `val/loss.csv`; undefined for another. */
export function splitFile(path: string): SplitFile | undefined {
  const parts = partsOf(path)
  const name = parts.at(-1) ?? ''
  const [, stem = '', ending = ''] = EXPORT.test(name) ? [] : (LOG_FILE.exec(name) ?? [])
  const pieces = stem.split(/([^A-Za-z]+)/)
  const [at = -1, ...others] = [...pieces.keys()].filter((k) => SPLIT_WORD.test(pieces[k] ?? ''))
  const word = pieces[at] ?? ''
  if (at < 0) return splitFolder(parts, stem)
  const split = splitOfWord(word)
  if (split === undefined || others.length > 0) return undefined
  const metric = isPlainMetric(stem) ? stem : undefined
  const kind = metric === undefined ? pieces.with(at, '*').join('') : '* metric'
  const run = [...parts.slice(0, -1), kind + ending.toLowerCase()].join('/')
  return { word, split, metric, run, inFolder: false }
}

/** The same of a file that one folder for each split has: `train/loss.csv`. */
function splitFolder(parts: readonly string[], stem: string): SplitFile | undefined {
  const word = parts.at(-2) ?? ''
  const split = SPLIT_WORD.test(word) ? splitOfWord(word) : undefined
  if (split === undefined || !(PLAIN_FILE.test(stem) || isPlainMetric(stem))) return undefined
  const run = [...parts.slice(0, -2), '*', parts.at(-1)].join('/')
  return { word, split, metric: undefined, run, inFolder: true }
}
