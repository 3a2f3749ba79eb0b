import { describe, expect, it } from 'vitest'
import { compareGroups } from '../../src/compare/compare.js'
import { diagnose } from '../../src/index.js'
import type { Comparison, Difference, RunReport } from '../../src/report.js'
import { dice } from '../evaluate/chance.js'
import { judgeFixture } from '../fixtures/paths.js'

type Columns = Readonly<Record<string, readonly (number | string)[]>>

function report(columns: Columns, name = 'run.csv'): RunReport {
  const names = Object.keys(columns)
  const epochs = columns[names[0] ?? '']?.length ?? 0
  const rows = Array.from({ length: epochs }, (_, k) =>
    [k + 1, ...names.map((own) => columns[own]?.[k])].join(','),
  )
  const [only] = diagnose(`epoch,${names.join(',')}\n${rows.join('\n')}\n`, { name })
  if (!only) throw new Error('no run')
  return only
}
const group = (...reports: RunReport[]) => ({ name: reports.map(({ run }) => run.name).join(' '), reports })
const compare = (a: RunReport, b: RunReport, tolerance?: number) =>
  compareGroups(group(a), group(b), tolerance)
const by = ({ differences }: Comparison, measure: Difference['by']): Difference => {
  const found = differences.find((own) => own.by === measure)
  if (!found) throw new Error(`no ${measure}`)
  return found
}

const EPOCHS = 30
const epochs = Array.from({ length: EPOCHS }, (_, k) => k)
/** A curve that levels off, with noise of a share. */
function curve(end: number, noise: number, seed: number): number[] {
  const { normal } = dice(seed)
  return epochs.map((k) => end * (1 + 2 * Math.exp(-k / 4)) * Math.exp(noise * normal()))
}
const rising = (end: number, noise: number, seed: number) => {
  const { normal } = dice(seed)
  return epochs.map((k) => end * (1 - 0.8 * Math.exp(-k / 4)) + noise * normal())
}
function run({ loss = 0.5, accuracy = 0.8, noise = 0.02, seed = 1, name = 'run.csv' } = {}): RunReport {
  return report(
    {
      loss: curve(loss * 0.95, 0.005, seed + 1000),
      val_loss: curve(loss, noise, seed),
      val_accuracy: rising(accuracy, noise / 5, seed + 2000),
    },
    name,
  )
}

describe('a baseline that diverged', () => {
  const broken = (k: number, value: number, worth: number) => (k < 12 ? value : worth)
  /** Reaches much, and then nothing. */
  const diverged = report({
    loss: curve(0.3, 0.005, 11).map((value, k) => broken(k, value / 2, 60)),
    val_loss: curve(0.3, 0.01, 12).map((value, k) => broken(k, value / 2, 60)),
    val_accuracy: rising(0.95, 0.004, 13).map((value, k) => broken(k, value, 0.1)),
  })
  const nothing = report({ loss: epochs.map(() => 'nan'), val_loss: epochs.map(() => 'nan') })

  it('makes nothing worse that holds out, and says why', () => {
    expect(diverged.verdict.headline).toBe('diverged')
    const comparison = compare(diverged, run({ seed: 4 }))
    expect(comparison).toMatchObject({ state: 'better', summary: 'better by verdict' })
    expect(by(comparison, 'accuracy')).toMatchObject({
      state: 'unknown',
      because: expect.stringMatching(/ against .*; does not count, since the baseline diverged later$/),
    })
    expect(compare(nothing, run({ seed: 4 })).state).toBe('better')
  })

  it('counts in full for a run that fails too, and beside one that did not diverge', () => {
    const flat = report({
      loss: curve(2.3, 0.001, 14).map(() => 2.3),
      val_loss: epochs.map((k) => 2.31 + (k % 2) / 1000),
      val_accuracy: epochs.map(() => 0.1),
    })
    expect(flat.verdict.status).toBe('failing')
    expect(compare(diverged, flat).state).toBe('worse')
    const two = compareGroups(
      group(diverged, run({ accuracy: 0.95, seed: 21 }), run({ accuracy: 0.95, seed: 22 })),
      group(...[4, 5, 6].map((seed) => run({ accuracy: 0.6, seed }))),
    )
    expect(by(two, 'accuracy').state).toBe('worse')
    expect(two.state).toBe('mixed')
  })
})

