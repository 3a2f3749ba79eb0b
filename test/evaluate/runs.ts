import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { fixturesIn, ROOT } from '../fixtures/paths.js'
import { dice } from './chance.js'
import { type Noise, observe, writeLog } from './observe.js'
import { oddShapes } from './odd-shapes.js'
import { sizeOf } from './score.js'
import { plainShapes, type Shape } from './shapes.js'
import { LEARNED, lowest, TENTH, type Truth, truthOf } from './truth.js'

/** A log with the truth about its run. */
export interface Known {
  readonly name: string
  /** What is alike of it and others. */
  readonly shape: string
  readonly log: string
  /** Loss on unseen data after each epoch. */
  readonly unseen: readonly number[]
  /** The same before training, or after the first epoch where that is all there is. */
  readonly start: number
  readonly truth: Truth
}

/** Recorded runs that end above their best by chance, their training as well. */
const SWINGING: ReadonlySet<string> = new Set(['diagnoses/unstable'])
const LENGTHS = [5, 8, 12, 30, 60, 120] as const
const NOISES: readonly Noise[] = [
  { samples: 5000, jitter: 0.004 },
  { samples: 500, jitter: 0.015 },
  { samples: 80, jitter: 0.04 },
  { samples: 25, jitter: 0.04 },
]
const CLASSES = [2, 3, 10, 100] as const

export const shapes: Readonly<Record<string, Shape>> = { ...plainShapes, ...oddShapes }

/** Runs of each shape, length and noise in the published table. */
export const REPEATS = 6

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
          runs.push({
            name: `${shape}, ${epochs} epochs, ${noise.samples} samples`,
            shape,
            log: writeLog(observe(losses, epochs, classes, noise, chance)),
            unseen: Array.from({ length: epochs }, (_, k) => losses.unseen(k + 1)),
            start: losses.unseen(0),
            truth: truthOf(losses, epochs),
          })
        }
  return runs
}

const Recorded = z.object({
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
    return Object.entries(Recorded.parse(JSON.parse(text)).runs)
  })
  return runs.map(([name, { unseen_loss, continued }]): Known => {
    const unseen = unseen_loss.map(Number)
    const diverged = !unseen.every(Number.isFinite)
    const [start, end, least] = [unseen[0] ?? 0, unseen.at(-1) ?? 0, lowest(unseen)]
    const learned = least < start - LEARNED * Math.abs(start)
    const size = TENTH * sizeOf(unseen)
    const later = continued.unseen_loss
    return {
      name,
      shape: 'recorded',
      log: readFileSync(pathOf(name), 'utf8'),
      unseen,
      start,
      truth: {
        diverged,
        'not-learning': !diverged && !learned,
        overfitting: !diverged && learned && !SWINGING.has(name) && end - least >= size,
        'stopped-early': !diverged && learned && later.at > unseen.length && end - later.lowest >= size,
      },
    }
  })
}
