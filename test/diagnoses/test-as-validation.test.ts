import { describe, expect, it } from 'vitest'
import { testAsValidation } from '../../src/diagnoses/test-as-validation.js'
import { answers, falls, finding, type Log, NOISES, testLimits, testUnknown } from './logs.js'

const { id, limits } = testAsValidation

const calm = falls(2, 0.6, 6)
const tested: Log = { curves: { train_loss: calm, test_loss: (e) => 1.1 * calm(e) } }

describe.each(NOISES)('test-as-validation, $name', (noise) => {
  it('is a note where the test set is scored in each epoch and nothing else', () => {
    const log: Log = { curves: { ...tested.curves, test_accuracy: falls(0.3, 0.8, 6) } }
    const own = finding(id, log, noise)
    expect(own).toMatchObject({ severity: 'note', from: 1, to: 40 })
    expect(own.claim).toBe(
      'test_loss is measured on the test data in each of 40 epochs, and nothing on validation data',
    )
    expect(own.evidence).toEqual([
      expect.objectContaining({
        series: 'test_loss',
        actual: 40,
        limit: limits.epochs?.value,
        from: 1,
        to: 40,
      }),
    ])
    expect(own.evidence[0]?.what).toContain('test_loss, test_accuracy')
    expect(own.advice.length).toBeGreaterThan(0)
  })

  it.each<[string, Log]>([
    ['a validation set beside it', { curves: { ...tested.curves, val_loss: calm } }],
    ['a validation accuracy beside it', { curves: { ...tested.curves, val_accuracy: falls(0.3, 0.8, 6) } }],
    ['a test at the end', { ...tested, every: { test_loss: 40 } }],
    ['no test set', { curves: { loss: calm } }],
  ])('is clear with %s', (_, log) => {
    expect(answers(id, log, noise)).toBe('clear')
  })
})

describe('test-as-validation', () => {
  testUnknown(id, [['of two epochs', { ...tested, epochs: 2 }, /fewer than 3 epochs; train on/]])
})

describe('limits of test-as-validation', () => {
  testLimits(testAsValidation, [
    {
      limit: 'epochs',
      beyond: { ...tested, epochs: 4 },
      within: { ...tested, epochs: 2 },
      says: ['found', 'unknown'],
    },
    {
      limit: 'epochs',
      beyond: { ...tested, every: { test_loss: 10 } },
      within: { ...tested, every: { test_loss: 20 } },
    },
  ])
})
