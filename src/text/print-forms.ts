import { withoutPrefix } from './console.js'
import type { Print } from './print.js'
import { headedBy } from './print-cells.js'
import { readPrint } from './prints.js'

/** A print that says nothing yet. */
export const EMPTY: Print = {
  epoch: undefined,
  step: undefined,
  whole: undefined,
  cells: new Map(),
  heading: undefined,
  carried: undefined,
  plain: true,
  meters: false,
}

/** ` 12: 3.1, 3.0 avg loss, 0.001 rate, 3.1 seconds, 64 images`: Darknet, src/detector.c. */
const DARKNET =
  /^\s*(\d{1,9}): ([\d.]{1,30}|-?nan|inf), ([\d.]{1,30}|-?nan|inf) avg(?: loss)?, [\d.e-]{1,30} rate, [\d.]{1,30} seconds, \d{1,15} images/
/** `train: [███] data=100/100 loss=2.09±0.01 acc=41.20±0.30% t=00:00:10`: llama.cpp, ggml/src/ggml-opt.cpp. */
const GGML =
  /^(train|val):\s{0,9}\[[^\]\n]{0,200}\] data=(\d{1,15})\/(\d{1,15}) loss=([\d.]{1,30}|-?nan|inf)±\S{1,30}(?: acc=([\d.]{1,30})±\S{1,30}%)? t=/

/** `Saving dict for global step 100: accuracy = 0.6, loss = 0.5`: what an Estimator of TensorFlow has evaluated. */
const ESTIMATOR = /\bSaving dict for global step (\d{1,12}): (.{1,2000})$/
/** `Average Precision (AP) @[ IoU=0.50:0.95 | area= all | maxDets=100 ] = 0.23`, pycocotools/cocoeval.py: of what data it does not say. */
const COCO = /\bAverage (?:Precision|Recall)\s{1,9}\(A[PR]\) @\[ ?IoU=/
/** `[100] train_loss=0.9, steps_per_second=5.1`: clu/metric_writers/logging_writer.py, where the number counts steps. */
const CLU = /^\s*\[(\d{1,12})\] (?=[A-Za-z_][\w/.-]{0,80}=)(.{1,2000})$/

/** Reads the lines of programs that print values without names, or one bar for each epoch without its number. */
export function readForm(line: string): Print | undefined {
  const [, step, loss, mean] = DARKNET.exec(line) ?? []
  if (step !== undefined && loss !== undefined && mean !== undefined)
    return {
      ...EMPTY,
      step: Number(step),
      cells: new Map([
        ['loss', loss],
        ['avg loss', mean],
      ]),
    }
  const [, evaluated, results] = ESTIMATOR.exec(line) ?? []
  if (evaluated !== undefined && results !== undefined) {
    const cells = headedBy('eval', readPrint(results)?.cells ?? new Map())
    return { ...EMPTY, step: Number(evaluated), cells }
  }
  if (COCO.test(line)) return EMPTY
  const [, at, written] = CLU.exec(withoutPrefix(line)) ?? []
  const print = at === undefined || written === undefined ? undefined : readPrint(written)
  if (print && print.epoch === undefined && print.step === undefined) return { ...print, step: Number(at) }
  const [, split, done, total, lossOf, accuracy] = GGML.exec(line) ?? []
  if (split === undefined || lossOf === undefined) return undefined
  if (Number(done) < Number(total)) return EMPTY
  const accuracies: [string, string][] = accuracy === undefined ? [] : [[`${split} acc`, `${accuracy}%`]]
  return { ...EMPTY, cells: new Map([[`${split} loss`, lossOf], ...accuracies]) }
}
