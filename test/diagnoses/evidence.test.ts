import { expect, it } from 'vitest'
import { diagnose } from '../../src/diagnose.js'
import type { RunReport } from '../../src/report.js'
import { fixturesIn, sourceOf } from '../fixtures/paths.js'
import { always, type Curve, falls, type Log, report, rises, waves, zigzag } from './logs.js'

/*
 * What a person can check by eye in the recorded run of each diagnosis, and in runs that were made up to have what no recorded
 * one has, with all digits: a change is reviewed as one of numbers.
 */

const calm = falls(2.3, 0.8, 5)
const from = (epoch: number, then: Curve, before: Curve = calm): Curve => {
  return (e) => (e < epoch ? before(e) : then(e))
}
const turned = rises(falls(1.4, 0.5, 6), 15, 0.02)
const right = falls(0.5, 0.95, 6)
const RUNS: Readonly<Record<string, Log>> = {
  'a rise of a loss below zero': {
    curves: { loss: falls(2, -12, 8), val_loss: (e) => 5 * turned(e) - 9 },
  },
  'a rise that ends in a collapse': {
    curves: { loss: from(36, always(2.4), falls(1.4, 0.1, 8)), val_loss: from(36, always(2.5), turned) },
  },
  'a steady small rise': {
    curves: { loss: falls(1.4, 0.3, 10), val_loss: rises(falls(1.4, 0.5, 5), 15, 0.0016) },
  },
  'a rise while training stands still': { curves: { loss: falls(1.4, 0.5, 3), val_loss: turned } },
  'a rise from the start': {
    curves: { loss: falls(1, 0.2, 9), val_loss: (e) => 1 + 0.03 * e, accuracy: right },
  },
  'a rise of the wrong answers alone': {
    curves: { accuracy: right, val_accuracy: (e) => right(e) - 0.1 - 0.005 * Math.max(0, e - 12) },
  },
  'a rise that rests on few wrong answers': {
    curves: { loss: calm, val_loss: rises(calm, 20, 0.02), val_accuracy: (e) => 1 - (e > 20 ? 3 : 2) / 50 },
  },
  'a gap that opens': {
    curves: { loss: (e) => falls(3, 1, 2)(e) / (4 * Math.exp(0.04 * (e - 40))), val_loss: falls(3, 1, 2) },
  },
  'a gap of losses on two scales': {
    curves: { loss: (e) => 90 * falls(3, 0.2, 12)(e), val_loss: falls(3, 1, 4) },
  },
  'a loss that runs away': { curves: { loss: from(31, always(50)), val_loss: calm } },
  'a loss that loses what it had gained': { curves: { loss: from(31, always(2.2)), val_loss: calm } },
  'a loss that becomes infinite': { curves: { loss: from(31, always(Number.POSITIVE_INFINITY)) } },
  'a validation loss that becomes NaN': { curves: { loss: calm, val_loss: from(31, always(Number.NaN)) } },
  'a loss that oscillates': {
    curves: { loss: zigzag(always(Math.log(10)), 0.1), accuracy: (e) => 0.1 + 0.004 * Math.sin(e) },
  },
  'a loss that never moves': { curves: { loss: always(0.7), accuracy: always(0.5) } },
  'one answer for all': { curves: { loss: falls(0.8, 0.75, 3), val_loss: calm, val_accuracy: always(0.8) } },
  'a loss that falls beside an accuracy that stands still': {
    curves: { loss: calm, val_loss: falls(1, 0.4, 12), val_accuracy: (e) => 0.6 + 0.002 * Math.sin(e) },
  },
  'losses that are the same': {
    curves: { loss: calm, val_loss: calm, accuracy: right, val_accuracy: right },
  },
  'an end while all falls': { curves: { loss: (e) => e ** -1.1, val_loss: (e) => e ** -1 } },
  'an end in an upswing': { curves: { val_loss: (e) => (e < 3 ? 4 : zigzag(always(1), 0.2)(e)) } },
  'a run that swings': { curves: { loss: waves(calm, 0.3, 8), val_loss: waves(calm, 0.4, 8) } },
  'a run with a spike': { curves: { loss: (e) => (e === 25 ? 30 : calm(e)), val_loss: calm } },
  'a run that sees little': {
    curves: { loss: calm, val_loss: (e) => calm(e) * (1 + 0.3 * Math.sin(e * e)) },
  },
  'a run that learns little of two classes': {
    curves: { loss: falls(0.72, 0.65, 6), val_loss: falls(0.72, 0.66, 6), accuracy: falls(0.5, 0.6, 2) },
    facts: { classes: 2 },
  },
  'the same without knowing the classes': {
    curves: { loss: falls(1.2, 0.65, 2), val_loss: falls(1.2, 0.66, 2), accuracy: always(0.6) },
  },
  'validation below training': { curves: { loss: calm, val_loss: (e) => 0.8 * calm(e) } },
  'epochs that brought nothing': {
    curves: { loss: falls(2, 0.5, 1), val_loss: falls(2, 0.6, 1) },
    epochs: 90,
  },
  'a test set in place of validation': { curves: { loss: calm, test_loss: calm, test_acc: right } },
  'few epochs': { curves: { loss: calm, val_loss: calm }, epochs: 3 },
}

function linesOf({ findings, checks }: RunReport): string {
  const found = findings.flatMap(({ id, severity, claim, from, to, evidence, advice }) => [
    `${severity} ${id} ${from} to ${to}: ${claim}`,
    ...evidence.map((own) => {
      const measured = `${own.actual.toPrecision(6)} against ${own.limit}`
      return `  ${own.series} ${own.from} to ${own.to}: ${own.what} [${measured}]`
    }),
    ...advice.map((words) => `  > ${words}`),
  ])
  const unknown = checks.flatMap((own) => (own.state === 'unknown' ? [`${own.id}: ${own.because}`] : []))
  return [...found, ...unknown].join('\n')
}

it.each(fixturesIn('diagnoses').filter((file) => file.endsWith('.csv')))('the evidence in %s', (file) => {
  const [only] = diagnose(sourceOf(`fixtures/diagnoses/${file}`))
  if (!only) throw new Error('no run')
  expect(linesOf(only)).toMatchSnapshot()
})

it.each(Object.entries(RUNS))('the evidence in %s', (_, log) => {
  expect(linesOf(report(log))).toMatchSnapshot()
})
