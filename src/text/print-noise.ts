import { measures } from './print-cells.js'
import { readPrint } from './prints.js'
import { Tracebacks } from './traceback.js'

/** `train.py:12: UserWarning: ...`; what Python shows of the source stands on the next line, indented. */
const WARNING = /:\d{1,6}: \w{0,60}Warning\b|^\s*warnings\.warn\(/
/** Warnings and errors of libraries in C++ that log as glog does: `W0312 10:00:00.123 ...]`. */
const GLOG = /^[WEF]\d{4} \d\d:/
/** A line of a program that prints, as opposed to what it prints. */
const PRINTING = /^\s*(?:print|logg(?:er|ing)\.\w{1,20}|console\.log|printf)\(/

/** What the loops of torchvision's references, DETR, DeiT and MAE say before they exit (`engine.py`). */
const STOPPED = /\bLoss is (?:nan|-?inf)(?:inity)?, stopping training\b/i

/** What a line says of the end of a training whose loss was no number any more. */
export function stoppedBy(line: string): string | undefined {
  return STOPPED.exec(line)?.[0]
}

/** The iterations of an embedding, which trains no model. */
const EMBEDDING = /^\[t-SNE\]/

/** What stands in a program and not among values. */
const CODE = /[\w\])]\(|["'*]|\w\.\w+\.|\b(?:self|return|def|if|for)\b|^\s*[\w.]{1,60} [-+]?= /

/** Is it a line of losses or scores, and none of a program? */
function isOfValues(line: string): boolean {
  return !CODE.test(line) && measures(readPrint(line)?.cells ?? new Map())
}

/** Tells lines that quote programs, warnings and errors from those that a training prints. */
export class Noise {
  readonly #tracebacks = new Tracebacks()
  #warned = false

  /** Is this line, as it stands with its prefixes, none of the training? */
  skips(line: string, plain: string): boolean {
    const quoted = this.#warned && /^\s{2}/.test(line) && !isOfValues(plain)
    this.#warned = WARNING.test(line) && !/^\s*warnings\.warn\(/.test(line)
    const inside = this.#tracebacks.read(plain) !== undefined
    return (
      quoted ||
      inside ||
      this.#warned ||
      [WARNING, GLOG, PRINTING].some((kind) => kind.test(line)) ||
      EMBEDDING.test(plain)
    )
  }
}
