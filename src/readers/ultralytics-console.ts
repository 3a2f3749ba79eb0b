import { UserError } from '../errors.js'
import { readCell } from '../text/cell.js'
import { screenLines, withoutPrefix } from '../text/console.js'
import { type Entry, tableOf } from '../text/entries.js'
import type { Source } from '../text/source.js'
import { completeLosses } from '../text/yolo.js'
import type { Reader } from './reader.js'

/** `Epoch  GPU_mem  box_loss  cls_loss  dfl_loss  Instances  Size`; before 2022 `Epoch gpu_mem box obj cls labels img_size`. */
const HEADER = /^Epoch +gpu_mem +(.+)$/i
/** `  3/80   2.46G   1.109   1.301   1.399   20   640: 100%|███`, or without a bar where the training is over. */
const ROW = /^(\d{1,6})\/\d{1,6} +[\d.]{1,9}[GMK]? +([-\d.e+naif ]{1,300}?)(?:: +(\d{1,3})%.*)?$/i
/** Above the scores: `Class Images Instances Box(P R mAP50 mAP50-95): 100%|███`; of a classifier `classes top1_acc top5_acc`. */
const SCORES = /^(?:Class +Images +(?:Instances|Labels|Targets) +|classes +)(\S.*?)(?:: +\d{1,3}%.*)?$/
/** The scores over all classes; the counts of images and objects before them. */
const ALL = /^all +([-\d.e+naif ]{1,300})$/i
/** The training is over: what is validated below is the best model again. */
const OVER = /\bepochs completed in |^Validating |\bTraining complete\b/
/** Counts beside the losses. */
const COUNTS = new Set(['instances', 'labels', 'targets', 'size', 'img_size'])
/** What the files of results call the scores. */
const CALLED: Readonly<Record<string, string>> = {
  P: 'precision',
  R: 'recall',
  'mAP@.5': 'mAP_0.5',
  'mAP@.5:.95': 'mAP_0.5:0.95',
  'mAP@0.5': 'mAP_0.5',
  'mAP@0.5:0.95': 'mAP_0.5:0.95',
  top1_acc: 'accuracy_top1',
  top5_acc: 'accuracy_top5',
}
/** The kinds of scores, by the word that opens their bracket. */
const KINDS: Readonly<Record<string, string>> = { Box: '(B)', Mask: '(M)', Pose: '(P)' }
/** No line of the console is longer, in characters. */
const LONGEST = 2000

/**
 * What YOLO prints while it trains: for each epoch a header, a bar with the losses of the training so far, and a table of
 * scores on the validation data, which has no losses. Epochs are counted as they are printed: from 0 by YOLOv5, from 1
 * since. Sources: ultralytics/engine/trainer.py, models/yolo/detect/val.py; yolov5/train.py, val.py; yolov7/train.py.
 */
export const ultralyticsConsole: Reader = {
  id: 'ultralytics-console',
  title: 'What Ultralytics YOLO, YOLOv5 and YOLOv7 print while they train',
  sample: '  3/80   2.46G   1.109   1.301   1.399   20   640: 100%|###| 331/331',
  recognises({ text }) {
    if (!/\bgpu_mem\b/i.test(text)) return false
    return collect(text, 1).entries.length > 0
  },
  read(source) {
    const { entries } = collect(source.text)
    if (entries.length === 0) throw noEpoch(source)
    return completeLosses(tableOf(entries).reading())
  },
}

function noEpoch(source: Source): UserError {
  return new UserError(
    `${source.title}: output of YOLO without a finished epoch`,
    'wait until the first epoch has ended',
  )
}

function collect(text: string, enough = Number.POSITIVE_INFINITY): Collector {
  const collector = new Collector()
  for (const { line, text: raw } of screenLines(text)) {
    if (raw.length <= LONGEST) collector.read(withoutPrefix(raw).trim(), line)
    if (collector.entries.length >= enough) break
  }
  collector.finish()
  return collector
}

class Collector {
  readonly entries: Entry[] = []
  #losses: readonly string[] = []
  #scores: readonly string[] = []
  /** The last state of the bar of an epoch. */
  #open: { epoch: string; line: number; done: boolean; cells: Map<string, string> } | undefined

  read(text: string, line: number): void {
    const header = HEADER.exec(text)?.[1]
    const scores = SCORES.exec(text)?.[1]
    if (header !== undefined) this.#losses = header.split(/ +/).map(lossOf)
    else if (scores !== undefined) this.#scores = scoresOf(scores)
    else if (OVER.test(text)) this.finish()
    else if (!this.#row(text, line)) this.#all(text, line)
  }

  /** Takes what is known of the epoch; a bar that did not reach its end is no epoch. */
  finish(): void {
    const open = this.#open
    this.#open = undefined
    if (open?.done)
      this.entries.push({ line: open.line, cells: new Map([['epoch', open.epoch], ...open.cells]) })
  }

  #row(text: string, line: number): boolean {
    const [, epoch, said, percent] = ROW.exec(text) ?? []
    if (epoch === undefined || said === undefined) return false
    const values = said.split(/ +/)
    if (values.length !== this.#losses.length || !values.every(isNumber)) return false
    if (this.#open && this.#open.epoch !== epoch) this.finish()
    const cells = new Map(
      this.#losses.flatMap((name, k): [string, string][] => {
        const value = values[k]
        return value === undefined || COUNTS.has(name.toLowerCase()) ? [] : [[`train/${name}`, value]]
      }),
    )
    this.#open = { epoch, line, done: percent === undefined || percent === '100', cells }
    return true
  }

  /** The scores below the bar end its epoch. */
  #all(text: string, line: number): void {
    const values = ALL.exec(text)?.[1]?.split(/ +/)
    if (!values || !this.#open?.done || this.#scores.length === 0) return
    const measured = values.slice(-this.#scores.length)
    if (measured.length < this.#scores.length || !measured.every(isNumber)) return
    for (const [k, name] of this.#scores.entries()) this.#open.cells.set(`metrics/${name}`, measured[k] ?? '')
    this.#open.line = line
    this.finish()
  }
}

function isNumber(text: string): boolean {
  return typeof readCell(text) === 'number'
}

/** The columns have had their names without the word for a loss. */
function lossOf(name: string): string {
  return /^(?:box|obj|cls|seg|kobj)$/.test(name) ? `${name}_loss` : name === 'total' ? 'loss' : name
}

/** `Box(P R mAP50 mAP50-95) Mask(P R ...` as the columns of the files of results are called. */
function scoresOf(header: string): string[] {
  let kind = ''
  return header.split(/ +/).map((word) => {
    const [, opens, rest] = /^([A-Z][a-z]+)\((.+)$/.exec(word) ?? []
    if (opens !== undefined) kind = KINDS[opens] ?? `(${opens})`
    const name = (rest ?? word).replace(/\)$/, '')
    return `${CALLED[name] ?? name}${kind}`
  })
}
