import { isCommonName, readName } from './names.js'

/** `t_loss`, `v_loss`, `te_acc`: an initial for the split, and a loss or an accuracy. */
const SHORT = /^(tr?|va?|te|ts)[-_ ./]?((?:loss|acc|accuracy|error|err|f1|auc|mse|rmse|mae)\w*)$/i
/** Losses of policies and values, of generators and of teachers: beside them the initials mean something else. */
const OTHERS = /^(?:p|pi|pg|q|g|d|s|policy|actor|critic|entropy|student|total)[-_ ./]?(?:loss|acc)/i

/**
 * What names with an initial for their split mean, where two of a kind stand beside one another: in `t_loss` and `v_loss`
 * training and validation, in `tr_loss` and `te_loss` training and test. By name; empty where that is not told.
 */
export function meaningsOfInitials(names: readonly string[]): ReadonlyMap<string, string> {
  const others = names.filter((name) => !isCommonName(name))
  if (others.some((name) => OTHERS.test(name.trim()))) return new Map()
  const short = others.flatMap((name) => {
    const [, initial, metric] = SHORT.exec(name.trim()) ?? []
    return initial && metric ? [{ name, initial: initial.toLowerCase(), metric: metric.toLowerCase() }] : []
  })
  return new Map(
    short.flatMap(({ name, initial, metric }): [string, string][] => {
      const beside = short.filter((other) => other.metric === metric).map((other) => other.initial)
      const split = splitOf(initial, beside)
      return split === undefined || readName(name).split !== undefined ? [] : [[name, `${split} ${metric}`]]
    }),
  )
}

/** Does the name say its split by an initial, perhaps? */
export function hasInitial(name: string): boolean {
  return SHORT.test(name.trim())
}

function splitOf(initial: string, beside: readonly string[]): string | undefined {
  const any = (...initials: readonly string[]) => initials.some((one) => beside.includes(one))
  if (initial === 't') return any('v', 'va') ? 'train' : undefined
  if (initial === 'v') return any('t', 'tr') ? 'val' : undefined
  if (initial === 'te' || initial === 'ts') return any('tr') ? 'test' : undefined
  return undefined
}
