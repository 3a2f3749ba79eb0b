import type { Note } from '../run/run.js'
import type { Print } from './print.js'
import { EMPTY } from './print-forms.js'

/** `Average Precision (AP) @[ IoU=0.50:0.95 | area= all | maxDets=100 ] = 0.23`: pycocotools/cocoeval.py. */
const LINE =
  /\bAverage (?:Precision|Recall)\s{1,9}\((A[PR])\) @\[ ?IoU=([\d.:]{1,12})\s{0,9}\| area=\s{0,9}(\w{1,12}) \| maxDets=\s{0,9}\d{1,6} ?\] ?= ?(-?\d\.\d{1,9})/
/** What is measured, before such lines: torchvision and DETR, and pycocotools. */
const OF = /^\s*(?:IoU metric: |Evaluate annotation type \*)(\w{1,20})\*?\s*$/
const NAMES = new Map([
  ['0.50:0.95', 'AP'],
  ['0.50', 'AP50'],
])
const NOTE: Note = { because: 'assumed: the average precisions of COCO are of the validation data' }

/**
 * Follows the blocks that an evaluation of COCO prints. It is not run on the data of the training; of its twelve values two
 * are taken, the precision over all thresholds and sizes, by which models are compared, and that at 0.5.
 */
export class CocoBlocks {
  #measured: string | undefined
  #found = false

  /** What a line of such a block says, nothing for those that are not taken; undefined for any other line. */
  read(line: string): Print | undefined {
    if (!line.includes('@[')) {
      if (/^\s*(?:IoU|Eval)/.test(line)) this.#measured = OF.exec(line)?.[1] ?? this.#measured
      return undefined
    }
    const [, kind, threshold = '', area, value = ''] = LINE.exec(line) ?? []
    if (kind === undefined) return undefined
    const name = NAMES.get(threshold)
    if (kind !== 'AP' || area !== 'all' || name === undefined || value.startsWith('-')) return EMPTY
    this.#found = true
    const of = this.#measured === undefined ? '' : `${this.#measured} `
    return { ...EMPTY, cells: new Map([[`val ${of}${name}`, value]]) }
  }

  get notes(): readonly Note[] {
    return this.#found ? [NOTE] : []
  }
}
