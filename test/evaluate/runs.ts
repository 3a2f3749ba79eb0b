import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { fixturesIn, ROOT } from '../fixtures/paths.js'
import { dice } from './chance.js'
import { type Noise, observe, writeLog } from './observe.js'
import { sizeOf } from './score.js'
import { shapes } from './shapes.js'

/** A log with the truth about its run. */
export interface Known {
  readonly name: string
  readonly log: string
  /** Loss on unseen data after each epoch. */
  readonly unseen: readonly number[]
  readonly truth: Readonly<Record<Question, boolean>>
}

/** The ids of the diagnoses that there is a truth about. */
export type Question = 'diverged' | 'not-learning' | 'overfitting' | 'stopped-early'

/** Loss on unseen data must end this much above its best to be overfitting, and fall this much more to have been stopped early. */
const TENTH = 0.1
/** A recorded run whose unseen loss never fell by this much learned nothing. */
const LEARNED = 0.03
/** Recorded runs that end above their best by chance, their training as well. */
const SWINGING: ReadonlySet<string> = new Set(['diagnoses/unstable'])
const LENGTHS = [8, 15, 30, 60, 120] as const
const NOISES: readonly Noise[] = [
  { samples: 5000, jitter: 0.004 },
  { samples: 500, jitter: 0.015 },
  { samples: 80, jitter: 0.04 },
]
const CLASSES = [2, 3, 10, 100] as const

const finite = (values: readonly number[]) => values.every((value) => Number.isFinite(value))
const lowest = (values: readonly number[]) =>
  values.reduce((least, value) => Math.min(least, value), Infinity)

/** Runs of each shape, length and noise in the published table. */
export const REPEATS = 12

/** Every shape at every length and noise, several times over. The truth is that of the curves without noise. */
export function generatedRuns(repeats: number): Known[] {
  const runs: Known[] = []
  for (const [shape, make] of Object.entries(shapes))
    for (const epochs of LENGTHS)
      for (const noise of NOISES)
        for (let repeat = 0; repeat < repeats; repeat++) {
          const chance = dice(runs.length + 1)
          const classes = chance.pick(CLASSES)
          const start = Math.log(classes) * chance.between(0.95, 1.15)
          const losses = make({ epochs, start, dice: chance })
          const at = (from: number, to: number) =>
            Array.from({ length: to - from }, (_, k) => losses.unseen(from + k + 1))
          const unseen = at(0, epochs)
          const end = unseen.at(-1) ?? 0
          const diverged = shape === 'diverges'
          const learned = shape !== 'never learns'
          runs.push({
            name: `${shape}, ${epochs} epochs, ${noise.samples} samples`,
            log: writeLog(observe(losses, epochs, classes, noise, chance)),
            unseen,
            truth: {
              diverged,
              'not-learning': !learned,
              overfitting: !diverged && learned && end >= (1 + TENTH) * lowest(unseen),
              'stopped-early': !diverged && learned && lowest(at(epochs, 2 * epochs)) <= (1 - TENTH) * end,
            },
          })
        }
  return runs
}

const Truth = z.object({
  runs: z.record(
    z.string(),
    z.object({
      unseen_loss: z.array(z.union([z.number(), z.string()])),
      continued: z.object({ unseen_loss: z.object({ lowest: z.number(), at: z.number() }) }),
    }),
  ),
})

/** The log of a recorded run, in one of the forms that it is kept in. */
function pathOf(name: string): string {
  const paths = ['csv', 'json', 'jsonl'].map((form) => join(ROOT, 'fixtures', `${name}.${form}`))
  return paths.find((path) => existsSync(path)) ?? name
}

/** The genuine logs whose training was also scored on unseen data, and went on to twice its length. */
export function recordedRuns(): Known[] {
  const files = fixturesIn('record').filter((file) => /^truth.*\.json$/.test(file))
  const runs = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, 'fixtures/record', file), 'utf8')
    return Object.entries(Truth.parse(JSON.parse(text)).runs)
  })
  return runs.map(([name, { unseen_loss, continued }]): Known => {
    const unseen = unseen_loss.map(Number)
    const diverged = !finite(unseen)
    const [start, end, least] = [unseen[0] ?? 0, unseen.at(-1) ?? 0, lowest(unseen)]
    const learned = least < start - LEARNED * Math.abs(start)
    const size = TENTH * sizeOf(unseen)
    const later = continued.unseen_loss
    return {
      name,
      log: readFileSync(pathOf(name), 'utf8'),
      unseen,
      truth: {
        diverged,
        'not-learning': !diverged && !learned,
        overfitting: !diverged && learned && !SWINGING.has(name) && end - least >= size,
        'stopped-early': !diverged && learned && later.at > unseen.length && end - later.lowest >= size,
      },
    }
  })
}
