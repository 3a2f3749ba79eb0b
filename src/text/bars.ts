/** One state of a progress bar of tqdm. */
export interface Bar {
  /** What stands before it, without the colon. */
  readonly description: string
  readonly done: number
  /** Undefined where the bar does not know it. */
  readonly total: number | undefined
  /** What stands behind the speed: cells by name, as spelt. */
  readonly cells: ReadonlyMap<string, string>
  /** What was written behind the bar on the same line. */
  readonly rest: string
  /** What it counts per second: `it`, `epoch`, `batch`. */
  readonly unit: string
}

/** `Epoch 3: 100%|███| 938/938 [`: the percentage, the counts, and the place where the times begin. */
const COUNTS = /(?:(\d{1,3})%)\|[^|\n]{0,2000}\| {0,9}([\d.]{1,15})([kMG]?)\/([\d.]{1,15})([kMG]?) \[/
/** `12it [00:03, 4.0it/s`: a bar that does not know its end. */
const UNCOUNTED = /(?:^|: )([\d.]{1,15})([kMG]?)(?:it|epoch|batch|step|ba|ex|img)(?:e?s)? \[/
/** Elapsed and remaining time, speed. */
const TIMES =
  /^[\d:?. day,]{1,30}(?:<[\d:?. day,]{1,30})?, {1,9}[\d.?]{1,15}[kMG]?[^\s\d,\]]{1,30}(?:, |\]|$)/
/** ` [====>...]  Step: 60ms | Tot: 25s | Loss: 0.85 | Acc: 65.0% (1/5) 391/391`. */
const CIFAR =
  /^\s*\[[=>.]{1,400}\]\s{1,9}Step: \S{1,20} \| Tot: [^|]{1,20}(?: \| (.{0,300}?))?\s{1,400}(\d{1,12})\/(\d{1,12})\s*$/
const CELL = /^([^=]{1,80})=(.{1,200})$/
const FACTORS: Readonly<Record<string, number>> = { '': 1, k: 1e3, M: 1e6, G: 1e9 }

/**
 * What a line shows of a progress bar of tqdm; undefined where it shows none. A bar that was cut to the width of the
 * terminal has lost its bracket and, maybe, digits of its last cell, which is left out. Source: tqdm/std.py.
 */
export function barOf(text: string): Bar | undefined {
  return barOfCifar(text) ?? barOfTqdm(text)
}

function barOfTqdm(text: string): Bar | undefined {
  const counts = COUNTS.exec(text)
  const found = counts ?? UNCOUNTED.exec(text)
  if (!found) return undefined
  const inner = text.slice(found.index + found[0].length)
  const times = TIMES.exec(inner)?.[0]
  const end = inner.lastIndexOf(']')
  const postfix =
    times === undefined || times.endsWith(']') ? '' : inner.slice(times.length, end < 0 ? undefined : end)
  const pieces = postfix.split(', ')
  if (end < 0) pieces.pop()
  return {
    description: text.slice(0, found.index).replace(/:? *$/, '').trim(),
    done: counts ? amount(counts[2], counts[3]) : amount(found[1], found[2]),
    total: counts ? amount(counts[4], counts[5]) : undefined,
    rest: end < 0 ? '' : inner.slice(end + 1),
    unit:
      /[\d?]([a-z]{1,10})\/s|s\/([a-z]{1,10})/i
        .exec(times ?? '')
        ?.slice(1)
        .find(Boolean) ?? '',
    cells: new Map(
      pieces.flatMap((piece): [string, string][] => {
        const [, name, value] = CELL.exec(piece.trim()) ?? []
        return name === undefined || value === undefined ? [] : [[name.trim(), value.trim()]]
      }),
    ),
  }
}

/** What a line shows of the bar of kuangliu/pytorch-cifar (utils.py), which many have taken over. */
function barOfCifar(text: string): Bar | undefined {
  const [, said, done, total] = CIFAR.exec(text) ?? []
  if (said === undefined) return undefined
  const cells = said.split(' | ').flatMap((piece): [string, string][] => {
    const [, name, value] =
      /^\s*([A-Za-z][\w .@-]{0,60}?): *([^\s:()]{1,40})(?: ?\([\d./]{1,40}\))?\s*$/.exec(piece) ?? []
    return name === undefined || value === undefined ? [] : [[name, value]]
  })
  const counts = { done: Number(done), total: Number(total) }
  return { description: '', ...counts, cells: new Map(cells), rest: '', unit: '' }
}

function amount(digits = '', unit = ''): number {
  return Number(digits) * (FACTORS[unit] ?? 1)
}
