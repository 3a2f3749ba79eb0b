import { readName } from '../run/names.js'
import type { Note } from '../run/run.js'
import { changed, type Located } from './located.js'
import { ofValidation } from './print-wholes.js'

interface Settled {
  readonly prints: readonly Located[]
  readonly notes: readonly Note[]
}

/**
 * Settles of which data lines are that begin with a star and do not say so (`* Acc@1 70.1 Acc@5 90.2`): a summary of an
 * evaluation, as torchvision, DeiT and the examples of PyTorch print them, where other lines tell of the training; of the
 * training where the same epochs have another such line of an evaluation. Two of a kind in an epoch say neither.
 */
export function settleStars(prints: readonly Located[]): Settled {
  const settled = settleBare(prints)
  return { ...settled, prints: withoutSummed(settled.prints) }
}

/** What a summary tells of an epoch the lines of its steps need not tell as well. */
function withoutSummed(prints: readonly Located[]): readonly Located[] {
  const summed = new Set(
    prints.flatMap(({ star, block, cells }) =>
      star === undefined || block === 0 ? [] : [...cells.keys()].map((name) => `${block} ${name}`),
    ),
  )
  if (summed.size === 0) return prints
  return prints.map((print) => {
    if (print.star !== undefined) return print
    const cells = [...print.cells].filter(([name]) => !summed.has(`${print.block} ${name}`))
    return cells.length === print.cells.size ? print : changed(print, { cells: new Map(cells) })
  })
}

function settleBare(prints: readonly Located[]): Settled {
  const starred = prints.filter(({ star }) => star === 'bare')
  const [first] = starred
  if (!first || !prints.some(isOfTraining)) return { prints, notes: [] }
  const evaluated = new Set(prints.flatMap((print) => (isEvaluated(print) ? [print.block] : [])))
  if (starred.some(({ block }) => evaluated.has(block))) return { prints, notes: [] }
  const blocks = new Set(starred.map(({ block, kind }) => `${block} ${kind}`)).size
  if (starred.length > blocks * 1.5) {
    const because = 'lines behind a star come twice in an epoch and do not say of which data: left out'
    return { prints: prints.filter(({ star }) => star !== 'bare'), notes: [{ line: first.line, because }] }
  }
  const because = 'assumed: lines behind a star are of the validation data'
  return {
    prints: prints.map((print) => (print.star === 'bare' ? ofValidation(print) : print)),
    notes: [{ because }],
  }
}

/** Does it tell what the training measured, by its name or by having none? */
function isOfTraining({ star, cells }: Located): boolean {
  const meanings = [...cells.keys()].map(readName)
  return (
    star !== 'bare' && meanings.some(({ kind, split }) => kind !== 'other' && (split ?? 'train') === 'train')
  )
}

function isEvaluated({ star, cells }: Located): boolean {
  return star === 'headed' && [...cells.keys()].every((name) => readName(name).split !== 'train')
}
