import { describe, expect, it } from 'vitest'
import { always, type Curve, exact, falls, type Log, reportOf, rises, write, zigzag } from './logs.js'

/*
 * Long logs of steps are judged by a part of their points, or by means: what is said of a step must be what the log has there all
 * the same. The numbers of the log are looked up in its text.
 */

const STEPS = 12_000
const calm = falls(2.3, 0.8, 5)
const turned = rises(falls(1.4, 0.5, 6), 15, 0.02)
const right = falls(0.5, 0.95, 6)
const from = (epoch: number, then: Curve, before: Curve = calm): Curve => {
  return (e) => (e < epoch ? before(e) : then(e))
}
const restarts = (e: number): number => 0.3 + (1.2 - e / 60) * Math.exp(-((e % 9) / 3))

const RUNS: Readonly<Record<string, Log['curves']>> = {
  'diverged, to NaN': { loss: from(31, always(Number.NaN)), val_loss: calm },
  'diverged, after a NaN that it recovered from': {
    loss: (e) => ((e > 12 && e < 12.01) || e > 31 ? Number.NaN : calm(e)),
    val_loss: calm,
  },
  'diverged, in validation': { loss: calm, val_loss: from(31, always(Number.NaN)) },
  'diverged, running away': { loss: from(31, always(50)), val_loss: calm },
  'not-learning': { loss: zigzag(always(Math.log(10)), 0.1), accuracy: (e) => 0.1 + 0.004 * Math.sin(e) },
  overfitting: { loss: falls(1.4, 0.1, 10), val_loss: turned },
  'overfitting, by accuracy': {
    accuracy: right,
    val_accuracy: (e) => right(e) - 0.1 - 0.005 * Math.max(0, e - 12),
  },
  'overfitting, a gap': {
    loss: (e) => falls(3, 1, 2)(e) / (4 * Math.exp(0.04 * (e - 40))),
    val_loss: falls(3, 1, 2),
  },
  'unstable, a spike': { loss: (e) => (Math.abs(e - 20) < 0.002 ? 1e6 : calm(e)) },
  'unstable, a spike of validation': {
    loss: calm,
    val_loss: (e) => (Math.abs(e - 20) < 0.002 ? 1e6 : calm(e)),
  },
  'unstable, a burst': { loss: (e) => (e > 20 && e < 24 ? 700 + 50 * Math.sin(9 * e) : calm(e)) },
  'unstable, a burst of validation': {
    loss: calm,
    val_loss: (e) => (e > 20 && e < 24 ? 700 + 50 * Math.sin(9 * e) : calm(e)),
  },
  'unstable, swings': { loss: (e) => 1.2 + 0.5 * Math.sin(e) },
  'loss-without-accuracy': {
    loss: calm,
    val_loss: falls(1, 0.4, 12),
    val_accuracy: (e) => 0.6 + 0.002 * Math.sin(e),
  },
  'suspicious-metrics': { loss: calm, val_loss: calm, accuracy: right, val_accuracy: right },
  underfitting: {
    loss: falls(2.3, 2, 2),
    val_loss: falls(2.3, 2.02, 2),
    accuracy: falls(0.1, 0.25, 2),
    val_accuracy: falls(0.1, 0.24, 2),
  },
  overconfident: {
    loss: falls(1.4, 0.1, 10),
    val_loss: turned,
    accuracy: right,
    val_accuracy: falls(0.4, 0.8, 5),
  },
  'stopped-early': { loss: (e) => (e + 1) ** -1.1, val_loss: (e) => (e + 1) ** -1 },
  'stopped-early, in a cycle': { loss: restarts, val_loss: restarts },
  'wasted-epochs': { loss: falls(1.4, 0.5, 3), val_loss: (e) => 0.6 + 0.0005 * Math.abs(e - 12) },
  'noisy-validation': {
    loss: calm,
    val_loss: (e) => calm(e) * (1 + 0.4 * Math.sin(1e4 * Math.sin(1e4 * e))),
  },
  'validation-below-train': { loss: calm, val_loss: (e) => 0.7 * calm(e) },
  'test-as-validation': { loss: calm, test_loss: calm },
}

const scaled = (curves: Log['curves']) =>
  Object.fromEntries(
    Object.entries(curves).map(([name, curve]) => [name, (k: number) => curve((k * 40) / STEPS)]),
  )

/** A number as evidence spells it, and the step it is said to be at. */
const TOLD = /(mean of |means? \S+ )?(-?[\d.]+(?:e-?\d+)?|-?inf|NaN) at step (\d+)/g

/** What is said of these names steps, whether training is averaged or not. */
const TELLING = /^(?:diverged, (?:to|after|in)|overfitting$|unstable, a|overconfident|stopped|wasted)/

/** Everything that is said to be at a step, with what the log has there. */
function toldBy(text: string) {
  const { findings } = reportOf(text)
  const lines = text.trimEnd().split('\n')
  const [header = [], ...rows] = lines.map((line) => line.split(','))
  return findings.flatMap(({ id, evidence }) =>
    evidence.flatMap(({ series, what }) =>
      what.includes('means between evaluations')
        ? []
        : [...what.matchAll(TOLD)].flatMap(([all, mean, told = '', step = '']) => {
            if (mean) return []
            const logged = rows.find(([first]) => first === step)?.[header.indexOf(series)]
            return [{ id, all, told, logged }]
          }),
    ),
  )
}

/** Does a number as spelt stand for one of the log? */
function standsFor(told: string, logged: string | undefined): boolean {
  if (logged === undefined || logged === '') return false
  const [a, b] = [told, logged].map((text) => Number(text.replace(/inf$/, 'Infinity')))
  if (a === undefined || b === undefined) return false
  const digits = told
    .replace(/e.*$/, '')
    .replace(/^-?0?\.?0*/, '')
    .replace('.', '').length
  return Object.is(a, b) || Math.abs(a - b) <= 0.51 * 10 ** (Math.floor(Math.log10(Math.abs(b))) + 1 - digits)
}

describe.each([
  ['with an evaluation at each step', 1],
  ['with an evaluation every 200 steps', 200],
])('a log of many steps %s', (_, every) => {
  it.each(Object.entries(RUNS))('tells the numbers of the log: %s', (name, curves) => {
    const validation = Object.keys(curves).filter((column) => /^(?:val|test)_/.test(column))
    const text = write(
      {
        curves: scaled(curves),
        epochs: STEPS,
        axis: 'step',
        every: Object.fromEntries(validation.map((column) => [column, every])),
      },
      exact,
    )
    const told = toldBy(text)
    if (every === 1) expect(reportOf(text).findings.map(({ id }) => id)).toContain(name.split(',')[0])
    if (TELLING.test(name)) expect(told).not.toEqual([])
    expect(told.filter((own) => !standsFor(own.told, own.logged))).toEqual([])
  })
})
