import type { Candidate } from './build.js'
import { isCommonName, readName, splitOfWord } from './names.js'
import type { Note } from './run.js'

/** So many names stand in a note. */
const MOST_NAMED = 4

/**
 * Says which columns are left aside for one whose name differs from theirs in case, blanks, `-` or `_` alone: the log may
 * mean either. `flag` settles it.
 */
export function namesakeNotes(judged: string, left: readonly string[], flag: string): Note[] {
  const alike = left.filter((name) => bare(name) === bare(judged))
  if (alike.length === 0) return []
  const are = alike.length === 1 ? 'is' : 'are'
  return [
    {
      because: `${judged} is judged; ${alike.join(', ')}, called alike, ${are} not (${flag} names the one meant)`,
    },
  ]
}

/** Which of several loaders or sets a metric is of. */
const LOADER = /dataloader_idx_\d+/

/**
 * Says which losses of the same data are left aside for one that is no whole loss, or which sets for that of one: nothing
 * tells that it is the one meant. `flag` settles it.
 */
export function otherSetNotes(
  own: string,
  candidates: readonly Candidate[],
  judged: ReadonlySet<string>,
  flag: string,
): Note[] {
  const pick = candidates.find(({ series }) => series.name === own)
  const set = LOADER.test(own) ? own.replace(LOADER, '') : undefined
  const isOther = ({ series, meaning }: Candidate) =>
    series.split === pick?.series.split &&
    !judged.has(series.name) &&
    ((pick.meaning.kind === 'part' && meaning.kind === 'part') ||
      (set !== undefined && series.name.replace(LOADER, '') === set) ||
      (meaning.kind === 'total' && series.name !== own && uncounted(series.name) === uncounted(own)))
  const others = candidates.filter(isOther).map(({ series }) => series.name)
  if (others.length === 0) return []
  const list =
    others.length > MOST_NAMED ? `${others.slice(0, MOST_NAMED).join(', ')}, ...` : others.join(', ')
  const are = others.length === 1 ? 'is' : 'are'
  return [{ because: `assumed: ${own} is to be judged; ${list} ${are} not (${flag} names the one meant)` }]
}

/**
 * Says that the loss and the accuracy that are judged are of different sets, where the log has a loss of the set of the
 * accuracy too: `eval_nli_loss` and `eval_squad_accuracy` beside `eval_squad_loss`.
 */
export function apartNotes(
  loss: string | undefined,
  accuracy: string | undefined,
  left: readonly string[],
): Note[] {
  if (loss === undefined || accuracy === undefined || isCommonName(loss) || isCommonName(accuracy)) return []
  const [own, other] = [setOf(loss), setOf(accuracy)]
  if (own === '' || other === '' || own === other) return []
  const beside = left.find((name) => setOf(name) === other && isLossOfSet(name))
  if (beside === undefined) return []
  return [
    {
      because: `${loss} and ${accuracy} are of different sets (${own} and ${other}); ${beside} is not judged (--val-loss names the one meant)`,
    },
  ]
}

/** `val_loss` of `val2_loss`. */
function uncounted(name: string): string {
  return name.replace(/^(val|valid|validation|dev)\d(?!\d)/i, '$1')
}

/** The words of a name that say neither a split nor a quantity. */
function setOf(name: string): string {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return words
    .filter((word) => word !== '' && readName(word).kind === 'other' && splitOfWord(word) === undefined)
    .join(' ')
}

function isLossOfSet(name: string): boolean {
  const { kind, split } = readName(name)
  return (kind === 'total' || kind === 'part') && split !== undefined && split !== 'train'
}

function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, '')
}