describe('what the baseline has and the run lacks', () => {
  const both = run({ seed: 3 })
  const loss = { loss: curve(0.475, 0.005, 5), val_loss: curve(0.5, 0.02, 6) }
  it.each([
    ['no accuracy', loss],
    ['an accuracy without a number', { ...loss, val_accuracy: epochs.map(() => 'nan') }],
    ['an accuracy of text', { ...loss, val_accuracy: epochs.map(() => 'good') }],
    ['a score below zero', { ...loss, val_accuracy: [-0.0019, ...rising(0.8, 0.004, 7).slice(1)] }],
    ['no loss', { val_accuracy: rising(0.8, 0.004, 8) }],
  ])('%s: cannot be compared, and is not the same', (_, columns) => {
    const { state, summary } = compare(both, report(columns))
    expect(state).toBe('unknown')
    expect(summary).toMatch(/^cannot be compared: no validation (?:accuracy|loss) to hold against it$/)
  })

  it('leaves worse what is worse by the rest', () => {
    const worse = { loss: curve(0.475, 0.005, 5), val_loss: curve(0.8, 0.02, 6) }
    expect(compare(both, report(worse)).state).toBe('worse')
  })

  it('stands against nothing the other way round', () => {
    expect(compare(report(loss), both).state).toBe('same')
  })
})

