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
/** `[100] train_loss=0.9, steps_per_second=5.1`: clu/metric_writers/logging_writer.py, where the number counts steps. */
const CLU = /^\s*\[(\d{1,12})\] (?=[A-Za-z_][\w/.-]{0,80}=)(.{1,2000})$/
/**
 * `[2021-07-17 20:59:21] [valid] Ep. 1 : Up. 80000 : cross-entropy : 67.9 : new best`, and of the training
 * `Ep. 1 : Up. 82000 : Sen. 5,529,093 : Cost 2.79 : Time 8s`: marian, src/training/scheduler.h; updates are counted.
 */
const MARIAN_VALID =
  /\[valid\] Ep\. \d{1,9} : Up\. (\d{1,12}) : ([\w-]{1,40}) : ([\d.e+-]{1,30}|-?nan|inf) : (?:new best|stalled)/
const MARIAN_TRAIN =
  /\bEp\. [\d.]{1,9} : Up\. (\d{1,12}) : Sen\. [\d,]{1,20} : Cost ([\d.e+-]{1,30}|-?nan|inf)\b(?:.{0,200} : L\.r\. ([\d.e-]{1,30}))?/
/** `cur metric, acc: 0.2, fps: 9.9` and `best metric, ...`: PaddleOCR, tools/program.py, after an evaluation. */
const PADDLE_OCR = /\b(cur|best) metric, (.{1,1000})$/
/** `(epoch: 1, iters: 100, time: 0.5, data: 0.1) G_GAN: 1.2 D_real: 0.3`: pytorch-CycleGAN-and-pix2pix, util/visualizer.py: losses all. */
const PIX2PIX =
  /^\(epoch: (\d{1,9}), iters: (\d{1,12}), time: [\d.]{1,30}(?:, data: [\d.]{1,30})?\) (.{1,1000})$/
const PIX2PIX_LOSS = /([A-Za-z]\w{0,40}): (-?[\d.]{1,30}|nan|inf)(?= |$)/g
/** `TRAIN Batch 4/203700 loss 12.6 loss_att 10.9 lr 0.0003 rank 0`, and `CV Batch`: wenet/utils/executor.py: epoch and batch. */
const WENET = /\b(TRAIN|CV) Batch (\d{1,9})\/(\d{1,12}) (loss [\d.].{1,1000})$/
/** `Epoch 0, batch 2900, loss[..., loss=0.9, over 2403 frames.], tot_loss[ctc_loss=1.0, loss=0.93, over 477013 frames.]`: icefall, train.py. */
const ICEFALL = /\bEpoch (\d{1,9}), batch (\d{1,12}), .{1,1000}\btot_loss\[(.{1,600}?), over /
/** `Checkpoint [6]  Validation-perplexity=8.7`: sockeye/training.py; several in an epoch, so they are counted instead. */
const SOCKEYE = /\bCheckpoint \[(\d{1,9})\]\s{1,9}((?:Train|Validation)-[\w-]{1,40}=\S{1,40})\s*$/
/**
 * ` | Epoch: [1][1/391]    Time 2.345  Data 0.123  Err 2.3026  top1  90.625  top5  50.000`, ` | Test: [1][79/79] ... top1
 * 50.6 ( 52.6)  top5 8.6 (  6.6)` and ` * Finished epoch # 1     top1:  52.625  top5:   6.594`: fb.resnet.torch, train.lua,
 * where `Err` is the loss and the other two are errors in percent.
 */
const FB_RESNET =
  /^\s?\| (Epoch|Test): \[(\d{1,9})\]\[(\d{1,12})\/\d{1,12}\]\s{1,9}Time\s{1,9}\S{1,20}\s{1,9}Data\s{1,9}\S{1,20}\s{1,9}(?:Err\s{1,9}(\S{1,20})\s{1,9})?top1\s{1,9}([\d.]{1,20})(?:\s{1,9}\(\s{0,9}([\d.]{1,20})\))?/
const FB_RESNET_END = /^\s?\* Finished epoch # (\d{1,9})\s{1,9}top1:\s{1,9}([\d.]{1,20})\s{1,9}top5:/
/** `current epoch: 2 current mean dice: 0.61 best mean dice: 0.61 at epoch 2`: the tutorials of MONAI, of the validation. */
const MONAI = /^current epoch: (\d{1,9}),? current ([a-z][a-z ]{1,30}): ([\d.]{1,20})/i
/** `Score at iteration 10 is 1.2`: ScoreIterationListener of Deeplearning4j, whose score is the loss. */
const DL4J = /\bScore at iteration (\d{1,12}) is ([\d.E-]{1,30}|NaN|Infinity)\s*$/
/** What it says of batches beside that: `Epoch[1] Batch [50]  Speed: 9.1 samples/sec 8.2 tokens/sec 1.6 updates/sec  perplexity=17.8`. */
const SOCKEYE_BATCH =
  /\bEpoch\[\d{1,9}\] Batch \[\d{1,12}\]\s{1,9}Speed: .{1,80} tokens\/sec .{1,40} updates\/sec\b/

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
  const own =
    formOfMarian(line) ??
    formOfPaddleOcr(line) ??
    formOfPix2pix(line) ??
    formOfSpeech(line) ??
    formOfSockeye(line) ??
    formOfOthers(line)
  if (own) return own
  const [, at, written] = CLU.exec(withoutPrefix(line)) ?? []
  const print = at === undefined || written === undefined ? undefined : readPrint(written)
  if (print && print.epoch === undefined && print.step === undefined) return { ...print, step: Number(at) }
  const [, split, done, total, lossOf, accuracy] = GGML.exec(line) ?? []
  if (split === undefined || lossOf === undefined) return undefined
  if (Number(done) < Number(total)) return EMPTY
  const accuracies: [string, string][] = accuracy === undefined ? [] : [[`${split} acc`, `${accuracy}%`]]
  return { ...EMPTY, cells: new Map([[`${split} loss`, lossOf], ...accuracies]) }
}

