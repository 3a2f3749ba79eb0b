import { describe, expect, it } from 'vitest'
import { diagnose } from '../../src/index.js'
import { findSchedule } from '../../src/run/schedule.js'

const EPOCHS = Array.from({ length: 40 }, (_, k) => k + 1)

function report(rate: (epoch: number) => number, loss = (epoch: number) => 3 / epoch ** 0.5, name = 'lr') {
  const rows = EPOCHS.map((epoch) => [epoch, loss(epoch), loss(epoch) * 1.05, rate(epoch)].join())
  const [only] = diagnose(`epoch,loss,val_loss,${name}\n${rows.join('\n')}\n`)
  if (!only) throw new Error('no run')
  return only
}
const scheduleOf = (rate: (epoch: number) => number, name?: string) =>
  findSchedule(report(rate, undefined, name).run)

describe('the schedule of the learning rate', () => {
  it.each([
    ['constant', () => 0.001, { shape: 'constant', peak: 0.001, last: 0.001, since: 1 }],
    [
      'steps',
      (epoch: number) => (epoch < 30 ? 0.01 : 0.001),
      { shape: 'steps', peak: 0.01, last: 0.001, since: 30 },
    ],
    ['decays', (epoch: number) => 0.01 * (1 - epoch / 50), { shape: 'decays', since: 40 }],
  ])('is told: %s', (_, rate, expected) => {
    expect(scheduleOf(rate)).toMatchObject({ series: 'lr', ...expected })
  })

  it.each(['lr', 'learning_rate', 'lr-Adam', 'train/learning_rate', 'lr/pg0', 'current_lr'])(
    'is found under %s',
    (name) => {
      expect(scheduleOf(() => 0.1, name)?.series).toBe(name)
    },
  )

  it('is not found where there is none', () => {
    expect(scheduleOf(() => 0.1, 'momentum')).toBeUndefined()
  })
})

describe('stopped-early under a schedule', () => {
  const stoppedEarly = (of: ReturnType<typeof report>) => ({
    check: of.checks.find(({ id }) => id === 'stopped-early'),
    finding: of.findings.find(({ id }) => id === 'stopped-early'),
  })

  it('is found where the learning rate does not explain the fall', () => {
    const { finding } = stoppedEarly(report(() => 0.001))
    expect(finding?.advice[0]).toMatch(/^train on/)
  })

  it('advises to stretch a schedule that is over', () => {
    const { finding } = stoppedEarly(report((epoch) => 0.01 * (1 - epoch / 40.1)))
    expect(finding?.advice).toEqual([expect.stringContaining('stretched to about epoch 79')])
    expect(finding?.evidence.at(-1)).toMatchObject({ series: 'lr', limit: 0.05 })
  })

  /** Level from epoch 10 on, then down by `depth`, two thirds of it within `pace` epochs after `at`. */
  const stepAt = (at: number, depth: number, pace: number) => (epoch: number) =>
    1 + Math.exp(-epoch / 3) - (epoch < at ? 0 : depth * (1 - Math.exp(-(epoch - at + 1) / pace)))

  it('is not judged by a fall that a step of the learning rate made', () => {
    const drop = stepAt(30, 0.4, 2)
    for (const after of [0.01, 0.001]) {
      const { check } = stoppedEarly(report((epoch) => (epoch < 30 ? 0.01 : after), drop))
      expect(check?.state).toBe('clear')
    }
  })

  it('is found where the curve falls on since the step', () => {
    const { finding } = stoppedEarly(report((epoch) => (epoch < 30 ? 0.01 : 0.001), stepAt(30, 0.6, 4)))
    expect(finding?.advice[0]).toMatch(/^train on/)
  })

  it('waits for enough epochs after a step', () => {
    const drop = stepAt(35, 0.6, 4)
    expect(stoppedEarly(report(() => 0.01, drop)).finding).toBeDefined()
    const { check } = stoppedEarly(report((epoch) => (epoch < 35 ? 0.01 : 0.001), drop))
    expect(check).toMatchObject({
      state: 'unknown',
      because: 'only 6 epochs since lr became 0.00100 at epoch 35; train on',
    })
  })
})