describe('one run against another', () => {
  it('of the same curve under its own noise is no worse and no better, nineteen times of twenty', () => {
    const pairs = Array.from({ length: 120 }, (_, k) =>
      compare(run({ seed: 2 * k }), run({ seed: 2 * k + 1 })),
    )
    for (const measure of ['loss', 'accuracy'] as const)
      expect(pairs.filter((pair) => by(pair, measure).state !== 'same').length).toBeLessThanOrEqual(6)
  })

  it.each([
    [0.6, 'worse'],
    [0.42, 'better'],
  ])('with a loss of %d instead of 0.5 is %s, nineteen times of twenty', (loss, state) => {
    const pairs = Array.from({ length: 60 }, (_, k) =>
      compare(run({ seed: 2 * k }), run({ seed: 2 * k + 1, loss })),
    )
    expect(pairs.filter((pair) => by(pair, 'loss').state === state).length).toBeGreaterThanOrEqual(57)
  })

  it('is judged by unseen data: lower training loss and 74 % more validation loss is worse', () => {
    const base = report({ loss: curve(0.4, 0.01, 1), val_loss: curve(0.5, 0.01, 2) })
    const worse = report({ loss: curve(0.1, 0.01, 3), val_loss: curve(0.87, 0.01, 4) })
    const comparison = compare(base, worse)
    expect(comparison.state).toBe('worse')
    expect(by(comparison, 'loss').change).toBeCloseTo(0.74, 1)
    expect(by(comparison, 'gap').state).toBe('worse')
    expect(compare(worse, base).state).toBe('better')
  })

  it('that is the same log is the same in all', () => {
    const one = run()
    const { state, differences, summary } = compare(one, one)
    expect([state, summary]).toEqual(['same', 'no difference that counts'])
    expect(differences.map((own) => own.state)).toEqual(['same', 'same', 'same', 'same', 'same'])
    expect(differences.map((own) => own.by)).toEqual(['loss', 'accuracy', 'gap', 'best-epoch', 'verdict'])
  })

  it.each([
    [0.04, 0.02, 'worse'],
    [0.04, 0.05, 'same'],
    [0.005, undefined, 'same'],
    [0.02, undefined, 'worse'],
  ])('without noise, %d more loss at tolerance %s is %s', (more, tolerance, state) => {
    const base = report({ loss: curve(0.5, 0, 1), val_loss: curve(0.5, 0, 1) })
    const other = report({ loss: curve(0.5, 0, 1), val_loss: curve(0.5 * (1 + more), 0, 1) })
    expect(by(compare(base, other, tolerance), 'loss').state).toBe(state)
  })

  it('a tolerance never makes noise count', () => {
    const noisy = { noise: 0.1 }
    const pairs = Array.from({ length: 50 }, (_, k) =>
      compare(run({ ...noisy, seed: 2 * k }), run({ ...noisy, seed: 2 * k + 1 }), 0.001),
    )
    expect(pairs.filter((pair) => by(pair, 'loss').state !== 'same').length).toBeLessThanOrEqual(5)
  })

  it('of too few values is not compared, unless the user says what counts', () => {
    const [a, b] = [report({ val_loss: [1, 0.8, 0.7] }), report({ val_loss: [1, 0.9, 0.8] })]
    expect(compare(a, b)).toMatchObject({ state: 'unknown', summary: expect.stringContaining('--tolerance') })
    expect(by(compare(a, b, 0.05), 'loss').state).toBe('worse')
    expect(by(compare(a, b, 0.2), 'loss').state).toBe('same')
  })

  it('accuracies in per cent and as fractions are one scale', () => {
    const fractions = run({ accuracy: 0.8, noise: 0 })
    const y = fractions.run.curves.validationAccuracy?.y ?? []
    const other = report({ val_loss: curve(0.5, 0, 1), val_accuracy: [...y].map((value) => 100 * value) })
    expect(other.run.curves.validationAccuracy?.unit).toBe('percent')
    expect(by(compare(fractions, other), 'accuracy')).toMatchObject({ state: 'same' })
  })

  it('losses below zero are compared by what was gained', () => {
    const shifted = (by: number) => report({ val_loss: curve(0.5, 0, 1).map((value) => value - 2 + by) })
    expect(by(compare(shifted(0), shifted(0)), 'loss').state).toBe('same')
    expect(by(compare(shifted(0), shifted(0.2)), 'loss')).toMatchObject({ state: 'worse' })
    expect(by(compare(shifted(0), shifted(-0.2)), 'loss')).toMatchObject({ state: 'better' })
  })

  it('different quantities are not compared', () => {
    const [a, b] = [report({ val_mse: curve(0.5, 0, 1) }), report({ val_loss: curve(0.5, 0, 1) })]
    expect(by(compare(a, b), 'loss')).toMatchObject({
      state: 'unknown',
      because: 'val_mse and val_loss are not the same quantity',
    })
  })

  it('with validation on one side only is not compared by training instead', () => {
    const a = report({ loss: curve(0.5, 0.01, 1) })
    const b = report({ loss: curve(0.4, 0.01, 2), val_loss: curve(0.9, 0.01, 3) })
    expect(compare(a, b)).toMatchObject({
      state: 'unknown',
      summary: expect.stringContaining('no validation loss'),
    })
  })

  it('without any validation says what the comparison is worth', () => {
    const a = report({ loss: curve(0.5, 0.01, 1) })
    const b = report({ loss: curve(0.4, 0.01, 2) })
    const { state, summary } = compare(a, b)
    expect(state).toBe('better')
    expect(summary).toContain('tells nothing of unseen data')
  })

  it('that diverged is worse, however good its best epoch', () => {
    const broken = report({
      loss: [...curve(0.5, 0.01, 1).slice(0, 20), ...Array(10).fill('nan')],
      val_loss: [...curve(0.3, 0.01, 2).slice(0, 20), ...Array(10).fill('nan')],
    })
    const comparison = compare(run(), broken)
    expect(by(comparison, 'verdict').state).toBe('worse')
    expect(comparison.state).toBe('mixed')
  })

  it('names each epoch or step by the axis of its own run', () => {
    const steps = epochs.map((k) => `${500 * (k + 1)},${curve(0.5, 0, 1)[k]}`).join('\n')
    const [byStep] = diagnose(`step,val_loss\n${steps}\n`)
    if (!byStep) throw new Error('no run')
    const byEpoch = report({ val_loss: curve(0.6, 0, 1) })
    expect(by(compare(byEpoch, byStep), 'loss').because).toContain('at step 15000 against 0.601 at epoch 30:')
    expect(by(compare(byStep, byEpoch), 'loss').because).toContain('at epoch 30 against 0.501 at step 15000:')
  })
})