function formOfMarian(line: string): Print | undefined {
  const [, evaluated, name, value] = MARIAN_VALID.exec(line) ?? []
  if (evaluated !== undefined && name !== undefined && value !== undefined) {
    const metric = name === 'translation' ? 'translation score' : name
    return { ...EMPTY, step: Number(evaluated), cells: new Map([[`valid ${metric}`, value]]) }
  }
  const [, trained, cost, rate] = MARIAN_TRAIN.exec(line) ?? []
  if (trained === undefined || cost === undefined) return undefined
  const rates: [string, string][] = rate === undefined ? [] : [['lr', rate]]
  return { ...EMPTY, step: Number(trained), cells: new Map([['Cost', cost], ...rates]) }
}

function formOfPaddleOcr(line: string): Print | undefined {
  const [, when, results] = PADDLE_OCR.exec(line) ?? []
  if (when === 'best') return EMPTY
  const cells = results === undefined ? undefined : readPrint(results)?.cells
  return cells && { ...EMPTY, cells: headedBy('eval', cells) }
}

function formOfPix2pix(line: string): Print | undefined {
  const [, epoch, step, losses] = PIX2PIX.exec(line) ?? []
  if (epoch === undefined || step === undefined || losses === undefined) return undefined
  const cells = [...losses.matchAll(PIX2PIX_LOSS)].map(([, name = '', value = '']): [string, string] => [
    `loss ${name}`,
    value,
  ])
  return { ...EMPTY, epoch: Number(epoch), step: Number(step), cells: new Map(cells) }
}

function formOfSpeech(line: string): Print | undefined {
  const [, split, epoch, batch, values] = WENET.exec(line) ?? []
  const [, own, step, totals] = ICEFALL.exec(line) ?? []
  const cells = readPrint(values ?? totals ?? '')?.cells
  if (!cells) return undefined
  const place = { epoch: Number(epoch ?? own), step: Number(batch ?? step) }
  return { ...EMPTY, ...place, cells: split === undefined ? cells : headedBy(split, cells) }
}

function formOfSockeye(line: string): Print | undefined {
  if (SOCKEYE_BATCH.test(line)) return EMPTY
  const [, checkpoint, value] = SOCKEYE.exec(line) ?? []
  const cells = value === undefined ? undefined : readPrint(value)?.cells
  return cells && { ...EMPTY, step: Number(checkpoint), cells }
}

function formOfOthers(line: string): Print | undefined {
  const [, split, epoch, step, loss, top1 = '', mean] = FB_RESNET.exec(line) ?? []
  if (split !== undefined) {
    const name = split === 'Test' ? 'test top1 error' : 'top1 error'
    const losses: [string, string][] = loss === undefined ? [] : [['loss', loss]]
    const cells = new Map([...losses, [name, `${mean ?? top1}%`] as const])
    return { ...EMPTY, epoch: Number(epoch), step: Number(step), cells }
  }
  const [, finished, error] = FB_RESNET_END.exec(line) ?? []
  if (finished !== undefined)
    return { ...EMPTY, epoch: Number(finished), cells: new Map([['test top1 error', `${error}%`]]) }
  const [, evaluated, metric, value = ''] = MONAI.exec(line) ?? []
  if (evaluated !== undefined)
    return { ...EMPTY, epoch: Number(evaluated), cells: new Map([[`val ${metric}`, value]]) }
  const [, iteration, score = ''] = DL4J.exec(line) ?? []
  return iteration === undefined
    ? undefined
    : { ...EMPTY, step: Number(iteration), cells: new Map([['loss', score]]) }
}
