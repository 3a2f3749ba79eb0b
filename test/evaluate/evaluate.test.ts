import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../fixtures/paths.js'
import { EARLY_REPEATS, evaluateEarly, watched } from './early.js'
import { evaluate, evaluateKinds, valLossOf } from './evaluate.js'
import { intoReadme } from './readme.js'
import { rules } from './rules.js'
import { generatedRuns, REPEATS, recordedRuns } from './runs.js'
import { regret, score } from './score.js'

const rule = (name: string) => {
  const found = rules.find((one) => one.name.includes(name))
  if (!found) throw new Error(name)
  return found
}

describe('score', () => {
  it('counts an open answer as missed, and leaves it out of the decided', () => {
    const { f1, f1OfDecided, falseAlarms, missed, undecided } = score([
      { truth: true, said: true },
      { truth: true, said: undefined },
      { truth: false, said: true },
      { truth: false, said: false },
    ])
    expect(f1).toBeCloseTo(2 / (2 + 1 + 1))
    expect(f1OfDecided).toBeCloseTo(2 / (2 + 1))
    expect([falseAlarms, missed, undecided]).toEqual([0.5, 0.5, 0.25])
  })

  it('measures what an epoch costs against the best of the unseen loss', () => {
    expect(regret([2, 1, 1.5], 1)).toBe(0)
    expect(regret([2, 1, 1.5], 2)).toBe(0.5)
    expect(regret([-2, -1], 1, 2)).toBe(0.25)
  })
})

describe('rule', () => {
  const falling = [1, 0.8, 0.6, 0.5, 0.4]
  const turned = [1, 0.5, 0.6, 0.7, 0.8]

  it.each([
    ['5 %', falling, falling, false],
    ['5 %', falling, turned, true],
    ['10 %', falling, [1, 0.5, 0.54], false],
    ['Overfit', falling, falling, false],
    ['Overfit', falling, turned, true],
    ['three rises', falling, turned, true],
    ['three rises', falling, [1, 0.5, 0.8, 0.7, 0.8], false],
    ['patience=3', falling, turned, true],
    ['patience=5', falling, turned, false],
  ])('%s of %j and %j: %s', (name, loss, valLoss, expected) => {
    expect(rule(name).overfits?.(loss, valLoss)).toBe(expected)
  })

  it('EarlyStopping keeps the best epoch before it stopped', () => {
    const late = [1, 0.5, 0.6, 0.6, 0.6, 0.2]
    expect(rule('patience=3').keeps?.(late)).toBe(1)
    expect(rule('patience=5').keeps?.(late)).toBe(5)
  })
})

describe('evaluation', () => {
  it('is what the README shows', { timeout: 120_000 }, () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    const runs = generatedRuns(REPEATS)
    expect(readme).toBe(intoReadme(readme, evaluate(runs)))
    expect(readme).toBe(intoReadme(readme, evaluateKinds(runs), ', by kind'))
  })

  it('of the watch is what the README shows', { timeout: 120_000 }, () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    const early = evaluateEarly(generatedRuns(EARLY_REPEATS), valLossOf)
    expect(readme).toBe(intoReadme(readme, early, ', watching'))
  })

  it('of the recorded runs is what the README shows', { timeout: 120_000 }, () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    expect(readme).toBe(intoReadme(readme, evaluate(recordedRuns()), ', recorded'))
  })

  it('takes the epoch at which it is first said', () => {
    const rows = [1, 0.6, 0.4, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map(
      (val, k) => `${k},${1 / (k + 1)},${val}`,
    )
    const { said, back } = watched({ name: 'log.csv', log: `epoch,loss,val_loss\n${rows.join('\n')}\n` })
    expect(said).toBeGreaterThan(3)
    expect(said).toBeLessThan(9)
    expect(back).toBe(-1)
  })

  it('has truths of both kinds for each question', () => {
    const runs = generatedRuns(1)
    for (const question of ['diverged', 'not-learning', 'overfitting', 'stopped-early'] as const)
      expect(new Set(runs.map(({ truth }) => truth[question]))).toEqual(new Set([true, false]))
    expect(recordedRuns().length).toBeGreaterThan(20)
  })
})