describe('an earlier best epoch', () => {
  /** Down until an epoch, then level, as a schedule that ends earlier has it. */
  const until = (end: number, last: number, length = EPOCHS) =>
    report({
      loss: Array.from({ length }, (_, k) => end * 0.97 * (1 + 2 * Math.exp(-Math.min(k, last) / 4))),
      val_loss: Array.from({ length }, (_, k) => end * (1 + 2 * Math.exp(-Math.min(k, last) / 4)) + k * 1e-4),
    })
  const [early, late] = [until(0.5, 14), until(0.49, 22)]

  it('is better, and a later one worse, where both are healthy and get as far', () => {
    expect([early, late].map(({ verdict }) => verdict.status)).toEqual(['healthy', 'healthy'])
    expect(by(compare(late, early, 0.2), 'best-epoch')).toEqual({
      ...{ by: 'best-epoch', state: 'better', because: 'epoch 15 against 23: earlier' },
      ...{ baseline: 23, actual: 15, change: -8 },
    })
    expect(by(compare(early, late, 0.2), 'best-epoch')).toMatchObject({ state: 'worse', change: 8 })
  })

  it('is neither where the losses differ', () => {
    expect(by(compare(late, until(0.8, 14)), 'best-epoch')).toMatchObject({
      state: 'unknown',
      because: expect.stringMatching(
        /: earlier, which is neither better nor worse unless the losses are alike$/,
      ),
      actual: 15,
    })
  })

  it.each([
    ['overfits', judgeFixture('fixtures/diagnoses/overfitting.csv')],
    ['diverged', judgeFixture('fixtures/diagnoses/diverged.csv')],
    ['has two epochs', report({ loss: [1, 0.6], val_loss: [1, 0.7] })],
  ])('is nothing to one that %s', (_, bad) => {
    const good = judgeFixture('fixtures/healthy/digits-cnn.csv')
    for (const pair of [compare(good, bad), compare(bad, good)])
      expect(by(pair, 'best-epoch')).toMatchObject({
        state: 'unknown',
        because: expect.stringMatching(/(?:earlier|later), which tells nothing unless both are healthy$/),
        change: expect.any(Number),
      })
  })

  it('of several seeds is told by its mean', () => {
    const { actual, baseline, change } = by(compareGroups(group(late), group(early, late)), 'best-epoch')
    expect([baseline, actual, change]).toEqual([23, 19, -4])
  })
})

describe('a warning more', () => {
  const healthy = run({ seed: 3 })
  const suspect = report({
    loss: curve(0.475, 0.005, 5),
    val_loss: curve(0.5, 0.02, 6).map((value, k) => (k % 9 === 8 ? value * 4 : value)),
  })
  const loss = report({ loss: curve(0.475, 0.005, 5), val_loss: curve(0.5, 0.02, 6) })
  const failing = judgeFixture('fixtures/diagnoses/overfitting.csv')
  const open = report({ loss: [0.9], val_loss: [0.95] }, 'open.csv')

  it('is a worse verdict, one less a better one, and neither decides', () => {
    expect([loss, suspect].map(({ verdict }) => verdict.status)).toEqual(['healthy', 'suspect'])
    expect(by(compare(loss, suspect), 'verdict')).toEqual({
      ...{ by: 'verdict', state: 'worse', because: 'suspect (unstable) against healthy' },
    })
    expect(by(compare(suspect, loss), 'verdict').state).toBe('better')
    expect(compare(loss, suspect, 0.9)).toMatchObject({ state: 'same', summary: 'no difference that counts' })
  })

  it.each([
    [[healthy, healthy], [healthy, suspect], 'worse'],
    [[failing, suspect], [failing, healthy], 'better'],
    [[failing, healthy], [suspect, suspect], 'better'],
    [[suspect, suspect], [failing, healthy], 'worse'],
    [[healthy, healthy], [suspect, open], 'worse'],
    [[suspect, suspect], [healthy, open], 'unknown'],
    [[failing, suspect], [healthy, open], 'better'],
    [[open], [suspect], 'unknown'],
    [[suspect], [suspect], 'same'],
  ])('of seeds counts after those that fail, and what is open hides neither: %#', (a, b, state) => {
    expect(by(compareGroups(group(...a), group(...b)), 'verdict').state).toBe(state)
  })
})

