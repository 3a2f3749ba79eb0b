import { type Observed, Observer } from '../../src/live/observer.js'
import { Source } from '../../src/text/source.js'
import { rules } from './rules.js'
import type { Known } from './runs.js'
import { regret } from './score.js'
import { percent, table } from './table.js'

/** Every shape at every length and noise, so many times: each run is judged after each of its epochs. */
export const EARLY_REPEATS = 1
/** Weights that are worse than the best to come by more than this, as a share of the loss, are kept too early. */
const LOST = 0.05

/** What a rule does while a run goes on, with the truth beside it. */
interface Early {
  /** Truly overfits in the end. */
  readonly overfits: boolean
  /** Epochs from the best on unseen data to the first word; nothing where none is said. */
  readonly delay: number | undefined
  /** The best epoch until then is worse than one to come. */
  readonly tooEarly: boolean
  /** Is what was said taken back? */
  readonly takenBack: boolean
}

/** What an epochwise that watches says of a run: the indices of the epochs after which it warns of overfitting, and takes it back. */
export function watched({ name, log }: Pick<Known, 'name' | 'log'>): { said: number; back: number } {
  const { steps }: Observed = new Observer({}, []).take({ found: new Source(name, log), anew: false })
  const index = (gone: boolean) =>
    steps.findIndex(({ changes }) =>
      changes.some(
        ({ warning, withdrawn }) =>
          warning.finding.id === 'overfitting' && (withdrawn !== undefined) === gone,
      ),
    )
  return { said: index(false), back: index(true) }
}

function early({ unseen, start, truth }: Known, epochs: number, said: number, takenBack: boolean): Early {
  const every = Math.round(unseen.length / epochs)
  const best = unseen.indexOf(unseen.reduce((least, value) => Math.min(least, value), Infinity))
  const kept = unseen.slice(0, (said + 1) * every)
  const keptAt = kept.indexOf(kept.reduce((least, value) => Math.min(least, value), Infinity))
  return {
    overfits: truth.overfitting,
    delay: said < 0 ? undefined : said - Math.floor(best / every),
    tooEarly: said >= 0 && regret(unseen, keptAt, start) > LOST,
    takenBack,
  }
}

function cells(name: string, all: readonly Early[]): string[] {
  const of = (overfits: boolean) => all.filter((one) => one.overfits === overfits)
  const share = (some: readonly Early[], which: (one: Early) => boolean) =>
    percent(some.filter(which).length / some.length)
  const spoke = ({ delay }: Early) => delay !== undefined
  const delays = of(true)
    .flatMap(({ delay }) => delay ?? [])
    .sort((a, b) => a - b)
  return [
    name,
    String(delays[delays.length >> 1] ?? '-'),
    share(of(true), (one) => !spoke(one)),
    share(of(false), spoke),
    share(all, ({ tooEarly }) => tooEarly),
    share(all, ({ takenBack }) => takenBack),
  ]
}

/** When overfitting is first spoken of while a run goes on, beside the rules that stop trainings, in Markdown. */
export function evaluateEarly(runs: readonly Known[], valLossOf: (run: Known) => readonly number[]): string {
  const all = runs.map((run) => ({ run, valLoss: valLossOf(run) }))
  const ours = all.map(({ run, valLoss }) => {
    const { said, back } = watched(run)
    return early(run, valLoss.length, said, back >= 0)
  })
  const others = rules.flatMap(({ name, stops }) =>
    stops
      ? [
          cells(
            name,
            all.map(({ run, valLoss }) => early(run, valLoss.length, stops(valLoss) ?? -1, false)),
          ),
        ]
      : [],
  )
  const overfit = runs.filter(({ truth }) => truth.overfitting).length
  return table(
    [
      `while it trains (${overfit} of ${runs.length} runs overfit)`,
      'epochs after the best',
      'not said',
      'said of others',
      'over 5 % given up',
      'taken back',
    ],
    [cells('**epochwise watch**', ours), ...others],
  )
}
