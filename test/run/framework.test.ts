import { describe, expect, it } from 'vitest'
import { adviseStopping, frameworkOf } from '../../src/run/framework.js'
import type { Axis, Run } from '../../src/run/run.js'

const runOf = (format: string, axis: Axis = 'epoch'): Run => ({
  name: 'log',
  title: 'log',
  format,
  axis,
  series: [],
  curves: {},
  facts: {},
  notes: [],
})

describe('frameworkOf', () => {
  it.each([
    ['keras-csv', 'epoch', 'keras'],
    ['keras-console', 'epoch', 'keras'],
    ['history-json', 'epoch', 'keras'],
    ['history-json', 'row', undefined],
    ['csv', 'epoch', undefined],
    ['jsonl', 'step', undefined],
  ] as const)('tells it of %s by %s: %s', (format, axis, framework) => {
    expect(frameworkOf(runOf(format, axis))).toBe(framework)
  })
})

describe('adviseStopping', () => {
  it('speaks Keras to a user of Keras', () => {
    const advice = adviseStopping(runOf('keras-csv'), 'val_loss')
    expect(advice).toContain('EarlyStopping(')
    expect(advice).toContain('monitor="val_loss"')
    expect(advice).toContain('restore_best_weights=True')
  })

  it('names the curve and no framework elsewhere', () => {
    const advice = adviseStopping(runOf('csv'), 'Val Loss')
    expect(advice).toContain('Val Loss')
    expect(advice).toContain('epochs')
    expect(advice).not.toMatch(/EarlyStopping|keras/i)
  })

  it('does not speak of epochs in a log of steps', () => {
    expect(adviseStopping(runOf('csv', 'step'), 'val_loss')).not.toMatch(/epoch/)
  })
})