describe('where loss and accuracy disagree', () => {
  it.each([
    [0.7, 0.9, 'seldom large errors'],
    [0.35, 0.7, 'often small errors'],
  ])('loss %d and accuracy %d against 0.5 and 0.8: %s', (loss, accuracy, meaning) => {
    const comparison = compare(run(), run({ loss, accuracy, seed: 7 }))
    expect(comparison.state).toBe('mixed')
    expect(comparison.disagreement).toContain(meaning)
  })

  it.each([
    [0.7, 0.7],
    [0.35, 0.9],
    [0.7, 0.8],
    [0.5, 0.9],
  ])('nothing is said where they do not: %d and %d', (loss, accuracy) => {
    expect(compare(run(), run({ loss, accuracy, seed: 7 })).disagreement).toBeUndefined()
  })
})

describe('groups of seeds', () => {
  const seeds = (loss: number, spread: number, count: number, first: number) => {
    const { normal } = dice(first)
    return group(
      ...Array.from({ length: count }, (_, k) =>
        run({ loss: loss * Math.exp(spread * normal()), seed: first + k }),
      ),
    )
  }

  it('are worse where the interval says so', () => {
    const { state, differences, candidate } = compareGroups(seeds(0.5, 0.03, 4, 10), seeds(0.7, 0.03, 4, 50))
    const [loss] = differences
    expect(state).toBe('worse')
    expect(loss?.state).toBe('worse')
    expect(loss?.interval?.[0]).toBeGreaterThan(0.1)
    expect(loss?.interval?.[1]).toBeLessThan(0.9)
    expect(loss?.because).toContain('95 % interval')
    expect(candidate.runs).toHaveLength(4)
  })

  it('that differ among themselves as much as from each other are the same', () => {
    const pairs = Array.from({ length: 40 }, (_, k) =>
      compareGroups(seeds(0.5, 0.15, 3, 100 + 20 * k), seeds(0.5, 0.15, 3, 110 + 20 * k)),
    )
    expect(pairs.filter(({ differences }) => differences[0]?.state !== 'same').length).toBeLessThanOrEqual(4)
  })

  it.each([
    [2, 1],
    [1, 2],
    [2, 2],
    [3, 1],
    [2, 3],
    [5, 2],
  ])('are few, %i against %i, and still tell half as much loss again', (p, q) => {
    const pairs = Array.from({ length: 40 }, (_, k) =>
      by(compareGroups(seeds(0.4, 0.03, p, 1000 + 20 * k), seeds(0.6, 0.03, q, 1010 + 20 * k)), 'loss'),
    )
    expect(pairs.filter(({ state }) => state === 'worse').length).toBeGreaterThanOrEqual(38)
    for (const { interval, because } of pairs) {
      expect(interval).toBeUndefined()
      expect(because).toMatch(/\(counts beyond [\d.]+ %.*; too few runs for an interval\)$/)
    }
  })

  it.each([
    [2, 1],
    [1, 2],
    [2, 2],
    [3, 1],
  ])('are few, %i against %i, and of one truth seldom better or worse', (p, q) => {
    const pairs = Array.from({ length: 60 }, (_, k) =>
      by(compareGroups(seeds(0.5, 0.03, p, 3000 + 20 * k), seeds(0.5, 0.03, q, 3010 + 20 * k)), 'loss'),
    )
    expect(pairs.filter(({ state }) => state !== 'same').length).toBeLessThanOrEqual(9)
  })

  it('that are few say what a difference has to exceed', () => {
    const wide = [0.4, 0.5].map((loss, k) => run({ loss, seed: k + 1 }))
    const alike = [1, 1].map((seed) => run({ seed, noise: 0.03 }))
    const loss = (side: readonly RunReport[], end: number, noise: number, tolerance?: number) =>
      by(compareGroups(group(...side), group(run({ loss: end, noise, seed: 9 })), tolerance), 'loss')
    expect(loss(wide, 0.5, 0.02)).toMatchObject({
      state: 'same',
      because: expect.stringContaining(', twice the spread of the seeds;'),
    })
    expect(loss(alike, 0.51, 0.03)).toMatchObject({
      state: 'same',
      because: expect.stringContaining(', the noise of the curves;'),
    })
    expect(loss(alike, 0.6, 0.03, 0.5)).toMatchObject({ state: 'same', tolerance: 0.5 })
  })

  it('that are few and short are not compared, unless the user says what counts', () => {
    const short = (end: number) => report({ val_loss: [1, 0.9, end] })
    const sides = [group(short(0.7), short(0.71)), group(short(0.8))] as const
    expect(compareGroups(...sides)).toMatchObject({
      state: 'unknown',
      summary: expect.stringContaining('--tolerance'),
    })
    expect(by(compareGroups(...sides, 0.05), 'loss').state).toBe('worse')
  })

  it('that agree by luck have no interval narrower than the noise of their curves', () => {
    const same = (loss: number) => group(...[1, 2, 3].map(() => run({ loss, noise: 0.1, seed: 5 })))
    const { state, interval, change = 0 } = by(compareGroups(same(0.5), same(0.515)), 'loss')
    expect(state).toBe('same')
    expect(change).toBeCloseTo(0.03, 3)
    expect(interval?.[0]).toBeLessThan(-0.05)
    expect(interval?.[1]).toBeGreaterThan(0.1)
  })

  it('more of which fail have the worse verdict', () => {
    const good = judgeFixture('fixtures/healthy/digits-cnn.csv')
    const bad = judgeFixture('fixtures/diagnoses/overfitting.csv')
    const verdict = by(compareGroups(group(good, good), group(good, bad)), 'verdict')
    expect(verdict).toEqual({
      by: 'verdict',
      state: 'worse',
      because: '1 run failing, 1 run healthy against 2 runs healthy',
    })
  })
})

