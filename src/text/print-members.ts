import { readName } from '../run/names.js'
import { screenLines, withoutPrefix } from './console.js'
import { Shapes } from './print-shapes.js'
import { namesOf } from './shared-cells.js'

/** Runs or processes whose lines stand among one another in one log. */
export interface Members {
  /** `runs`: each is a training of its own; `processes`: all take part in one. */
  readonly are: 'runs' | 'processes'
  /** What the log calls them, in the order in which they come. */
  readonly names: readonly string[]
}

/** `[rank1]:`, `[GPU1]`, `Rank 1,`, `(worker pid=12)`, `1: ` of Slurm: a process of several that train one model. */
const PROCESS =
  /^\s*(?:\[(?:default|rank|gpu|cuda:)\s?(\d{1,4})\]|\[\d{1,6},(\d{1,4})\]<std(?:out|err)>|\([\w.]{1,60} pid=(\d{1,9})\b[^()]{0,80}\)|(\d{1,4}):(?= ))|\b(?:local[_ ])?(?:rank|gpu|cuda|process|proc|worker)[\s:#=_[]{0,3}(\d{1,4})\b/i
/** `fold 2`, `seed=3`, `model: resnet`. */
const NAMED =
  /\b(?:fold|seed|run|trial|client|member|replica|repeat|repetition|model|experiment|exp|task|agent|site)[\s:#=_-]{1,3}([\w.-]{1,40})|\b(?:fold|seed|run|trial|client|exp)(\d{1,4})\b/i
/** `[resnet] epoch 1`, `resnet: epoch 1`, `resnet | epoch 1`. */
const TAG = /^\s*(?:\[([A-Za-z][\w./-]{0,60})\]|([A-Za-z][\w./-]{0,60})\s{0,3}[:|])\s{0,9}\S/
/** What stands where a tag might, and is none. */
const NO_TAG =
  /^(?:(?:epochs?|ep?|steps?|s|iter(?:ation)?s?|it|batch|b|round|r)[-_]?\d*|info|debug|warn(?:ing)?|error|log(?:ger)?|metrics?|results?|loss(?:es)?)$/i

/** No log has more runs among one another. */
const MOST = 64
/** So often a run must go on after another has printed: folds come one after the other, but for a summary. */
const RETURNS = 2
/** No line that names a member is longer, in characters. */
const LONGEST = 2000

/** The process and the run that a line says it is of. */
export function memberOf(raw: string): { run: string | undefined; process: string | undefined } {
  if (raw.length > LONGEST) return { run: undefined, process: undefined }
  const process = PROCESS.exec(raw)?.slice(1).find(Boolean)
  const plain = withoutPrefix(raw)
  const named = NAMED.exec(plain)
  const tag = TAG.exec(plain)?.slice(1).find(Boolean)
  const name = named?.[1] ?? named?.[2]
  if (name !== undefined && readName(`${name} loss`).split === undefined)
    return { run: named?.[0].trim(), process }
  const telling = tag !== undefined && !NO_TAG.test(tag) && isBareTag(tag)
  return { run: telling ? tag : undefined, process }
}

/** Neither a split nor a metric. */
function isBareTag(tag: string): boolean {
  return readName(`${tag} loss`).split === undefined && readName(tag).kind === 'other'
}

/** Who printed which lines: the members in their order, and how often each went on after another. */
class Turns {
  readonly names = new Set<string>()
  readonly #kinds = new Map<string, { last: string; seen: Set<string> }>()
  readonly #returned = new Map<string, number>()

  take(kind: string, member: string): void {
    this.names.add(member)
    const turn = this.#kinds.get(kind) ?? { last: member, seen: new Set([member]) }
    if (turn.last !== member && turn.seen.has(member))
      this.#returned.set(member, (this.#returned.get(member) ?? 0) + 1)
    turn.last = member
    turn.seen.add(member)
    this.#kinds.set(kind, turn)
  }

  get takeTurns(): boolean {
    const returns = [...this.#returned.values()].reduce((sum, times) => sum + times, 0)
    return this.#returned.size > 1 && returns >= RETURNS && this.names.size <= MOST
  }
}

/**
 * Finds the runs or the processes that print the same things about the same epochs in turn. Those that follow one
 * another are told by their epochs, which start again.
 */
export function findMembers(text: string): Members | undefined {
  const runs = new Turns()
  const processes = new Turns()
  const shapes = new Shapes()
  for (const { text: raw } of screenLines(text)) {
    const { run, process } = memberOf(raw)
    if (run === undefined && process === undefined) continue
    const print = shapes.read(withoutPrefix(raw))
    if (!print || print.cells.size === 0 || (print.epoch === undefined && print.step === undefined)) continue
    const kind = namesOf(print.cells).join('/')
    if (run !== undefined) runs.take(kind, run)
    if (process !== undefined) processes.take(kind, process)
  }
  if (processes.takeTurns) return { are: 'processes', names: [...processes.names] }
  return runs.takeTurns ? { are: 'runs', names: [...runs.names] } : undefined
}
