import type { Meaning } from './names.js'
import type { Column } from './reading.js'
import type { Note } from './run.js'

/** What is minimised is the negative of the evidence lower bound. */
const AS_LOSS = { quantity: 'nelbo', goal: 'lower', kind: 'total' } as const

/**
 * The evidence lower bound rises in a training that goes well; many programs print its negative under the same name. What
 * stays above zero and falls is taken for that. `columns` and `meanings` are side by side, as what is returned.
 */
export function settleElbo(
  columns: readonly Column[],
  meanings: readonly Meaning[],
): { meanings: readonly Meaning[]; notes: readonly Note[] } {
  const bounds = columns.filter((_, k) => meanings[k]?.quantity === 'elbo')
  const falls = ({ y }: Column) =>
    y.every((value) => !Number.isFinite(value) || value > 0) && Number(y.at(-1)) < Number(y[0])
  if (bounds.length === 0 || !bounds.every(falls)) return { meanings, notes: [] }
  const names = bounds.map(({ name }) => name).join(' and ')
  return {
    meanings: meanings.map((meaning) => (meaning.quantity === 'elbo' ? { ...meaning, ...AS_LOSS } : meaning)),
    notes: [{ because: `assumed: ${names}, above zero and falling, is the negative of the bound: a loss` }],
  }
}