describe('seeds of which one says little', () => {
  const healthy = [1, 2, 3].map((seed) => run({ seed, name: `a${seed}.csv` }))
  const broken = epochs.map((k) => (k < 15 ? 1 - k / 40 : 'nan'))
  const diverged = report({ loss: broken, val_loss: broken }, 'diverged.csv')
  const short = report({ loss: [0.9], val_loss: [0.95] }, 'short.csv')

  it('hide no failing one', () => {
    expect([diverged, short].map(({ verdict }) => verdict.status)).toEqual(['failing', 'undecided'])
    const verdict = by(compareGroups(group(...healthy), group(run({ seed: 9 }), diverged, short)), 'verdict')
    expect(verdict).toMatchObject({
      state: 'worse',
      because: '1 run failing, 1 run undecided, 1 run healthy against 3 runs healthy',
    })
    const open = by(compareGroups(group(...healthy), group(run({ seed: 9 }), short)), 'verdict')
    expect(open).toMatchObject({ state: 'unknown', because: 'one has no verdict' })
    const before = by(compareGroups(group(...healthy, short), group(run({ seed: 9 }), diverged)), 'verdict')
    expect(before.state).toBe('worse')
  })

  it('are told where they are in no mean', () => {
    const unseen = report({ loss: curve(0.475, 0.005, 5) }, 'unseen.csv')
    const { because } = by(
      compareGroups(group(...healthy), group(run({ seed: 9 }), run({ seed: 8 }), unseen)),
      'loss',
    )
    expect(because).toMatch(/in the mean of 2 \(1 run without\) against [\d.]+ of 3:/)
  })
})
